//! The activation password: unprintable by type, in memory only until its capsule is made.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::code::{Coded, Fields, fields};
use crate::misread::Misread;

/// The activation password as printed: case kept, opaque. It has no `Display`, no serde and no `Clone`; its `Debug`
/// shows dots; its memory is wiped when dropped. Only [`ActivationPassword::reveal`] gives it out.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ActivationPassword(String);

/// Why a text is not an activation password. Never repeats the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than 4 or more than 32 characters.
    #[error("an activation password has 4 to 32 characters, this has {characters}")]
    Length {
        /// How many there were.
        characters: usize,
    },
    /// White space inside: most often two fields that were read as one.
    #[error("there is a space at character {at} of the activation password")]
    Space {
        /// Position, counted in characters from 1.
        at: usize,
    },
    /// Something that no label prints in a password.
    #[error("character {at} of the activation password is not a letter, digit or sign of ASCII")]
    Character {
        /// Position, counted in characters from 1.
        at: usize,
    },
}

impl Coded for PasswordError {
    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "password-length",
            Self::Space { .. } => "password-space",
            Self::Character { .. } => "password-character",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Length { characters } => fields([("characters", characters.to_string())]),
            Self::Space { at } | Self::Character { at } => fields([("at", at.to_string())]),
        }
    }
}

impl Misread for PasswordError {
    fn at(&self) -> usize {
        match self {
            Self::Length { characters } => characters.min(&ActivationPassword::MAX_CHARACTERS) + 1,
            Self::Space { at } | Self::Character { at } => *at,
        }
    }
}

impl ActivationPassword {
    /// Characters at most; a capsule pads to more than this, so that its length tells nothing.
    pub const MAX_CHARACTERS: usize = 32;

    /// Accepts 4 to 32 printable ASCII characters without space.
    pub fn parse(text: &str) -> Result<Self, PasswordError> {
        for (index, found) in text.chars().enumerate() {
            if found.is_whitespace() {
                return Err(PasswordError::Space { at: index + 1 });
            }
            if !found.is_ascii_graphic() {
                return Err(PasswordError::Character { at: index + 1 });
            }
        }
        if (4..=Self::MAX_CHARACTERS).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PasswordError::Length { characters: text.chars().count() })
        }
    }

    /// Whether it is 4 to 10 letters and digits, as on all labels that are known.
    pub(super) fn is_usual(&self) -> bool {
        self.0.len() <= 10 && self.0.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }

    /// The secret itself, for the capsule and for a person who asked to see it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ActivationPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ActivationPassword(••••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_password_is_never_printed_by_accident() {
        let password = ActivationPassword::parse("hT7kPq2x").unwrap();
        assert_eq!(format!("{password:?}"), "ActivationPassword(••••)");
        assert_eq!(password.reveal(), "hT7kPq2x");
    }

    #[test]
    fn a_space_is_refused_with_its_place() {
        assert_eq!(ActivationPassword::parse("hT7k Pq2x").unwrap_err(), PasswordError::Space { at: 5 });
    }

    #[test]
    fn each_error_says_where_and_how_much_of_it_there_was() {
        for (text, code, at, filled) in [
            ("", "password-length", 1, ("characters", "0")),
            (&"x".repeat(40), "password-length", 33, ("characters", "40")),
            ("hT7k Pq2x", "password-space", 5, ("at", "5")),
            ("hT7kéPq2x", "password-character", 5, ("at", "5")),
        ] {
            let error = ActivationPassword::parse(text).unwrap_err();
            assert_eq!((error.code(), error.at()), (code, at));
            assert_eq!(error.fields(), fields([(filled.0, filled.1.to_owned())]));
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_no_error_repeats_the_secret(text in "\\PC{5,60}") {
            match ActivationPassword::parse(&text) {
                Ok(password) => prop_assert_eq!(password.reveal(), text),
                Err(error) => {
                    prop_assert!(!error.to_string().contains(&text));
                    prop_assert!(!error.fields().values().any(|value| value == &text));
                }
            }
        }
    }
}
