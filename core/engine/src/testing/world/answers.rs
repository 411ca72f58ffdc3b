//! Answers that a story puts into the network's mouth.

use std::time::Duration;

use pinpoint_domain::Fields;
use serde::{Deserialize, Serialize};

/// What is answered, once, to the next request that fits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Scripted {
    /// How the request begins, `PUT /v1/pinpoints`. What travels at the same time cannot take another's answer.
    to: String,
    #[serde(flatten)]
    pub(super) says: Says,
}

/// One answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Says {
    /// The server refuses.
    Problem {
        /// The HTTP status.
        status: u16,
        /// The server's code.
        code: String,
        /// What its sentence needs.
        #[serde(default)]
        fields: Fields,
        /// When to come again, in seconds.
        #[serde(default)]
        retry_after_s: Option<u64>,
    },
    /// Somebody else answers, a hotel's login page for one.
    Stranger {
        /// The HTTP status.
        status: u16,
    },
    /// The connection breaks.
    Cut(Cut),
}

/// Where a connection breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cut {
    /// The server never heard of it.
    BeforeTheServer,
    /// The server did it, and its answer was lost.
    AfterTheServer,
}

/// Those that are still to be given.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Answers(Vec<Scripted>);

impl Answers {
    pub(super) fn extend(&mut self, more: Vec<Scripted>) {
        self.0.extend(more);
    }

    /// The first that fits this request.
    pub(super) fn take(&mut self, request: &str) -> Option<Says> {
        let place = self.0.iter().position(|answer| request.starts_with(&answer.to))?;
        Some(self.0.remove(place).says)
    }
}

impl Says {
    /// What `Retry-After` says, in seconds.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Problem { retry_after_s, .. } => retry_after_s.map(Duration::from_secs),
            Self::Stranger { .. } | Self::Cut(_) => None,
        }
    }
}
