//! The MAC address of an activation label.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::{Coded, Fields, fields};

/// A MAC address: EUI-48 (12 hex digits) or EUI-64 (16), nothing between. Keeps what was printed; two spellings of one
/// address are equal. No vendor prefix is required: stations carry modules of many makers.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct MacAddress {
    digits: String,
    printed: String,
}

/// Why a text is not a MAC address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MacError {
    /// Neither 12 nor 16 hex digits.
    #[error("a MAC has 12 or 16 hex digits, this has {digits}")]
    Length {
        /// How many there were.
        digits: usize,
    },
    /// A character that is neither a hex digit nor a separator.
    #[error("`{found}` at character {at} is not a hex digit")]
    Character {
        /// Position, counted in characters from 1.
        at: usize,
        /// The character.
        found: char,
    },
}

impl Coded for MacError {
    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "mac-length",
            Self::Character { .. } => "mac-character",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Length { digits } => fields([("digits", digits.to_string())]),
            Self::Character { at, found } => fields([("at", at.to_string()), ("found", found.to_string())]),
        }
    }
}

impl MacAddress {
    /// Reads a MAC as printed: hex digits in any case, grouped by colons, hyphens, dots or spaces, or not at all.
    pub fn parse(text: &str) -> Result<Self, MacError> {
        let printed = text.trim();
        let mut digits = String::with_capacity(16);
        let mut count = 0;
        for (index, found) in printed.chars().enumerate() {
            match found {
                ':' | '-' | '.' | ' ' => {}
                _ if found.is_ascii_hexdigit() => {
                    count += 1;
                    if count <= 16 {
                        digits.push(found.to_ascii_uppercase());
                    }
                }
                _ => return Err(MacError::Character { at: index + 1, found }),
            }
        }
        match count {
            12 | 16 => Ok(Self { digits, printed: printed.to_owned() }),
            _ => Err(MacError::Length { digits: count }),
        }
    }

    /// The 12 or 16 digits in upper case: what is compared, stored as a key and bound into a capsule.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// What stood on the label.
    pub fn printed(&self) -> &str {
        &self.printed
    }
}

/// Groups of four for EUI-64, as on an activation label; pairs for EUI-48.
impl fmt::Display for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = if self.digits.len() == 16 { 4 } else { 2 };
        for (index, digit) in self.digits.chars().enumerate() {
            if index > 0 && index % group == 0 {
                f.write_str(":")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MacAddress({self})")
    }
}

impl PartialEq for MacAddress {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for MacAddress {}

impl Hash for MacAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl FromStr for MacAddress {
    type Err = MacError;
    fn from_str(text: &str) -> Result<Self, MacError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for MacAddress {
    type Error = MacError;
    fn try_from(text: String) -> Result<Self, MacError> {
        Self::parse(&text)
    }
}

impl From<MacAddress> for String {
    fn from(mac: MacAddress) -> Self {
        mac.printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_common_spelling_is_the_same_address() {
        let mac = MacAddress::parse("0024:B100:0002:9F81").unwrap();
        for spelling in
            ["0024b10000029f81", "00-24-B1-00-00-02-9F-81", "0024.b100.0002.9f81", " 0024 B100 0002 9F81 "]
        {
            assert_eq!(MacAddress::parse(spelling).unwrap(), mac, "{spelling}");
        }
        assert_eq!(mac.to_string(), "0024:B100:0002:9F81");
        assert_eq!(MacAddress::parse("00:0D:6F:12:34:56").unwrap().to_string(), "00:0D:6F:12:34:56");
    }

    #[test]
    fn thirteen_digits_are_refused_with_their_number() {
        assert_eq!(MacAddress::parse("0024B10000029"), Err(MacError::Length { digits: 13 }));
    }

    #[test]
    fn a_letter_o_for_a_zero_is_pointed_at() {
        assert_eq!(MacAddress::parse("0O24:B100:0002:9F81"), Err(MacError::Character { at: 2, found: 'O' }));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_reads_back(text in "\\PC{0,40}") {
            if let Ok(mac) = MacAddress::parse(&text) {
                prop_assert_eq!(MacAddress::parse(&mac.to_string()).unwrap(), mac.clone());
                prop_assert_eq!(mac.printed(), text.trim());
            }
        }

        #[test]
        fn any_sixteen_digits_are_an_address(digits in "[0-9a-fA-F]{16}") {
            let mac = MacAddress::parse(&digits).unwrap();
            prop_assert_eq!(mac.digits(), digits.to_uppercase());
        }
    }
}
