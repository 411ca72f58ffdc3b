//! Positions as strings of ISO 6709, annex H: `+48.8577+002.295/`, `+485127.72+0021742/`, with a height and a system behind or not.
//! Cameras write them into photographs and films.

use super::angles::{Angle, position};
use super::{Coordinate, CoordinateError};

/// 1e-12 of anything.
const UNIT: i128 = 1_000_000_000_000;
const DECIMALS: usize = 12;

/// Reads a position in this form; nothing, where the text has another one. How many digits stand before the point says
/// whether there are minutes and seconds: degrees of latitude have two digits, those of longitude three.
pub(super) fn parse(characters: &[(usize, char)]) -> Option<Result<Coordinate, CoordinateError>> {
    let (lat, rest) = number(characters)?;
    let (lon, rest) = number(rest)?;
    let parts = match (lat.whole.len(), lon.whole.len()) {
        (2, 3) => 1,
        (4, 5) => 2,
        (6, 7) => 3,
        _ => return None,
    };
    is_rest(rest).then(|| position(&lat.angle(2, parts)?, &lon.angle(3, parts)?))
}

/// A number with its sign.
struct Signed {
    at: usize,
    negative: bool,
    whole: String,
    /// In 1e-12.
    fraction: i128,
}

impl Signed {
    /// Its first digits are degrees; the last of so many parts has the decimals.
    fn angle(&self, degrees: usize, parts: usize) -> Result<Angle, CoordinateError> {
        let wrong = CoordinateError::Format { at: self.at };
        let (mut value, mut worth, mut from, mut to) = (0, 3_600, 0, degrees);
        for part in 1..=parts {
            let number: i128 =
                self.whole.get(from..to).and_then(|it| it.parse().ok()).ok_or_else(|| wrong.clone())?;
            if part > 1 && number >= 60 {
                return Err(wrong);
            }
            let fraction = if part == parts { self.fraction } else { 0 };
            value += worth * (number * UNIT + fraction);
            (worth, from, to) = (worth / 60, to, to + 2);
        }
        Ok(Angle::plain(self.at, if self.negative { -value } else { value }, parts > 1))
    }
}

fn number(characters: &[(usize, char)]) -> Option<(Signed, &[(usize, char)])> {
    let ((at, sign), rest) = characters.split_first()?;
    let negative = match sign {
        '+' => false,
        '-' | '\u{2212}' => true,
        _ => return None,
    };
    let (whole, mut rest) = digits(rest);
    let mut fraction = String::new();
    if let [(_, '.'), behind @ ..] = rest {
        (fraction, rest) = digits(behind);
        fraction.truncate(DECIMALS);
    }
    let fraction = format!("{fraction:0<DECIMALS$}").parse().ok()?;
    Some((Signed { at: *at, negative, whole, fraction }, rest))
}

fn digits(characters: &[(usize, char)]) -> (String, &[(usize, char)]) {
    let length = characters.iter().take_while(|(_, it)| it.is_ascii_digit()).count();
    let (digits, rest) = characters.split_at_checked(length).unwrap_or((characters, &[]));
    (digits.iter().map(|(_, it)| *it).collect(), rest)
}

/// A height, a system of coordinates, and the solidus: each may be left out.
fn is_rest(rest: &[(usize, char)]) -> bool {
    let rest = number(rest).map_or(rest, |(_, behind)| behind);
    let text: String = rest.iter().map(|(_, it)| *it).collect();
    let system = text.strip_suffix('/').unwrap_or(&text);
    matches!(system, "" | "CRSWGS_84" | "CRSWGS84" | "CRSEPSG:4326")
}

#[cfg(test)]
mod tests {
    use crate::geo::Coordinate;
    use crate::misread::Misread;
    use proptest::prelude::*;

    #[test]
    fn a_cameras_string_is_a_position() {
        for text in [
            "+48.8583701+002.2944813/",
            "+48.8583701+002.2944813",
            "+48.8583701+002.2944813+035.0/",
            "+48.8583701+002.2944813+035.0CRSWGS_84/",
            "+4851.502206+00217.668878/",
            "+485130.13236+0021740.13268/",
        ] {
            assert_eq!(Coordinate::parse(text).unwrap().to_string(), "48.8583701,2.2944813", "{text}");
        }
        assert_eq!(Coordinate::parse("-33.86+151.21/").unwrap().to_string(), "-33.8600000,151.2100000");
        assert_eq!(Coordinate::parse("+40-075/").unwrap().to_string(), "40.0000000,-75.0000000");
    }

    #[test]
    fn what_has_other_digits_is_another_form_or_none() {
        for (text, at) in
            [("+48.85+2.29", 7), ("+4860+00217/", 1), ("+91+002/", 1), ("+48.85+002.29CRSNAD27/", 14)]
        {
            assert_eq!(Coordinate::parse(text).unwrap_err().at(), at, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_position_reads_back_from_its_string(lat in -900_000_000..=900_000_000_i32, lon in -1_800_000_000..=1_800_000_000_i32) {
            let half = |e7: i32, width: usize| {
                let (sign, e7) = (if e7 < 0 { '-' } else { '+' }, e7.unsigned_abs());
                format!("{sign}{:0width$}.{:07}", e7 / 10_000_000, e7 % 10_000_000)
            };
            let text = format!("{}{}/", half(lat, 2), half(lon, 3));
            prop_assert_eq!(Coordinate::parse(&text).unwrap(), Coordinate::from_e7(lat, lon).unwrap());
        }
    }
}
