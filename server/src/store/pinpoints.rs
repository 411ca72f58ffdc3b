//! Sealed records and what is said beside them. Bytes are kept verbatim; receipts are written once.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{CompanyId, DeviceId, InstallerId, NetworkId, PhotoId, PinpointId};
use pinpoint_domain::wire::{Amendment, Digest, Receipt, Signed, Subject, VERSION};

use super::accounts::{Standing, standing};
use super::audit::{self, Entry};
use super::events::{EventRow, complete, events_of};
use super::photos::PhotoKind;
use super::sql::Connection;
use super::{Store, StoreError, amendments, erasures, integer, millis};
use crate::keys::Keys;
use crate::parallel;

/// A record whose signatures were checked.
#[derive(Debug)]
pub(crate) struct NewPinpoint {
    pub id: PinpointId,
    pub digest: Digest,
    pub sealed: Vec<u8>,
    pub maker: String,
    pub serial_canonical: String,
    pub mac_digits: String,
    pub kind: String,
    pub pin: Coordinate,
    pub device: DeviceId,
    pub device_sequence: u64,
    pub installer: InstallerId,
    pub company: CompanyId,
    pub signatures_json: String,
    pub grant_json: String,
    pub marks_json: String,
    pub capsule_json: Option<String>,
    pub annex_json: Option<String>,
    pub photos: Vec<NewPhoto>,
}

/// A file that a record announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NewPhoto {
    pub id: PhotoId,
    pub kind: PhotoKind,
    pub digest: Digest,
    pub bytes: u64,
}

/// Who puts, and when by the server's clock.
#[derive(Debug, Clone)]
pub(crate) struct Put {
    pub actor: InstallerId,
    pub request_id: String,
    pub now: Timestamp,
}

/// What became of a record.
#[derive(Debug, Clone)]
pub(crate) enum PutOutcome {
    /// Stored, now or before, with the one receipt that it will ever have.
    Stored { receipt: Signed<Receipt>, created: bool },
    /// Other bytes, or another company's, under the same id.
    Differs,
    /// The author is not certified now; nothing was stored.
    NotCertified,
    /// The device was revoked, or was never registered; nothing was stored.
    DeviceRevoked,
    /// A photo's id is taken by other bytes; nothing was stored.
    PhotoTaken { photo: PhotoId },
}

/// A stored record for its company's eyes.
#[derive(Debug)]
pub(crate) struct PinpointRow {
    pub sealed: Vec<u8>,
    pub signatures_json: String,
    pub company: String,
    pub receipt_json: String,
    pub verdict_json: Option<String>,
    /// What counts instead of what was sealed.
    pub amendment: Option<Signed<Amendment>>,
    /// Receipt, and payload with signatures unless the payload is gone.
    pub events: Vec<EventRow>,
    /// There was an annex, or there might have been one, and none comes any more.
    pub annex_erased: bool,
    /// Files of its photos that were erased.
    pub erased_photos: Vec<PhotoId>,
}

/// What the first look at a record says.
enum Look {
    Decided(PutOutcome),
    /// The same as an earlier record of this batch.
    Again(usize),
    New,
}

impl Store {
    /// Stores records in one transaction; one outcome each, in order.
    pub(crate) async fn put_pinpoints(
        &self,
        items: Vec<NewPinpoint>,
        keys: Arc<Keys>,
        put: Put,
    ) -> Result<Vec<PutOutcome>, StoreError> {
        let network_id = self.rooms.network.clone();
        let written = self.write(move |transaction, network| {
            let looks = look(transaction, network, &items, put.now)?;
            let fresh = looks.iter().filter(|look| matches!(look, Look::New)).count();
            let first = next_sequences(transaction, network, fresh)?;
            let numbered: Vec<(u64, &NewPinpoint)> = (first..)
                .zip(
                    items
                        .iter()
                        .zip(&looks)
                        .filter(|(_, look)| matches!(look, Look::New))
                        .map(|(item, _)| item),
                )
                .collect();
            let receipts = parallel::map(&numbered, |(sequence, item)| {
                let subject = Subject::Pinpoint(item.id);
                keys.sign(&receipt(&network_id, subject, item.digest, put.now, *sequence))
            });
            for ((sequence, item), receipt) in numbered.iter().zip(&receipts) {
                insert(transaction, network, *sequence, item, receipt, &put)?;
            }
            for (item, look) in items.iter().zip(&looks) {
                if let Look::Again(_) | Look::Decided(PutOutcome::Stored { .. }) = look {
                    complete(transaction, network, item, &put)?;
                }
            }
            let mut receipts = receipts.into_iter();
            let mut outcomes: Vec<PutOutcome> = Vec::with_capacity(looks.len());
            for look in looks {
                let outcome = match look {
                    Look::Decided(outcome) => outcome,
                    Look::New => receipts
                        .next()
                        .map_or(PutOutcome::Differs, |receipt| PutOutcome::Stored { receipt, created: true }),
                    Look::Again(index) => match outcomes.get(index) {
                        Some(PutOutcome::Stored { receipt, .. }) => {
                            PutOutcome::Stored { receipt: receipt.clone(), created: false }
                        }
                        Some(other) => other.clone(),
                        None => PutOutcome::Differs,
                    },
                };
                outcomes.push(outcome);
            }
            Ok(outcomes)
        });
        let outcomes = written.await?;
        let created = |outcome: &&PutOutcome| matches!(outcome, PutOutcome::Stored { created: true, .. });
        self.rooms.metrics.records_stored(outcomes.iter().filter(created).count());
        Ok(outcomes)
    }

    /// A record with all that is said beside it.
    pub(crate) async fn pinpoint(&self, id: PinpointId) -> Result<Option<PinpointRow>, StoreError> {
        self.read(move |connection, network| {
            let row = connection.first(
                "SELECT sealed, signatures_json, company, receipt_json,
                        (SELECT signed_json FROM verdict v WHERE v.network = p.network AND v.pinpoint = p.id
                         ORDER BY version DESC LIMIT 1),
                        annex_json IS NULL AND annex_by IS NOT NULL
                 FROM pinpoint p WHERE network = ?1 AND id = ?2",
                (network, id.to_string()),
                |row| {
                    Ok(PinpointRow {
                        sealed: row.get(0)?,
                        signatures_json: row.get(1)?,
                        company: row.get(2)?,
                        receipt_json: row.get(3)?,
                        verdict_json: row.get(4)?,
                        amendment: None,
                        events: Vec::new(),
                        annex_erased: row.get(5)?,
                        erased_photos: Vec::new(),
                    })
                },
            )?;
            let Some(mut row) = row else { return Ok(None) };
            row.events = events_of(connection, network, id)?;
            row.amendment = amendments::newest(connection, network, &id.to_string())?;
            row.erased_photos = erasures::photos_of(connection, network, id)?;
            Ok(Some(row))
        })
        .await
    }
}

/// A receipt in words, before it is signed.
pub(super) fn receipt(
    network: &NetworkId,
    subject: Subject,
    digest: Digest,
    received_at: Timestamp,
    server_sequence: u64,
) -> Receipt {
    Receipt { v: VERSION, network: network.clone(), subject, digest, received_at, server_sequence }
}

/// Takes the next numbers of the counter that receipts carry; the first of them.
pub(super) fn next_sequences(
    transaction: &Connection,
    network: &str,
    count: usize,
) -> Result<u64, StoreError> {
    let last: i64 = transaction.one(
        "INSERT INTO counter (network, value) VALUES (?1, ?2)
         ON CONFLICT (network) DO UPDATE SET value = counter.value + ?2 RETURNING value",
        (network, i64::try_from(count).unwrap_or(i64::MAX)),
        |row| row.get(0),
    )?;
    Ok(u64::try_from(last).unwrap_or_default() + 1 - u64::try_from(count).unwrap_or_default())
}

pub(super) fn read_receipt(json: &str) -> Result<Signed<Receipt>, StoreError> {
    serde_json::from_str(json).map_err(StoreError::row("receipt"))
}

/// Compares each record with the books, before anything is written.
fn look(
    transaction: &Connection,
    network: &str,
    items: &[NewPinpoint],
    now: Timestamp,
) -> Result<Vec<Look>, StoreError> {
    let mut in_batch: HashMap<PinpointId, (usize, Digest)> = HashMap::new();
    let mut photos: HashMap<PhotoId, Digest> = HashMap::new();
    let mut standings: HashMap<(DeviceId, InstallerId), Standing> = HashMap::new();
    let known = "SELECT digest, company, receipt_json FROM pinpoint WHERE network = ?1 AND id = ?2";
    let mut looks = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let stored: Option<([u8; 32], String, String)> =
            transaction.first(known, (network, item.id.to_string()), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        looks.push(if let Some((digest, company, receipt_json)) = stored {
            Look::Decided(if digest == *item.digest.as_bytes() && company == item.company.to_string() {
                PutOutcome::Stored { receipt: read_receipt(&receipt_json)?, created: false }
            } else {
                PutOutcome::Differs
            })
        } else if let Some((earlier, digest)) = in_batch.get(&item.id) {
            if *digest == item.digest { Look::Again(*earlier) } else { Look::Decided(PutOutcome::Differs) }
        } else {
            let author = (item.device, item.installer);
            let standing = if let Some(known) = standings.get(&author) {
                *known
            } else {
                let found = standing(transaction, network, &item.device, &item.installer, now)?;
                *standings.entry(author).or_insert(found)
            };
            let look = match standing {
                Standing::NotCertified => Look::Decided(PutOutcome::NotCertified),
                Standing::DeviceRevoked => Look::Decided(PutOutcome::DeviceRevoked),
                Standing::Certified => match taken_photo(transaction, network, &item.photos, &mut photos)? {
                    Some(photo) => Look::Decided(PutOutcome::PhotoTaken { photo }),
                    None => Look::New,
                },
            };
            in_batch.insert(item.id, (index, item.digest));
            look
        });
    }
    Ok(looks)
}

/// The first photo whose id already names other bytes, in the books or earlier in this batch.
fn taken_photo(
    connection: &Connection,
    network: &str,
    photos: &[NewPhoto],
    in_batch: &mut HashMap<PhotoId, Digest>,
) -> Result<Option<PhotoId>, StoreError> {
    let known = "SELECT digest FROM photo WHERE network = ?1 AND id = ?2";
    for photo in photos {
        let stored: Option<[u8; 32]> =
            connection.first(known, (network, photo.id.to_string()), |row| row.get(0))?;
        let earlier = *in_batch.entry(photo.id).or_insert(photo.digest);
        if stored.is_some_and(|stored| stored != *photo.digest.as_bytes()) || earlier != photo.digest {
            return Ok(Some(photo.id));
        }
    }
    Ok(None)
}

fn insert(
    transaction: &Connection,
    network: &str,
    sequence: u64,
    item: &NewPinpoint,
    receipt: &Signed<Receipt>,
    put: &Put,
) -> Result<(), StoreError> {
    let id = item.id.to_string();
    let receipt_json = serde_json::to_string(receipt).map_err(StoreError::row("receipt"))?;
    let station = (network, &item.maker, &item.serial_canonical);
    let known = "SELECT 1 FROM station WHERE network = ?1 AND maker = ?2 AND serial = ?3";
    if !transaction.exists(known, station)? {
        transaction.execute("INSERT INTO station (network, maker, serial) VALUES (?1, ?2, ?3)", station)?;
    }
    transaction.execute(
        "INSERT INTO pinpoint (sequence, network, id, sealed, digest, maker, serial_canonical, mac_digits, kind,
            lat_e7, lon_e7, device, device_sequence, installer, company, signatures_json, grant_json, marks_json,
            receipt_json, received_at_ms, capsule_json, capsule_by, annex_json, annex_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
            ?22, ?23, ?24)",
        (
            integer(sequence),
            network,
            &id,
            &item.sealed,
            item.digest.as_bytes(),
            &item.maker,
            &item.serial_canonical,
            &item.mac_digits,
            &item.kind,
            item.pin.lat_e7(),
            item.pin.lon_e7(),
            item.device.to_string(),
            integer(item.device_sequence),
            item.installer.to_string(),
            item.company.to_string(),
            &item.signatures_json,
            &item.grant_json,
            &item.marks_json,
            &receipt_json,
            millis(put.now),
            &item.capsule_json,
            item.capsule_json.as_ref().map(|_| put.actor.to_string()),
            &item.annex_json,
            item.annex_json.as_ref().map(|_| put.actor.to_string()),
        ),
    )?;
    for photo in &item.photos {
        let photo_id = photo.id.to_string();
        // The two files of a photo may be one.
        if transaction.exists("SELECT 1 FROM photo WHERE network = ?1 AND id = ?2", (network, &photo_id))? {
            continue;
        }
        transaction.execute(
            "INSERT INTO photo (network, id, pinpoint, kind, digest, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (network, &photo_id, &id, photo.kind.as_str(), photo.digest.as_bytes(), integer(photo.bytes)),
        )?;
    }
    due(transaction, network, &id, put.now)?;
    let entry = Entry {
        actor: put.actor.to_string(),
        action: "pinpoint-stored",
        subject: id.clone(),
        reason: String::new(),
        request_id: put.request_id.clone(),
    };
    audit::append(transaction, network, put.now, &entry)?;
    audit::tell(transaction, network, put.now, "pinpoint-stored", &id, &receipt_json)
}

/// Queues a pinpoint for a verdict.
pub(super) fn due(
    connection: &Connection,
    network: &str,
    pinpoint: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO verdict_due (network, pinpoint, due_at_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (network, pinpoint) DO UPDATE SET due_at_ms = excluded.due_at_ms",
        (network, pinpoint, millis(now)),
    )?;
    Ok(())
}
