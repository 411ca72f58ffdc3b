//! The one writer of a node. Writes that arrive while another is made durable ride together in the next transaction,
//! each under a savepoint of its own: the disk is waited for once, and what fails takes nobody with it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use tokio::time::Instant;

use super::StoreError;
use super::sql::{Connection, Place};
use crate::metrics::Metrics;

/// Writes of one transaction, so that the first never waits long for the last.
const TOGETHER: usize = 32;

/// The queue of writes, and the connection that they are made on.
pub(super) struct Writer {
    place: Place,
    metrics: Arc<Metrics>,
    /// None while the database is away.
    connection: Mutex<Option<Connection>>,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Box<dyn Ride>>,
    /// Somebody is taking from the queue until it is empty.
    led: bool,
}

/// What a write came to before the transaction ended; a panic goes on where its own request catches it.
type Outcome<T> = Result<Result<T, StoreError>, Box<dyn Any + Send>>;

/// A write in the queue.
trait Ride: Send {
    /// Does the work; why it failed, if it did.
    fn run(&mut self, connection: &Connection) -> Result<(), Failed>;
    /// Tells whoever waits, once the transaction ended so.
    fn end(self: Box<Self>, ended: &Result<(), StoreError>);
}

/// Why a ride failed; none after a panic.
type Failed = Option<StoreError>;

struct Write<T, F> {
    work: Option<F>,
    outcome: Option<Outcome<T>>,
    waiting: oneshot::Sender<Outcome<T>>,
}

impl<T, F> Ride for Write<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, connection: &Connection) -> Result<(), Failed> {
        let Some(work) = self.work.take() else { return Ok(()) };
        let outcome = catch_unwind(AssertUnwindSafe(|| work(connection)));
        let failed = match &outcome {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(Some(error.clone())),
            Err(_) => Err(None),
        };
        self.outcome = Some(outcome);
        failed
    }

    fn end(self: Box<Self>, ended: &Result<(), StoreError>) {
        let outcome = match (self.outcome, ended) {
            // Its work was fine, and is gone with the transaction; or it was never begun.
            (Some(Ok(Ok(_))) | None, Err(error)) => Ok(Err(error.clone())),
            (Some(outcome), _) => outcome,
            (None, Ok(())) => Ok(Err(StoreError::Stopping)),
        };
        // Whoever is gone does not want to know.
        let _ = self.waiting.send(outcome);
    }
}

impl Writer {
    pub(super) fn new(place: Place, connection: Connection, metrics: Arc<Metrics>) -> Self {
        Self { place, metrics, connection: Mutex::new(Some(connection)), queue: Mutex::default() }
    }

    /// Runs work in a transaction. It is durable when this returns.
    pub(super) async fn write<T, F>(self: &Arc<Self>, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (waiting, told) = oneshot::channel();
        let first = {
            let mut queue = lock(&self.queue);
            queue.waiting.push(Box::new(Write { work: Some(work), outcome: None, waiting }));
            !std::mem::replace(&mut queue.led, true)
        };
        if first {
            let writer = Arc::clone(self);
            tokio::task::spawn_blocking(move || writer.lead());
        }
        match told.await {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => Err(StoreError::Stopping),
        }
    }

    /// Uses the connection at once, outside of the queue: while the server is opened.
    pub(super) fn at_once<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &*lock(&self.connection) {
            Some(connection) => work(connection),
            None => Err(StoreError::Stopping),
        }
    }

    /// Takes from the queue until it is empty.
    fn lead(&self) {
        /// Whatever happens here, the next write finds a leader or becomes one.
        struct Leading<'w>(&'w Writer);
        impl Drop for Leading<'_> {
            fn drop(&mut self) {
                lock(&self.0.queue).led = false;
            }
        }
        let leading = Leading(self);
        loop {
            let mut together: Vec<Box<dyn Ride>> = {
                let mut queue = lock(&self.queue);
                if queue.waiting.is_empty() {
                    // Under the lock, so that nobody comes between.
                    queue.led = false;
                    std::mem::forget(leading);
                    return;
                }
                let count = queue.waiting.len().min(TOGETHER);
                queue.waiting.drain(..count).collect()
            };
            let began = Instant::now();
            let ended = self.transaction(&mut together);
            self.metrics.rode(together.len(), began.elapsed());
            for ride in together {
                ride.end(&ended);
            }
        }
    }

    fn transaction(&self, together: &mut [Box<dyn Ride>]) -> Result<(), StoreError> {
        let mut kept = lock(&self.connection);
        let connection = begun(kept.take(), &self.place)?;
        let ended = ride(&connection, together);
        if ended.is_err() && connection.in_transaction() {
            connection.batch("ROLLBACK")?;
        }
        *kept = Some(connection);
        ended
    }
}

/// A connection with an open transaction. One that was lost since its last use is replaced.
fn begun(kept: Option<Connection>, place: &Place) -> Result<Connection, StoreError> {
    if let Some(connection) = kept {
        match connection.begin() {
            Ok(()) => return Ok(connection),
            Err(error) if !connection.is_lost() => return Err(error),
            Err(_) => {}
        }
    }
    let connection = place.writing()?;
    connection.begin()?;
    Ok(connection)
}

fn ride(connection: &Connection, together: &mut [Box<dyn Ride>]) -> Result<(), StoreError> {
    if let [alone] = together {
        return match alone.run(connection) {
            Ok(()) => connection.commit(),
            // What it failed with is its own to tell.
            Err(_) => connection.batch("ROLLBACK"),
        };
    }
    for each in together {
        connection.batch("SAVEPOINT ride")?;
        match each.run(connection) {
            Ok(()) => connection.batch("RELEASE ride")?,
            // A full disk, say: the database gave all of it up.
            Err(Some(error)) if !connection.in_transaction() => return Err(error),
            Err(_) => connection.batch("ROLLBACK TO ride; RELEASE ride")?,
        }
    }
    connection.commit()
}

/// What a panic left behind a lock is sound: a transaction is given up with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn writes_that_ride_together_fail_alone() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::File(folder.path().join("rows.db"));
        let connection = place.writing().unwrap();
        connection.batch("CREATE TABLE ride (number INTEGER NOT NULL)").unwrap();
        let writer = Arc::new(Writer::new(place, connection, Arc::default()));
        let write = |number: i64| {
            let writer = Arc::clone(&writer);
            tokio::spawn(async move {
                let work = move |connection: &Connection| {
                    connection.execute("INSERT INTO ride VALUES (?1)", (number,))?;
                    assert_ne!(number, 13, "a mistake in one write");
                    if number == 7 { Err(StoreError::Full) } else { Ok(number) }
                };
                writer.write(work).await
            })
        };
        // The first takes the lead and is held up, so that all the others wait together.
        let held = lock(&writer.connection);
        let first = write(0);
        while !lock(&writer.queue).led || !lock(&writer.queue).waiting.is_empty() {
            std::thread::yield_now();
        }
        let others: Vec<_> = (1..=20).map(write).collect();
        while lock(&writer.queue).waiting.len() < 20 {
            std::thread::yield_now();
        }
        drop(held);

        assert_eq!(first.await.unwrap().unwrap(), 0);
        for (number, outcome) in (1..).zip(others) {
            match (number, outcome.await) {
                (7, Ok(result)) => assert!(matches!(result, Err(StoreError::Full))),
                (13, outcome) => assert!(outcome.unwrap_err().is_panic()),
                (number, outcome) => assert_eq!(outcome.unwrap().unwrap(), number),
            }
        }
        let kept = writer.at_once(|connection| {
            connection.rows("SELECT number FROM ride ORDER BY number", (), |row| row.get::<i64>(0))
        });
        let expected: Vec<i64> = (0..=20).filter(|number| ![7, 13].contains(number)).collect();
        assert_eq!(kept.unwrap(), expected);
    }
}
