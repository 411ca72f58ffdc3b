//! A station's timeline: all its pinpoints, in order, with what was decided on each.

use jiff::Timestamp;
use pinpoint_domain::ids::CompanyId;

use super::{Store, StoreError, moment};

/// One pinpoint of a station.
#[derive(Debug)]
pub(crate) struct TimelineRow {
    pub id: String,
    pub mac_digits: String,
    pub sealed: Vec<u8>,
    pub received_at: Timestamp,
    pub active: bool,
    pub verdict_json: Option<String>,
}

impl Store {
    /// The pinpoints of a station, of one company or (`None`) of all, oldest first.
    pub(crate) async fn timeline(
        &self,
        maker: String,
        serial: String,
        company: Option<CompanyId>,
    ) -> Result<Vec<TimelineRow>, StoreError> {
        self.read(move |connection, network| {
            let rows = connection
                .prepare_cached(
                    "SELECT p.id, p.mac_digits, p.sealed, p.received_at_ms, s.active_pinpoint IS p.id,
                            (SELECT signed_json FROM verdict v WHERE v.network = p.network AND v.pinpoint = p.id
                             ORDER BY version DESC LIMIT 1)
                     FROM pinpoint p JOIN station s
                       ON s.network = p.network AND s.maker = p.maker AND s.serial = p.serial_canonical
                     WHERE p.network = ?1 AND p.maker = ?2 AND p.serial_canonical = ?3
                       AND (?4 IS NULL OR p.company = ?4)
                     ORDER BY p.sequence",
                )?
                .query_map((network, maker, serial, company.map(|id| id.to_string())), |row| {
                    Ok(TimelineRow {
                        id: row.get(0)?,
                        mac_digits: row.get(1)?,
                        sealed: row.get(2)?,
                        received_at: moment(row.get(3)?),
                        active: row.get(4)?,
                        verdict_json: row.get(5)?,
                    })
                })?
                .collect::<Result<_, _>>()?;
            Ok(rows)
        })
        .await
    }
}
