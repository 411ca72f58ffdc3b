//! The clock: the one place that asks what time it is.

use std::time::Duration;

use jiff::Timestamp;

/// The time by the device's clock, which may be wrong.
#[expect(clippy::disallowed_methods, reason = "this is the one module that may ask")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Sleeps for so long, whatever the device's clock does in between.
pub async fn sleep(length: Duration) {
    tokio::time::sleep(length).await;
}

/// What is left from `now` to `moment`; zero if it has passed.
pub fn until(moment: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO)
}
