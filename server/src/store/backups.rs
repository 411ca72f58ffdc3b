//! What of the books is in a backup, and what is not in them since one was restored.

use std::path::PathBuf;

use jiff::Timestamp;
use pinpoint_domain::wire::{Span, VERSION, Watermark};

use super::audit::{self, Entry};
use super::sql::{Connection, Place};
use super::{Store, StoreError, integer, millis, moment};

/// So many numbers are left out after a restore: more than a server gives between two backups, and few enough for all
/// that it will ever give to fit into a JSON number.
const LEFT_OUT: u64 = 1_000_000_000;

impl Store {
    /// How far the counter of receipts is. What carries a number up to this one is in the books, whole.
    pub(crate) async fn counted(&self) -> Result<u64, StoreError> {
        self.read(counted).await
    }

    /// Writes the books as they are now into a file of their own; how far its counter is.
    pub(crate) async fn copy_to(&self, file: PathBuf) -> Result<u64, StoreError> {
        self.read(move |connection, network| {
            connection.copy_into(&file)?;
            counted(&Place::File(file).writing()?, network)
        })
        .await
    }

    /// Brings all that was written into the file itself, so that it may be renamed.
    pub(crate) fn gather(&self) -> Result<(), StoreError> {
        self.at_once(Connection::gather)
    }

    /// Notes that a backup holds everything up to this number.
    pub(crate) async fn backed_up(&self, through: u64, now: Timestamp) -> Result<(), StoreError> {
        self.write(move |connection, network| {
            connection.execute(
                "INSERT INTO backup (network, through, made_at_ms) VALUES (?1, ?2, ?3)
                 ON CONFLICT (network, through) DO UPDATE SET made_at_ms = excluded.made_at_ms",
                (network, integer(through), millis(now)),
            )?;
            let entry = Entry::of_server("backed-up", through.to_string(), "");
            audit::append(connection, network, now, &entry)
        })
        .await
    }

    /// What a backup holds; none while there is none.
    pub(crate) async fn watermark(&self, server_epoch: String) -> Result<Option<Watermark>, StoreError> {
        let network_id = self.rooms.network.clone();
        self.read(move |connection, network| {
            let newest: Option<(u64, i64)> = connection.first(
                "SELECT through, made_at_ms FROM backup WHERE network = ?1 ORDER BY through DESC LIMIT 1",
                (network,),
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let Some((through, made_at)) = newest else { return Ok(None) };
            let lost = connection.rows(
                "SELECT first, last FROM lost_span WHERE network = ?1",
                (network,),
                |row| Ok(Span { first: row.get(0)?, last: row.get(1)? }),
            )?;
            Ok(Some(Watermark {
                v: VERSION,
                network: network_id,
                server_epoch,
                covered: Span::through(through, lost),
                made_at: moment(made_at),
            }))
        })
        .await
    }

    /// These books were a backup until now: the numbers that were given since are lost, and whoever hears of the new
    /// epoch offers again what went with them.
    pub(crate) async fn begin_epoch(&self, epoch: String, now: Timestamp) -> Result<(), StoreError> {
        self.write(move |connection, network| {
            let known = counted(connection, network)?;
            leave_out(connection, network, Span { first: known + 1, last: known + LEFT_OUT })?;
            connection.execute("UPDATE meta SET value = ?1 WHERE name = 'server_epoch'", (&epoch,))?;
            let entry = Entry::of_server("restored", epoch, format!("after receipt {known}"));
            audit::append(connection, network, now, &entry)
        })
        .await
    }
}

fn counted(connection: &Connection, network: &str) -> Result<u64, StoreError> {
    let value = connection
        .first("SELECT value FROM counter WHERE network = ?1", (network,), |row| row.get::<u64>(0))?;
    Ok(value.unwrap_or_default())
}

fn leave_out(connection: &Connection, network: &str, lost: Span) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO lost_span (network, first, last) VALUES (?1, ?2, ?3)",
        (network, integer(lost.first), integer(lost.last)),
    )?;
    connection.execute(
        "INSERT INTO counter (network, value) VALUES (?1, ?2)
         ON CONFLICT (network) DO UPDATE SET value = excluded.value",
        (network, integer(lost.last)),
    )?;
    Ok(())
}
