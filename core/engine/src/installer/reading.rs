//! Reading a label: pixels to symbols to an activation label.

use pinpoint_decode::{Effort, Luminance, PictureError, Symbol, SymbolFormat, decode_picture, symbols};
use pinpoint_domain::label::{ActivationLabel, LabelError, LabelForm, interpret, shown};
use serde::Serialize;
use zeroize::Zeroizing;

use super::Installer;
use crate::error::EngineError;

/// What a picture of a label says.
#[derive(Debug)]
pub struct LabelReading {
    /// Everything that was read.
    pub symbols: Vec<SymbolView>,
    /// The activation label, if one is among them.
    pub label: Option<ActivationLabel>,
    /// Why the first QR code is no label of this network, when none is.
    pub problem: Option<LabelError>,
}

/// One symbol of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SymbolView {
    /// Its format.
    pub format: SymbolFormat,
    /// Its text without secrets, as [`shown`] has it; as it was read when it was to be revealed.
    pub text: String,
}

/// Whether the person asked to see the secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// Passwords show as dots.
    Masked,
    /// As they stand on the label.
    Revealed,
}

impl Installer {
    /// Reads a picture file: PNG or JPEG.
    pub fn read_picture(&self, bytes: &[u8]) -> Result<LabelReading, EngineError> {
        Ok(read_picture(bytes, &self.profile.label_forms, Secrets::Masked)?)
    }

    /// Reads a camera's frame, or a picture.
    pub fn read(&self, pixels: &impl Luminance, effort: Effort) -> LabelReading {
        read(pixels, effort, &self.profile.label_forms, Secrets::Masked)
    }
}

/// Reads a picture file, PNG or JPEG, by these forms of labels: without an account, a store or a network.
pub fn read_picture(
    bytes: &[u8],
    forms: &[LabelForm],
    secrets: Secrets,
) -> Result<LabelReading, PictureError> {
    Ok(read(&decode_picture(bytes)?, Effort::Still, forms, secrets))
}

fn read(pixels: &impl Luminance, effort: Effort, forms: &[LabelForm], secrets: Secrets) -> LabelReading {
    let mut reading = LabelReading { symbols: Vec::new(), label: None, problem: None };
    for Symbol { format, text } in symbols(pixels, effort) {
        let text = Zeroizing::new(text);
        match interpret(&text, forms) {
            Ok(label) => {
                reading.label.get_or_insert(label);
            }
            Err(problem) if format == SymbolFormat::QrCode => {
                reading.problem.get_or_insert(problem);
            }
            Err(_) => {}
        }
        let text = match secrets {
            Secrets::Masked => shown(&text, forms),
            Secrets::Revealed => text.to_string(),
        };
        reading.symbols.push(SymbolView { format, text });
    }
    if reading.label.is_some() {
        reading.problem = None;
    }
    reading
}

impl LabelReading {
    /// The label, or the reason why there is none.
    pub fn into_label(self) -> Result<ActivationLabel, LabelError> {
        self.label.ok_or(self.problem.unwrap_or(LabelError::NotALink))
    }
}
