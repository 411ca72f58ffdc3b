//! The number of a SIM card (A08, A12): the old card's and the new one's make a re-networking traceable.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::caption::{Caption, behind};
use crate::code::{Coded, Fields, fields};
use crate::misread::{Misread, Stray, end, numbered};

/// An ICCID (ITU-T E.118): 18 to 20 digits that begin with 89. The filler `F` behind them, with which a modem fills the
/// last byte, is kept as printed and belongs to no card's number: with it and without, it is the same card.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct Iccid {
    printed: String,
    digits: String,
}

/// Why a text is not an ICCID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IccidError {
    /// Fewer than 18 digits, or more than 20.
    #[error("an ICCID has 18 to 20 digits, this has {digits}")]
    Length {
        /// How many there were.
        digits: usize,
        /// Where there are too many, or one past the end.
        at: usize,
    },
    /// It does not begin with 89, as every SIM card's number does.
    #[error("an ICCID begins with 89")]
    Prefix {
        /// Position of the first digit that differs, counted in characters from 1.
        at: usize,
    },
    /// A character that is neither a digit nor a separator.
    #[error(transparent)]
    Character(Stray),
}

impl Coded for IccidError {
    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "iccid-length",
            Self::Prefix { .. } => "iccid-prefix",
            Self::Character(stray) => stray.code_or("iccid-character"),
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Length { digits, .. } => fields([("digits", digits.to_string())]),
            Self::Prefix { .. } => Fields::new(),
            Self::Character(stray) => stray.fields(),
        }
    }
}

impl Misread for IccidError {
    fn at(&self) -> usize {
        match self {
            Self::Length { at, .. } | Self::Prefix { at } => *at,
            Self::Character(stray) => stray.at(),
        }
    }
}

/// Why a person should compare the number with the card once more. It blocks nothing: some operators print cards
/// without a check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IccidWarning {
    /// The last digit is not the check digit (Luhn) of those before it: most often a typing mistake.
    CheckDigit,
}

impl Coded for IccidWarning {
    fn code(&self) -> &'static str {
        match self {
            Self::CheckDigit => "iccid-check-digit",
        }
    }
}

const CAPTION: Caption = Caption {
    names: &["iccid", "icc-id", "icc", "ccid", "sim"],
    fillers: &["card", "carte", "de", "id", "la", "no", "nr", "number", "numero", "nummer"],
};

impl Iccid {
    /// Characters at most, the filler counted: what OCPP carries.
    const MAX_CHARACTERS: usize = 20;
    const MIN_DIGITS: usize = 18;
    const PREFIX: &str = "89";

    /// Reads the number as printed on a card or shown by a modem: digits, with spaces or hyphens anywhere between.
    /// A caption before them, `ICCID:`, is no part of it.
    pub fn parse(text: &str) -> Result<Self, IccidError> {
        Self::of_digits(text, CAPTION.before(text))
    }

    /// Reads the digits behind so many characters.
    fn of_digits(text: &str, caption: usize) -> Result<Self, IccidError> {
        let mut digits = String::with_capacity(Self::MAX_CHARACTERS);
        let (mut count, mut fillers) = (0_usize, 0_usize);
        let (mut wrong_start, mut too_many) = (None, None);
        for (at, found) in numbered(text).skip(caption) {
            match found {
                ' ' | '-' => continue,
                '0'..='9' if fillers == 0 => {
                    if Self::PREFIX.chars().nth(count).is_some_and(|expected| expected != found) {
                        wrong_start.get_or_insert(at);
                    }
                    count += 1;
                    digits.extend((count <= Self::MAX_CHARACTERS).then_some(found));
                }
                'F' | 'f' if count >= Self::MIN_DIGITS => fillers += 1,
                _ => {
                    let fits = |it: char| it.is_ascii_digit() || matches!(it, ' ' | '-');
                    return Err(IccidError::Character(Stray::new(at, found, fits)));
                }
            }
            if count + fillers > Self::MAX_CHARACTERS {
                too_many.get_or_insert(at);
            }
        }
        match (wrong_start, too_many) {
            (Some(at), _) => Err(IccidError::Prefix { at }),
            (None, Some(at)) => Err(IccidError::Length { digits: count, at }),
            (None, None) if count < Self::MIN_DIGITS => {
                Err(IccidError::Length { digits: count, at: end(text) })
            }
            (None, None) => Ok(Self { printed: behind(text, caption).to_owned(), digits }),
        }
    }

    /// What stood on the card.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// The digits alone: what is compared.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// What a person should look at once more.
    pub fn warnings(&self) -> Vec<IccidWarning> {
        if luhn(&self.digits) { Vec::new() } else { vec![IccidWarning::CheckDigit] }
    }
}

/// Whether the last digit checks those before it (ISO/IEC 7812-1, annex B).
fn luhn(digits: &str) -> bool {
    let weighed = digits.bytes().rev().enumerate().map(|(place, byte)| {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        match place % 2 {
            0 => digit,
            _ if digit > 4 => 2 * digit - 9,
            _ => 2 * digit,
        }
    });
    weighed.sum::<u32>() % 10 == 0
}

impl fmt::Display for Iccid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

impl fmt::Debug for Iccid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Iccid({})", self.printed)
    }
}

impl PartialEq for Iccid {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for Iccid {}

impl Hash for Iccid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl FromStr for Iccid {
    type Err = IccidError;
    fn from_str(text: &str) -> Result<Self, IccidError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Iccid {
    type Error = IccidError;
    fn try_from(text: String) -> Result<Self, IccidError> {
        Self::of_digits(&text, 0)
    }
}

impl From<Iccid> for String {
    fn from(iccid: Iccid) -> Self {
        iccid.printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_card_is_one_card_however_its_number_is_printed() {
        let card = Iccid::parse("89014103211118510720").unwrap();
        for spelled in ["8901 4103 2111 1851 0720", "89-01410-321111851072-0", " 89014103211118510720\n"] {
            assert_eq!(Iccid::parse(spelled).unwrap(), card, "{spelled}");
        }
        assert_eq!(card.warnings(), []);
        let filled = Iccid::parse("8914800000086661002F").unwrap();
        assert_eq!(filled, Iccid::parse("8914800000086661002f").unwrap());
        assert_eq!(filled, Iccid::parse("8914 8000 0008 6661 002").unwrap());
        for captioned in
            ["ICCID: 89014103211118510720", "SIM no. 8901 4103 2111 1851 0720", "+CCID:89014103211118510720"]
        {
            assert_eq!(Iccid::parse(captioned).unwrap(), card, "{captioned}");
        }
        assert_eq!((filled.printed(), filled.digits()), ("8914800000086661002F", "8914800000086661002"));
    }

    #[test]
    fn a_digit_typed_wrong_is_warned_of_and_blocks_nothing() {
        let mistyped = Iccid::parse("89014103211118510721").unwrap();
        assert_eq!(mistyped.warnings(), [IccidWarning::CheckDigit]);
        assert_eq!(IccidWarning::CheckDigit.code(), "iccid-check-digit");
    }

    #[test]
    fn what_is_no_card_says_where() {
        for (text, code, at) in [
            ("", "iccid-length", 1),
            ("8901410321111851", "iccid-length", 17),
            ("890141032111185107201", "iccid-length", 21),
            ("ICCID: 8901410321111851", "iccid-length", 24),
            ("8901410321111851072FF", "iccid-length", 21),
            ("79014103211118510720", "iccid-prefix", 1),
            ("8 8014103211118510720", "iccid-prefix", 3),
            ("8901410321111B510720", "character-look-alike", 14),
            ("8901410321F11B510720", "iccid-character", 11),
            ("8901410321111851072F0", "iccid-character", 21),
            ("89014103211\u{AD}18510720", "character-hidden", 12),
            ("8901 4103\u{A0}2111 1851 0720", "character-look-alike", 10),
        ] {
            let error = Iccid::parse(text).unwrap_err();
            assert_eq!((error.code(), error.at()), (code, at), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_reads_back(text in "\\PC{0,40}|89[0-9 -]{16,22}[Ff]{0,3}") {
            if let Ok(iccid) = Iccid::parse(&text) {
                prop_assert_eq!(iccid.printed(), text.trim());
                prop_assert_eq!(Iccid::parse(iccid.printed()).unwrap(), iccid.clone());
                prop_assert_eq!(Iccid::parse(iccid.digits()).unwrap(), iccid);
            }
        }

        #[test]
        fn one_wrong_digit_is_always_noticed(start in "89[0-9]{17}", place in 2..19usize, other in 0..9u8) {
            let check = (0..10).find(|last| luhn(&format!("{start}{last}"))).unwrap();
            let mut digits: Vec<u8> = format!("{start}{check}").into_bytes();
            prop_assert!(Iccid::parse(std::str::from_utf8(&digits).unwrap()).unwrap().warnings().is_empty());
            digits[place] = b'0' + (digits[place] - b'0' + 1 + other) % 10;
            let mistyped = Iccid::parse(std::str::from_utf8(&digits).unwrap()).unwrap();
            prop_assert_eq!(mistyped.warnings(), [IccidWarning::CheckDigit]);
        }
    }
}
