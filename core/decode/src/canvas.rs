//! The pixels of a browser's canvas.

use image::{GrayImage, ImageBuffer, Rgba, imageops};

use crate::{FrameError, Luminance};

/// A canvas's `ImageData` that borrows its pixels: red, green, blue and alpha, one byte each, rows from the top without
/// padding. It is upright, and whatever was to be cut away was not drawn.
#[derive(Clone, Copy)]
pub struct Canvas<'a> {
    rgba: &'a [u8],
    width: u32,
    height: u32,
}

impl<'a> Canvas<'a> {
    /// A canvas of `width` x `height` pixels.
    pub fn new(rgba: &'a [u8], width: u32, height: u32) -> Result<Self, FrameError> {
        if width == 0 || height == 0 {
            return Err(FrameError::Empty { width, height });
        }
        let needed = u64::from(width).saturating_mul(u64::from(height)).saturating_mul(4);
        match usize::try_from(needed).ok().and_then(|needed| rgba.get(..needed)) {
            Some(rgba) => Ok(Self { rgba, width, height }),
            None => Err(FrameError::TooShort { needed, got: rgba.len() }),
        }
    }
}

impl Luminance for Canvas<'_> {
    /// Weighed as in a [`Picture`](crate::Picture), so that a photograph reads alike, whoever decoded it.
    fn luma(&self) -> GrayImage {
        ImageBuffer::<Rgba<u8>, _>::from_raw(self.width, self.height, self.rgba)
            .map(|colours| imageops::grayscale(&colours))
            .unwrap_or_default()
    }
}
