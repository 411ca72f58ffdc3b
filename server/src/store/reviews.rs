//! What waits for a person: pinpoints that no rule decides, and corrections that somebody asked for. Each with the records
//! that it has to do with, and what people decided about these before.

use jiff::Timestamp;
use pinpoint_domain::ids::{EventId, InstallerId, PinpointId};
use pinpoint_domain::wire::{Amendment, Correction, Reason, Signed, Verdict};

use super::sql::{Connection, Row};
use super::verdicts::evidence::old_serial;
use super::{Store, StoreError, amendments, moment, named};
use crate::reviews::ReviewDecision;

/// More records of one serial or label than this tell a person nothing new.
const SHOWN: u32 = 20;

/// Something that waits for a person.
#[derive(Debug)]
pub(crate) struct ReviewRow {
    pub pinpoint: PinpointId,
    pub since: Timestamp,
    pub reasons: Vec<Reason>,
    pub distance_m: Option<u32>,
    pub corrections: Vec<CorrectionRow>,
    /// The pinpoint itself first.
    pub records: Vec<RecordRow>,
}

/// A correction that nobody decided yet.
#[derive(Debug)]
pub(crate) struct CorrectionRow {
    pub event: EventId,
    pub installer: InstallerId,
    pub requested_at: Timestamp,
    pub correction: Correction,
}

/// A record that a review has to do with.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing that a record has to do with the review"
)]
pub(crate) struct RecordRow {
    pub id: PinpointId,
    pub same_serial: bool,
    pub same_label: bool,
    /// The one in review names its station as gone.
    pub named_as_gone: bool,
    pub active: bool,
    pub sealed: Vec<u8>,
    pub signatures_json: String,
    pub received_at: Timestamp,
    pub verdict: Option<Signed<Verdict>>,
    pub amendment: Option<Signed<Amendment>>,
    /// In order.
    pub decisions: Vec<DecisionRow>,
}

/// What a person decided about a record.
#[derive(Debug)]
pub(crate) struct DecisionRow {
    pub decision: ReviewDecision,
    pub reason: String,
    pub actor: InstallerId,
    pub at: Timestamp,
}

impl Store {
    /// What waits, the oldest first, after so many others.
    pub(crate) async fn reviews(&self, skip: u32, limit: u32) -> Result<Vec<ReviewRow>, StoreError> {
        self.read(move |connection, network| {
            let waiting: Vec<(PinpointId, Timestamp, Option<String>, Option<u32>)> = connection.rows(
                "SELECT p.id,
                        coalesce(CASE WHEN c.since_ms < r.opened_at_ms THEN c.since_ms END, r.opened_at_ms, c.since_ms),
                        r.reasons_json, r.distance_m
                 FROM pinpoint p
                 LEFT JOIN review r ON r.network = p.network AND r.pinpoint = p.id AND r.closed_at_ms IS NULL
                 LEFT JOIN (SELECT network, pinpoint, min(requested_at_ms) AS since_ms FROM correction
                            WHERE decided_at_ms IS NULL GROUP BY network, pinpoint) c
                   ON c.network = p.network AND c.pinpoint = p.id
                 WHERE p.network = ?1 AND (r.pinpoint IS NOT NULL OR c.pinpoint IS NOT NULL)
                 ORDER BY 2, p.sequence LIMIT ?2 OFFSET ?3",
                (network, limit, skip),
                |row| {
                    Ok((named(row, 0)?, moment(row.get(1)?), row.get(2)?, row.get(3)?))
                },
            )?;
            waiting
                .into_iter()
                .map(|(pinpoint, since, reasons, distance_m)| {
                    let reasons = reasons.map(|json| serde_json::from_str(&json)).transpose();
                    Ok(ReviewRow {
                        pinpoint,
                        since,
                        reasons: reasons.map_err(StoreError::row("review"))?.unwrap_or_default(),
                        distance_m,
                        corrections: corrections(connection, network, pinpoint)?,
                        records: records(connection, network, pinpoint)?,
                    })
                })
                .collect()
        })
        .await
    }
}

fn corrections(
    connection: &Connection,
    network: &str,
    pinpoint: PinpointId,
) -> Result<Vec<CorrectionRow>, StoreError> {
    let rows: Vec<(EventId, InstallerId, Timestamp, String)> = connection.rows(
        "SELECT event, installer, requested_at_ms, correction_json FROM correction
         WHERE network = ?1 AND pinpoint = ?2 AND decided_at_ms IS NULL ORDER BY requested_at_ms, event",
        (network, pinpoint.to_string()),
        |row| Ok((named(row, 0)?, named(row, 1)?, moment(row.get(2)?), row.get(3)?)),
    )?;
    rows.into_iter()
        .map(|(event, installer, requested_at, json)| {
            let correction = serde_json::from_str(&json).map_err(StoreError::row("correction"))?;
            Ok(CorrectionRow { event, installer, requested_at, correction })
        })
        .collect()
}

/// The pinpoint, every other one that has its serial or its label, and what the station is active under that it names as
/// gone.
fn records(
    connection: &Connection,
    network: &str,
    pinpoint: PinpointId,
) -> Result<Vec<RecordRow>, StoreError> {
    let read = |row: &Row<'_>| {
        let verdict: Option<String> = row.get(8)?;
        let record = RecordRow {
            id: named(row, 0)?,
            same_serial: row.get(1)?,
            same_label: row.get(2)?,
            named_as_gone: row.get(3)?,
            active: row.get(4)?,
            sealed: row.get(5)?,
            signatures_json: row.get(6)?,
            received_at: moment(row.get(7)?),
            verdict: None,
            amendment: None,
            decisions: Vec::new(),
        };
        Ok((record, verdict))
    };
    let sealed: Vec<u8> = connection.one(
        "SELECT sealed FROM pinpoint WHERE network = ?1 AND id = ?2",
        (network, pinpoint.to_string()),
        |row| row.get(0),
    )?;
    let gone = old_serial(&sealed);
    let rows: Vec<(RecordRow, Option<String>)> = connection.rows(
        "WITH gone AS (SELECT active_pinpoint AS id FROM station
                       WHERE network = ?1 AND serial = ?4 AND active_pinpoint IS NOT NULL)
         SELECT o.id, o.maker = p.maker AND o.serial_canonical = p.serial_canonical, o.mac_digits = p.mac_digits,
                o.id <> p.id AND o.id IN (SELECT id FROM gone),
                EXISTS (SELECT 1 FROM station s WHERE s.network = o.network AND s.active_pinpoint = o.id),
                o.sealed, o.signatures_json, o.received_at_ms,
                (SELECT signed_json FROM verdict v WHERE v.network = o.network AND v.pinpoint = o.id
                 ORDER BY version DESC LIMIT 1)
         FROM pinpoint p JOIN pinpoint o ON o.network = p.network
           AND ((o.maker = p.maker AND o.serial_canonical = p.serial_canonical) OR o.mac_digits = p.mac_digits
                OR o.id IN (SELECT id FROM gone))
         WHERE p.network = ?1 AND p.id = ?2 ORDER BY o.id <> p.id, o.sequence DESC LIMIT ?3",
        (network, pinpoint.to_string(), SHOWN, gone),
        read,
    )?;
    rows.into_iter()
        .map(|(record, verdict)| {
            let verdict = verdict.map(|json| serde_json::from_str(&json)).transpose();
            let amendment = amendments::newest(connection, network, &record.id.to_string())?;
            let decisions = decisions(connection, network, &record.id.to_string())?;
            let verdict = verdict.map_err(StoreError::row("verdict"))?;
            Ok(RecordRow { verdict, amendment, decisions, ..record })
        })
        .collect()
}

/// What people decided about a pinpoint, in order.
pub(super) fn decisions(
    connection: &Connection,
    network: &str,
    pinpoint: &str,
) -> Result<Vec<DecisionRow>, StoreError> {
    let rows: Vec<(String, String, InstallerId, Timestamp)> = connection.rows(
        "SELECT decision, reason, actor, at_ms FROM decision
         WHERE network = ?1 AND pinpoint = ?2 ORDER BY number",
        (network, pinpoint),
        |row| Ok((row.get(0)?, row.get(1)?, named(row, 2)?, moment(row.get(3)?))),
    )?;
    rows.into_iter()
        .map(|(name, reason, actor, at)| {
            let decision = ReviewDecision::named(&name)
                .ok_or_else(|| StoreError::Row { table: "decision", reason: format!("`{name}`") })?;
            Ok(DecisionRow { decision, reason, actor, at })
        })
        .collect()
}
