//! A camera's frame: its bytes cross the border once.

use pinpoint_decode as decode;
use pinpoint_decode::{Rect, Rotation};

use crate::PinpointError;

/// One frame of a camera: brightness alone, one byte a pixel, rows from the top (the Y plane of YUV).
#[derive(uniffi::Record)]
pub struct Frame {
    /// The bytes.
    pub luma: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes from the beginning of one row to that of the next.
    pub stride: u32,
    /// How far it must be turned to be upright.
    pub rotation: Rotation,
    /// Only this part is read.
    #[uniffi(default = None)]
    pub crop: Option<Rect>,
}

impl Frame {
    pub(crate) fn borrowed(&self) -> Result<decode::Frame<'_>, PinpointError> {
        let stride = usize::try_from(self.stride).unwrap_or(usize::MAX);
        let whole = decode::Frame::new(&self.luma, self.width, self.height, stride);
        let seen = whole.and_then(|frame| self.crop.map_or(Ok(frame), |crop| frame.cropped(crop)));
        Ok(seen.map_err(|error| PinpointError::of(&error))?.rotated(self.rotation))
    }
}
