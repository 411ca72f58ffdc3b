//! Photos over tus: created, resumed from the byte that is there, checked against the sealed digest.

use data_encoding::BASE64;
use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::{Base64, Digest, PhotoDigests, Receipt, Signed, Subject};
use serde::{Deserialize, Serialize};

use super::{Answered, Asked, Reply, Server, number, receipt};

const OFFSET: &str = "upload-offset";

/// A file that a record announced, and what arrived of it.
#[derive(Serialize, Deserialize)]
pub(super) struct Photo {
    pinpoint: PinpointId,
    bytes: u64,
    digest: Digest,
    /// None until the upload is created.
    there: Option<Base64>,
    receipt: Option<Signed<Receipt>>,
}

impl Photo {
    pub(super) fn announced(pinpoint: PinpointId, file: PhotoDigests) -> Self {
        Self { pinpoint, bytes: file.bytes, digest: file.digest, there: None, receipt: None }
    }

    fn offset(&self) -> Option<u64> {
        // What is whole is not kept: its digest says all.
        if self.receipt.is_some() {
            return Some(self.bytes);
        }
        self.there.as_ref().map(|there| number(there.0.len()))
    }
}

impl Server {
    pub(super) fn create_upload(&mut self, asked: &Asked, now: Timestamp) -> Answered {
        let named = |name| metadata(asked.header("upload-metadata")?, name);
        let id: PhotoId = named("photo_id").ok_or_else(malformed)?.parse().map_err(|_| malformed())?;
        let pinpoint = named("pinpoint_id").ok_or_else(malformed)?;
        let photo = self.photo(id)?;
        if pinpoint != photo.pinpoint.to_string() {
            return Err(Reply::refusal(404, "photo-unknown"));
        }
        if asked.header("upload-length") != Some(&photo.bytes.to_string()) {
            return Err(Reply::refusal(422, "upload-length-differs"));
        }
        let status = if photo.offset().is_some() { 200 } else { 201 };
        if status == 201 {
            photo.there = Some(Base64(Vec::new()));
            self.take(id, &asked.body, now)?;
        }
        let photo = self.photo(id)?;
        let reply = match &photo.receipt {
            Some(receipt) => Reply::json(status, receipt),
            None => Reply::empty(status),
        };
        Ok(reply.with(OFFSET, photo.offset().unwrap_or(0)))
    }

    pub(super) fn offset(&mut self, id: PhotoId) -> Answered {
        let offset = self.photo(id)?.offset();
        let offset = offset.ok_or_else(|| Reply::refusal(404, "upload-unknown"))?;
        Ok(Reply::empty(200).with(OFFSET, offset))
    }

    pub(super) fn append(&mut self, id: PhotoId, asked: &Asked, now: Timestamp) -> Answered {
        let photo = self.photo(id)?;
        if photo.receipt.is_some() {
            return Err(Reply::refusal(409, "upload-finished"));
        }
        let there = photo.offset().ok_or_else(|| Reply::refusal(404, "upload-unknown"))?;
        if asked.header(OFFSET) != Some(&there.to_string()) {
            return Err(Reply::refusal(409, "upload-offset-differs"));
        }
        let offset = self.take(id, &asked.body, now)?;
        Ok(Reply::empty(204).with(OFFSET, offset))
    }

    /// Appends what came; how many bytes are there then.
    fn take(&mut self, id: PhotoId, came: &[u8], now: Timestamp) -> Result<u64, Reply> {
        let whole = self.photos.values().filter(|photo| photo.receipt.is_some()).count();
        let photo = self.photo(id)?;
        let (bytes, digest) = (photo.bytes, photo.digest);
        let there = photo.there.as_mut().ok_or_else(|| Reply::refusal(404, "upload-unknown"))?;
        there.0.extend_from_slice(came);
        let offset = number(there.0.len());
        if offset > bytes {
            photo.there = None;
            return Err(Reply::refusal(413, "upload-too-long"));
        }
        if offset == bytes {
            if Digest::of(&there.0) != digest {
                photo.there = None;
                return Err(Reply::refusal(460, "photo-digest-differs"));
            }
            photo.receipt = Some(receipt(Subject::Photo(id), digest, whole, now)?);
            photo.there = None;
        }
        Ok(offset)
    }

    pub(super) fn photo_receipt(&mut self, id: PhotoId) -> Answered {
        let receipt = self.photo(id)?.receipt.as_ref();
        let receipt = receipt.ok_or_else(|| Reply::refusal(404, "photo-not-complete"))?;
        Ok(Reply::json(200, receipt))
    }

    fn photo(&mut self, id: PhotoId) -> Result<&mut Photo, Reply> {
        self.photos.get_mut(&id).ok_or_else(|| Reply::refusal(404, "photo-unknown"))
    }
}

/// A value of tus's metadata: `key base64` pairs between commas.
fn metadata(header: &str, name: &str) -> Option<String> {
    let mut pairs = header.split(',').filter_map(|pair| pair.trim().split_once(' '));
    let (_, encoded) = pairs.find(|(key, _)| *key == name)?;
    String::from_utf8(BASE64.decode(encoded.as_bytes()).ok()?).ok()
}

fn malformed() -> Reply {
    Reply::refusal(400, "malformed-header")
}
