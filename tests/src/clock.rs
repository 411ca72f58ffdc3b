//! A clock that a test can move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use pinpoint_server::{Clock, SystemClock};

/// The machine's clock, moved by so much. Server and phone each have one of their own.
#[derive(Clone, Default)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    /// Moves it, forward or back.
    pub fn shift(&self, by: SignedDuration) {
        self.0.fetch_add(by.as_secs(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let by = SignedDuration::from_secs(self.0.load(Ordering::SeqCst));
        SystemClock.now().saturating_add(by).unwrap_or(Timestamp::MAX)
    }
}
