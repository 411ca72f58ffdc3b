//! What a verdict rests on: the pinpoint's own columns, the inventory of labels, and what the station is active under.

use jiff::Timestamp;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::Digest;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::super::audit::{self, Entry};
use super::super::sessions::{count_attempts, note_attempt};
use super::super::sql::{Connection, Row};
use super::super::{StoreError, moment, named};
use super::{Desk, Proof};
use crate::verdict::{
    ALERT_AFTER, ATTEMPTS, ATTEMPTS_WITHIN, ActivePinpoint, LabelProof, OldStation, SAME_PLACE_M,
};

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
    /// The serial of the station that it says it replaces, as serials are compared.
    pub(super) old_serial: Option<String>,
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
            let pin = coordinate((row.get(3)?, row.get(4)?))?;
            Ok((id, ActivePinpoint { same_company, same_mac, same_device, pin, accepted_at }))
        };
        let key = (
            self.network,
            &subject.maker,
            &subject.serial,
            subject.id.to_string(),
            &subject.company,
            &subject.mac,
        );
        self.transaction.first(
            "SELECT p.id, p.company = ?5, p.mac_digits = ?6, p.lat_e7, p.lon_e7,
                    (SELECT max(v.at_ms) FROM verdict v WHERE v.network = p.network AND v.pinpoint = p.id
                     AND v.decision = 'accepted'),
                    p.device = (SELECT n.device FROM pinpoint n WHERE n.network = p.network AND n.id = ?4)
             FROM station s JOIN pinpoint p ON p.network = s.network AND p.id = s.active_pinpoint
             WHERE s.network = ?1 AND s.maker = ?2 AND s.serial = ?3 AND s.active_pinpoint <> ?4",
            key,
            read,
        )
    }

    /// The pinpoints of other stations that are active under this label.
    pub(super) fn active_under_label(&self, subject: &Subject) -> Result<Vec<PinpointId>, StoreError> {
        let key = (self.network, &subject.mac, &subject.maker, &subject.serial);
        let ids = self.transaction.rows(
            "SELECT active_pinpoint FROM station
             WHERE network = ?1 AND active_mac = ?2 AND NOT (maker = ?3 AND serial = ?4)",
            key,
            |row| named(row, 0),
        )?;
        Ok(ids)
    }

    /// The station that this one says it replaces, and the pinpoint that ends with it.
    ///
    /// A record names the old one by its serial alone, so makers are not compared: nothing ends while two could be meant.
    pub(super) fn old_station(
        &self,
        subject: &Subject,
    ) -> Result<(OldStation, Option<PinpointId>), StoreError> {
        let Some(serial) = &subject.old_serial else { return Ok((OldStation::Nowhere, None)) };
        let read = |row: &Row<'_>| {
            let (id, own): (PinpointId, bool) = (named(row, 0)?, row.get(1)?);
            let pin = coordinate((row.get(2)?, row.get(3)?))?;
            Ok((id, own && pin.distance_m(&subject.pin) <= SAME_PLACE_M))
        };
        let named: Vec<(PinpointId, bool)> = self.transaction.rows(
            "SELECT p.id, p.company = ?3, p.lat_e7, p.lon_e7
             FROM station s JOIN pinpoint p ON p.network = s.network AND p.id = s.active_pinpoint
             WHERE s.network = ?1 AND s.serial = ?2 AND NOT (s.maker = ?4 AND s.serial = ?5)",
            (self.network, serial, &subject.company, &subject.maker, &subject.serial),
            read,
        )?;
        let mut here = named.iter().filter(|(_, here)| *here);
        Ok(match (here.next(), here.next(), named.as_slice()) {
            (Some((id, _)), None, _) => (OldStation::Here, Some(*id)),
            (None, None, []) => (OldStation::Nowhere, None),
            (None, None, [(id, _)]) => (OldStation::Elsewhere, Some(*id)),
            _ => (OldStation::Elsewhere, None),
        })
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
    let label: Option<([u8; 32], String)> = connection.first(
        "SELECT password_hmac, state FROM label WHERE network = ?1 AND mac_digits = ?2",
        (network, mac),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
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
        Ok(Subject {
            id,
            digest: Digest::from_bytes(row.get(0)?),
            maker: row.get(1)?,
            serial: row.get(2)?,
            mac: row.get(3)?,
            kind: row.get(4)?,
            pin: coordinate((row.get(5)?, row.get(6)?))?,
            company: row.get(7)?,
            capsule_json: row.get(8)?,
            capsule_by: row.get(9)?,
            old_serial: old_serial(&row.get::<Vec<u8>>(10)?),
        })
    };
    connection.first(
        "SELECT digest, maker, serial_canonical, mac_digits, kind, lat_e7, lon_e7, company, capsule_json,
                capsule_by, sealed
         FROM pinpoint WHERE network = ?1 AND id = ?2",
        (network, id.to_string()),
        read,
    )
}

/// The serial of the station that a record says it replaces, as serials are compared: read out of the sealed bytes. None
/// where they hold none that reads.
pub(in crate::store) fn old_serial(sealed: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Sealed {
        #[serde(default)]
        identity_claim: serde_json::Value,
    }
    let sealed: Sealed = serde_json::from_slice(sealed).ok()?;
    let serial = SerialNumber::kept(sealed.identity_claim.get("old_serial")?.as_str()?).ok()?;
    Some(serial.canonical().to_owned())
}

fn coordinate((lat_e7, lon_e7): (i32, i32)) -> Result<Coordinate, StoreError> {
    Coordinate::from_e7(lat_e7, lon_e7)
        .map_err(|error| StoreError::Row { table: "pinpoint", reason: error.to_string() })
}
