//! The clock: the one place that asks what time it is.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

/// The time by the machine's clock.
#[expect(clippy::disallowed_methods, reason = "this is the one place that may ask")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The device's clock, which may be wrong. A test brings one that is.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Whether time passes by itself, as it does everywhere but in a story.
    runs: bool,
}

impl Clock {
    /// The machine's clock.
    pub fn of_this_device() -> Self {
        Self::from_fn(now)
    }

    /// Another clock.
    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { now: Arc::new(now), runs: true }
    }

    /// A clock that stands still unless somebody moves it: whoever sleeps by it sleeps until dropped, so how fast the
    /// machine is changes nothing in a story.
    #[cfg(feature = "testing")]
    pub fn standing(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { now: Arc::new(now), runs: false }
    }

    /// The time by this clock.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Sleeps for so long.
    pub(crate) async fn sleep(&self, length: Duration) {
        if self.runs {
            sleep(length).await;
        } else {
            std::future::pending::<()>().await;
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

/// Sleeps for so long, whatever the device's clock does in between.
#[cfg(not(target_family = "wasm"))]
pub async fn sleep(length: Duration) {
    tokio::time::sleep(length).await;
}

/// Sleeps for so long, whatever the device's clock does in between.
#[cfg(target_family = "wasm")]
pub async fn sleep(length: Duration) {
    send_wrapper::SendWrapper::new(gloo_timers::future::sleep(length)).await;
}

/// What is left from `now` to `moment`; zero if it has passed.
pub fn until(moment: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO)
}
