//! A value as it was given: in the file with its place, or in the environment as a text.

use std::fmt::Display;
use std::ops::{Range, RangeInclusive};
use std::str::FromStr;

use serde::Deserialize;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error as TextError, StrDeserializer};
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

/// What somebody wrote.
pub(super) enum Given<'i> {
    /// In the environment: a text, or where the setting takes something else, that as TOML.
    Text(&'i str),
    /// In the file.
    Toml(Spanned<DeValue<'i>>),
}

/// Why it was not taken.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) reason: String,
    /// Where in the file, if a part of the value is meant.
    pub(super) span: Option<Range<usize>>,
}

impl Refused {
    fn because(reason: impl Display) -> Self {
        Self { reason: reason.to_string(), span: None }
    }

    /// Without what the value itself says.
    pub(super) fn without_quotes(self) -> Self {
        let parts = self.reason.split('"').enumerate();
        let kept = parts.map(|(place, part)| if place % 2 == 1 { "…" } else { part });
        Self { reason: kept.collect(), span: self.span }
    }
}

/// Only its message: an error of the parser prints the line that it is about, with whatever secret stands there.
impl From<toml::de::Error> for Refused {
    fn from(error: toml::de::Error) -> Self {
        Self { reason: error.message().to_owned(), span: error.span() }
    }
}

impl Given<'_> {
    /// As any type that knows how.
    pub(super) fn read<T: for<'de> Deserialize<'de>>(self) -> Result<T, Refused> {
        match self {
            Self::Toml(value) => Ok(T::deserialize(ValueDeserializer::from(value))?),
            Self::Text(text) => {
                let as_text: StrDeserializer<'_, TextError> = text.into_deserializer();
                T::deserialize(as_text).or_else(|refused| match ValueDeserializer::parse(text) {
                    Ok(value) => Ok(T::deserialize(value)?),
                    Err(_) => Err(Refused::because(refused)),
                })
            }
        }
    }

    /// As a type that is parsed from a text.
    pub(super) fn parse<T: FromStr<Err: Display>>(self) -> Result<T, Refused> {
        self.read::<String>()?.parse().map_err(Refused::because)
    }

    /// As a list of a type that is parsed from a text.
    pub(super) fn each<T: FromStr<Err: Display>>(self) -> Result<Vec<T>, Refused> {
        let texts: Vec<String> = self.read()?;
        let refused = |text: &str, error: T::Err| Refused::because(format_args!("{text}: {error}"));
        texts.iter().map(|text| text.parse().map_err(|error| refused(text, error))).collect()
    }

    /// As a number within bounds.
    pub(super) fn number<T: TryFrom<u64>>(self, bounds: RangeInclusive<u64>) -> Result<T, Refused> {
        let outside =
            || Refused::because(format_args!("not between {} and {}", bounds.start(), bounds.end()));
        let number: i64 = self.read()?;
        let number = u64::try_from(number).ok().filter(|number| bounds.contains(number));
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(outside)
    }
}
