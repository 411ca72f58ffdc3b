//! Schemas: numbered, additive, a copy first. A database of a later program is refused untouched.

use std::path::Path;

use rusqlite::Connection;

use super::StoreError;

/// In order; the number of a migration is its place, counted from 1.
const MIGRATIONS: [&str; 1] = [SCHEMA_1];
pub(super) const SCHEMA_1: &str = include_str!("0001.sql");

/// Opens the database and brings it to the newest schema.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    refuse_truncated(path)?;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = newest();
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON;",
    )?;
    if found < known {
        if found > 0 {
            copy_first(&connection, path, found)?;
        }
        upgrade(&mut connection, found)?;
    }
    Ok(connection)
}

fn newest() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

fn upgrade(connection: &mut Connection, found: u32) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", newest())?;
    Ok(transaction.commit()?)
}

/// A migration that goes wrong leaves the copy of the schema before.
fn copy_first(connection: &Connection, path: &Path, found: u32) -> Result<(), StoreError> {
    let copy = path.with_extension(format!("before-{found}.db"));
    crate::platform::files::remove(&copy)?;
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(())
}

/// A database file shorter than its own header says lost its end. SQLite would notice only on reading the lost pages;
/// an installer hears of it before the day's work goes in. With a log beside it the length proves nothing.
fn refuse_truncated(path: &Path) -> Result<(), StoreError> {
    use std::io::Read as _;
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log_bytes = std::fs::metadata(log).map_or(0, |log| log.len());
    let mut header = [0; 100];
    let Ok(mut file) = std::fs::File::open(path) else { return Ok(()) };
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
