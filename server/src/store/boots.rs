//! What stations say of themselves when they come online, by the MAC of the label that they answer under.

use std::sync::Arc;

use jiff::Timestamp;
use pinpoint_domain::ids::{NetworkId, PinpointId};
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::{Boot, Changed, Digest, VERSION};

use super::audit::{self, Entry};
use super::sql::Connection;
use super::{Store, StoreError, millis, moment, named};
use crate::keys::Keys;

impl Store {
    /// Notes a station's word. Who pinned it under this label hears of a serial that was not said before.
    pub(crate) async fn note_boot(
        &self,
        mac: &MacAddress,
        serial: SerialNumber,
        keys: Arc<Keys>,
        entry: Entry,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (network_id, mac) = (self.rooms.network.clone(), mac.digits().to_owned());
        self.write(move |transaction, network| {
            let said_before = booted_serial(transaction, network, &mac)?;
            if said_before.is_some_and(|before| before.canonical() == serial.canonical()) {
                return Ok(());
            }
            transaction.execute(
                "INSERT INTO boot (network, mac_digits, serial, at_ms) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (network, mac_digits) DO UPDATE SET serial = excluded.serial, at_ms = excluded.at_ms",
                (network, &mac, serial.printed(), millis(now)),
            )?;
            audit::append(transaction, network, now, &entry)?;
            // Only whoever proved the label: a rejected record may have guessed at it.
            let pinned: Option<PinpointId> = transaction.first(
                "SELECT p.id FROM pinpoint p JOIN verdict v ON v.network = p.network AND v.pinpoint = p.id
                 WHERE p.network = ?1 AND p.mac_digits = ?2 AND v.decision = 'accepted'
                 ORDER BY p.sequence DESC LIMIT 1",
                (network, &mac),
                |row| named(row, 0),
            )?;
            match pinned {
                Some(pinpoint) => tell_boot(transaction, network, &network_id, &keys, pinpoint, now),
                None => Ok(()),
            }
        })
        .await
    }
}

/// The serial that the station under this label said last.
pub(super) fn booted_serial(
    connection: &Connection,
    network: &str,
    mac: &str,
) -> Result<Option<SerialNumber>, StoreError> {
    let serial: Option<String> = connection.first(
        "SELECT serial FROM boot WHERE network = ?1 AND mac_digits = ?2",
        (network, mac),
        |row| row.get(0),
    )?;
    serial.as_deref().map(as_said).transpose()
}

/// The serial that a row holds: to the letter, as the station said it.
fn as_said(serial: &str) -> Result<SerialNumber, StoreError> {
    SerialNumber::kept(serial).map_err(|error| StoreError::Row { table: "boot", reason: error.to_string() })
}

/// Tells a pinpoint's company what the station under its label said, if it said anything.
pub(super) fn tell_boot(
    transaction: &Connection,
    network: &str,
    network_id: &NetworkId,
    keys: &Keys,
    pinpoint: PinpointId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let row: Option<([u8; 32], String, String, i64)> = transaction.first(
        "SELECT p.digest, p.company, b.serial, b.at_ms FROM pinpoint p
         JOIN boot b ON b.network = p.network AND b.mac_digits = p.mac_digits
         WHERE p.network = ?1 AND p.id = ?2",
        (network, pinpoint.to_string()),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let Some((digest, company, serial, at_ms)) = row else { return Ok(()) };
    let serial = as_said(&serial)?;
    let boot = keys.sign(&Boot {
        v: VERSION,
        network: network_id.clone(),
        pinpoint_id: pinpoint,
        digest: Digest::from_bytes(digest),
        serial,
        at: moment(at_ms),
    });
    let body_json = serde_json::to_string(&Changed::Boot { boot }).map_err(StoreError::row("change"))?;
    transaction.execute(
        "INSERT INTO change (network, company, pinpoint, body_json, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        (network, &company, pinpoint.to_string(), &body_json, millis(now)),
    )?;
    Ok(())
}
