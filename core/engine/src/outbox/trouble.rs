//! What a request can end in besides success: weather that passes, or an answer that somebody must act on.

use std::time::Duration;

use pinpoint_domain::code::{Coded, Fields, fields};

use super::delivery::Weather;

/// Why a request did not succeed. Only what came as the server's own `application/problem+json` counts as its answer;
/// everything else is weather.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Passes by itself.
    #[error("weather: {}", why.name())]
    Weather {
        /// What came in between.
        why: Weather,
        /// How long the server asked to wait.
        retry_after: Option<Duration>,
    },
    /// The access token is not, or no longer, good.
    #[error("not signed in: {code}")]
    Unauthorized {
        /// The server's code.
        code: String,
    },
    /// Signed in, and still not allowed.
    #[error("not allowed: {code}")]
    Forbidden {
        /// The server's code.
        code: String,
        /// What its sentence needs.
        fields: Fields,
    },
    /// The server looked at it and will not take it as it is.
    #[error("refused: {code}")]
    Refused {
        /// The server's code.
        code: String,
        /// What its sentence needs.
        fields: Fields,
    },
    /// The server no longer takes this version.
    #[error("version no longer taken: {code}")]
    Version {
        /// The server's code.
        code: String,
    },
    /// The server has no room.
    #[error("no room on the server")]
    Storage,
    /// This device's clock is wrong, so no certificate looks valid.
    #[error("the clock is {skew_s} s off")]
    Clock {
        /// This device's clock minus the newest time a server told, in seconds.
        skew_s: i64,
    },
}

impl Trouble {
    /// How long the server asked to wait.
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Weather { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Something on this device that does not let a request begin.
    pub fn here(code: &str) -> Self {
        Self::Refused { code: code.to_owned(), fields: Fields::new() }
    }

    /// Weather without a wish of the server's.
    pub const fn weather(why: Weather) -> Self {
        Self::Weather { why, retry_after: None }
    }
}

impl From<Weather> for Trouble {
    fn from(why: Weather) -> Self {
        Self::weather(why)
    }
}

impl Coded for Trouble {
    /// The server's own code where it gave one.
    fn code(&self) -> &str {
        match self {
            Self::Weather { .. } => "weather",
            Self::Unauthorized { code }
            | Self::Forbidden { code, .. }
            | Self::Refused { code, .. }
            | Self::Version { code } => code,
            Self::Storage => "server-full",
            Self::Clock { .. } => "clock-off",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Weather { why, .. } => fields([("weather", why.name().to_owned())]),
            Self::Forbidden { fields, .. } | Self::Refused { fields, .. } => fields.clone(),
            Self::Clock { skew_s } => fields([("skew_s", skew_s.to_string())]),
            Self::Unauthorized { .. } | Self::Version { .. } | Self::Storage => Fields::new(),
        }
    }
}
