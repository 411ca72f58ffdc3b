//! The thread that owns the connection.

use std::path::Path;
use std::sync::mpsc;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use super::{StoreError, migrations};

type Task = Box<dyn FnOnce(&mut Connection) + Send>;

/// A handle to one database; cheap to copy. The connection closes when the last handle is dropped.
#[derive(Clone)]
pub(crate) struct Store {
    tasks: mpsc::Sender<Task>,
}

impl Store {
    /// Opens the database on a thread of its own.
    pub(crate) async fn open(path: &Path) -> Result<Self, StoreError> {
        let (tasks, queue) = mpsc::channel::<Task>();
        let (opened, wait) = oneshot::channel();
        let path = path.to_owned();
        std::thread::Builder::new().name("pinpoint-store".into()).spawn(move || {
            match migrations::open(&path) {
                Ok(mut connection) => {
                    drop(opened.send(Ok(())));
                    for task in queue {
                        task(&mut connection);
                    }
                }
                // The opener has gone away: nobody is left to tell.
                Err(error) => drop(opened.send(Err(error))),
            }
        })?;
        wait.await.map_err(|_| StoreError::Closed)??;
        Ok(Self { tasks })
    }

    /// Runs a closure in one transaction, committed when it returns `Ok`. When this returns, it is on the disk.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    {
        self.call(move |connection| {
            let transaction = connection
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(|error| E::from(error.into()))?;
            let value = work(&transaction)?;
            transaction.commit().map_err(|error| E::from(error.into()))?;
            Ok(value)
        })
        .await
    }

    /// Runs a closure that only reads.
    pub(crate) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        self.call(move |connection| work(connection)).await
    }

    async fn call<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    {
        let (answer, wait) = oneshot::channel();
        let task: Task = Box::new(move |connection| {
            // Whoever asked may be gone; what was committed stays committed.
            drop(answer.send(work(connection)));
        });
        self.tasks.send(task).map_err(|_| E::from(StoreError::Closed))?;
        wait.await.map_err(|_| E::from(StoreError::Closed))?
    }
}
