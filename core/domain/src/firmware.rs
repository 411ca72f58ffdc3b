//! Firmware versions and their order (B11, B12).

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::caption::{Caption, behind};
use crate::code::{Coded, Fields, fields};
use crate::misread::{Misread, Stray, end, numbered};

/// A firmware version as a station's screen shows it: numbers with dots between, after a `v` or not, with a suffix or not.
///
/// It is compared number by number, a missing one being 0: `2024.03.00.428` is `2024.3.0.428`, and less than `2024.10`.
/// What follows after `-`, `+` or a space (`-rc1`, `+build7`, ` (220708)`) is kept as printed and not compared: makers
/// have no order of suffixes in common, and a minimum names none.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct FirmwareVersion {
    printed: String,
    canonical: String,
}

/// Why a text is not a firmware version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FirmwareError {
    /// No number where one must stand: at the beginning, behind a dot, or before one.
    #[error("a number is missing at character {at}")]
    NumberMissing {
        /// Position, counted in characters from 1.
        at: usize,
    },
    /// A character that is neither a digit nor a dot, and begins no suffix.
    #[error(transparent)]
    Character(Stray),
    /// More characters than a station can report.
    #[error("a firmware version has at most 50 characters, this has {characters}")]
    Length {
        /// How many there were.
        characters: usize,
    },
}

impl Coded for FirmwareError {
    fn code(&self) -> &'static str {
        match self {
            Self::NumberMissing { .. } => "firmware-number-missing",
            Self::Character(stray) => stray.code_or("firmware-character"),
            Self::Length { .. } => "firmware-length",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::NumberMissing { at } => fields([("at", at.to_string())]),
            Self::Character(stray) => stray.fields(),
            Self::Length { characters } => fields([("characters", characters.to_string())]),
        }
    }
}

impl Misread for FirmwareError {
    fn at(&self) -> usize {
        match self {
            Self::NumberMissing { at } => *at,
            Self::Character(stray) => stray.at(),
            Self::Length { .. } => FirmwareVersion::MAX_CHARACTERS + 1,
        }
    }
}

const CAPTION: Caption = Caption {
    names: &[
        "firmware",
        "fw",
        "microprogramme",
        "micrologiciel",
        "software",
        "sw",
        "logiciel",
        "version",
        "ver",
    ],
    fillers: &["de", "du", "la", "le"],
};

impl FirmwareVersion {
    /// Characters at most: what OCPP's `BootNotification` carries.
    pub const MAX_CHARACTERS: usize = 50;

    /// Reads a version as printed.
    ///
    /// A space may stand only before a suffix that begins with a letter or a bracket, and a hyphen behind a lone number
    /// only before a letter: `2024 03` and `2024-03` are more likely versions with the wrong separator, which must not
    /// pass for a version 2024. A caption before it, `Firmware version:`, is no part of it.
    pub fn parse(text: &str) -> Result<Self, FirmwareError> {
        Self::behind_caption(text, CAPTION.before(text))
    }

    fn behind_caption(text: &str, caption: usize) -> Result<Self, FirmwareError> {
        let printed = behind(text, caption);
        let characters = printed.chars().count();
        if characters > Self::MAX_CHARACTERS {
            return Err(FirmwareError::Length { characters });
        }
        let mut rest = numbered(text).skip(caption).peekable();
        if rest.next_if(|(_, found)| matches!(found, 'v' | 'V')).is_some() {
            rest.next_if(|(_, found)| *found == ' ');
        }
        let mut numbers = Vec::new();
        let mut number = String::new();
        while let Some((at, found)) = rest.next() {
            let next = rest.peek().map(|(_, next)| *next);
            match found {
                '0'..='9' => number.push(found),
                _ if number.is_empty() && matches!(found, '.' | '-' | '+' | ' ') => {
                    return Err(FirmwareError::NumberMissing { at });
                }
                '.' => numbers.push(std::mem::take(&mut number)),
                _ if begins_suffix(found, next, numbers.len()) => {
                    is_suffix(rest)?;
                    break;
                }
                _ => return Err(FirmwareError::Character(Stray::new(at, found, is_of_numbers))),
            }
        }
        if number.is_empty() {
            return Err(FirmwareError::NumberMissing { at: end(text) });
        }
        numbers.push(number);
        Ok(Self { printed: printed.to_owned(), canonical: canonical(&numbers) })
    }

    /// What stood on the screen or in the paper.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// What is compared: the numbers without zeros before them, without numbers that are 0 at the end, and without suffix.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// Whether this version suffices where that one is the least (B12).
    pub fn at_least(&self, minimum: &Self) -> bool {
        self >= minimum
    }

    /// The numbers in their order, as digits: there is no longest.
    fn numbers(&self) -> impl Iterator<Item = (usize, &str)> {
        self.canonical.split('.').map(|digits| (digits.len(), digits))
    }
}

fn is_of_numbers(character: char) -> bool {
    character.is_ascii_digit() || character == '.'
}

fn begins_suffix(found: char, next: Option<char>, dots: usize) -> bool {
    match found {
        '-' | '+' => {
            next.is_some_and(|next| next.is_ascii_alphabetic() || (dots > 0 && next.is_ascii_digit()))
        }
        ' ' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '(' | '[')),
        _ => false,
    }
}

fn is_suffix(rest: impl Iterator<Item = (usize, char)>) -> Result<(), FirmwareError> {
    let fits = |character: char| character.is_ascii_graphic() || character == ' ';
    for (at, found) in rest {
        if !fits(found) {
            return Err(FirmwareError::Character(Stray::new(at, found, fits)));
        }
    }
    Ok(())
}

/// Without zeros before a number, and without numbers at the end that are 0. The first number stays.
fn canonical(numbers: &[String]) -> String {
    let bare = numbers.iter().map(|number| number.trim_start_matches('0'));
    let bare: Vec<&str> = bare.collect();
    let length = bare.iter().rposition(|number| !number.is_empty()).map_or(1, |last| last + 1);
    let shown = bare.iter().take(length).map(|number| if number.is_empty() { "0" } else { *number });
    shown.collect::<Vec<_>>().join(".")
}

impl Ord for FirmwareVersion {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numbers().cmp(other.numbers())
    }
}

impl PartialOrd for FirmwareVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for FirmwareVersion {
    fn eq(&self, other: &Self) -> bool {
        self.canonical == other.canonical
    }
}

impl Eq for FirmwareVersion {}

impl Hash for FirmwareVersion {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical.hash(state);
    }
}

impl fmt::Display for FirmwareVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

impl fmt::Debug for FirmwareVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FirmwareVersion({})", self.printed)
    }
}

impl FromStr for FirmwareVersion {
    type Err = FirmwareError;
    fn from_str(text: &str) -> Result<Self, FirmwareError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for FirmwareVersion {
    type Error = FirmwareError;
    fn try_from(text: String) -> Result<Self, FirmwareError> {
        Self::behind_caption(&text, 0)
    }
}

impl From<FirmwareVersion> for String {
    fn from(version: FirmwareVersion) -> Self {
        version.printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn version(text: &str) -> FirmwareVersion {
        FirmwareVersion::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn zeros_before_a_number_and_numbers_left_out_make_no_difference() {
        for (one, other) in [
            ("2024.03.00.428", "2024.3.0.428"),
            ("2024.03", "v2024.3.0.0"),
            ("V 5.12.1", "5.12.1"),
            ("0", "0.0"),
            ("6.5.1-4186", "6.5.1"),
            ("Version 2024.03", "Version du microprogramme\u{A0}: 2024.3"),
            ("FW: 5.12.1", "Firmware version v5.12.1"),
            ("3.10.42 (220708:101433)", "3.10.42+build7"),
        ] {
            assert_eq!(version(one), version(other), "{one} and {other}");
            assert_eq!(version(one).canonical(), version(other).canonical());
        }
        assert_eq!(version(" 2024.03.00.428\n").printed(), "2024.03.00.428");
        assert_eq!(version("2024.03.00.428").canonical(), "2024.3.0.428");
    }

    #[test]
    fn ten_comes_after_nine_and_no_number_is_too_long() {
        let rising = [
            "0",
            "0.0.1",
            "2023.12.99.999",
            "2024.03.00.427",
            "2024.03.00.428",
            "2024.03.00.1000",
            "2024.03.01",
            "2024.05.00.475",
            "2024.10",
            "340282366920938463463374607431768211456",
            "340282366920938463463374607431768211457.1",
        ];
        for pair in rising.windows(2) {
            assert!(version(pair[0]) < version(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn a_station_below_the_minimum_is_told_apart_from_one_that_has_it() {
        let minimum = version("2024.03.00.428");
        for enough in ["2024.03.00.428", "2024.3.0.428-rc1", "2024.05", "2025"] {
            assert!(version(enough).at_least(&minimum), "{enough}");
        }
        for old in ["2024.03.00.427", "2024.03", "2024.02.99.999", "2023"] {
            assert!(!version(old).at_least(&minimum), "{old}");
        }
    }

    #[test]
    fn what_is_no_version_says_where() {
        let error = |text: &str| FirmwareVersion::parse(text).unwrap_err();
        for (text, code, at) in [
            ("", "firmware-number-missing", 1),
            ("v", "firmware-number-missing", 2),
            ("2024..03", "firmware-number-missing", 6),
            (".03", "firmware-number-missing", 1),
            ("2024.03.", "firmware-number-missing", 9),
            ("2024.O3.00.428", "character-look-alike", 6),
            ("2024.03.00.42B", "character-look-alike", 14),
            ("2024,03,00,428", "firmware-character", 5),
            ("2024 03 00 428", "firmware-character", 5),
            ("2024-03-00-428", "firmware-character", 5),
            ("2024.03\u{200B}.00", "character-hidden", 8),
            ("2024．03", "character-look-alike", 5),
            ("1.2-\u{202E}x", "firmware-character", 4),
            ("1.2-r\u{202E}x", "character-hidden", 6),
            ("revision 1.2", "firmware-character", 1),
            ("Version 1.2.", "firmware-number-missing", 13),
        ] {
            assert_eq!((error(text).code(), error(text).at()), (code, at), "{text:?}");
        }
        let long = "1.".repeat(30);
        assert_eq!(error(&long), FirmwareError::Length { characters: 60 });
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_reads_back(text in "\\PC{0,60}|v?[0-9.]{1,20}[-+ ]?[a-z0-9]{0,8}") {
            if let Ok(version) = FirmwareVersion::parse(&text) {
                prop_assert_eq!(version.printed(), text.trim());
                prop_assert_eq!(FirmwareVersion::parse(version.canonical()).unwrap(), version.clone());
                prop_assert_eq!(FirmwareVersion::parse(version.printed()).unwrap(), version);
            }
        }

        #[test]
        fn the_order_is_that_of_the_numbers(
            a in proptest::collection::vec(0..12u64, 4), b in proptest::collection::vec(0..12u64, 4), zeros in 0..3usize,
        ) {
            let print = |numbers: &[u64]| {
                let padded = numbers.iter().map(|number| format!("{}{number}", "0".repeat(zeros)));
                version(&padded.collect::<Vec<_>>().join("."))
            };
            prop_assert_eq!(print(&a).cmp(&print(&b)), a.cmp(&b));
            prop_assert_eq!(print(&a) == print(&b), a == b);
        }
    }
}
