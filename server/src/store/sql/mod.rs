//! One way to speak to two databases. The queries of the store are written once, in the SQL that both understand, with
//! parameters as `?1`; what differs between them (how a transaction is opened, what an error means, how a value is kept)
//! is in [`sqlite`] and [`postgres`], and nowhere else.
//!
//! Everything here blocks; the store calls it on threads that may.

mod database_url;
mod postgres;
mod sqlite;
mod value;

use std::path::{Path, PathBuf};

pub use database_url::{DatabaseUrl, DatabaseUrlError};
use jiff::Timestamp;
use value::{Column, Value, Values};

use super::{StoreError, moment};

/// Where the database is.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// A file of `SQLite`.
    File(PathBuf),
    /// A `PostgreSQL` database.
    Postgres(DatabaseUrl),
}

impl Place {
    /// A connection that may write.
    pub(super) fn writing(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::File(path) => Connection::Sqlite(sqlite::Connection::writing(path)?),
            Self::Postgres(url) => Connection::Postgres(postgres::Connection::writing(url)?),
        })
    }

    /// A connection for queries, beside whatever is written.
    pub(super) fn reading(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::File(path) => Connection::Sqlite(sqlite::Connection::reading(path)?),
            Self::Postgres(url) => Connection::Postgres(postgres::Connection::reading(url)?),
        })
    }
}

/// One connection to whichever database it is.
pub(super) enum Connection {
    Sqlite(sqlite::Connection),
    Postgres(postgres::Connection),
}

/// A row of an answer.
pub(super) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r ::postgres::Row),
}

impl Connection {
    /// What brings a schema from one number to the next, in order; its number is how many of these were run.
    pub(super) const fn migrations(&self) -> &'static [&'static str] {
        match self {
            Self::Sqlite(_) => sqlite::MIGRATIONS,
            Self::Postgres(_) => postgres::MIGRATIONS,
        }
    }

    /// The number of the schema; 0 where there is none.
    pub(super) fn schema(&self) -> Result<u32, StoreError> {
        match self {
            Self::Sqlite(_) => self.one("PRAGMA user_version", (), |row| row.get(0)),
            Self::Postgres(_) if !self.one(postgres::HAS_SCHEMA, (), |row| row.get(0))? => Ok(0),
            Self::Postgres(_) => self.one("SELECT number FROM schema_version", (), |row| row.get(0)),
        }
    }

    /// Notes the number of the schema, in the transaction that made it.
    pub(super) fn note_schema(&self, number: u32) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => self.batch(&format!("PRAGMA user_version = {number}")),
            Self::Postgres(_) => self.batch(&format!("UPDATE schema_version SET number = {number}")),
        }
    }

    /// Runs work that may take as long as it takes.
    pub(super) fn unhurried<T>(&self, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(_) => work(),
            Self::Postgres(connection) => connection.unhurried(work),
        }
    }

    /// Opens a transaction that writes; whoever else writes has finished.
    pub(super) fn begin(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => connection.batch("BEGIN IMMEDIATE"),
            Self::Postgres(connection) => connection.begin(),
        }
    }

    /// Runs statements without parameters or answers: a migration, a savepoint, the end of a transaction.
    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => connection.batch(sql),
            Self::Postgres(connection) => connection.batch(sql),
        }
    }

    /// Writes the database as it is now into a file of its own.
    pub(super) fn copy_into(&self, file: &Path) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => {
                self.execute("VACUUM INTO ?1", (file.to_string_lossy().into_owned(),)).map(drop)
            }
            Self::Postgres(_) => Err(StoreError::CopiedElsewhere),
        }
    }

    /// Brings all that was written into the one file, where there is one.
    pub(super) fn gather(&self) -> Result<(), StoreError> {
        let Self::Sqlite(_) = self else { return Ok(()) };
        let is_busy: bool = self.one("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
        let reason = || StoreError::Copy { reason: "somebody else reads the database".to_owned() };
        if is_busy { Err(reason()) } else { Ok(()) }
    }

    /// What the database says is wrong with its own file; a `PostgreSQL` watches its own.
    pub(super) fn damage(&self) -> Result<Option<String>, StoreError> {
        let Self::Sqlite(_) = self else { return Ok(None) };
        let said: String = self.one("PRAGMA quick_check(1)", (), |row| row.get(0))?;
        Ok(Some(said).filter(|said| said != "ok"))
    }

    /// The time by the database's own clock, where it runs on a machine of its own.
    pub(super) fn now(&self) -> Result<Option<Timestamp>, StoreError> {
        match self {
            Self::Sqlite(_) => Ok(None),
            Self::Postgres(_) => self.one(postgres::NOW_MS, (), |row| row.get(0)).map(|ms| Some(moment(ms))),
        }
    }

    /// The names of the tables that the migrations made.
    pub(super) fn tables(&self) -> Result<Vec<String>, StoreError> {
        let names = match self {
            Self::Sqlite(_) => sqlite::TABLES,
            Self::Postgres(_) => postgres::TABLES,
        };
        self.rows(names, (), |row| row.get(0))
    }

    /// Makes the open transaction durable.
    pub(super) fn commit(&self) -> Result<(), StoreError> {
        self.batch("COMMIT")
    }

    /// Whether a transaction is open. A database may have ended it by itself, after an error.
    pub(super) fn in_transaction(&self) -> bool {
        match self {
            Self::Sqlite(connection) => connection.in_transaction(),
            Self::Postgres(connection) => connection.in_transaction(),
        }
    }

    /// Whether the connection is of no use any more.
    pub(super) fn is_lost(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(connection) => connection.is_lost(),
        }
    }

    /// Runs a statement; how many rows it changed.
    pub(super) fn execute<'v>(&self, sql: &str, values: impl Values<'v>) -> Result<usize, StoreError> {
        match self {
            Self::Sqlite(connection) => connection.execute(sql, &values.list()),
            Self::Postgres(connection) => connection.execute(sql, &values.list()),
        }
    }

    /// Every row of an answer.
    pub(super) fn rows<'v, T>(
        &self,
        sql: &str,
        values: impl Values<'v>,
        read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        match self {
            Self::Sqlite(connection) => connection.rows(sql, &values.list(), read),
            Self::Postgres(connection) => connection.rows(sql, &values.list(), read),
        }
    }

    /// The first row of an answer, if there is one.
    pub(super) fn first<'v, T>(
        &self,
        sql: &str,
        values: impl Values<'v>,
        read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.rows(sql, values, read)?.into_iter().next())
    }

    /// The first row of an answer that always has one.
    pub(super) fn one<'v, T>(
        &self,
        sql: &str,
        values: impl Values<'v>,
        read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.first(sql, values, read)?
            .ok_or_else(|| StoreError::Database { reason: "no row where there is always one".into() })
    }

    /// Whether the answer has a row.
    pub(super) fn exists<'v>(&self, sql: &str, values: impl Values<'v>) -> Result<bool, StoreError> {
        Ok(self.first(sql, values, |_| Ok(()))?.is_some())
    }
}

impl Row<'_> {
    /// The value of a column, counted from 0.
    pub(super) fn get<T: Column>(&self, column: usize) -> Result<T, StoreError> {
        let value = match self {
            Self::Sqlite(row) => sqlite::value(row, column)?,
            Self::Postgres(row) => postgres::value(row, column)?,
        };
        T::of(&value).ok_or_else(|| StoreError::Database {
            reason: format!("column {column} of an answer is no {}", std::any::type_name::<T>()),
        })
    }
}
