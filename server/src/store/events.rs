//! What is said beside a sealed record, and what is laid beside it later.

use std::sync::Arc;

use pinpoint_domain::ids::{CompanyId, DeviceId, EventId, InstallerId, PinpointId};
use pinpoint_domain::wire::{Correction, Digest, Receipt, Signed, Subject};

use super::accounts::{Standing, standing};
use super::amendments::note_correction;
use super::audit::{self, Entry};
use super::pinpoints::{NewPinpoint, Put, due, next_sequences, read_receipt, receipt};
use super::sql::Connection;
use super::{Store, StoreError, integer, millis};
use crate::keys::Keys;

/// Far beyond the verification steps of a station, done and taken back; a signed log without end is no use to anybody.
pub(crate) const MOST_EVENTS: u32 = 200;

/// An event whose signatures were checked.
#[derive(Debug)]
pub(crate) struct NewEvent {
    pub id: EventId,
    pub pinpoint: PinpointId,
    pub kind: &'static str,
    pub digest: Digest,
    pub payload: Vec<u8>,
    pub installer: InstallerId,
    pub device: DeviceId,
    pub company: CompanyId,
    pub signatures_json: String,
    pub grant_json: String,
    /// A capsule that takes the place of the record's.
    pub capsule_json: Option<String>,
    /// What the network is asked to correct.
    pub correction: Option<Correction>,
}

/// What became of an event.
#[derive(Debug, Clone)]
pub(crate) enum EventOutcome {
    /// Stored, now or before.
    Stored { receipt: Signed<Receipt>, created: bool },
    /// Other bytes under the same id.
    Differs,
    /// The device was revoked.
    DeviceRevoked,
    /// A capsule of somebody who is not certified now.
    NotCertified,
    /// The pinpoint has [`MOST_EVENTS`] already.
    TooMany,
    /// No such pinpoint of this company.
    PinpointUnknown,
}

/// A stored event.
#[derive(Debug)]
pub(crate) struct EventRow {
    pub id: String,
    pub kind: String,
    pub payload: Option<Vec<u8>>,
    pub signatures_json: String,
    pub receipt_json: String,
}

impl Store {
    /// Stores an event after the seal.
    pub(crate) async fn put_event(
        &self,
        event: NewEvent,
        keys: Arc<Keys>,
        put: Put,
    ) -> Result<EventOutcome, StoreError> {
        let network_id = self.rooms.network.clone();
        self.write(move |transaction, network| {
            let owner: Option<String> = transaction.first(
                "SELECT company FROM pinpoint WHERE network = ?1 AND id = ?2",
                (network, event.pinpoint.to_string()),
                |row| row.get(0),
            )?;
            if owner != Some(event.company.to_string()) {
                return Ok(EventOutcome::PinpointUnknown);
            }
            let known: Option<([u8; 32], String, String)> = transaction.first(
                "SELECT digest, pinpoint, receipt_json FROM pinpoint_event WHERE network = ?1 AND id = ?2",
                (network, event.id.to_string()),
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            if let Some((digest, pinpoint, receipt_json)) = known {
                return if digest == *event.digest.as_bytes() && pinpoint == event.pinpoint.to_string() {
                    Ok(EventOutcome::Stored { receipt: read_receipt(&receipt_json)?, created: false })
                } else {
                    Ok(EventOutcome::Differs)
                };
            }
            match standing(transaction, network, &event.device, &event.installer, put.now)? {
                Standing::DeviceRevoked => return Ok(EventOutcome::DeviceRevoked),
                // A capsule speaks for the label, as a record does.
                Standing::NotCertified if event.capsule_json.is_some() => {
                    return Ok(EventOutcome::NotCertified);
                }
                Standing::NotCertified | Standing::Certified => {}
            }
            let count: u32 = transaction.one(
                "SELECT count(*) FROM pinpoint_event WHERE network = ?1 AND pinpoint = ?2",
                (network, event.pinpoint.to_string()),
                |row| row.get(0),
            )?;
            if count >= MOST_EVENTS {
                return Ok(EventOutcome::TooMany);
            }
            let sequence = next_sequences(transaction, network, 1)?;
            let receipt =
                keys.sign(&receipt(&network_id, Subject::Event(event.id), event.digest, put.now, sequence));
            insert_event(transaction, network, sequence, &event, &receipt, &put)?;
            Ok(EventOutcome::Stored { receipt, created: true })
        })
        .await
    }
}

/// The events of a record, in the order of their arrival.
pub(super) fn events_of(
    connection: &Connection,
    network: &str,
    pinpoint: PinpointId,
) -> Result<Vec<EventRow>, StoreError> {
    let events = connection.rows(
        "SELECT id, kind, payload, signatures_json, receipt_json FROM pinpoint_event
         WHERE network = ?1 AND pinpoint = ?2 ORDER BY sequence",
        (network, pinpoint.to_string()),
        |row| {
            Ok(EventRow {
                id: row.get(0)?,
                kind: row.get(1)?,
                payload: row.get(2)?,
                signatures_json: row.get(3)?,
                receipt_json: row.get(4)?,
            })
        },
    )?;
    Ok(events)
}

/// A record that came without its capsule or annex takes what a repeated PUT brings: neither is part of the sealed bytes,
/// and the commitment inside proves the annex. What came once and went does not come again.
pub(super) fn complete(
    transaction: &Connection,
    network: &str,
    item: &NewPinpoint,
    put: &Put,
) -> Result<(), StoreError> {
    let (id, actor) = (item.id.to_string(), put.actor.to_string());
    let added = |action| Entry {
        actor: actor.clone(),
        action,
        subject: id.clone(),
        reason: String::new(),
        request_id: put.request_id.clone(),
    };
    if let Some(annex_json) = &item.annex_json {
        let sql = "UPDATE pinpoint SET annex_json = ?3, annex_by = ?4
                   WHERE network = ?1 AND id = ?2 AND annex_by IS NULL";
        if transaction.execute(sql, (network, &id, annex_json, &actor))? == 1 {
            audit::append(transaction, network, put.now, &added("annex-added"))?;
        }
    }
    if let Some(capsule_json) = &item.capsule_json
        && standing(transaction, network, &item.device, &item.installer, put.now)? == Standing::Certified
    {
        let sql = "UPDATE pinpoint SET capsule_json = ?3, capsule_by = ?4
                   WHERE network = ?1 AND id = ?2 AND capsule_by IS NULL";
        if transaction.execute(sql, (network, &id, capsule_json, &actor))? == 1 {
            due(transaction, network, &id, put.now)?;
            audit::append(transaction, network, put.now, &added("capsule-added"))?;
        }
    }
    Ok(())
}

fn insert_event(
    transaction: &Connection,
    network: &str,
    sequence: u64,
    event: &NewEvent,
    receipt: &Signed<Receipt>,
    put: &Put,
) -> Result<(), StoreError> {
    let pinpoint = event.pinpoint.to_string();
    let receipt_json = serde_json::to_string(receipt).map_err(StoreError::row("receipt"))?;
    transaction.execute(
        "INSERT INTO pinpoint_event (sequence, network, id, pinpoint, kind, digest, payload, signatures_json,
            grant_json, receipt_json, received_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        (
            integer(sequence),
            network,
            event.id.to_string(),
            &pinpoint,
            event.kind,
            event.digest.as_bytes(),
            &event.payload,
            &event.signatures_json,
            &event.grant_json,
            &receipt_json,
            millis(put.now),
        ),
    )?;
    if let Some(capsule_json) = &event.capsule_json {
        transaction.execute(
            "UPDATE pinpoint SET capsule_json = ?3, capsule_by = ?4 WHERE network = ?1 AND id = ?2",
            (network, &pinpoint, capsule_json, event.installer.to_string()),
        )?;
        due(transaction, network, &pinpoint, put.now)?;
    }
    if let Some(correction) = &event.correction {
        note_correction(transaction, network, event, correction, put)?;
    }
    let entry = Entry {
        actor: put.actor.to_string(),
        action: "event-stored",
        subject: pinpoint.clone(),
        reason: event.kind.into(),
        request_id: put.request_id.clone(),
    };
    audit::append(transaction, network, put.now, &entry)?;
    audit::tell(transaction, network, put.now, "event-stored", &pinpoint, &receipt_json)
}
