//! SQLite on a file.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::platform::files::{self, Folder};
use crate::platform::spawn::offload;
use crate::store::StoreError;

/// When nobody has asked for anything for so long, there is time to tidy.
pub(crate) const PAUSE: Duration = Duration::from_millis(500);

/// So many pages the log may grow to before a commit has to empty it. SQLite's own limit is a quarter of it: then one seal
/// in forty waits for that.
const LOG_PAGES: u32 = 4_000;

/// How long to wait for another program to let go of the database.
const BUSY: Duration = Duration::from_secs(5);

/// Where a database lies, and what may lie beside it.
pub(crate) struct Place(PathBuf);

impl Place {
    /// The path as SQLite knows it.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Removes another database beside it, if there is one.
    #[expect(clippy::unused_self, reason = "in a browser it is in the same pool")]
    pub(crate) fn remove(&self, other: &Path) -> Result<(), StoreError> {
        Ok(files::remove_file(other)?)
    }
}

/// Opens the database of this name; made when it is not there. `made_ready` gets the connection before anything is
/// written.
pub(crate) async fn open(
    folder: &Folder,
    name: &str,
    made_ready: impl FnOnce(&mut Connection, &Place) -> Result<(), StoreError> + Send + 'static,
) -> Result<Connection, StoreError> {
    let path = folder.path(name);
    let opened = offload(move || {
        let place = Place(path);
        refuse_truncated(place.path())?;
        let mut connection = Connection::open(place.path())?;
        connection.busy_timeout(BUSY)?;
        // Plans that do not look at what is bound: otherwise SQLite parses a statement anew whenever that changes.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        made_ready(&mut connection, &place)?;
        Ok(connection)
    });
    opened.await.ok_or(StoreError::Closed)?
}

/// Brings what is in the log into the database, so that no commit has to.
pub(crate) fn tidy(connection: &mut Connection) {
    // What could not be done now is done by a later call, or by a commit.
    if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
        tracing::debug!(%error, "the log stays as it is");
    }
}

/// A database file shorter than its own header says lost its end. SQLite would notice only on reading the lost pages;
/// an installer hears of it before the day's work goes in. With a log beside it the length proves nothing.
fn refuse_truncated(path: &Path) -> Result<(), StoreError> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log_bytes = fs::metadata(log).map_or(0, |log| log.len());
    let mut header = [0; 100];
    let Ok(mut file) = File::open(path) else { return Ok(()) };
    let length = file.metadata()?.len();
    if length == 0 || log_bytes > 0 {
        return Ok(());
    }
    let damaged = |reason: String| Err(StoreError::Damaged { reason });
    if file.read_exact(&mut header).is_err() {
        return damaged(format!("{length} bytes are less than a header"));
    }
    let [.., page_high, page_low, _, _, _, _, _, _, _, _, _, _] = header[..28] else { return Ok(()) };
    let page = match u64::from(u16::from_be_bytes([page_high, page_low])) {
        1 => 65_536,
        page => page,
    };
    let [.., a, b, c, d] = header[..32] else { return Ok(()) };
    let expected = page * u64::from(u32::from_be_bytes([a, b, c, d]));
    if header.starts_with(b"SQLite format 3\0") && length < expected {
        return damaged(format!("{length} of {expected} bytes"));
    }
    Ok(())
}
