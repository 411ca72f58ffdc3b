//! Why a file is not a picture we read.

use pinpoint_domain::code::{Coded, Fields, fields};
use serde::Serialize;
use thiserror::Error;

use crate::{Found, MediaType};

/// A file that cannot be used as a picture. `code` names the case, the fields say what was wrong and where.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "code")]
#[non_exhaustive]
pub enum PictureError {
    /// The file has no bytes.
    #[error("the file is empty")]
    #[serde(rename = "picture-empty")]
    Empty,
    /// The bytes are no picture of any kind.
    #[error("this is not a picture: found {found}")]
    #[serde(rename = "picture-not-an-image")]
    NotAnImage {
        /// What the first bytes look like.
        found: Found,
    },
    /// A picture, of a format that is not read here. PNG and JPEG are.
    #[error("pictures of the format {found} are not read, only JPEG and PNG")]
    #[serde(rename = "picture-format-unsupported")]
    FormatUnsupported {
        /// The format by its first bytes.
        found: Found,
    },
    /// More pixels than are decoded. Nothing was decoded yet.
    #[error("{width_px} x {height_px} pixels are more than the {limit_px} that are read of such a file")]
    #[serde(rename = "picture-too-large")]
    TooLarge {
        /// Width that the file claims, in pixels.
        width_px: u32,
        /// Height that the file claims, in pixels.
        height_px: u32,
        /// Most pixels that are read of a file of this kind.
        limit_px: u64,
    },
    /// A PNG or JPEG whose content is broken.
    #[error("the {media_type} file is damaged: {damage}")]
    #[serde(rename = "picture-damaged")]
    Damaged {
        /// The format by its first bytes.
        media_type: MediaType,
        /// What is broken.
        damage: Damage,
    },
}

impl Coded for PictureError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "picture-empty",
            Self::NotAnImage { .. } => "picture-not-an-image",
            Self::FormatUnsupported { .. } => "picture-format-unsupported",
            Self::TooLarge { .. } => "picture-too-large",
            Self::Damaged { .. } => "picture-damaged",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Empty => Fields::new(),
            Self::NotAnImage { found } | Self::FormatUnsupported { found } => {
                fields([("found", found.to_string())])
            }
            Self::TooLarge { width_px, height_px, limit_px } => fields([
                ("width_px", width_px.to_string()),
                ("height_px", height_px.to_string()),
                ("limit_px", limit_px.to_string()),
            ]),
            Self::Damaged { media_type, damage } => {
                fields([("media_type", media_type.to_string()), ("damage", damage.name().to_owned())])
            }
        }
    }
}

/// How a picture file is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Damage {
    /// The file ends before the picture does, as after a broken copy.
    #[error("it ends before the picture does")]
    CutShort,
    /// The bytes contradict the format.
    #[error("its bytes contradict the format")]
    Undecodable,
}

impl Damage {
    /// Its name on the wire and in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CutShort => "cut-short",
            Self::Undecodable => "undecodable",
        }
    }
}
