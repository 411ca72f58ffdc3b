//! What was read: a symbol and its text.

use std::fmt;

use rxing::BarcodeFormat;
use serde::Serialize;

/// A QR code or barcode that was read in a picture.
///
/// `Debug` hides the text: the URL of an activation label carries its password.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Symbol {
    /// The kind of symbol.
    pub format: SymbolFormat,
    /// What it says, as Unicode text.
    pub text: String,
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Symbol").field("format", &self.format).finish_non_exhaustive()
    }
}

/// The kinds of symbols found on activation labels and type plates.
///
/// Left out on purpose are kinds that "read" a grille or a fence without any check digit, such as ITF and Codabar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SymbolFormat {
    /// ISO/IEC 18004.
    QrCode,
    /// ISO/IEC 16022.
    DataMatrix,
    /// ISO/IEC 15417.
    #[serde(rename = "code-128")]
    Code128,
    /// ISO/IEC 16388.
    #[serde(rename = "code-39")]
    Code39,
    /// ISO/IEC 15420, thirteen digits.
    #[serde(rename = "ean-13")]
    Ean13,
    /// ISO/IEC 15420, twelve digits.
    #[serde(rename = "upc-a")]
    UpcA,
}

impl SymbolFormat {
    pub(crate) const fn of(format: BarcodeFormat) -> Option<Self> {
        Some(match format {
            BarcodeFormat::QR_CODE => Self::QrCode,
            BarcodeFormat::DATA_MATRIX => Self::DataMatrix,
            BarcodeFormat::CODE_128 => Self::Code128,
            BarcodeFormat::CODE_39 => Self::Code39,
            BarcodeFormat::EAN_13 => Self::Ean13,
            BarcodeFormat::UPC_A => Self::UpcA,
            _ => return None,
        })
    }
}
