//! From pixels to an activation label.

use pinpoint_domain::label::{LabelForm, LabelReading, Secrets, interpret_symbols};

use crate::{Effort, Luminance, PictureError, decode_picture, symbols};

/// Reads a camera's frame, or a picture, by these forms of labels.
pub fn read_label(
    pixels: &impl Luminance,
    effort: Effort,
    forms: &[LabelForm],
    secrets: Secrets,
) -> LabelReading {
    interpret_symbols(symbols(pixels, effort), forms, secrets)
}

/// Reads a picture file, PNG or JPEG, by these forms of labels: without an account, a store or a network.
pub fn read_picture(
    bytes: &[u8],
    forms: &[LabelForm],
    secrets: Secrets,
) -> Result<LabelReading, PictureError> {
    Ok(read_label(&decode_picture(bytes)?, Effort::Still, forms, secrets))
}
