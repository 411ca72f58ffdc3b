//! Which photos were announced, what of them is on its way, and what is there.

use std::sync::Arc;

use jiff::Timestamp;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::{Digest, Receipt, Signed, Subject};

use super::audit::{self, Entry};
use super::erasures::look_again;
use super::pinpoints::{next_sequences, read_receipt, receipt};
use super::{Put, Store, StoreError, millis, moment, named};
use crate::keys::Keys;

/// The two files of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhotoKind {
    /// For drivers; without metadata.
    Published,
    /// As it came from the camera; private.
    Original,
}

impl PhotoKind {
    /// The name of the column's value and of the folder.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Original => "original",
        }
    }

    /// From the column's value; whatever is not for drivers is private.
    pub(super) fn of(name: &str) -> Self {
        if name == Self::Published.as_str() { Self::Published } else { Self::Original }
    }
}

/// A photo that a sealed record announced.
#[derive(Debug, Clone)]
pub(crate) struct PhotoRow {
    pub id: PhotoId,
    pub pinpoint: PinpointId,
    pub company: String,
    pub kind: PhotoKind,
    pub digest: Digest,
    pub bytes: u64,
    pub upload_metadata: Option<String>,
    pub upload_expires_at: Option<Timestamp>,
    pub receipt: Option<Signed<Receipt>>,
    /// No byte of it is given out or taken any more.
    pub erased: bool,
}

impl Store {
    /// The photo of this id.
    pub(crate) async fn photo(&self, id: PhotoId) -> Result<Option<PhotoRow>, StoreError> {
        self.read(move |connection, network| {
            let row = connection.first(
                "SELECT h.pinpoint, p.company, h.kind, h.digest, h.bytes, h.upload_metadata,
                        h.upload_expires_at_ms, h.receipt_json,
                        EXISTS (SELECT 1 FROM erased_photo e WHERE e.network = h.network AND e.photo = h.id)
                 FROM photo h JOIN pinpoint p ON p.network = h.network AND p.id = h.pinpoint
                 WHERE h.network = ?1 AND h.id = ?2",
                (network, id.to_string()),
                |row| {
                    let photo = PhotoRow {
                        id,
                        pinpoint: named(row, 0)?,
                        company: row.get(1)?,
                        kind: PhotoKind::of(&row.get::<String>(2)?),
                        digest: Digest::from_bytes(row.get(3)?),
                        bytes: row.get(4)?,
                        upload_metadata: row.get(5)?,
                        upload_expires_at: row.get::<Option<i64>>(6)?.map(moment),
                        receipt: None,
                        erased: row.get(8)?,
                    };
                    Ok((photo, row.get::<Option<String>>(7)?))
                },
            )?;
            let Some((mut photo, receipt_json)) = row else { return Ok(None) };
            photo.receipt = receipt_json.as_deref().map(read_receipt).transpose()?;
            Ok(Some(photo))
        })
        .await
    }

    /// Notes that an upload was created, and until when its bytes are kept.
    pub(crate) async fn note_upload(
        &self,
        id: PhotoId,
        metadata: String,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |transaction, network| {
            transaction.execute(
                "UPDATE photo SET upload_metadata = ?3, upload_expires_at_ms = ?4
                 WHERE network = ?1 AND id = ?2 AND receipt_json IS NULL",
                (network, id.to_string(), metadata, millis(expires_at)),
            )?;
            Ok(())
        })
        .await
    }

    /// Forgets an upload that was terminated, refused or expired.
    pub(crate) async fn forget_upload(&self, id: PhotoId) -> Result<(), StoreError> {
        self.write(move |transaction, network| {
            transaction.execute(
                "UPDATE photo SET upload_metadata = NULL, upload_expires_at_ms = NULL WHERE network = ?1 AND id = ?2",
                (network, id.to_string()),
            )?;
            Ok(())
        })
        .await
    }

    /// Uploads whose time has passed.
    pub(crate) async fn expired_uploads(&self, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
        self.read(move |connection, network| {
            let ids: Vec<String> = connection.rows(
                "SELECT id FROM photo WHERE network = ?1 AND upload_expires_at_ms <= ?2",
                (network, millis(now)),
                |row| row.get(0),
            )?;
            Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
        })
        .await
    }

    /// Notes that a photo's file is durable; its receipt, the same for ever. None: it was erased before it arrived.
    pub(crate) async fn photo_arrived(
        &self,
        photo: PhotoRow,
        keys: Arc<Keys>,
        put: Put,
    ) -> Result<Option<Signed<Receipt>>, StoreError> {
        let network_id = self.rooms.network.clone();
        let (kind, bytes) = (photo.kind, photo.bytes);
        let written = self.write(move |transaction, network| {
            let id = photo.id.to_string();
            let (known, erased): (Option<String>, bool) = transaction.one(
                "SELECT receipt_json, EXISTS (SELECT 1 FROM erased_photo WHERE network = ?1 AND photo = ?2)
                 FROM photo WHERE network = ?1 AND id = ?2",
                (network, &id),
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if let Some(known) = known {
                return Ok((Some(read_receipt(&known)?), false));
            }
            if erased {
                look_again(transaction, network, photo.id)?;
                return Ok((None, false));
            }
            let sequence = next_sequences(transaction, network, 1)?;
            let receipt =
                keys.sign(&receipt(&network_id, Subject::Photo(photo.id), photo.digest, put.now, sequence));
            let receipt_json = serde_json::to_string(&receipt).map_err(StoreError::row("photo"))?;
            transaction.execute(
                "UPDATE photo SET receipt_json = ?3, upload_metadata = NULL, upload_expires_at_ms = NULL
                 WHERE network = ?1 AND id = ?2",
                (network, &id, &receipt_json),
            )?;
            let entry = Entry {
                actor: put.actor.to_string(),
                action: "photo-stored",
                subject: id.clone(),
                reason: photo.kind.as_str().into(),
                request_id: put.request_id.clone(),
            };
            audit::append(transaction, network, put.now, &entry)?;
            audit::tell(transaction, network, put.now, "photo-stored", &id, &receipt_json)?;
            Ok((Some(receipt), true))
        });
        let (receipt, created) = written.await?;
        if created {
            self.rooms.metrics.photo_stored(kind, bytes);
        }
        Ok(receipt)
    }
}
