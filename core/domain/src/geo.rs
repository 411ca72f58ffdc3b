//! Positions on Earth as integers: 1e-7 degrees, about a centimetre.

mod angles;
mod iso6709;
mod map_link;
mod pasted;

use serde::{Deserialize, Serialize};

use crate::code::{Coded, Fields, fields};
use crate::misread::{Misread, Stray};

const DEGREE: i32 = 10_000_000;
/// The mean radius of Earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A WGS 84 position. Integers, so that sealed bytes hold no floats and two phones write the same digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "RawCoordinate")]
pub struct Coordinate {
    #[cfg_attr(feature = "openapi", schema(minimum = -900_000_000, maximum = 900_000_000))]
    lat_e7: i32,
    #[cfg_attr(feature = "openapi", schema(minimum = -1_800_000_000, maximum = 1_800_000_000))]
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
    Latitude {
        /// Where it begins in the text, counted in characters from 1; 1 where there is no text.
        at: usize,
    },
    /// Longitude beyond 180 degrees.
    #[error("a longitude lies between -180 and 180 degrees")]
    Longitude {
        /// Where it begins in the text, counted in characters from 1; 1 where there is no text.
        at: usize,
    },
    /// Not a position in any spelling that is known.
    #[error("a position is two numbers in degrees, for example 48.8583701,2.2944813")]
    Format {
        /// Up to where it could have been one, counted in characters from 1.
        at: usize,
    },
    /// The letter O: west in French, east in German. Half the world lies between.
    #[error("the letter O at character {at} can be west or east")]
    Side {
        /// Position, counted in characters from 1.
        at: usize,
    },
    /// A Plus Code: the name of a square.
    #[error("a Plus Code names a square and no position")]
    PlusCode,
    /// A link that says no position itself.
    #[error("the link to {host} holds no position")]
    Link {
        /// Where it leads.
        host: String,
    },
    /// A character that stands in no position.
    #[error(transparent)]
    Character(Stray),
}

/// Why a person should look once more at the position that they pasted. It blocks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoordinateWarning {
    /// The middle of a map that somebody looked at, and not a place that they marked.
    MapView,
    /// 0, 0: a place in the sea, which programs write when they have none.
    Zero,
}

impl Coded for CoordinateWarning {
    fn code(&self) -> &'static str {
        match self {
            Self::MapView => "coordinate-map-view",
            Self::Zero => "coordinate-zero",
        }
    }
}

/// A position that was pasted, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedPosition {
    /// The position.
    pub position: Coordinate,
    /// What a person should look at once more.
    pub warnings: Vec<CoordinateWarning>,
}

impl Coded for CoordinateError {
    fn code(&self) -> &'static str {
        match self {
            Self::Latitude { .. } => "coordinate-latitude",
            Self::Longitude { .. } => "coordinate-longitude",
            Self::Format { .. } => "coordinate-format",
            Self::Side { .. } => "coordinate-side",
            Self::PlusCode => "coordinate-plus-code",
            Self::Link { .. } => "coordinate-link",
            Self::Character(stray) => stray.code_or("coordinate-character"),
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Latitude { .. } => fields([("limit", "90".into())]),
            Self::Longitude { .. } => fields([("limit", "180".into())]),
            Self::Format { .. } | Self::PlusCode => Fields::new(),
            Self::Link { host } => fields([("host", host.clone())]),
            Self::Side { at } => fields([("at", at.to_string())]),
            Self::Character(stray) => stray.fields(),
        }
    }
}

impl Misread for CoordinateError {
    fn at(&self) -> usize {
        match self {
            Self::Latitude { at } | Self::Longitude { at } | Self::Format { at } | Self::Side { at } => *at,
            Self::PlusCode | Self::Link { .. } => 1,
            Self::Character(stray) => stray.at(),
        }
    }
}

impl Coordinate {
    /// From 1e-7 degrees.
    pub fn from_e7(lat_e7: i32, lon_e7: i32) -> Result<Self, CoordinateError> {
        if !(-90 * DEGREE..=90 * DEGREE).contains(&lat_e7) {
            return Err(CoordinateError::Latitude { at: 1 });
        }
        if !(-180 * DEGREE..=180 * DEGREE).contains(&lon_e7) {
            return Err(CoordinateError::Longitude { at: 1 });
        }
        Ok(Self { lat_e7, lon_e7 })
    }

    /// Reads a position as people paste it; see [`Coordinate::pasted`].
    pub fn parse(text: &str) -> Result<Self, CoordinateError> {
        pasted::parse(text).map(|pasted| pasted.position)
    }

    /// Reads a position as people paste it: latitude first, then longitude, in decimal degrees with points or commas
    /// (`48.8583701,2.2944813`, `48,8583701; 2,2944813`), with minutes and seconds (`48° 51′ 30.1″ N 2° 17′ 40.1″ E`), as a
    /// `geo:` link (RFC 5870), as the link of a map, or as a camera writes it (ISO 6709). With sides of the world or names
    /// (`lat`, `lon`) either may come first.
    ///
    /// Digits of decimal degrees beyond the seventh are cut, never rounded through a float; what has minutes is rounded to
    /// the nearest 1e-7 degrees.
    pub fn pasted(text: &str) -> Result<PastedPosition, CoordinateError> {
        pasted::parse(text)
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
    fn a_position_is_read_as_maps_and_messages_write_it() {
        for text in [
            "48.8583701,2.2944813",
            " 48.8583701 , 2.2944813 ",
            "48.8583701 2.2944813",
            "48.85837019,2.29448139",
            "48,8583701; 2,2944813",
            "48,8583701 2,2944813",
            "48,8583701,2,2944813",
            "48.8583701°, 2.2944813°",
            "48,8583701° N, 2,2944813° E",
            "48.8583701\u{A0}N\u{202F}2.2944813\u{A0}E",
            "2.2944813 E, 48.8583701 N",
            "N48.8583701 E2.2944813",
            "48° 51' 30.13236\" N 2° 17' 40.13268\" E",
            "48°51′30.13236″N 2°17′40.13268″E",
            "48°51'30.13236''N, 2°17'40.13268''E",
            "N 48° 51.502206 E 002° 17.668878",
            "48 51 30,13236 n; 2 17 40,13268 e",
            "48°51'30.13236\", 2°17'40.13268\"",
            "geo:48.8583701,2.2944813",
            "GEO:48.8583701,2.2944813,35.5;crs=WGS84;u=10",
            "geo:48.8583701,2.2944813?z=17",
            "geo:0,0?q=48.8583701,2.2944813(Bay%2012)",
            "GPS: 48.8583701, 2.2944813",
            "(48.8583701, 2.2944813)",
            "48.8583701 / 2.2944813",
            "48.8583701\t2.2944813",
            "lat: 48.8583701, lng: 2.2944813",
            "Latitude : 48,8583701 Longitude : 2,2944813",
            "lon=2.2944813 lat=48.8583701",
            "48,8583701° Nord, 2,2944813° Est",
        ] {
            let position = Coordinate::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
            assert_eq!(position.to_string(), "48.8583701,2.2944813", "{text}");
        }
        for (text, expected) in [
            ("-33.8567844,151.2152967", "-33.8567844,151.2152967"),
            ("−33.8567844, +151.2152967", "-33.8567844,151.2152967"),
            ("33.8567844 S 151.2152967 E", "-33.8567844,151.2152967"),
            ("45.5016889 N, 73.5672560 W", "45.5016889,-73.5672560"),
            ("45,5016889° Nord, 73,567256° Ouest", "45.5016889,-73.5672560"),
            ("45.5016889, –73.567256", "45.5016889,-73.5672560"),
            ("40° 40' S 73° 20' W", "-40.6666667,-73.3333333"),
            ("90,180", "90.0000000,180.0000000"),
            ("-0.00000001,0", "0.0000000,0.0000000"),
        ] {
            assert_eq!(Coordinate::parse(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_position_says_where() {
        for (text, code, at) in [
            ("90.0000001,0", "coordinate-latitude", 1),
            ("0, 180.1", "coordinate-longitude", 4),
            ("2.29 E, 91 N", "coordinate-latitude", 9),
            ("", "coordinate-format", 1),
            ("48.8", "coordinate-format", 5),
            ("48.,2", "coordinate-format", 3),
            ("1,2,3", "coordinate-format", 4),
            ("1e1,0", "coordinate-format", 3),
            ("48.85-2.29", "coordinate-format", 6),
            ("48.85, 2.29, 3", "coordinate-format", 12),
            ("1234,5", "coordinate-format", 1),
            ("48.85 N, 2.29", "coordinate-format", 10),
            ("48.85 N, 2.29 S", "coordinate-format", 10),
            ("-48.85 N, 2.29 E", "coordinate-format", 1),
            ("48° 61' N 2° E", "coordinate-format", 5),
            ("48.5° 30' N 2° E", "coordinate-format", 7),
            ("geo:48.85,2.29;crs=nad27", "coordinate-format", 15),
            ("geo:0,0?q=Tour+Eiffel", "coordinate-format", 8),
            ("lat 48.85 lat 2.29", "coordinate-format", 11),
            ("lat 48.85 E, lon 2.29 N", "coordinate-format", 1),
            ("lat 48.85, 2.29", "coordinate-format", 12),
            ("[2.29, 48.85]", "coordinate-character", 1),
            ("8FW4V75V+8Q", "coordinate-plus-code", 1),
            ("v75v+8q Paris", "coordinate-plus-code", 1),
            ("31U DQ 48251 11932", "coordinate-character", 3),
            ("NaN,0", "coordinate-character", 2),
            ("45,50° N, 73,57° O", "coordinate-side", 18),
            ("48.85\u{200B},2.29", "character-hidden", 6),
            ("４8.85,2.29", "character-look-alike", 1),
            ("48·85,2.29", "character-look-alike", 3),
        ] {
            let error = Coordinate::parse(text).unwrap_err();
            assert_eq!((error.code(), error.at()), (code, at), "{text}");
        }
        assert!(Coordinate::parse(&"4".repeat(70_000)).is_err());
        let filled = |text| Coordinate::parse(text).unwrap_err().fields();
        assert_eq!(filled("90.0000001,0"), fields([("limit", "90".into())]));
        assert_eq!(filled("0, 180.1"), fields([("limit", "180".into())]));
        assert_eq!(filled("45,50° N, 73,57° O"), fields([("at", "18".into())]));
    }

    #[test]
    fn a_program_that_knew_no_position_is_warned_of() {
        assert_eq!(Coordinate::pasted("0.000000, 0.000000").unwrap().warnings, [CoordinateWarning::Zero]);
        assert_eq!(
            [CoordinateWarning::Zero.code(), CoordinateWarning::MapView.code()],
            ["coordinate-zero", "coordinate-map-view"]
        );
        assert_eq!(Coordinate::pasted("0.0000001, 0").unwrap().warnings, []);
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
        fn degrees_with_minutes_are_the_same_position(
            lat in 0..=324_000_000_i64, lon in 0..=648_000_000_i64, south: bool, west: bool,
        ) {
            // In thousandths of a second, which decimal degrees of seven digits can tell apart.
            let angle = |ms: i64, side: &str| {
                format!("{}° {}′ {}.{:03}″ {side}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000)
            };
            let (south, west) = (if south { "S" } else { "N" }, if west { "W" } else { "E" });
            let position = Coordinate::parse(&format!("{} {}", angle(lat, south), angle(lon, west))).unwrap();
            let ms = |e7: i32| (i64::from(e7.unsigned_abs()) * 3_600_000 + i64::from(DEGREE) / 2) / i64::from(DEGREE);
            prop_assert_eq!((ms(position.lat_e7()), ms(position.lon_e7())), (lat, lon));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[0-9.,;°'\"NSEW +-]{0,40}|geo:[0-9.,;?=a-z-]{0,30}") {
            let _ = Coordinate::parse(&text);
        }
    }
}
