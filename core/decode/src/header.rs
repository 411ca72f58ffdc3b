//! The header of a picture file: what it is and how large, before a single pixel is decoded.

use std::fmt;
use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits};
use serde::Serialize;

use crate::contained::contained;
use crate::jpeg_markers::{JpegMarkers, jpeg_markers};
use crate::sniff::sniff;
use crate::{Damage, PictureError};

/// A picture format that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum MediaType {
    /// JPEG files.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG files.
    #[serde(rename = "image/png")]
    Png,
}

impl MediaType {
    /// The name as IANA registers it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Most pixels that are decoded; the sensors of today's phones have 12 to 50 million.
const MAX_PIXELS: u64 = 64_000_000;
/// Most memory that decoding may take, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// A file whose header was read and whose size was found acceptable.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    pub(crate) media_type: MediaType,
    /// As stored, before the EXIF orientation.
    pub(crate) width_px: u32,
    pub(crate) height_px: u32,
    bytes: &'a [u8],
}

impl<'a> Header<'a> {
    /// Reads the header and refuses what is no PNG or JPEG, too large, or a JPEG without an end.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let media_type = media_type(bytes)?;
        let damaged = |damage| PictureError::Damaged { media_type, damage };
        let markers = (media_type == MediaType::Jpeg).then(|| jpeg_markers(bytes));
        let size = contained(|| match markers {
            Some(markers) => jpeg_size(bytes, markers),
            None => png_size(bytes),
        });
        let Size { width_px, height_px, bytes_per_pixel } =
            size.ok_or_else(|| damaged(Damage::Undecodable))?.map_err(|error| damaged(damage(&error)))?;
        let limit_px = MAX_PIXELS.min(MAX_BYTES / u64::from(bytes_per_pixel.max(1)));
        if u64::from(width_px) * u64::from(height_px) > limit_px {
            return Err(PictureError::TooLarge { width_px, height_px, limit_px });
        }
        if markers.is_some_and(|markers| !markers.complete) {
            return Err(damaged(Damage::CutShort));
        }
        Ok(Self { media_type, width_px, height_px, bytes })
    }

    /// Decodes the pixels, as stored.
    pub(crate) fn decode(&self) -> Result<DynamicImage, PictureError> {
        let decoded = contained(|| match self.media_type {
            MediaType::Jpeg => DynamicImage::from_decoder(JpegDecoder::new(Cursor::new(self.bytes))?),
            MediaType::Png => {
                DynamicImage::from_decoder(PngDecoder::with_limits(Cursor::new(self.bytes), limits())?)
            }
        });
        let damaged = |damage| PictureError::Damaged { media_type: self.media_type, damage };
        decoded.ok_or_else(|| damaged(Damage::Undecodable))?.map_err(|error| damaged(damage(&error)))
    }
}

fn media_type(bytes: &[u8]) -> Result<MediaType, PictureError> {
    match bytes {
        [] => Err(PictureError::Empty),
        [0xFF, 0xD8, 0xFF, ..] => Ok(MediaType::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(MediaType::Png),
        _ => match sniff(bytes) {
            found if found.is_picture() => Err(PictureError::FormatUnsupported { found }),
            found => Err(PictureError::NotAnImage { found }),
        },
    }
}

struct Size {
    width_px: u32,
    height_px: u32,
    /// What decoding takes at its peak.
    bytes_per_pixel: u16,
}

fn jpeg_size(bytes: &[u8], markers: JpegMarkers) -> ImageResult<Size> {
    let decoder = JpegDecoder::new(Cursor::new(bytes))?;
    let (width_px, height_px) = decoder.dimensions();
    let pixels = u16::from(decoder.color_type().bytes_per_pixel());
    // The coefficients of all passes, two bytes each, beside the pixels.
    let coefficients = if markers.progressive { 2 * pixels } else { 0 };
    Ok(Size { width_px, height_px, bytes_per_pixel: pixels + coefficients })
}

fn png_size(bytes: &[u8]) -> ImageResult<Size> {
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits())?;
    let (width_px, height_px) = decoder.dimensions();
    Ok(Size { width_px, height_px, bytes_per_pixel: u16::from(decoder.color_type().bytes_per_pixel()) })
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_BYTES);
    limits
}

fn damage(error: &ImageError) -> Damage {
    match error {
        ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => Damage::CutShort,
        _ => Damage::Undecodable,
    }
}
