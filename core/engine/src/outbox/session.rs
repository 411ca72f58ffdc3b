//! One session for all requests, as the machine sees it: its tokens are the driver's.

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::Coded as _;

use super::action::Outcome;
use super::change::Reason;
use super::retry::{Quiet, SHORTEST, Told, Wait};
use super::trouble::Trouble;

/// A session that ends sooner is renewed before a request goes out under it.
const LITTLE_LEFT: SignedDuration = SignedDuration::from_mins(1);

/// Whether requests can be sent, and under which session.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// Counts the sessions, so that a 401 under an old one is told from a 401 under the present one.
    generation: u64,
    standing: Standing,
    quiet: Quiet,
    /// When the server no longer takes it, by this device's clock, as far as that is known.
    ends_at: Option<Timestamp>,
    /// Nobody answered when it was to be renewed: for so long requests go under it as it is.
    put_off: Option<Wait>,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    Good,
    /// Good, and refreshed before it ends.
    Renewing,
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

    /// Until when the server takes it, by this device's clock.
    pub(super) const fn ends_at(&mut self, ends_at: Timestamp) {
        self.ends_at = Some(ends_at);
    }

    /// Whether a refresh begins now: one for however many requests asked for it. `wanted`: a request is about to go, and
    /// would carry its bytes in vain under a session that has ended.
    pub(super) fn begins_refresh(&mut self, now: Timestamp, wanted: bool) -> bool {
        self.standing = match self.standing {
            Standing::Stale if self.quiet.until(now).is_none() => Standing::Refreshing,
            Standing::Good if wanted && self.is_ending(now) => Standing::Renewing,
            _ => return false,
        };
        true
    }

    fn is_ending(&self, now: Timestamp) -> bool {
        let put_off = self.put_off.is_some_and(|wait| !wait.is_over(now));
        !put_off && self.ends_at.is_some_and(|end| end.duration_since(now) < LITTLE_LEFT)
    }

    /// When a refresh is tried again.
    pub(super) fn wakes_at(&self, now: Timestamp) -> Option<Timestamp> {
        if self.standing == Standing::Stale { self.quiet.until(now) } else { None }
    }

    /// A request under this generation was refused with 401. If a newer session is there, it just goes again.
    pub(super) fn doubt(&mut self, generation: u64) {
        if generation == self.generation {
            match self.standing {
                Standing::Good => self.standing = Standing::Stale,
                Standing::Renewing => self.standing = Standing::Refreshing,
                _ => {}
            }
        }
    }

    /// How a refresh went; the server's code if it means that somebody must sign in.
    pub(super) fn refreshed(
        &mut self,
        outcome: &Outcome,
        told: Told,
        now: Timestamp,
        random: u32,
    ) -> Option<String> {
        match outcome {
            Outcome::Failed(Trouble::Weather { .. } | Trouble::Storage | Trouble::Clock { .. }) => {
                if self.standing == Standing::Renewing {
                    // What waits for it meets the same weather, and says so.
                    self.standing = Standing::Good;
                    self.put_off = Some(Wait::of(now, SHORTEST));
                } else {
                    self.standing = Standing::Stale;
                    self.quiet.fail(told, now, random);
                }
                None
            }
            Outcome::Failed(trouble) => {
                self.standing = Standing::Refused(trouble.code().to_owned());
                self.refusal().map(str::to_owned)
            }
            _ => {
                *self = Self { generation: self.generation + 1, ..Self::default() };
                if let Outcome::Refreshed { until: Some(until) } = outcome {
                    self.ends_at(*until);
                    // One that is new and ends is misjudged by this device's clock; a 401 will tell.
                    self.ends_at = self.ends_at.filter(|_| !self.is_ending(now));
                }
                None
            }
        }
    }

    /// Waiting is over; with most reasons it is also worth asking again whether the session is good.
    pub(super) fn wake(&mut self, reason: Reason) {
        self.quiet = Quiet::default();
        self.put_off = None;
        if self.refusal().is_some() && reason != Reason::Connectivity {
            *self = Self { generation: self.generation + 1, ..Self::default() };
        }
    }
}
