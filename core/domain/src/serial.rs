//! The serial number of the maker's type plate (A23, A24): two agreeing entries, then never a change.
//!
//! The rule has three guards, and each stands alone. Here: an [`AgreedSerial`] can only be made from two entries and
//! has no method that changes it, and a sealed job has no command that takes a serial. On the phone: a trigger on the
//! table of sealed records. On the server: a constraint and a trigger on the table of pinpoints.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::code::{Coded, Fields, fields};

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
    },
    /// A character that no type plate prints in a serial number; often a look-alike or invisible one.
    #[error("character {at} of the serial number, U+{:04X}, is not one of A-Z, 0-9 and - . / _", u32::from(*found))]
    Character {
        /// Position, counted in characters from 1.
        at: usize,
        /// The character.
        found: char,
    },
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
            Self::Character { .. } => "serial-character",
            Self::LastFourDiffer => "serial-last-four-differ",
            Self::EntriesDiffer { .. } => "serial-entries-differ",
            Self::TypeTwice => "serial-type-twice",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Length { characters } => fields([("characters", characters.to_string())]),
            Self::Character { at, found } => fields([
                ("at", at.to_string()),
                ("found", found.to_string()),
                ("code_point", format!("U+{:04X}", u32::from(*found))),
            ]),
            Self::EntriesDiffer { at } => fields([("at", at.to_string())]),
            Self::LastFourDiffer | Self::TypeTwice => Fields::new(),
        }
    }
}

impl SerialNumber {
    /// Reads a serial as printed. Separators (`-`, `.`, `/`, `_`, space) are kept in what was printed and left out of
    /// what is compared.
    pub fn parse(text: &str) -> Result<Self, SerialError> {
        let printed = text.trim();
        let mut canonical = String::with_capacity(printed.len());
        for (index, found) in printed.chars().enumerate() {
            match found {
                '-' | '.' | '/' | '_' | ' ' => {}
                _ if found.is_ascii_alphanumeric() => canonical.push(found.to_ascii_uppercase()),
                _ => return Err(SerialError::Character { at: index + 1, found }),
            }
        }
        if (4..=40).contains(&canonical.len()) && printed.len() <= 60 {
            Ok(Self { printed: printed.to_owned(), canonical })
        } else {
            Err(SerialError::Length { characters: canonical.len() })
        }
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
        Self::parse(&text)
    }
}

impl From<SerialNumber> for String {
    fn from(serial: SerialNumber) -> Self {
        serial.printed
    }
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
        let second = SerialNumber::parse(second)?;
        if second.canonical() == canonical {
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
    }

    #[test]
    fn a_cyrillic_look_alike_and_an_invisible_space_are_pointed_at() {
        assert_eq!(SerialNumber::parse("ZАP123456"), Err(SerialError::Character { at: 2, found: 'А' }));
        assert_eq!(
            SerialNumber::parse("ZAP\u{200b}123456"),
            Err(SerialError::Character { at: 4, found: '\u{200b}' })
        );
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
                let second = SerialNumber::parse(&second).unwrap();
                prop_assert_eq!(second.canonical(), first);
            }
        }
    }
}
