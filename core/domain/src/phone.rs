//! Phone numbers of a network's support (A04, A33), as anybody can dial them from anywhere.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::{Coded, Fields, fields};
use crate::misread::{Misread, Stray, end, numbered};

/// A phone number in international form (ITU-T E.164): a plus, the country's code, and up to fifteen digits in all.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber {
    printed: String,
    e164: String,
}

/// Why a text is not such a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// A number as it is dialled within a country: nobody else knows which country that is.
    #[error("the number does not begin with + and a country's code")]
    National {
        /// Position of its first character, counted from 1.
        at: usize,
    },
    /// No country's code begins with 0.
    #[error("no country's code begins with 0")]
    CountryCode {
        /// Position, counted in characters from 1.
        at: usize,
    },
    /// Fewer than 7 digits, or more than 15.
    #[error("a phone number has 7 to 15 digits, this has {digits}")]
    Length {
        /// How many there were.
        digits: usize,
        /// Where there are too many, or one past the end.
        at: usize,
    },
    /// A character that is neither a digit nor stands between digits.
    #[error(transparent)]
    Character(Stray),
}

impl Coded for PhoneError {
    fn code(&self) -> &'static str {
        match self {
            Self::National { .. } => "phone-national",
            Self::CountryCode { .. } => "phone-country-code",
            Self::Length { .. } => "phone-length",
            Self::Character(stray) => stray.code_or("phone-character"),
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::National { .. } | Self::CountryCode { .. } => Fields::new(),
            Self::Length { digits, .. } => fields([("digits", digits.to_string())]),
            Self::Character(stray) => stray.fields(),
        }
    }
}

impl Misread for PhoneError {
    fn at(&self) -> usize {
        match self {
            Self::National { at } | Self::CountryCode { at } | Self::Length { at, .. } => *at,
            Self::Character(stray) => stray.at(),
        }
    }
}

impl PhoneNumber {
    const MIN_DIGITS: usize = 7;
    /// E.164, 6.1.
    const MAX_DIGITS: usize = 15;

    /// Reads a number as a card, a web page or a `tel:` link has it: `+` or `00`, then digits with spaces, dots, hyphens,
    /// slashes and brackets between. The zero in `+33 (0)1 …` is dialled within the country only and is left out.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let mut rest: Vec<(usize, char)> = numbered(text).collect();
        if text.trim().get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:")) {
            rest.drain(..4);
        }
        let first = rest.first().map_or_else(|| end(text), |(at, _)| *at);
        let international = match rest.as_slice() {
            [(_, '+'), number @ ..] | [(_, '0'), (_, '0'), number @ ..] => without_trunk_zero(number),
            [(at, found), ..] if !is_digit(*found) && !is_between(*found) => {
                return Err(PhoneError::Character(Stray::new(*at, *found, |it| is_digit(it) || it == '+')));
            }
            [] => return Err(PhoneError::Length { digits: 0, at: first }),
            _ => return Err(PhoneError::National { at: first }),
        };
        let mut e164 = String::from("+");
        let mut too_many = None;
        for (at, found) in international {
            match found {
                '0' if e164 == "+" => return Err(PhoneError::CountryCode { at }),
                _ if is_digit(found) => e164.push(found),
                _ if is_between(found) => {}
                _ => {
                    return Err(PhoneError::Character(Stray::new(at, found, |it| {
                        is_digit(it) || is_between(it)
                    })));
                }
            }
            if e164.len() > 1 + Self::MAX_DIGITS {
                too_many.get_or_insert(at);
            }
        }
        let digits = e164.len() - 1;
        if digits < Self::MIN_DIGITS || too_many.is_some() {
            return Err(PhoneError::Length { digits, at: too_many.unwrap_or_else(|| end(text)) });
        }
        Ok(Self { printed: text.trim().to_owned(), e164 })
    }

    /// What stood on the card: what is shown.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// `+15145550142`: what is dialled and compared.
    pub fn e164(&self) -> &str {
        &self.e164
    }
}

const fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// What typographers put between digits; of spaces and hyphens any sort will do, for none of them is dialled.
fn is_between(character: char) -> bool {
    character.is_whitespace() && !character.is_control()
        || matches!(character, '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}' | '\u{B7}')
}

/// Without the first `(0)`.
fn without_trunk_zero(number: &[(usize, char)]) -> Vec<(usize, char)> {
    let trunk = number.windows(3).position(|three| matches!(three, [(_, '('), (_, '0'), (_, ')')]));
    let dialled = |place: usize| trunk.is_none_or(|trunk| !(trunk..trunk + 3).contains(&place));
    number.iter().enumerate().filter(|(place, _)| dialled(*place)).map(|(_, character)| *character).collect()
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.printed)
    }
}

impl PartialEq for PhoneNumber {
    fn eq(&self, other: &Self) -> bool {
        self.e164 == other.e164
    }
}

impl Eq for PhoneNumber {}

impl Hash for PhoneNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.e164.hash(state);
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneError;
    fn from_str(text: &str) -> Result<Self, PhoneError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = PhoneError;
    fn try_from(text: String) -> Result<Self, PhoneError> {
        Self::parse(&text)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_can_be_dialled_however_it_is_printed() {
        for (printed, e164) in [
            ("+1 514 555-0142", "+15145550142"),
            ("+1 (514) 555.0142", "+15145550142"),
            ("tel:+1-202-555-0100", "+12025550100"),
            ("TEL:+12025550100", "+12025550100"),
            ("0033 1 99 00 01 42", "+33199000142"),
            ("+33 (0)1 99 00 01 42", "+33199000142"),
            ("+33\u{202F}1\u{A0}99\u{A0}00 01 42", "+33199000142"),
            ("+44 (0)20‑7946‑0958", "+442079460958"),
            (" +49/30/5550142 ", "+49305550142"),
        ] {
            let number = PhoneNumber::parse(printed).unwrap_or_else(|error| panic!("{printed}: {error}"));
            assert_eq!((number.printed(), number.e164()), (printed.trim(), e164));
        }
    }

    #[test]
    fn what_cannot_be_dialled_from_anywhere_says_where() {
        for (text, code, at) in [
            ("", "phone-length", 1),
            ("tel:", "phone-length", 5),
            ("01 99 00 01 42", "phone-national", 1),
            ("(514) 555-0142", "phone-national", 1),
            ("1-888-555-0142", "phone-national", 1),
            ("+0 33 1", "phone-country-code", 2),
            ("+33 199", "phone-length", 8),
            ("+331990001421234567", "phone-length", 17),
            ("+1 800 CALL US", "phone-character", 8),
            ("+1 514 555 0142 x12", "phone-character", 17),
            ("+1 514 555 O142", "character-look-alike", 12),
            ("＋1 514 555 0142", "character-look-alike", 1),
            ("+1\u{200B}5145550142", "character-hidden", 3),
            ("++15145550142", "phone-character", 2),
            ("tel:+15145550142;ext=3", "phone-character", 17),
        ] {
            let error = PhoneNumber::parse(text).unwrap_err();
            assert_eq!((error.code(), error.at()), (code, at), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_reads_back(text in "\\PC{0,30}|(tel:|)[+0][0-9 ().-]{5,24}") {
            if let Ok(number) = PhoneNumber::parse(&text) {
                prop_assert_eq!(number.printed(), text.trim());
                prop_assert_eq!(PhoneNumber::parse(number.e164()).unwrap(), number);
            }
        }

        #[test]
        fn grouping_changes_nothing(digits in "[1-9][0-9]{6,14}", cuts in proptest::collection::vec(0..4usize, 15)) {
            let marks = cuts.iter().map(|cut| ["", " ", "-", "."][*cut].to_owned());
            let grouped: Vec<String> = digits.chars().map(String::from).zip(marks).flat_map(|(digit, mark)| [digit, mark]).collect();
            let number = PhoneNumber::parse(&format!("+{}", grouped.concat())).unwrap();
            prop_assert_eq!(number.e164(), format!("+{digits}"));
        }
    }
}
