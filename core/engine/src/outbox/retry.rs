//! The one place where retry times are decided.
//!
//! A random time in the upper half of a window that grows fourfold with each try, from 4 seconds to 15 minutes, without a
//! limit of tries (docs/adr/0025): a short break is over before anyone notices, a long one costs few wake-ups, and a
//! thousand phones that lost the same server come back evenly. What the server asks for by `Retry-After` is honoured up to
//! an hour; beyond that it is more likely a mistake than a plan.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The shortest wait.
pub const SHORTEST: Duration = Duration::from_secs(2);
/// How many times longer the next wait is than the one before.
const GROWTH: u32 = 4;
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

/// Whose word there is on how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nobody's: the number of tries decides.
    Nothing,
    /// The server asked for so long.
    ByServer(Duration),
    /// The platform says that there is no network, and will say when it found one. Platforms err, so it is still tried now
    /// and then.
    NoNetwork,
}

impl From<Option<Duration>> for Told {
    fn from(asked: Option<Duration>) -> Self {
        asked.map_or(Self::Nothing, Self::ByServer)
    }
}

/// A place where nobody answered is left alone for a while: longer after each failure in a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quiet {
    failures: u32,
    wait: Option<Wait>,
}

impl Quiet {
    /// Another failure.
    pub(super) fn fail(&mut self, told: Told, now: Timestamp, random: u32) {
        self.failures = self.failures.saturating_add(1);
        self.wait = Some(Wait::of(now, length(self.failures, told, random)));
    }

    /// Until when, if not over.
    pub(super) fn until(&self, now: Timestamp) -> Option<Timestamp> {
        self.wait.filter(|wait| !wait.is_over(now)).map(|wait| wait.until)
    }
}

/// How long to wait after so many tries, and by this word.
pub fn length(attempts: u32, told: Told, random: u32) -> Duration {
    match told {
        Told::Nothing => after_attempts(attempts, random),
        Told::ByServer(asked) => after_request(asked, random),
        Told::NoNetwork => after_attempts(u32::MAX, random),
    }
}

/// How long to wait after the given number of tries without an answer. `random` is spread over all 32 bits.
pub fn after_attempts(attempts: u32, random: u32) -> Duration {
    let window = SHORTEST.saturating_mul(GROWTH.saturating_pow(attempts.max(1)) / 2).min(LONGEST);
    between(window / 2, window, random)
}

/// How long to wait when the server asked for it. Up to half of it is added at random, so that those who were asked
/// together do not come back together.
pub fn after_request(asked: Duration, random: u32) -> Duration {
    let asked = asked.min(LONGEST_ASKED);
    between(asked, asked.saturating_add(asked / 2).saturating_add(SHORTEST), random)
        .clamp(SHORTEST, LONGEST_ASKED)
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
        assert_eq!(after_attempts(u32::MAX, 0), LONGEST / 2);
    }

    #[test]
    fn five_tries_in_vain_take_less_than_a_quarter_of_an_hour_and_the_sixth_waits_longest() {
        let most: Vec<_> = (1..=6).map(|attempts| after_attempts(attempts, u32::MAX).as_secs()).collect();
        assert_eq!(most, [4, 16, 64, 256, 900, 900]);
    }

    #[test]
    fn a_platform_that_says_there_is_no_network_is_asked_to_err_only_now_and_then() {
        assert!(length(1, Told::NoNetwork, 0) >= LONGEST / 2);
        assert!(length(1, Told::NoNetwork, u32::MAX) <= LONGEST);
        assert_eq!(length(1, None.into(), 0), SHORTEST);
    }

    #[test]
    fn a_server_that_asks_for_a_week_gets_an_hour() {
        let week = Duration::from_hours(7 * 24);
        assert_eq!(after_request(week, 77), LONGEST_ASKED);
        assert_eq!(after_request(Duration::from_secs(30), 0), Duration::from_secs(30));
        assert_eq!(after_request(Duration::from_secs(30), u32::MAX), Duration::from_secs(47));
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
