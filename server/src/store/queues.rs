//! What waits in the database, for whoever watches.

use super::sql::Connection;
use super::{Store, StoreError};

/// How much waits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Queues {
    /// Records without a verdict.
    pub due: i64,
    /// Records that wait for a person.
    pub reviews: i64,
    /// Messages that a receiver of webhooks did not take yet.
    pub webhooks: i64,
    /// Messages that were given up.
    pub given_up: i64,
}

impl Store {
    /// How much waits now.
    pub(crate) async fn queues(&self) -> Result<Queues, StoreError> {
        self.read(queues).await
    }
}

/// How much waits in this database.
pub(super) fn queues(connection: &Connection, network: &str) -> Result<Queues, StoreError> {
    connection.one(
                "SELECT (SELECT count(*) FROM verdict_due WHERE network = ?1),
                        (SELECT count(*) FROM review WHERE network = ?1 AND closed_at_ms IS NULL),
                        (SELECT count(*) FROM webhook_delivery WHERE network = ?1 AND given_up_at_ms IS NULL),
                        (SELECT count(*) FROM webhook_delivery WHERE network = ?1 AND given_up_at_ms IS NOT NULL)",
                (network,),
                |row| {
                    let (due, reviews) = (row.get(0)?, row.get(1)?);
                    Ok(Queues { due, reviews, webhooks: row.get(2)?, given_up: row.get(3)? })
                },
            )
}
