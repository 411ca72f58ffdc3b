//! The handle through which everything reaches the connection.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{Disk, StoreError, migrations};
use crate::platform::database::{self, Place};
use crate::platform::files::Folder;
use crate::platform::spawn::Owned;

/// A handle to one database; cheap to copy. The connection closes when the last handle is dropped.
#[derive(Clone)]
pub(crate) struct Store {
    connection: Owned<Connection>,
    disk: Disk,
}

impl Store {
    /// Opens the database in this folder, on this disk.
    pub(crate) async fn open(folder: &Folder, disk: Disk) -> Result<Self, StoreError> {
        folder.create().await?;
        let under = disk.clone();
        let made_ready = move |connection: &mut Connection, place: &Place| {
            under.lay(connection)?;
            migrations::prepare(connection, place)
        };
        let connection = database::open(folder, "pinpoint.db", made_ready).await?;
        let connection = Owned::new("pinpoint-store", connection, database::PAUSE, database::tidy)?;
        Ok(Self { connection, disk })
    }

    /// Runs a closure in one transaction, committed when it returns `Ok`. When this returns, it is on the disk.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    {
        self.visit(|mut desk| desk.write(work)).await
    }

    /// Runs a closure that only reads.
    pub(crate) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        self.visit(|desk| work(desk.connection())).await
    }

    /// Runs a closure that reads first and may write then.
    pub(crate) async fn visit<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(Desk<'_>) -> Result<T, E> + Send + 'static,
    {
        let disk = self.disk.clone();
        let visited = self.connection.call(move |connection| work(Desk { connection, disk: &disk })).await;
        visited.unwrap_or_else(|| Err(StoreError::Closed.into()))
    }
}

/// The connection in the hand of one visitor.
pub(crate) struct Desk<'c> {
    connection: &'c mut Connection,
    disk: &'c Disk,
}

impl Desk<'_> {
    /// For reading.
    pub(crate) const fn connection(&self) -> &Connection {
        self.connection
    }

    /// Runs a closure in one transaction, as [`Store::write`] does.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.disk.limit(self.connection)?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| E::from(error.into()))?;
        self.disk.take_what_is_left(&transaction)?;
        let value = work(&transaction)?;
        transaction.commit().map_err(|error| E::from(error.into()))?;
        Ok(value)
    }
}
