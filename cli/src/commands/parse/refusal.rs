//! Why bytes are no text that could be read.

use std::str::Utf8Error;

use pinpoint_domain::code::{Coded, Fields, fields};
use pinpoint_domain::misread::Misread;

use super::lines::LONGEST;

/// What is wrong before anything is read.
pub(super) enum Refusal {
    /// Not UTF-8.
    NotUtf8 {
        /// Which character, counted from 1.
        at: usize,
    },
    /// A line longer than any label.
    TooLong,
}

impl Refusal {
    pub(super) fn not_utf8(bytes: &[u8], error: Utf8Error) -> Self {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Self::NotUtf8 { at: String::from_utf8_lossy(good).chars().count() + 1 }
    }
}

impl Coded for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "text-not-utf8",
            Self::TooLong => "text-too-long",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::NotUtf8 { at } => fields([("at", at.to_string())]),
            Self::TooLong => fields([("kilobytes", (LONGEST >> 10).to_string())]),
        }
    }
}

impl Misread for Refusal {
    fn at(&self) -> usize {
        match self {
            Self::NotUtf8 { at } => *at,
            Self::TooLong => 1,
        }
    }
}
