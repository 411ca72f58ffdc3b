//! Rows: SQLite in the server's data folder. One connection writes, a few read; every public method is async and says
//! what it does in the words of the domain, so that another database can stand here later.

mod accounts;
mod amendments;
mod audit;
mod backups;
mod boots;
mod changes;
mod events;
mod labels;
mod migrate;
mod photos;
mod pinpoints;
mod reviews;
mod revocations;
mod sessions;
mod sign_ins;
mod stations;
mod verdicts;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::{Coded, Fields, code::fields};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior, ffi};

pub(crate) use accounts::{AccountRow, Credentials, DeviceOutcome, MOST_DEVICES, NewDevice, NewInstaller};
pub(crate) use audit::Entry;
pub(crate) use events::{EventOutcome, MOST_EVENTS, NewEvent};
pub(crate) use labels::NewLabel;
pub(crate) use photos::{PhotoKind, PhotoRow};
pub(crate) use pinpoints::{NewPhoto, NewPinpoint, PinpointRow, Put, PutOutcome};
pub(crate) use reviews::{CorrectionRow, DecisionRow, RecordRow, ReviewRow};
pub(crate) use sessions::{Refreshed, TokenPair};
pub(crate) use sign_ins::Guess;
pub(crate) use stations::{Asked, TimelineRow};
pub(crate) use verdicts::{Candidate, Proof, Reviewed};

/// Readers kept open; more come and go with the load.
const READERS_KEPT: usize = 4;
/// Another process (an administrator's command) may hold the database for so long.
const BUSY: Duration = Duration::from_secs(10);

/// The database of one network.
#[derive(Clone)]
pub(crate) struct Store {
    rooms: Arc<Rooms>,
}

struct Rooms {
    network: NetworkId,
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// `SQLite` said no.
    #[error("database: {0}")]
    Sqlite(rusqlite::Error),
    /// The copy before an upgrade could not be made.
    #[error("copy: {0}")]
    Copy(#[from] std::io::Error),
    /// The disk is full. Nothing was lost: the transaction was not made.
    #[error("the disk is full")]
    Full,
    /// Written by a newer version of this server.
    #[error("the database has schema {found}, this server knows up to {known}")]
    Newer {
        /// The schema number in the file.
        found: u32,
        /// The newest that this server knows.
        known: u32,
    },
    /// A row that this server did not write so.
    #[error("a row of `{table}` cannot be read: {reason}")]
    Row {
        /// The table.
        table: &'static str,
        /// What the parser said.
        reason: String,
    },
    /// The server is stopping.
    #[error("the server is stopping")]
    Stopping,
}

impl Coded for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "store-database",
            Self::Copy(_) => "store-copy",
            Self::Full => "store-full",
            Self::Newer { .. } => "store-newer",
            Self::Row { .. } => "store-row",
            Self::Stopping => "store-stopping",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Sqlite(error) => fields([("reason", error.to_string())]),
            Self::Copy(error) => fields([("reason", error.to_string())]),
            Self::Full | Self::Stopping => Fields::new(),
            Self::Newer { found, known } => {
                fields([("found", found.to_string()), ("known", known.to_string())])
            }
            Self::Row { table, reason } => {
                fields([("table", (*table).to_owned()), ("reason", reason.clone())])
            }
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            // The log's index found no room to grow. SQLite itself says DiskFull where a write does not fit, so its
            // other I/O codes are about a broken disk.
            _ if error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE) => Self::Full,
            _ => Self::Sqlite(error),
        }
    }
}

impl StoreError {
    fn row(table: &'static str) -> impl Fn(serde_json::Error) -> Self {
        move |error| Self::Row { table, reason: error.to_string() }
    }
}

impl Store {
    /// Opens the file, upgrades its schema, and names the network it belongs to.
    pub(crate) fn open(path: &Path, network: &NetworkId) -> Result<Self, StoreError> {
        let mut writer = connect(path, OpenFlags::default())?;
        migrate::migrate(&mut writer, path)?;
        let rooms = Rooms {
            network: network.clone(),
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
        };
        Ok(Self { rooms: Arc::new(rooms) })
    }

    /// The value of this name that the database remembers; the given one from now on when it has none.
    pub(crate) fn remembered(&self, name: &str, value: &str) -> Result<String, StoreError> {
        let writer = self.rooms.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.execute(
            "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            (name, value),
        )?;
        Ok(writer.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0))?)
    }

    /// The value of this name, if the database remembers one.
    pub(crate) fn recall(&self, name: &str) -> Result<Option<String>, StoreError> {
        use rusqlite::OptionalExtension as _;
        let writer = self.rooms.writer.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(writer.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0)).optional()?)
    }

    /// Whether the database answers at all, however full it is.
    pub(crate) async fn answers(&self) -> Result<(), StoreError> {
        self.read(|connection, _| Ok(connection.query_row("SELECT 1 FROM meta LIMIT 1", [], |_| Ok(()))?))
            .await
    }

    /// Runs one transaction on the writing connection. It is durable when this returns.
    async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>, &str) -> Result<T, StoreError> + Send + 'static,
    {
        let rooms = Arc::clone(&self.rooms);
        blocking(move || {
            // A panic inside a transaction rolled it back; the connection behind the poison is sound.
            let mut writer = rooms.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction, rooms.network.as_str())?;
            transaction.commit()?;
            Ok(value)
        })
        .await
    }

    /// Runs a query on a reading connection, beside whatever is written.
    async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &str) -> Result<T, StoreError> + Send + 'static,
    {
        let rooms = Arc::clone(&self.rooms);
        blocking(move || {
            let kept = rooms.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let reader = match kept {
                Some(reader) => reader,
                None => {
                    connect(&rooms.path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?
                }
            };
            let value = work(&reader, rooms.network.as_str());
            let mut readers = rooms.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if readers.len() < READERS_KEPT {
                readers.push(reader);
            }
            value
        })
        .await
    }
}

async fn blocking<T, F>(work: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, StoreError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        // A panic goes on where the request's own guard catches it.
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(StoreError::Stopping),
        },
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(96);
    // FULL: a receipt is a promise, so COMMIT waits for the disk. secure_delete: a deleted capsule is overwritten.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    Ok(connection)
}

/// A count as the database keeps it. What a hostile record makes larger than 2^63 can never match a real file.
fn integer(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count as the database kept it.
fn whole(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|count| u64::try_from(count).unwrap_or_default())
}

/// An id as the database kept it.
fn named<T>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    row.get::<_, String>(column)?.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// A moment as the database keeps it.
fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// A moment as the database kept it.
fn moment(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_broken_disk_are_told_apart() {
        let said = |code| {
            let error = StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
            error.code().to_owned()
        };
        assert_eq!(said(ffi::SQLITE_FULL), "store-full");
        assert_eq!(said(ffi::SQLITE_IOERR_SHMSIZE), "store-full");
        assert_eq!(said(ffi::SQLITE_IOERR_READ), "store-database");
        assert_eq!(said(ffi::SQLITE_IOERR_WRITE), "store-database");
    }
}
