//! The serial number of the maker's type plate (A23, A24): two agreeing entries, then never a change.
//!
//! The rule has three guards, and each stands alone. Here: an [`AgreedSerial`] can only be made from two entries and
//! has no method that changes it, and a sealed job has no command that takes a serial. On the phone: a trigger on the
//! table of sealed records. On the server: a constraint and a trigger on the table of pinpoints.

mod pattern;

use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::caption::{Caption, behind};
use crate::code::{Coded, Fields, fields};
use crate::misread::{Misread, Stray, end, numbered};

pub use pattern::{SerialPattern, SerialPatternError, SerialWarning, warnings};

/// A serial number as printed on a type plate, with the canonical form in which two of them are compared: letters in
/// upper case and digits, without separators.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct SerialNumber {
    printed: String,
    canonical: String,
}

/// Why a text is not a serial number, or two entries do not agree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SerialError {
    /// Fewer than 4 or more than 40 letters and digits.
    #[error("a serial number has 4 to 40 letters and digits, this has {characters}")]
    Length {
        /// How many letters and digits there were.
        characters: usize,
        /// Where there are too many, or one past the end.
        at: usize,
    },
    /// A character that no type plate prints in a serial number; often a look-alike or invisible one.
    #[error("not one of A-Z, 0-9 and - . / _: {0}")]
    Character(Stray),
    /// The last four characters were typed and differ from the scanned serial.
    #[error("the last four characters do not agree with the first entry")]
    LastFourDiffer,
    /// The second full entry differs.
    #[error("the two entries differ from character {at} on")]
    EntriesDiffer {
        /// First difference of the canonical forms, counted from 1.
        at: usize,
    },
    /// A typed serial wants a second full entry: four characters would repeat the same mistake.
    #[error("a typed serial number is typed twice in full")]
    TypeTwice,
}

impl Coded for SerialError {
    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "serial-length",
            Self::Character(stray) => stray.code_or("serial-character"),
            Self::LastFourDiffer => "serial-last-four-differ",
            Self::EntriesDiffer { .. } => "serial-entries-differ",
            Self::TypeTwice => "serial-type-twice",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Length { characters, .. } => fields([("characters", characters.to_string())]),
            Self::Character(stray) => stray.fields(),
            Self::EntriesDiffer { at } => fields([("at", at.to_string())]),
            Self::LastFourDiffer | Self::TypeTwice => Fields::new(),
        }
    }
}

impl Misread for SerialError {
    fn at(&self) -> usize {
        match self {
            Self::Length { at, .. } | Self::EntriesDiffer { at } => *at,
            Self::Character(stray) => stray.at(),
            Self::LastFourDiffer | Self::TypeTwice => 1,
        }
    }
}

/// A serial may begin with these letters, too, but not with a blank behind them.
const CAPTION: Caption = Caption {
    names: &[
        "s/n",
        "sn",
        "n/s",
        "snr",
        "serial",
        "serie",
        "seriennummer",
        "seriennr",
        "serien-nr",
        "serienummer",
    ],
    fillers: &["de", "ser", "no", "nr", "num", "number", "numero"],
};

impl SerialNumber {
    /// How many letters and digits there may be.
    const CHARACTERS: RangeInclusive<usize> = 4..=40;
    /// How many there may be with separators.
    const MAX_PRINTED: usize = 60;

    /// Reads a serial as printed. Separators (`-`, `.`, `/`, `_`, space) are kept in what was printed and left out of
    /// what is compared. A caption before it, `S/N:`, is no part of it: a type plate's barcode often has one.
    pub fn parse(text: &str) -> Result<Self, SerialError> {
        let read = Self::behind_caption(text, CAPTION.before(text));
        // `SN 123` is too short without its letters, so they belong to it.
        read.or_else(|error| Self::kept(text).map_err(|_| error))
    }

    /// Reads what a record or a journal holds: the serial alone, to the letter. An older version took a caption for a part of
    /// it, and what it wrote down keeps its meaning.
    pub fn kept(text: &str) -> Result<Self, SerialError> {
        Self::behind_caption(text, 0)
    }

    /// Reads a serial behind so many characters.
    fn behind_caption(text: &str, caption: usize) -> Result<Self, SerialError> {
        let printed = behind(text, caption);
        let fits = |character: char| character.is_ascii_alphanumeric() || is_separator(character);
        let mut canonical = String::with_capacity(printed.len());
        let mut too_many = None;
        for (place, (at, found)) in (1..).zip(numbered(text).skip(caption)) {
            if !fits(found) {
                return Err(SerialError::Character(Stray::new(at, found, fits)));
            }
            if !is_separator(found) {
                canonical.push(found.to_ascii_uppercase());
            }
            if canonical.len() > *Self::CHARACTERS.end() || place > Self::MAX_PRINTED {
                too_many.get_or_insert(at);
            }
        }
        if too_many.is_none() && Self::CHARACTERS.contains(&canonical.len()) {
            return Ok(Self { printed: printed.to_owned(), canonical });
        }
        Err(SerialError::Length { characters: canonical.len(), at: too_many.unwrap_or_else(|| end(text)) })
    }

    /// What stands on the plate.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// What is compared: with the maker, it names the station within a network.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }
}

impl fmt::Debug for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SerialNumber({})", self.printed)
    }
}

impl fmt::Display for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

impl TryFrom<String> for SerialNumber {
    type Error = SerialError;
    fn try_from(text: String) -> Result<Self, SerialError> {
        Self::kept(&text)
    }
}

impl From<SerialNumber> for String {
    fn from(serial: SerialNumber) -> Self {
        serial.printed
    }
}

/// What stands between the groups of a serial number.
const fn is_separator(character: char) -> bool {
    matches!(character, '-' | '.' | '/' | '_' | ' ')
}

/// How the first entry came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum SerialSource {
    /// Read by the camera from the type plate.
    Scanned,
    /// Typed by hand.
    Typed,
}

/// The first entry of a serial, waiting for a second one that agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SerialEntry {
    /// What was read or typed.
    pub serial: SerialNumber,
    /// By camera or by hand.
    pub source: SerialSource,
}

/// A serial that two entries agree on. There is no way to change one, and no other way to make one:
///
/// ```compile_fail
/// # use pinpoint_domain::serial::*;
/// # fn change(mut agreed: AgreedSerial, other: SerialNumber) {
/// agreed.0 = other; // private: the serial of a station is not edited, it is entered again
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedSerial(SerialNumber);

impl AgreedSerial {
    /// Compares the second entry with the first: the last four characters typed after a scan, or the whole serial.
    pub fn agree(first: &SerialEntry, second: &str) -> Result<Self, SerialError> {
        let canonical = first.serial.canonical();
        let typed: String = second.trim().to_uppercase();
        if typed.chars().count() == 4 && canonical.len() > 4 {
            return match first.source {
                SerialSource::Typed => Err(SerialError::TypeTwice),
                SerialSource::Scanned if canonical.ends_with(&typed) => Ok(Self(first.serial.clone())),
                SerialSource::Scanned => Err(SerialError::LastFourDiffer),
            };
        }
        let to_the_letter = SerialNumber::kept(second);
        let second = SerialNumber::parse(second)?;
        if [Ok(&second), to_the_letter.as_ref()].iter().flatten().any(|it| it.canonical() == canonical) {
            return Ok(Self(first.serial.clone()));
        }
        let same = canonical.chars().zip(second.canonical().chars()).take_while(|(a, b)| a == b).count();
        Err(SerialError::EntriesDiffer { at: same + 1 })
    }

    /// The serial.
    pub fn serial(&self) -> &SerialNumber {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(text: &str, source: SerialSource) -> SerialEntry {
        SerialEntry { serial: SerialNumber::parse(text).unwrap(), source }
    }

    #[test]
    fn a_scan_and_the_last_four_typed_agree() {
        let scanned = entry("2020-24-T-042", SerialSource::Scanned);
        assert_eq!(AgreedSerial::agree(&scanned, "t042").unwrap().serial().printed(), "2020-24-T-042");
        assert_eq!(AgreedSerial::agree(&scanned, "t043"), Err(SerialError::LastFourDiffer));
    }

    #[test]
    fn a_typed_serial_is_typed_twice_in_full() {
        let typed = entry("172841008201", SerialSource::Typed);
        assert_eq!(AgreedSerial::agree(&typed, "8201"), Err(SerialError::TypeTwice));
        assert_eq!(AgreedSerial::agree(&typed, "172841008210"), Err(SerialError::EntriesDiffer { at: 11 }));
        assert!(AgreedSerial::agree(&typed, "172841008201").is_ok());
        // Four characters may be all of it.
        assert!(AgreedSerial::agree(&entry("A-123", SerialSource::Typed), "a123").is_ok());
    }

    #[test]
    fn a_serial_is_shown_and_written_as_it_was_printed() {
        let serial = SerialNumber::parse("2020-24-t-042").unwrap();
        assert_eq!(
            (serial.to_string(), format!("{serial:?}")),
            ("2020-24-t-042".into(), "SerialNumber(2020-24-t-042)".into())
        );
        assert_eq!(serde_json::to_string(&serial).unwrap(), "\"2020-24-t-042\"");
    }

    #[test]
    fn the_caption_of_a_plate_is_no_part_of_its_serial() {
        for text in [
            "S/N: 2020-24-T-042",
            "S/N 2020-24-T-042",
            "SN:2020-24-T-042",
            "Serial No.: 2020-24-T-042",
            "N° de série\u{A0}: 2020-24-T-042",
            "Seriennummer 2020-24-T-042",
        ] {
            let serial = SerialNumber::parse(text).unwrap();
            assert_eq!((serial.printed(), serial.canonical()), ("2020-24-T-042", "202024T042"), "{text}");
        }
        assert_eq!(SerialNumber::parse("SN172841008201").unwrap().canonical(), "SN172841008201");
        assert_eq!(SerialNumber::parse("SN 123").unwrap().canonical(), "SN123");
        let scanned = entry("SN:172841008201", SerialSource::Scanned);
        assert!(AgreedSerial::agree(&scanned, "S/N 1728 4100 8201").is_ok());
    }

    #[test]
    fn what_an_older_version_kept_with_its_caption_keeps_its_meaning() {
        let kept: SerialNumber = serde_json::from_str("\"SN 172841008201\"").unwrap();
        assert_eq!(kept.canonical(), "SN172841008201");
        let first = SerialEntry { serial: kept, source: SerialSource::Typed };
        for second in ["SN 172841008201", "SN172841008201"] {
            assert!(AgreedSerial::agree(&first, second).is_ok(), "{second}");
        }
    }

    #[test]
    fn a_cyrillic_look_alike_and_an_invisible_space_are_pointed_at() {
        let stray = |text: &str| match SerialNumber::parse(text) {
            Err(SerialError::Character(stray)) => stray,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(stray("ZАP123456"), Stray::LookAlike { at: 2, found: 'А', meant: 'A' });
        assert_eq!(stray(" ZAP\u{200b}123456"), Stray::Hidden { at: 5, found: '\u{200b}' });
        assert_eq!(stray("2020‑24"), Stray::LookAlike { at: 5, found: '‑', meant: '-' });
        assert_eq!(stray("2020é24"), Stray::Foreign { at: 5, found: 'é' });
    }

    #[test]
    fn a_serial_that_is_too_short_or_too_long_says_where() {
        let error = |text: &str| SerialNumber::parse(text).unwrap_err();
        assert_eq!(error(" A-1 "), SerialError::Length { characters: 2, at: 5 });
        assert_eq!(error(&"7".repeat(41)), SerialError::Length { characters: 41, at: 41 });
        assert_eq!(error(&format!("7777{}", "-".repeat(57))), SerialError::Length { characters: 4, at: 61 });
    }

    #[test]
    fn each_error_says_where_and_with_what_its_words_are_filled() {
        for (error, code, at, filled) in [
            (
                SerialNumber::parse(" A-1 ").unwrap_err(),
                "serial-length",
                5,
                fields([("characters", "2".into())]),
            ),
            (
                SerialNumber::parse("20(20)24").unwrap_err(),
                "serial-character",
                3,
                Stray::Foreign { at: 3, found: '(' }.fields(),
            ),
            (SerialError::EntriesDiffer { at: 7 }, "serial-entries-differ", 7, fields([("at", "7".into())])),
            (SerialError::LastFourDiffer, "serial-last-four-differ", 1, Fields::new()),
            (SerialError::TypeTwice, "serial-type-twice", 1, Fields::new()),
        ] {
            assert_eq!((error.code(), error.at(), error.fields()), (code, at, filled));
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_reads_back(text in "\\PC{0,80}") {
            if let Ok(serial) = SerialNumber::parse(&text) {
                prop_assert_eq!(SerialNumber::parse(serial.printed()).unwrap(), serial.clone());
                let again = SerialNumber::parse(serial.canonical()).unwrap();
                prop_assert_eq!(again.canonical(), serial.canonical());
            }
        }

        #[test]
        fn two_different_serials_never_agree(first in "[A-Z0-9]{5,20}", second in "\\PC{0,24}") {
            let entry = entry(&first, SerialSource::Typed);
            if AgreedSerial::agree(&entry, &second).is_ok() {
                let readings = [SerialNumber::parse(&second), SerialNumber::kept(&second)];
                prop_assert!(readings.iter().flatten().any(|it| it.canonical() == first));
            }
        }
    }
}
