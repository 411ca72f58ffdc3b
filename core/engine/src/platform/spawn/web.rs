//! In a browser's worker, which has one thread and does nothing else.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Runs `work` right here.
pub async fn offload<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    Some(work())
}

/// A value that is worked on by one call after the other.
pub(crate) struct Owned<T>(Arc<Mutex<T>>);

impl<T> Clone for Owned<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Send + 'static> Owned<T> {
    /// Keeps a value. Without a thread there is no time to tidy.
    #[expect(clippy::unnecessary_wraps, reason = "a thread may be refused, where there are threads")]
    pub(crate) fn new(_name: &str, value: T, _pause: Duration, _tidy: fn(&mut T)) -> io::Result<Self> {
        Ok(Self(Arc::new(Mutex::new(value))))
    }

    /// Runs a closure on the value.
    #[expect(clippy::unused_async, reason = "it waits where there are threads")]
    pub(crate) async fn call<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Option<R> {
        Some(work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}
