//! Rows: SQLite in the server's data folder, or `PostgreSQL` for several nodes. One connection of a node writes, a few
//! read; every public method is async and says what it does in the words of the domain. The queries are the same for both
//! databases ([`sql`]).

mod accounts;
mod amendments;
mod audit;
mod backups;
mod boots;
mod changes;
mod erasures;
mod events;
mod health;
mod labels;
mod look;
mod migrate;
mod photos;
mod pinpoints;
mod queues;
mod retention;
mod reviews;
mod revocations;
mod roll;
mod sessions;
mod sign_ins;
mod sql;
mod stations;
mod verdicts;
mod webhooks;
mod writer;

use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::{Coded, Fields, code::fields};
use tokio::sync::Semaphore;

use crate::metrics::Metrics;
use sql::{Connection, Row};
use writer::Writer;

pub(crate) use accounts::{AccountRow, Credentials, DeviceOutcome, MOST_DEVICES, NewDevice, NewInstaller};
pub(crate) use audit::{Entry, TOLD};
pub(crate) use erasures::Erasing;
pub(crate) use events::{EventOutcome, MOST_EVENTS, NewEvent};
pub(crate) use health::{Health, health, rows};
pub(crate) use labels::NewLabel;
pub(crate) use look::{Look, look};
pub(crate) use photos::{PhotoKind, PhotoRow};
pub(crate) use pinpoints::{NewPhoto, NewPinpoint, PinpointRow, Put, PutOutcome};
pub(crate) use queues::Queues;
pub use retention::Retained;
pub(crate) use reviews::{CorrectionRow, DecisionRow, RecordRow, ReviewRow};
pub use roll::{ListedAccount, ListedDevice};
pub(crate) use sessions::{Refreshed, TokenPair};
pub(crate) use sign_ins::Guess;
pub(crate) use sql::Place;
pub use sql::{DatabaseUrl, DatabaseUrlError};
pub(crate) use stations::{Asked, TimelineRow};
pub(crate) use verdicts::{Candidate, Proof, Reviewed, decision_name};
pub(crate) use webhooks::{Telling, Told};

/// Connections of a node that read at a time, and are kept.
const READERS: usize = 8;

/// The database of one network.
#[derive(Clone)]
pub(crate) struct Store {
    rooms: Arc<Rooms>,
}

struct Rooms {
    network: NetworkId,
    place: Place,
    writer: Arc<Writer>,
    metrics: Arc<Metrics>,
    readers: Mutex<Vec<Connection>>,
    reading: Semaphore,
}

/// Why the database did not do what was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database said no.
    #[error("database: {reason}")]
    Database {
        /// In its words.
        reason: String,
    },
    /// The database is not there now, or has no time. Whether the last transaction was made is not known when it went
    /// away in that moment; whoever asks again finds out.
    #[error("the database does not answer: {reason}")]
    Away {
        /// In the words of whoever noticed.
        reason: String,
    },
    /// The copy before an upgrade could not be made.
    #[error("copy: {reason}")]
    Copy {
        /// In the system's words.
        reason: String,
    },
    /// Database or photos lie elsewhere, and are copied by the means of that place.
    #[error("database or photos are copied by their own means")]
    CopiedElsewhere,
    /// The disk is full. Nothing was lost: the transaction was not made.
    #[error("the disk is full")]
    Full,
    /// Written by a newer version of this server.
    #[error("the database has schema {found}, this server knows up to {known}")]
    Newer {
        /// The number of its schema.
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
            Self::Database { .. } => "store-database",
            Self::Away { .. } => "store-away",
            Self::Copy { .. } => "store-copy",
            Self::CopiedElsewhere => "store-copied-elsewhere",
            Self::Full => "store-full",
            Self::Newer { .. } => "store-newer",
            Self::Row { .. } => "store-row",
            Self::Stopping => "store-stopping",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Database { reason } | Self::Away { reason } | Self::Copy { reason } => {
                fields([("reason", reason.clone())])
            }
            Self::Full | Self::CopiedElsewhere | Self::Stopping => Fields::new(),
            Self::Newer { found, known } => {
                fields([("found", found.to_string()), ("known", known.to_string())])
            }
            Self::Row { table, reason } => {
                fields([("table", (*table).to_owned()), ("reason", reason.clone())])
            }
        }
    }
}

impl StoreError {
    fn row(table: &'static str) -> impl Fn(serde_json::Error) -> Self {
        move |error| Self::Row { table, reason: error.to_string() }
    }
}

impl Store {
    /// Opens the database, upgrades its schema, and names the network it belongs to.
    pub(crate) fn open(place: Place, network: &NetworkId, metrics: Arc<Metrics>) -> Result<Self, StoreError> {
        let connection = apart(|| {
            let connection = place.writing()?;
            migrate::migrate(&connection, &place)?;
            Ok(connection)
        })?;
        let rooms = Rooms {
            network: network.clone(),
            writer: Arc::new(Writer::new(place.clone(), connection, Arc::clone(&metrics))),
            place,
            metrics,
            readers: Mutex::default(),
            reading: Semaphore::new(READERS),
        };
        Ok(Self { rooms: Arc::new(rooms) })
    }

    /// The value of this name that the database remembers; the given one from now on when it has none.
    pub(crate) fn remembered(&self, name: &str, value: &str) -> Result<String, StoreError> {
        self.at_once(|connection| {
            let remember = "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            connection.execute(remember, (name, value))?;
            connection.one("SELECT value FROM meta WHERE name = ?1", (name,), |row| row.get(0))
        })
    }

    /// The value of this name, if the database remembers one.
    pub(crate) fn recall(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.at_once(|connection| {
            connection.first("SELECT value FROM meta WHERE name = ?1", (name,), |row| row.get(0))
        })
    }

    fn at_once<T: Send>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        apart(|| self.rooms.writer.at_once(work))
    }

    /// Whether the database answers at all, however full it is.
    pub(crate) async fn answers(&self) -> Result<(), StoreError> {
        self.read(|connection, _| connection.one("SELECT 1 FROM meta LIMIT 1", (), |_| Ok(()))).await
    }

    /// Runs work in a transaction, after every write before it. It is durable when this returns.
    async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &str) -> Result<T, StoreError> + Send + 'static,
    {
        let network = self.rooms.network.clone();
        self.rooms.writer.write(move |connection| work(connection, network.as_str())).await
    }

    /// Runs a query on a reading connection, beside whatever is written.
    async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &str) -> Result<T, StoreError> + Send + 'static,
    {
        let _turn = self.rooms.reading.acquire().await.map_err(|_| StoreError::Stopping)?;
        let rooms = Arc::clone(&self.rooms);
        blocking(move || {
            let kept = rooms.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let reader = kept.map_or_else(|| rooms.place.reading(), Ok)?;
            let value = work(&reader, rooms.network.as_str());
            let mut readers = rooms.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if reader.is_lost() {
                // The others were lost with it.
                readers.clear();
            } else {
                readers.push(reader);
            }
            value
        })
        .await
    }
}

/// On a thread of its own: whoever opens a server may stand in an async task, where nobody may wait for a database.
fn apart<T: Send>(work: impl FnOnce() -> Result<T, StoreError> + Send) -> Result<T, StoreError> {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(result) => result,
        Err(panic) => std::panic::resume_unwind(panic),
    })
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

/// A count as the database keeps it. What a hostile record makes larger than 2^63 can never match a real file.
fn integer(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// An id as the database kept it.
fn named<T>(row: &Row<'_>, column: usize) -> Result<T, StoreError>
where
    T: FromStr,
    T::Err: std::error::Error,
{
    let text: String = row.get(column)?;
    text.parse().map_err(|error: T::Err| StoreError::Database { reason: error.to_string() })
}

/// A moment as the database keeps it.
fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// A moment as the database kept it.
fn moment(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}
