//! Labels: what may be shown of them.

use pinpoint_decode::{Effort, Rect, Rotation};
use pinpoint_domain::label::{SymbolFormat, SymbolView};

/// What may be shown of a QR code or barcode.
#[uniffi::remote(Record)]
pub struct SymbolView {
    /// Its format.
    pub format: SymbolFormat,
    /// Its text without secrets.
    pub text: String,
}

/// The kinds of symbols found on activation labels and type plates.
#[uniffi::remote(Enum)]
pub enum SymbolFormat {
    /// ISO/IEC 18004.
    QrCode,
    /// ISO/IEC 16022.
    DataMatrix,
    /// ISO/IEC 15417.
    Code128,
    /// ISO/IEC 16388.
    Code39,
    /// ISO/IEC 15420, thirteen digits.
    Ean13,
    /// ISO/IEC 15420, twelve digits.
    UpcA,
}

/// How much time a reading may take.
#[uniffi::remote(Enum)]
pub enum Effort {
    /// One frame of many: the next one comes in a moment, so only what is quick is tried.
    Frame,
    /// The one picture there is: everything is tried.
    Still,
}

/// How far a frame must be turned clockwise to be upright, as Android's `rotationDegrees`.
#[uniffi::remote(Enum)]
pub enum Rotation {
    /// Upright already.
    None,
    /// A quarter turn clockwise.
    Clockwise90,
    /// Upside down.
    Clockwise180,
    /// A quarter turn counter-clockwise.
    Clockwise270,
}

/// A rectangle in pixels of the frame as stored, before its rotation.
#[uniffi::remote(Record)]
pub struct Rect {
    /// Pixels from the left edge.
    pub x: u32,
    /// Pixels from the top edge.
    pub y: u32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
