//! A picture, decoded from the bytes of a file.

use image::{DynamicImage, GrayImage};

use crate::PictureError;
use crate::exif_facts::ExifFacts;
use crate::header::{Header, MediaType};
use crate::reading::Luminance;

/// A decoded picture, upright: its EXIF orientation is already applied.
#[derive(Debug, Clone)]
pub struct Picture {
    image: DynamicImage,
    media_type: MediaType,
}

/// Decodes a PNG or JPEG file within limits: 64 million pixels and 256 MiB of memory, checked before anything is decoded.
pub fn decode_picture(bytes: &[u8]) -> Result<Picture, PictureError> {
    let header = Header::read(bytes)?;
    let mut image = header.decode()?;
    image.apply_orientation(ExifFacts::read(bytes).orientation);
    Ok(Picture { image, media_type: header.media_type })
}

impl Picture {
    /// Width in pixels, upright.
    pub fn width_px(&self) -> u32 {
        self.image.width()
    }

    /// Height in pixels, upright.
    pub fn height_px(&self) -> u32 {
        self.image.height()
    }

    /// What the file was.
    pub const fn media_type(&self) -> MediaType {
        self.media_type
    }

    pub(crate) fn into_image(self) -> DynamicImage {
        self.image
    }
}

impl Luminance for Picture {
    fn luma(&self) -> GrayImage {
        self.image.to_luma8()
    }
}
