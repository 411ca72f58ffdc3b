//! Why the store could not keep or find something.

use pinpoint_domain::code::{Coded, Fields, fields};
use rusqlite::{ErrorCode, ffi};

/// A failure of the store. Nothing that was saved before is lost by it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full; what was saved stays, the new thing was not saved.
    #[error("the disk is full")]
    Full,
    /// A later version of the program wrote this database. It is left untouched.
    #[error("the database has schema {found}, this program knows up to {known}")]
    Newer {
        /// The database's schema.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// The file is no whole database. It is left untouched.
    #[error("the database is damaged: {reason}")]
    Damaged {
        /// What SQLite said.
        reason: String,
    },
    /// Another program has the database open for writing.
    #[error("another program is using the database")]
    Busy,
    /// Something in it is not what this program wrote.
    #[error("the database holds something unreadable in {room}: {reason}")]
    Unreadable {
        /// Where.
        room: &'static str,
        /// What the parser said.
        reason: String,
    },
    /// A file beside the database.
    #[error("a file could not be read or written: {0}")]
    File(std::io::Error),
    /// Anything else that SQLite says.
    #[error("the database failed: {0}")]
    Sqlite(rusqlite::Error),
    /// This browser, or this window of it, keeps nothing.
    #[error("nothing can be kept here: {reason}")]
    Denied {
        /// What the browser said.
        reason: String,
    },
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

impl Coded for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Full => "storage-full",
            Self::Newer { .. } => "database-newer",
            Self::Damaged { .. } => "database-damaged",
            Self::Busy => "database-busy",
            Self::Unreadable { .. } => "database-unreadable",
            Self::File(_) => "storage-file",
            Self::Sqlite(_) => "database-failed",
            Self::Denied { .. } => "storage-denied",
            Self::Closed => "database-closed",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Newer { found, known } => {
                fields([("found", found.to_string()), ("known", known.to_string())])
            }
            Self::Damaged { reason } | Self::Denied { reason } => fields([("reason", reason.clone())]),
            Self::Unreadable { room, reason } => {
                fields([("room", (*room).to_owned()), ("reason", reason.clone())])
            }
            Self::File(error) => fields([("reason", error.to_string())]),
            Self::Sqlite(error) => fields([("reason", error.to_string())]),
            Self::Full | Self::Busy | Self::Closed => Fields::new(),
        }
    }
}

impl StoreError {
    pub(crate) fn unreadable(room: &'static str, reason: impl std::fmt::Display) -> Self {
        Self::Unreadable { room, reason: reason.to_string() }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            // SQLite calls a write without room full itself, but not the log's index; its other I/O codes are a broken disk.
            Some(ErrorCode::SystemIoFailure)
                if error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE) =>
            {
                Self::Full
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { reason: error.to_string() }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            #[cfg(target_family = "wasm")]
            std::io::ErrorKind::PermissionDenied => Self::Denied { reason: error.to_string() },
            _ => Self::File(error),
        }
    }
}
