//! The one place where the server asks for the time.

use jiff::Timestamp;

/// Where the time comes from. A test brings a clock that can be a year later.
pub trait Clock: Send + Sync + 'static {
    /// The moment.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the server's one clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
