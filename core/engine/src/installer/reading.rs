//! Reading a label.

#[cfg(feature = "decode")]
use pinpoint_decode::{Effort, Luminance, read_label, read_picture};
#[cfg(feature = "decode")]
use pinpoint_domain::label::Secrets;
use pinpoint_domain::label::{LabelReading, interpret_text};

use super::Installer;
#[cfg(feature = "decode")]
use crate::error::EngineError;

impl Installer {
    /// Reads what was pasted, typed, or recognised by the phone's own text recognition, line by line.
    pub fn interpret_text(&self, lines: &[String]) -> LabelReading {
        interpret_text(lines, &self.profile().label_forms)
    }

    /// Reads a picture file: PNG or JPEG.
    #[cfg(feature = "decode")]
    pub fn read_picture(&self, bytes: &[u8]) -> Result<LabelReading, EngineError> {
        Ok(read_picture(bytes, &self.profile().label_forms, Secrets::Masked)?)
    }

    /// Reads a camera's frame, or a picture.
    #[cfg(feature = "decode")]
    pub fn read(&self, pixels: &impl Luminance, effort: Effort) -> LabelReading {
        read_label(pixels, effort, &self.profile().label_forms, Secrets::Masked)
    }
}
