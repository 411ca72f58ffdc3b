//! What is erased from beside a sealed record: its annex, and files of photos. Record, receipts and audit stay, and the
//! company's phones hear of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::{Changed, Digest, Erasure, SealedRecord, VERSION};

use super::audit::{self, Entry};
use super::photos::PhotoKind;
use super::sql::Connection;
use super::{Put, Store, StoreError, millis, named};
use crate::erasures::ToErase;
use crate::keys::Keys;

/// What became of an order to erase.
#[derive(Debug)]
pub(crate) enum Erasing {
    /// What was erased now. What had been erased before is no news.
    Done(Erasure),
    /// No such pinpoint.
    PinpointUnknown,
    /// No such photo of this pinpoint.
    PhotoUnknown(PhotoId),
}

/// A file of an erased photo.
#[derive(Debug)]
pub(crate) struct ErasedFile {
    pub photo: PhotoId,
    pub kind: PhotoKind,
    pub digest: Digest,
    /// Another photo that was not erased has these bytes, or is bringing them.
    pub needed: bool,
}

impl Store {
    /// Notes what is erased. The files go afterwards, so that whatever a crash leaves is known ([`Store::erased_files`]).
    pub(crate) async fn erase(
        &self,
        pinpoint: PinpointId,
        what: ToErase,
        reason: String,
        keys: Arc<Keys>,
        put: Put,
    ) -> Result<Erasing, StoreError> {
        let network_id = self.rooms.network.clone();
        self.write(move |transaction, network| {
            let id = pinpoint.to_string();
            let found: Option<(Vec<u8>, [u8; 32], String)> = transaction.first(
                "SELECT sealed, digest, company FROM pinpoint WHERE network = ?1 AND id = ?2",
                (network, &id),
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            let Some((sealed, digest, company)) = found else { return Ok(Erasing::PinpointUnknown) };
            let mut files: Vec<PhotoId> = transaction.rows(
                "SELECT id FROM photo WHERE network = ?1 AND pinpoint = ?2 ORDER BY id",
                (network, &id),
                |row| named(row, 0),
            )?;
            if let Some(unknown) = what.photos.iter().find(|photo| !files.contains(photo)) {
                return Ok(Erasing::PhotoUnknown(*unknown));
            }
            if !what.all_photos {
                let both = both_files(&sealed, &what.photos)?;
                files.retain(|file| both.contains(file));
            }
            let entry = |action, subject| Entry {
                actor: put.actor.to_string(),
                action,
                subject,
                reason: reason.clone(),
                request_id: put.request_id.clone(),
            };
            let annex = what.annex && erase_annex(transaction, network, &id)?;
            if annex {
                audit::append(transaction, network, put.now, &entry("annex-erased", id.clone()))?;
            }
            let mut photos = Vec::with_capacity(files.len());
            for photo in files {
                if erase_photo(transaction, network, photo, put.now)? {
                    audit::append(transaction, network, put.now, &entry("photo-erased", photo.to_string()))?;
                    photos.push(photo);
                }
            }
            let erasure = Erasure {
                v: VERSION,
                network: network_id,
                pinpoint_id: pinpoint,
                digest: Digest::from_bytes(digest),
                annex,
                photos,
                at: put.now,
            };
            if erasure.annex || !erasure.photos.is_empty() {
                tell(transaction, network, &company, &erasure, &keys)?;
            }
            Ok(Erasing::Done(erasure))
        })
        .await
    }

    /// Files of erased photos: those that may still be there, or all that there ever were.
    pub(crate) async fn erased_files(&self, ever: bool) -> Result<Vec<ErasedFile>, StoreError> {
        self.read(move |connection, network| {
            let left = if ever { "" } else { " AND e.file_gone_at_ms IS NULL" };
            let erased = format!(
                "FROM erased_photo e JOIN photo h ON h.network = e.network AND h.id = e.photo
                 WHERE e.network = ?1{left}"
            );
            let mut files = connection.rows(
                &format!("SELECT e.photo, h.kind, h.digest {erased} ORDER BY e.photo"),
                (network,),
                |row| {
                    let (photo, digest) = (named(row, 0)?, Digest::from_bytes(row.get(2)?));
                    let kind = PhotoKind::of(&row.get::<String>(1)?);
                    Ok(ErasedFile { photo, kind, digest, needed: false })
                },
            )?;
            if files.is_empty() {
                return Ok(files);
            }
            // No index finds a photo by its bytes: that would cost each one that arrives, and is asked when something is erased.
            let needed: BTreeSet<(String, [u8; 32])> = connection
                .rows(
                    &format!(
                        "SELECT DISTINCT o.kind, o.digest FROM photo o
                         WHERE o.network = ?1 AND (o.receipt_json IS NOT NULL OR o.upload_metadata IS NOT NULL)
                           AND o.digest IN (SELECT h.digest {erased})
                           AND NOT EXISTS (SELECT 1 FROM erased_photo g WHERE g.network = o.network AND g.photo = o.id)"
                    ),
                    (network,),
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?
                .into_iter()
                .collect();
            for file in &mut files {
                file.needed = needed.contains(&(file.kind.as_str().to_owned(), *file.digest.as_bytes()));
            }
            Ok(files)
        })
        .await
    }

    /// Notes that no byte of an erased photo is left.
    pub(crate) async fn file_is_gone(&self, photo: PhotoId, now: Timestamp) -> Result<(), StoreError> {
        self.write(move |transaction, network| {
            transaction.execute(
                "UPDATE erased_photo SET file_gone_at_ms = ?3 WHERE network = ?1 AND photo = ?2",
                (network, photo.to_string(), millis(now)),
            )?;
            Ok(())
        })
        .await
    }
}

/// Has the file of an erased photo looked for once more: it has just come, or the photo is erased again. Whether it was erased.
pub(super) fn look_again(
    transaction: &Connection,
    network: &str,
    photo: PhotoId,
) -> Result<bool, StoreError> {
    let found = transaction.execute(
        "UPDATE erased_photo SET file_gone_at_ms = NULL WHERE network = ?1 AND photo = ?2",
        (network, photo.to_string()),
    )?;
    Ok(found == 1)
}

/// The erased photos of a record.
pub(super) fn photos_of(
    connection: &Connection,
    network: &str,
    pinpoint: PinpointId,
) -> Result<Vec<PhotoId>, StoreError> {
    connection.rows(
        "SELECT e.photo FROM photo h JOIN erased_photo e ON e.network = h.network AND e.photo = h.id
         WHERE h.network = ?1 AND h.pinpoint = ?2 ORDER BY e.photo",
        (network, pinpoint.to_string()),
        |row| named(row, 0),
    )
}

/// Whoever names one file of a photo means the picture, of which there are two.
fn both_files(sealed: &[u8], meant: &[PhotoId]) -> Result<Vec<PhotoId>, StoreError> {
    let record: SealedRecord = serde_json::from_slice(sealed).map_err(StoreError::row("pinpoint"))?;
    let pairs = record.photos.iter().map(|photo| [photo.published.id, photo.original.id]);
    Ok(pairs.filter(|pair| pair.iter().any(|file| meant.contains(file))).flatten().collect())
}

/// Empties the annex; whether there was one, or might have come yet.
fn erase_annex(transaction: &Connection, network: &str, pinpoint: &str) -> Result<bool, StoreError> {
    let emptied = transaction.execute(
        "UPDATE pinpoint SET annex_json = NULL, annex_by = coalesce(annex_by, installer)
         WHERE network = ?1 AND id = ?2 AND (annex_json IS NOT NULL OR annex_by IS NULL)",
        (network, pinpoint),
    )?;
    Ok(emptied == 1)
}

/// Lays the tombstone; whether there was none. What is arriving of the photo is given up.
fn erase_photo(
    transaction: &Connection,
    network: &str,
    photo: PhotoId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    if look_again(transaction, network, photo)? {
        return Ok(false);
    }
    transaction.execute(
        "INSERT INTO erased_photo (network, photo, at_ms) VALUES (?1, ?2, ?3)",
        (network, photo.to_string(), millis(now)),
    )?;
    transaction.execute(
        "UPDATE photo SET upload_metadata = NULL, upload_expires_at_ms = NULL WHERE network = ?1 AND id = ?2",
        (network, photo.to_string()),
    )?;
    Ok(true)
}

/// Tells phones and other systems.
fn tell(
    transaction: &Connection,
    network: &str,
    company: &str,
    erasure: &Erasure,
    keys: &Keys,
) -> Result<(), StoreError> {
    let json = StoreError::row("change");
    let (id, signed) = (erasure.pinpoint_id.to_string(), keys.sign(erasure));
    let signed_json = serde_json::to_string(&signed).map_err(&json)?;
    let body_json = serde_json::to_string(&Changed::Erased { erasure: signed }).map_err(&json)?;
    transaction.execute(
        "INSERT INTO change (network, company, pinpoint, body_json, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        (network, company, &id, &body_json, millis(erasure.at)),
    )?;
    audit::tell(transaction, network, erasure.at, "pinpoint-erased", &id, &signed_json)
}
