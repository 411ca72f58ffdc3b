//! What a file is, by its first bytes. A name or an extension proves nothing.

use std::fmt;

use serde::Serialize;

/// What the first bytes of a file look like, where it is neither PNG nor JPEG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Found {
    /// Apple's and others' HEIF pictures.
    Heic,
    /// AVIF pictures.
    Avif,
    /// `WebP` pictures.
    Webp,
    /// GIF pictures.
    Gif,
    /// Windows bitmaps.
    Bmp,
    /// TIFF pictures, also most raw formats of cameras.
    Tiff,
    /// SVG drawings.
    Svg,
    /// PDF documents.
    Pdf,
    /// A web page, e.g. the login page of a hotel's network instead of the file.
    Html,
    /// Other text.
    Text,
    /// Bytes of no kind we know.
    Unknown,
}

impl Found {
    /// Whether this is a picture, only in another format.
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf | Self::Html | Self::Text | Self::Unknown)
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::Webp => "WebP",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
            Self::Html => "html",
            Self::Text => "text",
            Self::Unknown => "unknown",
        })
    }
}

/// Names what a file is that is neither PNG nor JPEG.
pub(crate) fn sniff(bytes: &[u8]) -> Found {
    match bytes {
        [b'G', b'I', b'F', b'8', ..] => Found::Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Found::Webp,
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4) {
            Some(b"avif" | b"avis") => Found::Avif,
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => {
                Found::Heic
            }
            _ => Found::Unknown,
        },
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Found::Tiff,
        [b'%', b'P', b'D', b'F', b'-', ..] => Found::Pdf,
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Found::Bmp,
        _ => sniff_text(bytes),
    }
}

/// Only the beginning is looked at: a gigabyte of text is text after its first page.
fn sniff_text(bytes: &[u8]) -> Found {
    const LOOKED_AT: usize = 1024;
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        // A character cut at the end of the page is no error.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(start.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return Found::Unknown,
    };
    if text.is_empty() || text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return Found::Unknown;
    }
    let lower = text.to_ascii_lowercase();
    if lower.contains("<svg") {
        Found::Svg
    } else if lower.contains("<html") || lower.contains("<!doctype html") {
        Found::Html
    } else {
        Found::Text
    }
}
