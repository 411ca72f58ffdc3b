//! A JPEG that says nothing but its pixels: no place, no time, no camera, no thumbnail (threat: photo privacy).

use image::DynamicImage;
use image::codecs::jpeg::JpegEncoder;

use crate::Damage;

/// Encodes the pixels only; what the original file carried beside them does not come this far.
pub(super) fn jpeg_without_metadata(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, Damage> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality.clamp(1, 100));
    // JPEG has neither transparency nor sixteen bits.
    image.to_rgb8().write_with_encoder(encoder).map_err(|_| Damage::Undecodable)?;
    Ok(bytes)
}
