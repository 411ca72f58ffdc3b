//! One session for all requests, as the machine sees it: its tokens are the driver's.

use jiff::Timestamp;
use pinpoint_domain::Coded as _;

use super::action::Outcome;
use super::change::Reason;
use super::retry::Quiet;
use super::trouble::Trouble;

/// Whether requests can be sent, and under which session.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// Counts the sessions, so that a 401 under an old one is told from a 401 under the present one.
    generation: u64,
    standing: Standing,
    quiet: Quiet,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    Good,
    /// Refused once; a refresh is due.
    Stale,
    Refreshing,
    /// By this code, until somebody signs in.
    Refused(String),
}

impl Session {
    pub(super) const fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn is_good(&self) -> bool {
        self.standing == Standing::Good
    }

    /// The code that it was refused by, until somebody signs in.
    pub(super) fn refusal(&self) -> Option<&str> {
        match &self.standing {
            Standing::Refused(code) => Some(code),
            _ => None,
        }
    }

    /// Whether a refresh begins now: one for however many requests asked for it.
    pub(super) fn begins_refresh(&mut self, now: Timestamp) -> bool {
        let begins = self.standing == Standing::Stale && self.quiet.until(now).is_none();
        if begins {
            self.standing = Standing::Refreshing;
        }
        begins
    }

    /// When a refresh is tried again.
    pub(super) fn wakes_at(&self, now: Timestamp) -> Option<Timestamp> {
        if self.standing == Standing::Stale { self.quiet.until(now) } else { None }
    }

    /// A request under this generation was refused with 401. If a newer session is there, it just goes again.
    pub(super) fn doubt(&mut self, generation: u64) {
        if generation == self.generation && self.is_good() {
            self.standing = Standing::Stale;
        }
    }

    /// How a refresh went; the server's code if it means that somebody must sign in.
    pub(super) fn refreshed(&mut self, outcome: &Outcome, now: Timestamp, random: u32) -> Option<String> {
        match outcome {
            Outcome::Failed(
                trouble @ (Trouble::Weather { .. } | Trouble::Storage | Trouble::Clock { .. }),
            ) => {
                self.standing = Standing::Stale;
                self.quiet.fail(trouble.retry_after(), now, random);
                None
            }
            Outcome::Failed(trouble) => {
                self.standing = Standing::Refused(trouble.code().to_owned());
                self.refusal().map(str::to_owned)
            }
            _ => {
                *self = Self { generation: self.generation + 1, ..Self::default() };
                None
            }
        }
    }

    /// Waiting is over; with most reasons it is also worth asking again whether the session is good.
    pub(super) fn wake(&mut self, reason: Reason) {
        self.quiet = Quiet::default();
        if self.refusal().is_some() && reason != Reason::Connectivity {
            *self = Self { generation: self.generation + 1, ..Self::default() };
        }
    }
}
