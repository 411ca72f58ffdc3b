//! The one place where retry times are decided.
//!
//! Full jitter: a random time between 2 seconds and a ceiling that doubles with each try up to 15 minutes, without a
//! limit of tries, so that a thousand phones that lost the same cell do not come back in the same second. What the
//! server asks for by `Retry-After` is honoured up to an hour; beyond that it is more likely a mistake than a plan.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The shortest wait.
pub const SHORTEST: Duration = Duration::from_secs(2);
/// The longest wait that this device decides by itself.
pub const LONGEST: Duration = Duration::from_mins(15);
/// The longest wait that a server can ask for.
pub const LONGEST_ASKED: Duration = Duration::from_hours(1);

/// A wait that was stored by wall clock, with its beginning, so that a clock that was set in between cannot stretch it:
/// before its own beginning it is over as well. It never lasts longer than [`LONGEST_ASKED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// The beginning.
    pub since: Timestamp,
    /// The end.
    pub until: Timestamp,
}

impl Wait {
    /// A wait from now on; whatever was asked, it is cut to [`LONGEST_ASKED`].
    pub fn of(now: Timestamp, length: Duration) -> Self {
        let length = SignedDuration::try_from(length.min(LONGEST_ASKED)).unwrap_or(SignedDuration::ZERO);
        Self { since: now, until: now.saturating_add(length).unwrap_or(Timestamp::MAX) }
    }

    /// Whether it is over, also because the clock went back to before it began.
    pub fn is_over(&self, now: Timestamp) -> bool {
        now < self.since || self.until <= now
    }

    /// How long it still lasts.
    pub fn remaining(&self, now: Timestamp) -> Duration {
        if self.is_over(now) {
            Duration::ZERO
        } else {
            Duration::try_from(self.until.duration_since(now)).unwrap_or(Duration::ZERO).min(LONGEST_ASKED)
        }
    }
}

/// A place where nobody answered is left alone for a while: longer after each failure in a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quiet {
    failures: u32,
    wait: Option<Wait>,
}

impl Quiet {
    /// Another failure; the server may have asked for a time.
    pub(super) fn fail(&mut self, asked: Option<Duration>, now: Timestamp, random: u32) {
        self.failures = self.failures.saturating_add(1);
        self.wait = Some(Wait::of(now, length(self.failures, asked, random)));
    }

    /// Until when, if not over.
    pub(super) fn until(&self, now: Timestamp) -> Option<Timestamp> {
        self.wait.filter(|wait| !wait.is_over(now)).map(|wait| wait.until)
    }
}

/// How long to wait: as the server asked, or else by the number of tries.
pub fn length(attempts: u32, asked: Option<Duration>, random: u32) -> Duration {
    match asked {
        Some(asked) => after_request(asked, random),
        None => after_attempts(attempts, random),
    }
}

/// How long to wait after the given number of tries without an answer. `random` is spread over all 32 bits.
pub fn after_attempts(attempts: u32, random: u32) -> Duration {
    let doubled = SHORTEST.saturating_mul(1_u32.checked_shl(attempts).unwrap_or(u32::MAX).max(2));
    between(SHORTEST, doubled.min(LONGEST), random)
}

/// How long to wait when the server asked for it. Up to the shortest wait is added at random, so that not everyone who
/// was asked comes back at once.
pub fn after_request(asked: Duration, random: u32) -> Duration {
    let asked = asked.min(LONGEST_ASKED);
    between(asked, asked.saturating_add(SHORTEST), random).clamp(SHORTEST, LONGEST_ASKED)
}

fn between(low: Duration, high: Duration, random: u32) -> Duration {
    let span = u64::try_from(high.saturating_sub(low).as_millis()).unwrap_or(u64::MAX);
    low + Duration::from_millis(span.saturating_mul(u64::from(random)) / u64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_first_try_comes_back_within_four_seconds() {
        assert_eq!(after_attempts(1, 0), Duration::from_secs(2));
        assert_eq!(after_attempts(1, u32::MAX), Duration::from_secs(4));
    }

    #[test]
    fn after_a_day_without_signal_it_still_tries_every_quarter_of_an_hour() {
        assert_eq!(after_attempts(u32::MAX, u32::MAX), LONGEST);
    }

    #[test]
    fn a_server_that_asks_for_a_week_gets_an_hour() {
        let week = Duration::from_hours(7 * 24);
        assert_eq!(after_request(week, 77), LONGEST_ASKED);
        assert_eq!(after_request(Duration::from_secs(30), 0), Duration::from_secs(30));
        assert_eq!(after_request(Duration::ZERO, 0), SHORTEST);
    }

    #[test]
    fn a_clock_set_back_ten_years_ends_the_wait() {
        let wait = Wait::of(at(1_800_000_000), LONGEST);
        assert!(!wait.is_over(at(1_800_000_001)));
        assert!(wait.is_over(at(1_484_000_000)));
        assert!(wait.is_over(at(2_100_000_000)));
    }

    proptest! {
        #[test]
        fn waits_grow_but_never_beyond_a_quarter_of_an_hour(attempts in 1_u32.., random: u32) {
            let wait = after_attempts(attempts, random);
            prop_assert!((SHORTEST..=LONGEST).contains(&wait));
            prop_assert!(after_attempts(attempts.saturating_add(1), random) >= wait);
        }

        #[test]
        fn no_clock_stretches_a_wait(
            since in -60_000_000_000_i64..250_000_000_000,
            now in -60_000_000_000_i64..250_000_000_000,
            seconds: u64,
        ) {
            let wait = Wait::of(at(since), Duration::from_secs(seconds));
            prop_assert!(wait.remaining(at(now)) <= LONGEST_ASKED);
            prop_assert_eq!(wait.remaining(at(now)).is_zero(), wait.is_over(at(now)));
        }
    }
}
