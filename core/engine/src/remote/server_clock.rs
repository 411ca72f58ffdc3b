//! What the server's `Date` headers tell about the clock of this device.

use std::sync::Mutex;

use http::header::{DATE, HeaderMap};
use jiff::{SignedDuration, Timestamp};

use crate::platform::time::Clock;

/// A difference that a person should know about.
const NOTABLE: SignedDuration = SignedDuration::from_mins(5);
/// A certificate may expire while a phone lies in a drawer; beyond this the phone's clock is the likelier culprit.
const DRAWER: SignedDuration = SignedDuration::from_hours(60 * 24);

/// The newest time that the server told, and how far this device was off then.
#[derive(Debug)]
pub struct ServerClock {
    device: Clock,
    known: Mutex<Known>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Known {
    newest: Option<Timestamp>,
    skew: Option<SignedDuration>,
}

impl ServerClock {
    /// Nothing is known yet.
    pub fn new(device: Clock) -> Self {
        Self { device, known: Mutex::default() }
    }

    /// The time by the device's clock.
    pub fn device_now(&self) -> Timestamp {
        self.device.now()
    }

    /// The newest time that the server told, to be kept for the next start.
    pub fn newest(&self) -> Option<Timestamp> {
        self.known().newest
    }

    /// What an earlier start had kept.
    pub fn recall(&self, newest: Timestamp) {
        self.update(|known| known.newest = known.newest.max(Some(newest)));
    }

    /// This device's clock minus the server's at the last reply, in seconds, if it is more than five minutes.
    pub fn notable_skew_s(&self) -> Option<i64> {
        self.known().skew.filter(|skew| skew.abs() > NOTABLE).map(|skew| skew.as_secs())
    }

    /// What this device's clock shows at a time of the server's, as far as it is known how far it is off.
    pub fn on_this_device(&self, at_server: Timestamp) -> Timestamp {
        at_server.saturating_add(self.known().skew.unwrap_or_default()).unwrap_or(at_server)
    }

    /// Whether this device's clock is the reason why a certificate looks expired or not valid yet: it is behind what
    /// the server told before, or so far ahead that nothing else explains it. In seconds.
    pub fn blames(&self, now: Timestamp) -> Option<i64> {
        let off = now.duration_since(self.known().newest?);
        (off < -NOTABLE || off > DRAWER).then(|| off.as_secs())
    }

    pub(super) fn note(&self, headers: &HeaderMap) {
        let Some(date) = date(headers) else { return };
        let skew = self.device.now().duration_since(date);
        self.update(|known| *known = Known { newest: known.newest.max(Some(date)), skew: Some(skew) });
    }

    fn known(&self) -> Known {
        *self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn update(&self, change: impl FnOnce(&mut Known)) {
        change(&mut self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

/// The `Date` of a reply.
fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(date: &'static str) -> ServerClock {
        let clock = ServerClock::new(Clock::of_this_device());
        clock.note(&HeaderMap::from_iter([(DATE, date.parse().unwrap())]));
        clock
    }

    #[test]
    fn a_clock_ten_years_off_is_blamed_and_a_week_in_the_drawer_is_not() {
        let clock = told("Fri, 20 Nov 2026 08:00:00 GMT");
        assert_eq!(clock.newest(), Some("2026-11-20T08:00:00Z".parse().unwrap()));
        assert!(clock.blames("2016-11-20T08:00:00Z".parse().unwrap()).is_some_and(|skew| skew < 0));
        assert!(clock.blames("2036-11-20T08:00:00Z".parse().unwrap()).is_some_and(|skew| skew > 0));
        assert_eq!(clock.blames("2026-11-27T08:00:00Z".parse().unwrap()), None);
    }

    #[test]
    fn without_a_word_of_the_server_nobody_is_blamed() {
        let clock = ServerClock::new(Clock::of_this_device());
        assert_eq!(clock.blames("2016-01-01T00:00:00Z".parse().unwrap()), None);
        assert_eq!(told("yesterday").newest(), None);
    }

    #[test]
    fn an_old_reply_does_not_turn_the_newest_time_back() {
        let clock = told("Fri, 20 Nov 2026 08:00:00 GMT");
        clock.recall("2026-11-01T00:00:00Z".parse().unwrap());
        assert_eq!(clock.newest(), Some("2026-11-20T08:00:00Z".parse().unwrap()));
    }
}
