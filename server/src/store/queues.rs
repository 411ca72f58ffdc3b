//! What waits in the database, for whoever watches.

use super::{Store, StoreError};

/// How much waits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Queues {
    /// Records without a verdict.
    pub due: i64,
    /// Records that wait for a person.
    pub reviews: i64,
}

impl Store {
    /// How much waits now.
    pub(crate) async fn queues(&self) -> Result<Queues, StoreError> {
        self.read(|connection, network| {
            connection.one(
                "SELECT (SELECT count(*) FROM verdict_due WHERE network = ?1),
                        (SELECT count(*) FROM review WHERE network = ?1 AND closed_at_ms IS NULL)",
                (network,),
                |row| Ok(Queues { due: row.get(0)?, reviews: row.get(1)? }),
            )
        })
        .await
    }
}
