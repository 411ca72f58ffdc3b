//! What a camera wrote beside the pixels. Whatever is missing or senseless is `None`: EXIF is a hint, never a fault.

use std::io::Cursor;

use exif::{Exif, In, Rational, Reader, Tag, Value};
use image::metadata::Orientation;
use serde::Serialize;

use crate::contained::contained;

/// A position on earth in units of 1e-7 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct GpsPosition {
    /// Northern latitudes are positive; within ±900,000,000.
    pub latitude_e7: i32,
    /// Eastern longitudes are positive; within ±1,800,000,000.
    pub longitude_e7: i32,
}

/// The facts of EXIF that we use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExifFacts {
    /// How to turn the stored pixels so that they are upright.
    pub(crate) orientation: Orientation,
    /// Camera time as EXIF writes it, `YYYY:MM:DD hh:mm:ss`, in the camera's own time zone.
    pub(crate) taken_at: Option<String>,
    pub(crate) gps: Option<GpsPosition>,
}

impl ExifFacts {
    /// Reads what there is, from JPEG and PNG alike.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let exif = contained(|| Reader::new().read_from_container(&mut Cursor::new(bytes)).ok()).flatten();
        let exif = exif.as_ref();
        Self {
            orientation: exif.and_then(orientation).unwrap_or(Orientation::NoTransforms),
            taken_at: exif.and_then(taken_at),
            gps: exif.and_then(gps),
        }
    }

    /// Whether width and height change places when the photo is shown.
    pub(crate) const fn turns_on_side(&self) -> bool {
        matches!(
            self.orientation,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        )
    }
}

fn orientation(exif: &Exif) -> Option<Orientation> {
    let value = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    Orientation::from_exif(u8::try_from(value).ok()?)
}

fn taken_at(exif: &Exif) -> Option<String> {
    const PATTERN: &str = "dddd:dd:dd dd:dd:dd";
    let text = ascii(exif, Tag::DateTimeOriginal)?;
    let fits = text.len() == PATTERN.len()
        && text.chars().zip(PATTERN.chars()).all(|(c, p)| if p == 'd' { c.is_ascii_digit() } else { c == p });
    fits.then_some(text)
}

fn gps(exif: &Exif) -> Option<GpsPosition> {
    Some(GpsPosition {
        latitude_e7: degrees_e7(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, ("N", "S"), 900_000_000)?,
        longitude_e7: degrees_e7(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, ("E", "W"), 1_800_000_000)?,
    })
}

/// Degrees, minutes and seconds as rationals, in integers all the way: floats would move the last digit.
fn degrees_e7(exif: &Exif, tag: Tag, reference: Tag, signs: (&str, &str), max: i32) -> Option<i32> {
    const SECONDS: u128 = 3600;
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let mut sum = 0_u128;
    for (&Rational { num, denom }, seconds) in parts.iter().zip([3600_u128, 60, 1]) {
        sum += (u128::from(num) * seconds * 10_000_000).checked_div(u128::from(denom))?;
    }
    let magnitude = i32::try_from((sum + SECONDS / 2) / SECONDS).ok().filter(|value| *value <= max)?;
    let reference = ascii(exif, reference)?;
    match reference.as_str() {
        positive if positive == signs.0 => Some(magnitude),
        negative if negative == signs.1 => Some(-magnitude),
        _ => None,
    }
}

fn ascii(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(texts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    String::from_utf8(texts.first()?.clone()).ok()
}
