//! What is kept about the server: how far its feed was read, its newest time, its epoch, what its backup holds.

use pinpoint_domain::Timestamp;
use pinpoint_domain::wire::Watermark;
use rusqlite::Connection;

use super::{StoreError, meta};

const CURSOR: &str = "cursor";
const READ_BY: &str = "feed_read_by";
const SERVER_DATE: &str = "server_date_ms";
const EPOCH: &str = "server_epoch";
const WATERMARK: &str = "watermark";

/// Counts up when this program reads more of the feed than before.
const READER: u32 = 3;

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

/// The feed is read once more from its beginning: what it said of a record before that came here was passed over.
pub(crate) fn read_again(connection: &Connection) -> Result<(), StoreError> {
    meta::put(connection, CURSOR, "0")
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

/// The server's epoch, as it was told last.
pub(crate) fn epoch(connection: &Connection) -> Result<Option<String>, StoreError> {
    meta::get(connection, EPOCH)
}

/// Remembers the first epoch that something was delivered to: a server that is restored before its news were ever read
/// is noticed by that.
pub(crate) fn delivered_to(connection: &Connection, epoch: &str) -> Result<(), StoreError> {
    match self::epoch(connection)? {
        Some(_) => Ok(()),
        None => meta::put(connection, EPOCH, epoch),
    }
}

/// Remembers the server's epoch; tells whether it is another than before: the server was restored from a backup.
pub(crate) fn epoch_changed(connection: &Connection, epoch: &str) -> Result<bool, StoreError> {
    let before = self::epoch(connection)?;
    if before.as_deref() == Some(epoch) {
        return Ok(false);
    }
    meta::put(connection, EPOCH, epoch)?;
    Ok(before.is_some())
}

/// What a backup of the server holds, as far as was told in the server's present epoch.
pub(crate) fn watermark(connection: &Connection) -> Result<Option<Watermark>, StoreError> {
    let epoch = epoch(connection)?;
    let kept = meta::get(connection, WATERMARK)?;
    let kept: Option<Watermark> = kept
        .map(|text| serde_json::from_str(&text).map_err(|error| StoreError::unreadable(WATERMARK, error)))
        .transpose()?;
    Ok(kept.filter(|kept| Some(&kept.server_epoch) == epoch.as_ref()))
}

/// Keeps what is newer than what was kept.
pub(crate) fn set_watermark(connection: &Connection, told: &Watermark) -> Result<(), StoreError> {
    if watermark(connection)?.is_some_and(|kept| kept.made_at >= told.made_at) {
        return Ok(());
    }
    let told = serde_json::to_string(told).map_err(|error| StoreError::unreadable(WATERMARK, error))?;
    meta::put(connection, WATERMARK, &told)
}
