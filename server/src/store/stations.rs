//! A station's timeline, and what the network tells of a station before its seal.

use jiff::Timestamp;
use pinpoint_domain::geo::{Coordinate, CoordinateError};
use pinpoint_domain::ids::{CompanyId, InstallerId};
use pinpoint_domain::wire::{Known, StationAnswer};
use pinpoint_domain::work::JobKind;

use super::boots::booted_serial;
use super::reviews::{DecisionRow, decisions};
use super::sql::{Connection, Row};
use super::verdicts::Proof;
use super::verdicts::evidence::prove;
use super::{Store, StoreError, moment};
use crate::verdict::{ActivePinpoint, Facts, LabelProof, OldStation, SAME_SPACE_M, may_take_over};

/// What the network is asked about, by whom.
#[derive(Debug)]
pub(crate) struct Asked {
    pub installer: InstallerId,
    pub company: CompanyId,
    pub maker: String,
    pub serial: String,
    pub mac: String,
    pub pin: Coordinate,
}

/// One pinpoint of a station.
#[derive(Debug)]
pub(crate) struct TimelineRow {
    pub id: String,
    pub maker: String,
    pub serial: String,
    pub mac_digits: String,
    pub sealed: Vec<u8>,
    pub received_at: Timestamp,
    pub active: bool,
    pub verdict_json: Option<String>,
    /// The pinpoint of the station that stood there before.
    pub replaces: Option<String>,
    /// The pinpoint of the station that stands there now.
    pub replaced_by: Option<String>,
    /// What people decided about it, in order.
    pub decisions: Vec<DecisionRow>,
}

impl Store {
    /// The pinpoints of a station, of one company or (`None`) of all, oldest first; with them those of the station that it
    /// replaced, and of the one that replaced it, where one ended the other.
    pub(crate) async fn timeline(
        &self,
        maker: String,
        serial: String,
        company: Option<CompanyId>,
    ) -> Result<Vec<TimelineRow>, StoreError> {
        self.read(move |connection, network| {
            let mut rows: Vec<TimelineRow> = connection.rows(
                TIMELINE,
                (network, maker, serial, company.map(|id| id.to_string())),
                |row| {
                    Ok(TimelineRow {
                        id: row.get(0)?,
                        maker: row.get(1)?,
                        serial: row.get(2)?,
                        mac_digits: row.get(3)?,
                        sealed: row.get(4)?,
                        received_at: moment(row.get(5)?),
                        active: row.get(6)?,
                        verdict_json: row.get(7)?,
                        replaces: row.get(8)?,
                        replaced_by: row.get(9)?,
                        decisions: Vec::new(),
                    })
                },
            )?;
            rows.reverse();
            for row in &mut rows {
                row.decisions = decisions(connection, network, &row.id)?;
            }
            Ok(rows)
        })
        .await
    }

    /// What is known of a label, a serial and a place, for whoever proves the label; else only what the proof was.
    pub(crate) async fn known(
        &self,
        asked: Asked,
        proof: Proof,
        now: Timestamp,
    ) -> Result<Result<StationAnswer, LabelProof>, StoreError> {
        self.write(move |transaction, network| {
            let proved = prove(transaction, network, now, &asked.mac, &asked.installer.to_string(), proof)?;
            if !matches!(proved, LabelProof::Proved { .. }) {
                return Ok(Err(proved));
            }
            let mut known = Known::default();
            for station in active(transaction, network, &asked)? {
                let Active { same_serial, same_mac, own, pin, since } = station;
                if same_mac {
                    known.mac_active_since = Some(since);
                }
                if same_serial {
                    known.serial_active_since = Some(since);
                    known.takes_over = takes_over(&asked, &station, proved, now);
                } else if own && asked.pin.distance_m(&pin) <= SAME_SPACE_M {
                    // Where others' stations stand is not told: asked often enough, that would be a map.
                    known.place_taken_since = Some(since);
                }
            }
            let booted_serial = booted_serial(transaction, network, &asked.mac)?;
            Ok(Ok(StationAnswer { known, booted_serial }))
        })
        .await
    }
}

/// Of network, maker, serial, and a company or NULL: the newest first, and no more than anybody reads. A replacement across
/// companies is told to neither.
const TIMELINE: &str = "
    WITH own AS (SELECT id FROM pinpoint WHERE network = ?1 AND maker = ?2 AND serial_canonical = ?3),
         near AS (SELECT id FROM own
                  UNION SELECT ended FROM replacement WHERE network = ?1 AND pinpoint IN (SELECT id FROM own)
                  UNION SELECT pinpoint FROM replacement WHERE network = ?1 AND ended IN (SELECT id FROM own)),
         link AS (SELECT r.pinpoint, r.ended FROM replacement r
                  JOIN pinpoint n ON n.network = r.network AND n.id = r.pinpoint
                  JOIN pinpoint o ON o.network = r.network AND o.id = r.ended
                  WHERE r.network = ?1 AND (CAST(?4 AS TEXT) IS NULL OR (n.company = ?4 AND o.company = ?4)))
    SELECT p.id, p.maker, p.serial_canonical, p.mac_digits, p.sealed, p.received_at_ms,
           s.active_pinpoint IS NOT DISTINCT FROM p.id,
           (SELECT signed_json FROM verdict v WHERE v.network = p.network AND v.pinpoint = p.id
            ORDER BY version DESC LIMIT 1),
           (SELECT ended FROM link WHERE link.pinpoint = p.id), (SELECT pinpoint FROM link WHERE link.ended = p.id)
    FROM near JOIN pinpoint p ON p.network = ?1 AND p.id = near.id
    JOIN station s ON s.network = p.network AND s.maker = p.maker AND s.serial = p.serial_canonical
    WHERE CAST(?4 AS TEXT) IS NULL OR p.company = ?4
    ORDER BY p.sequence DESC LIMIT 200";

/// A station that is active now.
struct Active {
    same_serial: bool,
    same_mac: bool,
    own: bool,
    pin: Coordinate,
    since: Timestamp,
}

/// Stations that have the serial or the label, and the own company's nearby.
fn active(connection: &Connection, network: &str, asked: &Asked) -> Result<Vec<Active>, StoreError> {
    /// Half a box around the pin, in 1e-7 degrees of latitude: more than [`SAME_SPACE_M`] everywhere.
    const NEAR_E7: i32 = 500;
    let read = |row: &Row<'_>| {
        let broken =
            |error: CoordinateError| StoreError::Row { table: "pinpoint", reason: error.to_string() };
        let pin = Coordinate::from_e7(row.get(3)?, row.get(4)?).map_err(broken)?;
        let (same_serial, same_mac, own) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let since = moment(row.get(5)?);
        Ok(Active { same_serial, same_mac, own, pin, since })
    };
    connection.rows(
        "SELECT s.maker = ?2 AND s.serial = ?3, s.active_mac = ?4, p.company = ?5, p.lat_e7, p.lon_e7,
                (SELECT coalesce(max(v.at_ms), p.received_at_ms) FROM verdict v
                 WHERE v.network = p.network AND v.pinpoint = p.id AND v.decision = 'accepted')
         FROM station s JOIN pinpoint p ON p.network = s.network AND p.id = s.active_pinpoint
         WHERE s.network = ?1 AND ((s.maker = ?2 AND s.serial = ?3) OR s.active_mac = ?4
           OR (p.company = ?5 AND p.lat_e7 BETWEEN ?6 AND ?7))",
        (
            network,
            &asked.maker,
            &asked.serial,
            &asked.mac,
            asked.company.to_string(),
            asked.pin.lat_e7() - NEAR_E7,
            asked.pin.lat_e7() + NEAR_E7,
        ),
        read,
    )
}

/// Whether a re-networking as it stands before the installer would be accepted at once.
fn takes_over(asked: &Asked, station: &Active, proof: LabelProof, now: Timestamp) -> bool {
    let active = ActivePinpoint {
        same_company: station.own,
        same_mac: station.same_mac,
        // Nobody is told that the same label is read again by the same phone; the verdict knows.
        same_device: false,
        pin: station.pin,
        accepted_at: station.since,
    };
    let facts = Facts {
        proof,
        kind: JobKind::Renetworking,
        pin: asked.pin,
        active: None,
        mac_active_elsewhere: false,
        old_station: OldStation::Nowhere,
        now,
    };
    may_take_over(&facts, &active)
}
