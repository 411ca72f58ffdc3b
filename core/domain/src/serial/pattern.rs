//! The shapes of makers' serial numbers: what differs from them is warned of, and never blocked.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{SerialNumber, is_separator};
use crate::code::{Coded, Fields, fields};
use crate::misread::{Misread, Stray, end, numbered};

/// The shape of a model's serial numbers, as a catalog says it: `#` is a digit, `@` a letter, `?` either, and any other
/// letter or digit stands for itself: `ZAP######`, `####-##-@-###`. Separators show how the plate prints it and are not
/// compared.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct SerialPattern {
    printed: String,
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Digit,
    Letter,
    Either,
    Itself(char),
}

/// Why a text is no pattern of serial numbers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SerialPatternError {
    /// Fewer places than a serial number has, or more.
    #[error("a pattern has 4 to 40 places, this has {places}")]
    Length {
        /// How many there were.
        places: usize,
        /// One past the end.
        at: usize,
    },
    /// A character that no serial number has.
    #[error(transparent)]
    Character(Stray),
}

impl Coded for SerialPatternError {
    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "serial-pattern-length",
            Self::Character(stray) => stray.code_or("serial-pattern-character"),
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Length { places, .. } => fields([("places", places.to_string())]),
            Self::Character(stray) => stray.fields(),
        }
    }
}

impl Misread for SerialPatternError {
    fn at(&self) -> usize {
        match self {
            Self::Length { at, .. } => *at,
            Self::Character(stray) => stray.at(),
        }
    }
}

impl SerialPattern {
    /// Reads a pattern.
    pub fn parse(text: &str) -> Result<Self, SerialPatternError> {
        let fits = |it: char| it.is_ascii_alphanumeric() || is_separator(it) || matches!(it, '#' | '@' | '?');
        let mut places = Vec::new();
        for (at, found) in numbered(text) {
            places.push(match found {
                '#' => Place::Digit,
                '@' => Place::Letter,
                '?' => Place::Either,
                _ if is_separator(found) => continue,
                _ if fits(found) => Place::Itself(found.to_ascii_uppercase()),
                _ => return Err(SerialPatternError::Character(Stray::new(at, found, fits))),
            });
        }
        if SerialNumber::CHARACTERS.contains(&places.len()) {
            Ok(Self { printed: text.trim().to_owned(), places })
        } else {
            Err(SerialPatternError::Length { places: places.len(), at: end(text) })
        }
    }

    /// What stands in the catalog.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// Whether a serial number has this shape.
    pub fn fits(&self, serial: &SerialNumber) -> bool {
        let canonical = serial.canonical();
        canonical.len() == self.places.len()
            && self.places.iter().zip(canonical.chars()).all(|(place, found)| place.takes(found))
    }

    /// The characters that keep a serial from having this shape, if each of them looks like one that would fit.
    fn look_alikes(&self, serial: &SerialNumber) -> Option<Vec<SerialWarning>> {
        if serial.canonical().len() != self.places.len() {
            return None;
        }
        let letters = numbered(serial.printed()).filter(|(_, found)| !is_separator(*found));
        letters
            .zip(&self.places)
            .filter(|((_, found), place)| !place.takes(found.to_ascii_uppercase()))
            .map(|((at, found), place)| match Stray::new(at, found, |it| place.takes(it)) {
                Stray::LookAlike { at, found, meant } => Some(SerialWarning::LookAlike { at, found, meant }),
                Stray::Hidden { .. } | Stray::Foreign { .. } => None,
            })
            .collect()
    }
}

impl Place {
    /// Whether a character of a canonical serial may stand here.
    const fn takes(self, found: char) -> bool {
        match self {
            Self::Digit => found.is_ascii_digit(),
            Self::Letter => found.is_ascii_uppercase(),
            Self::Either => found.is_ascii_digit() || found.is_ascii_uppercase(),
            Self::Itself(expected) => found == expected,
        }
    }
}

impl fmt::Debug for SerialPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SerialPattern({})", self.printed)
    }
}

impl fmt::Display for SerialPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

impl TryFrom<String> for SerialPattern {
    type Error = SerialPatternError;
    fn try_from(text: String) -> Result<Self, SerialPatternError> {
        Self::parse(&text)
    }
}

impl From<SerialPattern> for String {
    fn from(pattern: SerialPattern) -> Self {
        pattern.printed
    }
}

/// Why a person should look at the type plate once more. Makers change their serial numbers without telling anybody, so
/// this blocks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SerialWarning {
    /// The serial would have the model's shape if this character were the one that it looks like.
    LookAlike {
        /// Position in what is printed, counted in characters from 1.
        at: usize,
        /// The character.
        found: char,
        /// The one that the shape has there.
        meant: char,
    },
    /// The serial has none of the model's shapes.
    Shape {
        /// The shapes, with commas between.
        expected: String,
    },
}

impl Coded for SerialWarning {
    fn code(&self) -> &'static str {
        match self {
            Self::LookAlike { .. } => "serial-look-alike",
            Self::Shape { .. } => "serial-shape",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::LookAlike { at, found, meant } => {
                fields([("at", at.to_string()), ("found", found.to_string()), ("meant", meant.to_string())])
            }
            Self::Shape { expected } => fields([("expected", expected.clone())]),
        }
    }
}

/// What is unusual about a serial of a model with these patterns; nothing, if the catalog knows none.
pub fn warnings(serial: &SerialNumber, patterns: &[SerialPattern]) -> Vec<SerialWarning> {
    if patterns.is_empty() || patterns.iter().any(|pattern| pattern.fits(serial)) {
        return Vec::new();
    }
    patterns.iter().find_map(|pattern| pattern.look_alikes(serial)).unwrap_or_else(|| {
        let shapes: Vec<&str> = patterns.iter().map(SerialPattern::printed).collect();
        vec![SerialWarning::Shape { expected: shapes.join(", ") }]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn warned(serial: &str, patterns: &[&str]) -> Vec<SerialWarning> {
        let patterns: Vec<_> = patterns.iter().map(|text| SerialPattern::parse(text).unwrap()).collect();
        warnings(&SerialNumber::parse(serial).unwrap(), &patterns)
    }

    #[test]
    fn a_serial_of_its_models_shape_needs_no_second_look() {
        for (serial, pattern) in [
            ("172841008201", "############"),
            ("zap123456", "ZAP######"),
            ("2020-24-T-042", "####-##-@-###"),
            ("202024T042", "####-##-@-###"),
            ("EH7K2P9Q", "EH??????"),
            ("anything goes", "????????????"),
        ] {
            assert_eq!(warned(serial, &[pattern]), [], "{serial}");
        }
        assert_eq!(warned("172841008201", &["ZAP######", "############"]), []);
        assert_eq!(warned("172841008201", &[]), [], "a model that nobody knows");
    }

    #[test]
    fn an_o_where_the_model_has_a_digit_is_pointed_at_where_it_stands() {
        assert_eq!(
            warned("2O20-24-7-042", &["####-##-@-###"]),
            [SerialWarning::Shape { expected: "####-##-@-###".into() }],
            "a 7 looks like no letter"
        );
        assert_eq!(
            warned("2O20-24-T-04Z", &["ZAP######", "####-##-@-###"]),
            [
                SerialWarning::LookAlike { at: 2, found: 'O', meant: '0' },
                SerialWarning::LookAlike { at: 13, found: 'Z', meant: '2' },
            ]
        );
        assert_eq!(
            warned("2AP123456", &["ZAP######"]),
            [SerialWarning::Shape { expected: "ZAP######".into() }],
        );
    }

    #[test]
    fn another_makers_serial_is_told_the_shapes() {
        let warning = &warned("NL50-2024-T-0421", &["############", "ZAP######"])[0];
        assert_eq!(warning.code(), "serial-shape");
        assert_eq!(warning.fields()["expected"], "############, ZAP######");
    }

    #[test]
    fn a_catalog_with_a_bad_pattern_is_told_where() {
        for (text, code, at) in [
            ("###", "serial-pattern-length", 4),
            ("####*", "serial-pattern-character", 5),
            ("ZАP####", "character-look-alike", 2),
        ] {
            let error = SerialPattern::parse(text).unwrap_err();
            assert_eq!((error.code(), error.at()), (code, at), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_pattern_reads_back_and_fits_what_it_describes(
            pattern in "[#@?A-Z0-9]{4,20}", digit in "[0-9]", letter in "[A-Z]", either in "[0-9A-Z]",
        ) {
            let read = SerialPattern::parse(&pattern).unwrap();
            prop_assert_eq!(SerialPattern::parse(read.printed()).unwrap(), read.clone());
            let serial = pattern.replace('#', &digit).replace('@', &letter).replace('?', &either);
            prop_assert_eq!(warnings(&SerialNumber::parse(&serial).unwrap(), &[read]), []);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}", serial in "[0-9A-Za-z-]{4,20}") {
            if let (Ok(pattern), Ok(serial)) = (SerialPattern::parse(&text), SerialNumber::parse(&serial)) {
                prop_assert_eq!(warnings(&serial, std::slice::from_ref(&pattern)).is_empty(), pattern.fits(&serial));
            }
        }
    }
}
