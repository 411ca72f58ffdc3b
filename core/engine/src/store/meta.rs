//! Single values: the device's name, its counter, the cursor of the change feed.

use rusqlite::{Connection, OptionalExtension as _};

use super::StoreError;

/// The value of a key.
pub(crate) fn get(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Sets the value of a key.
pub(crate) fn put(connection: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?;
    statement.execute([key, value])?;
    Ok(())
}

/// A number; zero when there is none.
pub(crate) fn number(connection: &Connection, key: &'static str) -> Result<u64, StoreError> {
    match get(connection, key)? {
        Some(text) => text.parse().map_err(|error| StoreError::unreadable(key, error)),
        None => Ok(0),
    }
}

/// The device's next number: one counter for journal, records, events and deliveries, so that they have one order.
pub(crate) fn next_sequence(connection: &Connection) -> Result<u64, StoreError> {
    let next = number(connection, "sequence")? + 1;
    put(connection, "sequence", &next.to_string())?;
    Ok(next)
}
