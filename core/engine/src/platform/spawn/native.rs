//! With threads.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use futures_channel::oneshot;

/// Runs `work` away from the caller's thread. `None` if it could not finish, because the app is closing.
pub async fn offload<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

/// So many calls without a pause are a long burst. A seal writes some 25 pages, so it fits the database's log.
const LONG_BURST: u32 = 128;

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
    /// Gives a value to a new thread of this name. When nobody has called for `pause`, `tidy` runs once; in a long burst
    /// of calls between two of them, so that nobody's call has to do it.
    pub(crate) fn new(name: &str, mut value: T, pause: Duration, tidy: fn(&mut T)) -> io::Result<Self> {
        let (tasks, queue) = mpsc::channel::<Task<T>>();
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            while let Ok(task) = queue.recv() {
                let (mut next, mut calls) = (Some(task), 0);
                while let Some(task) = next {
                    // A defect in one call is that call's alone: its answer is dropped, and with it a transaction.
                    drop(catch_unwind(AssertUnwindSafe(|| task(&mut value))));
                    calls += 1;
                    if calls % LONG_BURST == 0 {
                        tidy(&mut value);
                    }
                    next = match queue.recv_timeout(pause) {
                        Ok(task) => Some(task),
                        Err(RecvTimeoutError::Timeout) => None,
                        Err(RecvTimeoutError::Disconnected) => return,
                    };
                }
                tidy(&mut value);
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
    async fn after_a_burst_of_calls_there_is_one_time_to_tidy() {
        let pause = Duration::from_millis(20);
        let numbers = Owned::new("numbers", Vec::new(), pause, |numbers| numbers.push("tidied")).unwrap();
        for _ in 0..3 {
            numbers.call(|numbers| numbers.push("called")).await;
        }
        tokio::time::sleep(pause * 20).await;
        let seen = numbers.call(|numbers| numbers.clone()).await.unwrap();
        assert_eq!((seen.first(), seen.last()), (Some(&"called"), Some(&"tidied")));
        assert_eq!(seen.iter().filter(|what| **what == "called").count(), 3);
        tokio::time::sleep(pause * 20).await;
        let later = numbers.call(|numbers| numbers.len()).await.unwrap();
        assert_eq!(later, seen.len() + 1, "and none while nobody calls");
    }

    #[tokio::test]
    async fn a_burst_without_an_end_is_tidied_between_two_calls() {
        let numbers = Owned::new("numbers", (0, 0), Duration::MAX, |(_, tidied)| *tidied += 1).unwrap();
        for _ in 0..=LONG_BURST {
            numbers.call(|(called, _)| *called += 1).await;
        }
        assert_eq!(numbers.call(|seen| *seen).await, Some((LONG_BURST + 1, 1)));
    }

    #[tokio::test]
    async fn a_call_that_panics_has_no_answer_and_the_next_one_has() {
        let counter = Owned::new("counter", 1, Duration::MAX, |_| {}).unwrap();
        let lost: Option<u32> = counter.call(|_| panic!("a defect")).await;
        assert_eq!(lost, None);
        assert_eq!(counter.call(|value| *value + 1).await, Some(2));
    }
}
