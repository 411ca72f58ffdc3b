//! The change feed, in the order of the server's sequence.

use pinpoint_domain::ids::{CompanyId, PinpointId};
use pinpoint_domain::wire::Change;

use super::{Store, StoreError, integer, named};

impl Store {
    /// A company's changes after a sequence, one more than `limit` when there are more.
    pub(crate) async fn changes(
        &self,
        company: CompanyId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Change>, StoreError> {
        self.read(move |connection, network| {
            let rows: Vec<(u64, PinpointId, String)> = connection.rows(
                "SELECT sequence, pinpoint, body_json FROM change
                 WHERE network = ?1 AND company = ?2 AND sequence > ?3 ORDER BY sequence LIMIT ?4",
                (network, company.to_string(), integer(after), limit + 1),
                |row| Ok((row.get(0)?, named(row, 1)?, row.get(2)?)),
            )?;
            rows.into_iter()
                .map(|(sequence, pinpoint_id, body)| {
                    let what = serde_json::from_str(&body).map_err(StoreError::row("change"))?;
                    Ok(Change { sequence, pinpoint_id, what })
                })
                .collect()
        })
        .await
    }
}
