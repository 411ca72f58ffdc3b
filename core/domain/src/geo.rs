//! Positions on Earth as integers: 1e-7 degrees, about a centimetre.

use serde::{Deserialize, Serialize};

use crate::code::{Coded, Fields, fields};

const DEGREE: i32 = 10_000_000;
/// The mean radius of Earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A WGS 84 position. Integers, so that sealed bytes hold no floats and two phones write the same digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "RawCoordinate")]
pub struct Coordinate {
    lat_e7: i32,
    lon_e7: i32,
}

#[derive(Deserialize)]
struct RawCoordinate {
    lat_e7: i32,
    lon_e7: i32,
}

/// Why numbers or a text are not a position.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CoordinateError {
    /// Latitude beyond 90 degrees.
    #[error("a latitude lies between -90 and 90 degrees")]
    Latitude,
    /// Longitude beyond 180 degrees.
    #[error("a longitude lies between -180 and 180 degrees")]
    Longitude,
    /// Not decimal degrees.
    #[error("a position is two numbers in decimal degrees, for example 48.8583701,2.2944813")]
    Format,
}

impl Coded for CoordinateError {
    fn code(&self) -> &'static str {
        match self {
            Self::Latitude => "coordinate-latitude",
            Self::Longitude => "coordinate-longitude",
            Self::Format => "coordinate-format",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Latitude => fields([("limit", "90".into())]),
            Self::Longitude => fields([("limit", "180".into())]),
            Self::Format => Fields::new(),
        }
    }
}

impl Coordinate {
    /// From 1e-7 degrees.
    pub fn from_e7(lat_e7: i32, lon_e7: i32) -> Result<Self, CoordinateError> {
        if !(-90 * DEGREE..=90 * DEGREE).contains(&lat_e7) {
            return Err(CoordinateError::Latitude);
        }
        if !(-180 * DEGREE..=180 * DEGREE).contains(&lon_e7) {
            return Err(CoordinateError::Longitude);
        }
        Ok(Self { lat_e7, lon_e7 })
    }

    /// From decimal degrees as text, `lat,lon`. Digits beyond the seventh are cut, never rounded through a float.
    pub fn parse(text: &str) -> Result<Self, CoordinateError> {
        let (lat, lon) = text.split_once(',').ok_or(CoordinateError::Format)?;
        let lat = degrees_e7(lat.trim()).ok_or(CoordinateError::Format)?;
        let lon = degrees_e7(lon.trim()).ok_or(CoordinateError::Format)?;
        let lat = i32::try_from(lat).map_err(|_| CoordinateError::Latitude)?;
        let lon = i32::try_from(lon).map_err(|_| CoordinateError::Longitude)?;
        Self::from_e7(lat, lon)
    }

    /// Latitude in 1e-7 degrees, north positive.
    pub const fn lat_e7(&self) -> i32 {
        self.lat_e7
    }

    /// Longitude in 1e-7 degrees, east positive.
    pub const fn lon_e7(&self) -> i32 {
        self.lon_e7
    }

    /// The great-circle distance in whole metres (haversine).
    pub fn distance_m(&self, other: &Self) -> u32 {
        let radians = |e7: i32| (f64::from(e7) / f64::from(DEGREE)).to_radians();
        let (lat_a, lat_b) = (radians(self.lat_e7), radians(other.lat_e7));
        let (lat, lon) = (lat_b - lat_a, radians(other.lon_e7) - radians(self.lon_e7));
        let chord = (lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (lon / 2.0).sin().powi(2);
        let metres = 2.0 * EARTH_RADIUS_M * chord.sqrt().min(1.0).asin();
        #[expect(
            clippy::as_conversions,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "half the way around Earth, 20,015,115 m, is the most there is"
        )]
        let whole = metres.round() as u32;
        whole
    }
}

impl TryFrom<RawCoordinate> for Coordinate {
    type Error = CoordinateError;
    fn try_from(raw: RawCoordinate) -> Result<Self, CoordinateError> {
        Self::from_e7(raw.lat_e7, raw.lon_e7)
    }
}

/// Decimal degrees with seven digits, as OCPI writes them: `48.8583701,2.2944813`.
impl std::fmt::Display for Coordinate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let degrees = |e7: i32| {
            let sign = if e7 < 0 { "-" } else { "" };
            let magnitude = e7.unsigned_abs();
            let unit = DEGREE.unsigned_abs();
            format!("{sign}{}.{:07}", magnitude / unit, magnitude % unit)
        };
        write!(f, "{},{}", degrees(self.lat_e7), degrees(self.lon_e7))
    }
}

fn degrees_e7(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !plain(whole) || !plain(fraction) || digits.ends_with('.') {
        return None;
    }
    let seven: String = fraction.chars().chain("0000000".chars()).take(7).collect();
    let value = whole.parse::<i64>().ok()? * i64::from(DEGREE) + seven.parse::<i64>().ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_parking_space_is_known_to_the_centimetre() {
        let space = Coordinate::parse("48.8583701, 2.2944813").unwrap();
        assert_eq!((space.lat_e7(), space.lon_e7()), (488_583_701, 22_944_813));
        assert_eq!(space.to_string(), "48.8583701,2.2944813");
        assert_eq!(Coordinate::parse("-0.5,-0.25").unwrap().to_string(), "-0.5000000,-0.2500000");
    }

    #[test]
    fn what_is_no_position_is_refused() {
        assert_eq!(Coordinate::parse("90.0000001,0"), Err(CoordinateError::Latitude));
        assert_eq!(Coordinate::parse("0,180.1"), Err(CoordinateError::Longitude));
        for text in ["", "48.8", "48,8583701 2,29", "NaN,0", "1e1,0", "48.,2", "+1,2"] {
            assert!(Coordinate::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn two_bays_are_a_few_metres_apart() {
        let bay = Coordinate::parse("48.8583701,2.2944813").unwrap();
        let next = Coordinate::parse("48.8583701,2.2945154").unwrap();
        assert!((2..=3).contains(&bay.distance_m(&next)));
        let london = Coordinate::parse("51.5007292,-0.1246254").unwrap();
        assert!((339_000..342_000).contains(&bay.distance_m(&london)));
    }

    proptest! {
        #[test]
        fn every_position_prints_and_reads_back(lat in -900_000_000..=900_000_000, lon in -1_800_000_000..=1_800_000_000) {
            let position = Coordinate::from_e7(lat, lon).unwrap();
            prop_assert_eq!(Coordinate::parse(&position.to_string()).unwrap(), position);
            prop_assert_eq!(position.distance_m(&position), 0);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = Coordinate::parse(&text);
        }
    }
}
