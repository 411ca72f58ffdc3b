//! Names of things. All that leave the phone are made on the phone, so a repeated request is recognised.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::code::{Coded, Fields, fields};

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A UUIDv7 from the moment and ten random bytes. The time in it is never used for order.
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                Self(uuid_v7(now, random))
            }

            /// The UUID itself.
            pub const fn as_uuid(&self) -> &Uuid {
                &self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

uuid_ids! {
    /// One stay of an installer on a site; holds jobs and lockouts.
    VisitId,
    /// A job, and the sealed record that it becomes: one name from the first scan to the verdict.
    PinpointId,
    /// A picture: the published copy and the original each have their own.
    PhotoId,
    /// Something that happened after the seal.
    EventId,
    /// One phone, browser or terminal, as registered at sign-in.
    DeviceId,
    /// The pseudonym of an installer: the only trace of a person in a sealed record.
    InstallerId,
    /// The company that an installer works for.
    CompanyId,
}

/// The earliest a moment can be in a UUIDv7 is 1970; an older clock counts as that.
fn uuid_v7(now: Timestamp, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Why a short name was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a short name: 1 to 40 of a-z, 0-9 and hyphen, beginning with a letter")]
pub struct SlugError {
    /// The refused text, cut to 60 characters.
    pub text: String,
}

macro_rules! slugs {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Accepts 1 to 40 of `a-z`, `0-9` and hyphen, beginning with a letter.
            pub fn parse(text: &str) -> Result<Self, SlugError> {
                if is_slug(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(SlugError { text: text.chars().take(60).collect() })
                }
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = SlugError;
            fn try_from(text: String) -> Result<Self, SlugError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl FromStr for $name {
            type Err = SlugError;
            fn from_str(text: &str) -> Result<Self, SlugError> {
                Self::parse(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

slugs! {
    /// A charging network. Every row, unique key and signature on both sides carries it.
    NetworkId,
    /// A playbook.
    PlaybookId,
    /// What a network or a site adds to a playbook.
    ExtensionId,
    /// A step of a playbook.
    StepId,
    /// An item of a checklist, a lockout or a form.
    ItemId,
}

fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// What one breaker switches, by the name on the panel ("F12"). Compared without case and surrounding space.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct CircuitId(String);

/// Why a circuit's name was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a circuit's name has 1 to 40 printable characters, this has {characters}")]
pub struct CircuitError {
    /// How many characters there were after trimming.
    pub characters: usize,
}

impl Coded for CircuitError {
    fn code(&self) -> &'static str {
        "circuit-name"
    }

    fn fields(&self) -> Fields {
        fields([("characters", self.characters.to_string())])
    }
}

impl CircuitId {
    /// Accepts 1 to 40 printable characters.
    pub fn parse(text: &str) -> Result<Self, CircuitError> {
        let name = text.trim().to_uppercase();
        let characters = name.chars().count();
        if (1..=40).contains(&characters) && !name.chars().any(char::is_control) {
            Ok(Self(name))
        } else {
            Err(CircuitError { characters })
        }
    }

    /// The name as it is compared and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CircuitId {
    type Error = CircuitError;
    fn try_from(text: String) -> Result<Self, CircuitError> {
        Self::parse(&text)
    }
}

impl From<CircuitId> for String {
    fn from(id: CircuitId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_carries_its_moment_and_reads_back() {
        let now = Timestamp::from_millisecond(1_790_000_000_000).unwrap();
        let id = PinpointId::new(now, [7; 10]);
        assert_eq!(id.as_uuid().get_version_num(), 7);
        assert_eq!(id.to_string().parse::<PinpointId>().unwrap(), id);
    }

    #[test]
    fn a_clock_before_1970_still_gives_an_id() {
        let id = EventId::new(Timestamp::from_millisecond(-5).unwrap(), [1; 10]);
        assert_eq!(id.as_uuid().get_version_num(), 7);
    }

    #[test]
    fn a_network_is_named_in_plain_letters() {
        assert!(NetworkId::parse("demo-2").is_ok());
        for refused in ["", "Demo", "2demo", "de mo", "démo", "../demo"] {
            assert!(NetworkId::parse(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn f12_on_the_panel_is_f12_in_any_case() {
        assert_eq!(CircuitId::parse(" f12 ").unwrap(), CircuitId::parse("F12").unwrap());
        assert!(CircuitId::parse("   ").is_err());
    }
}
