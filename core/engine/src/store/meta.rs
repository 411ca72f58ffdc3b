//! Single values: the device's name, its counter, the cursor of the change feed.

use rusqlite::{Connection, OptionalExtension as _};

use super::StoreError;

const SEQUENCE: &str = "sequence";

/// The value of a key.
pub(crate) fn get(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// The values of all keys that begin so.
pub(crate) fn beginning(connection: &Connection, prefix: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT value FROM meta WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key")?;
    let values = statement.query_map([prefix], |row| row.get(0))?;
    Ok(values.collect::<Result<_, _>>()?)
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

/// The device's last number: one counter for journal, records, events and deliveries, so that they have one order.
pub(crate) fn sequence(connection: &Connection) -> Result<u64, StoreError> {
    number(connection, SEQUENCE)
}

/// Numbers up to this one were given away.
pub(crate) fn set_sequence(connection: &Connection, last: u64) -> Result<(), StoreError> {
    put(connection, SEQUENCE, &last.to_string())
}

/// The device's next number.
pub(crate) fn next_sequence(connection: &Connection) -> Result<u64, StoreError> {
    let next = sequence(connection)? + 1;
    set_sequence(connection, next)?;
    Ok(next)
}
