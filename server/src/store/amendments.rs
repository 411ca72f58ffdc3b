//! What is asked for after the seal, and what counts instead of what was sealed. The sealed bytes stay.

use std::sync::Arc;

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{AmendedFact, Amendment, Changed, Correction, Digest, Signed, VERSION};

use super::audit::{self, Entry};
use super::events::NewEvent;
use super::sql::Connection;
use super::{Put, Store, StoreError, millis};
use crate::keys::Keys;

impl Store {
    /// Amends a pinpoint: these facts count from now on, and whatever was asked for is decided. None: no such pinpoint.
    pub(crate) async fn amend(
        &self,
        pinpoint: PinpointId,
        facts: Vec<AmendedFact>,
        reason: String,
        keys: Arc<Keys>,
        put: Put,
    ) -> Result<Option<Signed<Amendment>>, StoreError> {
        let network_id = self.rooms.network.clone();
        self.write(move |transaction, network| {
            let id = pinpoint.to_string();
            let found: Option<([u8; 32], String)> = transaction.first(
"SELECT digest, company FROM pinpoint WHERE network = ?1 AND id = ?2",
(network, &id), |row| Ok((row.get(0)?, row.get(1)?)))?;
            let Some((digest, company)) = found else { return Ok(None) };
            let number: u32 = transaction.one(
"SELECT coalesce(max(number), 0) + 1 FROM amendment WHERE network = ?1 AND pinpoint = ?2",
(network, &id), |row| row.get(0))?;
            let amendment = keys.sign(&Amendment {
                v: VERSION,
                network: network_id,
                pinpoint_id: pinpoint,
                digest: Digest::from_bytes(digest),
                number,
                facts,
                reason: reason.clone(),
                at: put.now,
            });
            let json = StoreError::row("amendment");
            let signed_json = serde_json::to_string(&amendment).map_err(&json)?;
            let at_ms = millis(put.now);
            let actor = put.actor.to_string();
            transaction.execute(
                "INSERT INTO amendment (network, pinpoint, number, signed_json, actor, at_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (network, &id, number, &signed_json, &actor, at_ms),
            )?;
            transaction.execute(
                "UPDATE correction SET decided_at_ms = ?3
                 WHERE network = ?1 AND pinpoint = ?2 AND decided_at_ms IS NULL",
                (network, &id, at_ms),
            )?;
            let what = Changed::Amendment { amendment: amendment.clone() };
            let body_json = serde_json::to_string(&what).map_err(&json)?;
            transaction.execute(
                "INSERT INTO change (network, company, pinpoint, body_json, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
                (network, &company, &id, &body_json, at_ms),
            )?;
            let request_id = put.request_id;
            let entry = Entry { actor, action: "pinpoint-amended", subject: id.clone(), reason, request_id };
            audit::append(transaction, network, put.now, &entry)?;
            audit::tell(transaction, network, put.now, "pinpoint-amended", &id, &signed_json)?;
            Ok(Some(amendment))
        })
        .await
    }
}

/// Keeps what an event asks to correct, for the people who decide.
pub(super) fn note_correction(
    transaction: &Connection,
    network: &str,
    event: &NewEvent,
    correction: &Correction,
    put: &Put,
) -> Result<(), StoreError> {
    let correction_json = serde_json::to_string(correction).map_err(StoreError::row("correction"))?;
    transaction.execute(
        "INSERT INTO correction (network, event, pinpoint, correction_json, installer, requested_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            network,
            event.id.to_string(),
            event.pinpoint.to_string(),
            correction_json,
            event.installer.to_string(),
            millis(put.now),
        ),
    )?;
    Ok(())
}

/// The amendment that counts.
pub(super) fn newest(
    connection: &Connection,
    network: &str,
    pinpoint: &str,
) -> Result<Option<Signed<Amendment>>, StoreError> {
    let json: Option<String> = connection.first(
        "SELECT signed_json FROM amendment WHERE network = ?1 AND pinpoint = ?2 ORDER BY number DESC LIMIT 1",
        (network, pinpoint),
        |row| row.get(0),
    )?;
    json.map(|json| serde_json::from_str(&json).map_err(StoreError::row("amendment"))).transpose()
}
