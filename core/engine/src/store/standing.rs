//! What is kept about the server: how far its feed was read, its newest time, its epoch.

use pinpoint_domain::Timestamp;
use rusqlite::Connection;

use super::{StoreError, meta};

const CURSOR: &str = "cursor";
const READ_BY: &str = "feed_read_by";
const SERVER_DATE: &str = "server_date_ms";
const EPOCH: &str = "server_epoch";

/// Counts up when this program reads more of the feed than before.
const READER: u32 = 2;

/// How far the change feed was read, by this program with this profile. A later program knows more kinds of change, a
/// later profile more keys: each reads the feed once more from its beginning.
pub(crate) fn cursor(connection: &Connection, profile: u32) -> Result<u64, StoreError> {
    if meta::get(connection, READ_BY)? == Some(reader(profile)) {
        meta::number(connection, CURSOR)
    } else {
        Ok(0)
    }
}

pub(crate) fn set_cursor(connection: &Connection, profile: u32, cursor: u64) -> Result<(), StoreError> {
    meta::put(connection, READ_BY, &reader(profile))?;
    meta::put(connection, CURSOR, &cursor.to_string())
}

fn reader(profile: u32) -> String {
    format!("{READER}/{profile}")
}

/// The newest time that the server told.
pub(crate) fn server_date(connection: &Connection) -> Result<Option<Timestamp>, StoreError> {
    let ms = meta::number(connection, SERVER_DATE)?;
    Ok(if ms > 0 { Timestamp::from_millisecond(ms.cast_signed()).ok() } else { None })
}

pub(crate) fn set_server_date(connection: &Connection, date: Timestamp) -> Result<(), StoreError> {
    meta::put(connection, SERVER_DATE, &date.as_millisecond().max(0).to_string())
}

/// Remembers the server's epoch; tells whether it is another than before: the server was restored from a backup.
pub(crate) fn epoch_changed(connection: &Connection, epoch: &str) -> Result<bool, StoreError> {
    let before = meta::get(connection, EPOCH)?;
    if before.as_deref() == Some(epoch) {
        return Ok(false);
    }
    meta::put(connection, EPOCH, epoch)?;
    Ok(before.is_some())
}
