//! One frame of a camera: the brightness of its pixels, as the platform hands it over.

use image::{GrayImage, imageops};
use pinpoint_domain::code::{Coded, Fields, fields};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::reading::Luminance;

/// A camera frame that borrows its pixels. One byte of brightness per pixel, rows from the top.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    luma: &'a [u8],
    stride: usize,
    seen: Rect,
    rotation: Rotation,
}

/// A rectangle in pixels of the frame as stored, before its rotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
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

/// How far a frame must be turned clockwise to be upright, as Android's `rotationDegrees`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Rotation {
    /// Upright already.
    #[default]
    None,
    /// A quarter turn clockwise.
    Clockwise90,
    /// Upside down.
    Clockwise180,
    /// A quarter turn counter-clockwise.
    Clockwise270,
}

impl Rotation {
    /// From degrees clockwise: 0, 90, 180 or 270.
    pub const fn from_degrees(degrees: u32) -> Option<Self> {
        Some(match degrees {
            0 => Self::None,
            90 => Self::Clockwise90,
            180 => Self::Clockwise180,
            270 => Self::Clockwise270,
            _ => return None,
        })
    }
}

/// Numbers that do not describe the pixels that came with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "code")]
#[non_exhaustive]
pub enum FrameError {
    /// A frame or crop without pixels.
    #[error("a frame of {width} x {height} pixels has nothing to read")]
    #[serde(rename = "frame-empty")]
    Empty {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The rows would overlap.
    #[error("rows of {stride} bytes cannot hold {width} pixels")]
    #[serde(rename = "frame-stride-too-small")]
    StrideTooSmall {
        /// Bytes from one row to the next.
        stride: usize,
        /// Width in pixels.
        width: u32,
    },
    /// Fewer bytes than the numbers ask for.
    #[error("{got} bytes came where {needed} are needed")]
    #[serde(rename = "frame-too-short")]
    TooShort {
        /// Bytes that these numbers need.
        needed: u64,
        /// Bytes that came.
        got: usize,
    },
    /// The crop reaches over the edge.
    #[error("the crop {crop:?} reaches over the edge of {width} x {height} pixels")]
    #[serde(rename = "frame-crop-outside")]
    CropOutside {
        /// The crop that was asked for.
        crop: Rect,
        /// Width of the frame in pixels.
        width: u32,
        /// Height of the frame in pixels.
        height: u32,
    },
}

impl Coded for FrameError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "frame-empty",
            Self::StrideTooSmall { .. } => "frame-stride-too-small",
            Self::TooShort { .. } => "frame-too-short",
            Self::CropOutside { .. } => "frame-crop-outside",
        }
    }

    fn fields(&self) -> Fields {
        let size = |width: u32, height: u32| [("width", width.to_string()), ("height", height.to_string())];
        match self {
            Self::Empty { width, height } | Self::CropOutside { width, height, .. } => {
                fields(size(*width, *height))
            }
            Self::StrideTooSmall { stride, width } => {
                fields([("stride", stride.to_string()), ("width", width.to_string())])
            }
            Self::TooShort { needed, got } => {
                fields([("needed", needed.to_string()), ("got", got.to_string())])
            }
        }
    }
}

impl<'a> Frame<'a> {
    /// A frame of `width` x `height` pixels whose rows begin every `stride` bytes. The last row may lack its padding.
    pub fn new(luma: &'a [u8], width: u32, height: u32, stride: usize) -> Result<Self, FrameError> {
        if width == 0 || height == 0 {
            return Err(FrameError::Empty { width, height });
        }
        let row = usize::try_from(width).ok().filter(|row| *row <= stride);
        let Some(row) = row else { return Err(FrameError::StrideTooSmall { stride, width }) };
        let whole_rows = usize::try_from(height - 1).ok().and_then(|rows| rows.checked_mul(stride));
        match whole_rows.and_then(|bytes| bytes.checked_add(row)) {
            Some(needed) if needed <= luma.len() => {
                let seen = Rect { x: 0, y: 0, width, height };
                Ok(Self { luma, stride, seen, rotation: Rotation::None })
            }
            needed => Err(FrameError::TooShort {
                needed: needed.and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or(u64::MAX),
                got: luma.len(),
            }),
        }
    }

    /// The same frame, to be turned before it is read.
    #[must_use]
    pub const fn rotated(self, rotation: Rotation) -> Self {
        Self { rotation, ..self }
    }

    /// Only a part of what is seen so far, e.g. what lies inside the viewfinder's marks.
    pub fn cropped(self, crop: Rect) -> Result<Self, FrameError> {
        let Rect { width, height, .. } = self.seen;
        if crop.width == 0 || crop.height == 0 {
            return Err(FrameError::Empty { width: crop.width, height: crop.height });
        }
        let inside = |from: u32, length: u32, whole| from.checked_add(length).is_some_and(|end| end <= whole);
        if !inside(crop.x, crop.width, width) || !inside(crop.y, crop.height, height) {
            return Err(FrameError::CropOutside { crop, width, height });
        }
        Ok(Self { seen: Rect { x: self.seen.x + crop.x, y: self.seen.y + crop.y, ..crop }, ..self })
    }
}

impl Luminance for Frame<'_> {
    fn luma(&self) -> GrayImage {
        let Rect { x, y, width, height } = self.seen;
        let sizes = [x, y, width, height].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let [left, top, columns, rows] = sizes;
        let rows = self.luma.chunks(self.stride).skip(top).take(rows);
        let pixels = rows.flat_map(|row| row.get(left..).unwrap_or_default().iter().take(columns)).copied();
        let stored = GrayImage::from_raw(width, height, pixels.collect()).unwrap_or_default();
        match self.rotation {
            Rotation::None => stored,
            Rotation::Clockwise90 => imageops::rotate90(&stored),
            Rotation::Clockwise180 => imageops::rotate180(&stored),
            Rotation::Clockwise270 => imageops::rotate270(&stored),
        }
    }
}
