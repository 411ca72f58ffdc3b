//! What a verdict rests on: the pinpoint's own columns, the inventory of labels, and what the station is active under.

use jiff::Timestamp;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::Digest;
use rusqlite::{Connection, OptionalExtension as _, Row};
use subtle::ConstantTimeEq as _;

use super::super::audit::{self, Entry};
use super::super::sessions::{count_attempts, note_attempt};
use super::super::{StoreError, moment, named};
use super::{Desk, Proof};
use crate::verdict::{ALERT_AFTER, ATTEMPTS, ATTEMPTS_WITHIN, ActivePinpoint, LabelProof};

/// A pinpoint's columns that a verdict needs.
pub(super) struct Subject {
    pub(super) id: PinpointId,
    pub(super) digest: Digest,
    pub(super) maker: String,
    pub(super) serial: String,
    pub(super) mac: String,
    pub(super) kind: String,
    pub(super) pin: Coordinate,
    pub(super) company: String,
    pub(super) capsule_json: Option<String>,
    /// Who offered the capsule: the account that a wrong password counts against.
    pub(super) capsule_by: Option<String>,
}

impl Desk<'_> {
    /// Asks the inventory, unless the account that brought the capsule has offered too many wrong passwords lately.
    pub(super) fn prove(&self, subject: &Subject, proof: Proof) -> Result<LabelProof, StoreError> {
        match &subject.capsule_by {
            None => Ok(LabelProof::Missing),
            Some(by) => prove(self.transaction, self.network, self.now, &subject.mac, by, proof),
        }
    }

    /// The other pinpoint that this station is active under.
    pub(super) fn active_of(
        &self,
        subject: &Subject,
    ) -> Result<Option<(PinpointId, ActivePinpoint)>, StoreError> {
        let read = |row: &Row<'_>| {
            let id: PinpointId = named(row, 0)?;
            let (same_company, same_mac, same_device) = (row.get(1)?, row.get(2)?, row.get(6)?);
            let accepted_at = moment(row.get(5)?);
            let pin = coordinate((row.get(3)?, row.get(4)?));
            Ok(pin.map(|pin| (id, ActivePinpoint { same_company, same_mac, same_device, pin, accepted_at })))
        };
        let key = (
            self.network,
            &subject.maker,
            &subject.serial,
            subject.id.to_string(),
            &subject.company,
            &subject.mac,
        );
        self.transaction
            .prepare_cached(
                "SELECT p.id, p.company = ?5, p.mac_digits = ?6, p.lat_e7, p.lon_e7,
                        (SELECT max(v.at_ms) FROM verdict v WHERE v.network = p.network AND v.pinpoint = p.id
                         AND v.decision = 'accepted'),
                        p.device = (SELECT n.device FROM pinpoint n WHERE n.network = p.network AND n.id = ?4)
                 FROM station s JOIN pinpoint p ON p.network = s.network AND p.id = s.active_pinpoint
                 WHERE s.network = ?1 AND s.maker = ?2 AND s.serial = ?3 AND s.active_pinpoint <> ?4",
            )?
            .query_row(key, read)
            .optional()?
            .transpose()
    }

    pub(super) fn mac_active_elsewhere(&self, subject: &Subject) -> Result<bool, StoreError> {
        Ok(self
            .transaction
            .prepare_cached(
                "SELECT 1 FROM station WHERE network = ?1 AND active_mac = ?2 AND NOT (maker = ?3 AND serial = ?4)",
            )?
            .exists((self.network, &subject.mac, &subject.maker, &subject.serial))?)
    }
}

/// What a capsule proves about a label, offered by an account. Wrong passwords are counted, whoever asks for what.
pub(in crate::store) fn prove(
    connection: &Connection,
    network: &str,
    now: Timestamp,
    mac: &str,
    by: &str,
    proof: Proof,
) -> Result<LabelProof, StoreError> {
    let offered = match proof {
        Proof::Missing => return Ok(LabelProof::Missing),
        Proof::Shut => return Ok(LabelProof::Shut),
        Proof::Opened(offered) => offered,
    };
    let since = now - ATTEMPTS_WITHIN;
    if count_attempts(connection, network, "proof", by, since)? >= ATTEMPTS {
        return Ok(LabelProof::Throttled);
    }
    let label: Option<([u8; 32], String)> = connection
        .prepare_cached("SELECT password_hmac, state FROM label WHERE network = ?1 AND mac_digits = ?2")?
        .query_row((network, mac), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((kept, state)) = label
        && bool::from(kept.ct_eq(&offered))
    {
        return Ok(LabelProof::Proved { retired: state == "retired" });
    }
    note_attempt(connection, network, "proof", by, now)?;
    note_attempt(connection, network, "label", mac, now)?;
    if count_attempts(connection, network, "label", mac, since)? == ALERT_AFTER {
        let entry = Entry::of_server("label-guessed", mac.to_owned(), "many-wrong-passwords");
        audit::append(connection, network, now, &entry)?;
    }
    Ok(LabelProof::NotProved)
}

/// Reads a pinpoint's columns.
pub(super) fn subject(
    connection: &Connection,
    network: &str,
    id: PinpointId,
) -> Result<Option<Subject>, StoreError> {
    let read = |row: &Row<'_>| {
        let pin = (row.get(5)?, row.get(6)?);
        let pin = match coordinate(pin) {
            Ok(pin) => pin,
            Err(error) => return Ok(Err(error)),
        };
        Ok(Ok(Subject {
            id,
            digest: Digest::from_bytes(row.get(0)?),
            maker: row.get(1)?,
            serial: row.get(2)?,
            mac: row.get(3)?,
            kind: row.get(4)?,
            pin,
            company: row.get(7)?,
            capsule_json: row.get(8)?,
            capsule_by: row.get(9)?,
        }))
    };
    connection
        .prepare_cached(
            "SELECT digest, maker, serial_canonical, mac_digits, kind, lat_e7, lon_e7, company, capsule_json,
                    capsule_by
             FROM pinpoint WHERE network = ?1 AND id = ?2",
        )?
        .query_row((network, id.to_string()), read)
        .optional()?
        .transpose()
}

fn coordinate((lat_e7, lon_e7): (i32, i32)) -> Result<Coordinate, StoreError> {
    Coordinate::from_e7(lat_e7, lon_e7)
        .map_err(|error| StoreError::Row { table: "pinpoint", reason: error.to_string() })
}
