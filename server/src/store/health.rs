//! How a database is doing, looked at by somebody who only reads and may have found it without a server.

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::wire::Digest;

use super::photos::PhotoKind;
use super::queues::{Queues, queues};
use super::sql::{Connection, Place};
use super::{StoreError, blocking, moment};

/// What was found in the database of one network.
#[derive(Debug)]
pub(crate) struct Health {
    /// What the database says is wrong with its own file.
    pub damage: Option<String>,
    /// Its clock minus this machine's, where it has one of its own.
    pub clock_ahead: Option<SignedDuration>,
    /// What waits.
    pub queues: Queues,
    /// Since when the oldest verdict is due.
    pub verdict_due_since: Option<Timestamp>,
    /// When the newest backup was made.
    pub backed_up_at: Option<Timestamp>,
    /// The newest photos that have a receipt.
    pub photos: Vec<Received>,
}

/// A photo whose file the server said that it has.
#[derive(Debug)]
pub(crate) struct Received {
    pub id: String,
    pub kind: PhotoKind,
    pub digest: Digest,
}

/// Looks at a database whose schema is the newest; at so many of its photos.
pub(crate) async fn health(
    place: Place,
    network: NetworkId,
    photos: u32,
    now: Timestamp,
) -> Result<Health, StoreError> {
    blocking(move || {
        let (connection, network) = (place.reading()?, network.as_str());
        let clock_ahead = connection.now()?.map(|theirs| theirs.duration_since(now));
        Ok(Health {
            damage: connection.damage()?,
            clock_ahead,
            queues: queues(&connection, network)?,
            verdict_due_since: when(
                &connection,
                "SELECT min(due_at_ms) FROM verdict_due WHERE network = ?1",
                network,
            )?,
            backed_up_at: when(
                &connection,
                "SELECT max(made_at_ms) FROM backup WHERE network = ?1",
                network,
            )?,
            photos: received(&connection, network, photos)?,
        })
    })
    .await
}

/// How many rows each table has.
pub(crate) async fn rows(place: Place) -> Result<Vec<(String, u64)>, StoreError> {
    blocking(move || {
        let connection = place.reading()?;
        let count = |table: String| {
            let rows = connection.one(&format!("SELECT count(*) FROM {table}"), (), |row| row.get(0))?;
            Ok((table, rows))
        };
        connection.tables()?.into_iter().map(count).collect()
    })
    .await
}

fn when(connection: &Connection, query: &str, network: &str) -> Result<Option<Timestamp>, StoreError> {
    Ok(connection.one(query, (network,), |row| row.get::<Option<i64>>(0))?.map(moment))
}

fn received(connection: &Connection, network: &str, most: u32) -> Result<Vec<Received>, StoreError> {
    connection.rows(
        "SELECT id, kind, digest FROM photo h WHERE network = ?1 AND receipt_json IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM erased_photo e WHERE e.network = h.network AND e.photo = h.id)
         ORDER BY id DESC LIMIT ?2",
        (network, most),
        |row| {
            let (kind, digest) = (PhotoKind::of(&row.get::<String>(1)?), Digest::from_bytes(row.get(2)?));
            Ok(Received { id: row.get(0)?, kind, digest })
        },
    )
}
