//! With threads.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

use futures_channel::oneshot;

/// Runs `work` away from the caller's thread. `None` if it could not finish, because the app is closing.
pub async fn offload<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

type Task<T> = Box<dyn FnOnce(&mut T) + Send>;

/// A value that a thread of its own works on, one call after the other. Handles are cheap to copy; the value is dropped
/// with the last of them.
pub(crate) struct Owned<T> {
    tasks: mpsc::Sender<Task<T>>,
}

impl<T> Clone for Owned<T> {
    fn clone(&self) -> Self {
        Self { tasks: self.tasks.clone() }
    }
}

impl<T: Send + 'static> Owned<T> {
    /// Gives a value to a new thread of this name.
    pub(crate) fn new(name: &str, mut value: T) -> io::Result<Self> {
        let (tasks, queue) = mpsc::channel::<Task<T>>();
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            for task in queue {
                // A defect in one call is that call's alone: its answer is dropped, and with it a transaction.
                drop(catch_unwind(AssertUnwindSafe(|| task(&mut value))));
            }
        })?;
        Ok(Self { tasks })
    }

    /// Runs a closure on the value. `None` when its thread has ended, or the closure panicked.
    pub(crate) async fn call<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Option<R> {
        let (answer, wait) = oneshot::channel();
        // Whoever asked may be gone by then; what was done stays done.
        let task: Task<T> = Box::new(move |value| drop(answer.send(work(value))));
        self.tasks.send(task).ok()?;
        wait.await.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_call_that_panics_has_no_answer_and_the_next_one_has() {
        let counter = Owned::new("counter", 1).unwrap();
        let lost: Option<u32> = counter.call(|_| panic!("a defect")).await;
        assert_eq!(lost, None);
        assert_eq!(counter.call(|value| *value + 1).await, Some(2));
    }
}
