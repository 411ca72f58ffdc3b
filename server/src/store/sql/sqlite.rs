//! `SQLite`, in a file of the data folder. It lets one connection write at a time, by itself.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{ErrorCode, OpenFlags, ffi, params_from_iter};

use super::super::StoreError;
use super::{Row, Value};

/// Another process (an administrator's command) may hold the database for so long.
const BUSY: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(5);

pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/sqlite/0001.sql"),
    include_str!("../migrations/sqlite/0002.sql"),
    include_str!("../migrations/sqlite/0003.sql"),
    include_str!("../migrations/sqlite/0004.sql"),
    include_str!("../migrations/sqlite/0005.sql"),
];

pub(super) const TABLES: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

/// A connection to the file.
pub(in crate::store) struct Connection(rusqlite::Connection);

impl Connection {
    /// Makes the file when it is missing.
    pub(super) fn writing(path: &Path) -> Result<Self, StoreError> {
        Self::open(path, OpenFlags::default())
    }

    /// For queries, beside whatever is written.
    pub(super) fn reading(path: &Path) -> Result<Self, StoreError> {
        Self::open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    }

    fn open(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let connection = rusqlite::Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(96);
        // Plans that do not look at what is bound: otherwise SQLite parses a statement anew whenever that changes.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        keep_a_log(&connection)?;
        // FULL: a receipt is a promise, so COMMIT waits for the disk; fullfsync on Apple's, whose fsync does not.
        // secure_delete: a deleted capsule is overwritten.
        connection.execute_batch(
            "PRAGMA synchronous = FULL;
             PRAGMA fullfsync = ON;
             PRAGMA foreign_keys = ON;
             PRAGMA secure_delete = ON;
             PRAGMA trusted_schema = OFF;",
        )?;
        Ok(Self(connection))
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.0.execute_batch(sql)?)
    }

    pub(super) fn in_transaction(&self) -> bool {
        !self.0.is_autocommit()
    }

    pub(super) fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize, StoreError> {
        Ok(self.0.prepare_cached(sql)?.execute(params_from_iter(values))?)
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(&Row::Sqlite(row))?);
        }
        Ok(all)
    }
}

/// Two that find a fresh file at once both change how it keeps its journal, and `SQLite` refuses one of them without
/// letting it wait.
fn keep_a_log(connection: &rusqlite::Connection) -> rusqlite::Result<()> {
    let mut waited = Duration::ZERO;
    loop {
        match connection.execute_batch("PRAGMA journal_mode = WAL") {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && waited < BUSY => {
                std::thread::sleep(LOOK_AGAIN);
                waited += LOOK_AGAIN;
            }
            kept => return kept,
        }
    }
}

pub(super) fn value<'r>(row: &'r rusqlite::Row<'_>, column: usize) -> Result<Value<'r>, StoreError> {
    let broken = |reason: String| StoreError::Database { reason };
    Ok(match row.get_ref(column)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(_) => return Err(broken(format!("column {column} of an answer is a fraction"))),
        ValueRef::Text(text) => {
            Value::Text(str::from_utf8(text).map_err(|error| broken(error.to_string()))?.into())
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes.into()),
    })
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let reason = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            // The log's index found no room to grow. SQLite itself says DiskFull where a write does not fit, so its
            // other I/O codes are about a broken disk.
            _ if error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE) => Self::Full,
            Some(ErrorCode::DatabaseBusy) => Self::Away { reason },
            _ => Self::Database { reason },
        }
    }
}

#[cfg(test)]
mod tests {
    use pinpoint_domain::Coded as _;

    use super::*;

    #[test]
    fn a_full_disk_a_broken_disk_and_a_busy_database_are_told_apart() {
        let said = |code| {
            let error = StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
            error.code().to_owned()
        };
        assert_eq!(said(ffi::SQLITE_FULL), "store-full");
        assert_eq!(said(ffi::SQLITE_IOERR_SHMSIZE), "store-full");
        assert_eq!(said(ffi::SQLITE_IOERR_READ), "store-database");
        assert_eq!(said(ffi::SQLITE_IOERR_WRITE), "store-database");
        assert_eq!(said(ffi::SQLITE_BUSY), "store-away");
    }
}
