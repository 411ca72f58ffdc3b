//! Photos over the tus 1.0 protocol (tus.io): an upload is named by its photo, so creating it twice is creating it once.

use std::path::PathBuf;
use std::sync::Arc;

use data_encoding::BASE64;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::{Receipt, Signed};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};

use super::{Bearer, Call, Remote, classify};
use crate::outbox::{Trouble, Weather};
use crate::platform::http::{Body, FilePart, Response};

const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");

/// A photo to be sent.
#[derive(Clone)]
pub struct Upload {
    /// The record that names its digest.
    pub pinpoint: PinpointId,
    /// The photo.
    pub photo: PhotoId,
    /// Its file.
    pub path: PathBuf,
    /// The file's length in bytes.
    pub bytes: u64,
    /// Whether it was tried before, so that the server may have a part of it.
    pub begun: bool,
    /// Called with the bytes that are there or under way, of the whole file.
    pub sent: Arc<dyn Fn(u64) + Send + Sync>,
}

impl Remote {
    /// Sends what the server does not have of a photo, as often as it has to be resumed while that gets it on, and
    /// asks for the receipt. The receipt is still to be verified.
    pub async fn upload(&self, bearer: &Bearer, upload: &Upload) -> Result<Signed<Receipt>, Trouble> {
        let known = if upload.begun { self.offset(bearer, upload).await? } else { None };
        let mut offset = match known {
            Some(offset) => offset,
            None => self.create(bearer, upload).await?,
        };
        // How far the server has got at most: a cut beyond it is worth another try at once.
        let mut farthest = None;
        while offset < upload.bytes {
            (upload.sent)(offset);
            let trouble = match self.patch(bearer, upload, offset).await {
                Ok(next) if next > offset && next <= upload.bytes => {
                    offset = next;
                    continue;
                }
                Ok(_) => return Err(Weather::Unreadable.into()),
                Err(trouble) => trouble,
            };
            if !is_cut(&trouble) {
                return Err(trouble);
            }
            match self.offset(bearer, upload).await {
                Ok(Some(there)) if there <= upload.bytes && farthest.is_none_or(|before| there > before) => {
                    farthest = Some(there);
                    offset = there;
                }
                _ => return Err(trouble),
            }
        }
        (upload.sent)(upload.bytes);
        self.photo_receipt(bearer, upload.photo).await
    }

    /// `GET /v1/photos/{photo_id}/receipt`.
    pub async fn photo_receipt(&self, bearer: &Bearer, photo: PhotoId) -> Result<Signed<Receipt>, Trouble> {
        let photo = photo.to_string();
        self.json(Call::new(Method::GET, &["v1", "photos", &photo, "receipt"]).bearer(bearer)).await
    }

    /// `POST /v1/uploads`: from which byte to send.
    async fn create(&self, bearer: &Bearer, upload: &Upload) -> Result<u64, Trouble> {
        let encoded = |id: String| BASE64.encode(id.as_bytes());
        let metadata = format!(
            "photo_id {},pinpoint_id {}",
            encoded(upload.photo.to_string()),
            encoded(upload.pinpoint.to_string())
        );
        let metadata = HeaderValue::try_from(metadata).map_err(|_| Trouble::here("request-unwritable"))?;
        let mut call = Call::new(Method::POST, &["v1", "uploads"]).bearer(bearer).tus();
        call.headers.insert(UPLOAD_LENGTH, upload.bytes.into());
        call.headers.insert(UPLOAD_METADATA, metadata);
        let created = self.call(call).await?;
        Ok(told_offset(&created.headers).unwrap_or(0))
    }

    /// `HEAD /v1/uploads/{photo_id}`: how much the server has; none: it does not know the upload.
    async fn offset(&self, bearer: &Bearer, upload: &Upload) -> Result<Option<u64>, Trouble> {
        let photo = upload.photo.to_string();
        let path = ["v1", "uploads", &photo];
        let call = Call::new(Method::HEAD, &path).bearer(bearer).tus();
        match self.call(call).await {
            Ok(reply) => told_offset(&reply.headers).map(Some).ok_or_else(|| Weather::Unreadable.into()),
            Err(Trouble::Weather { why: Weather::NotYet, .. }) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// `PATCH /v1/uploads/{photo_id}`: everything from this byte on. How much the server has then.
    async fn patch(&self, bearer: &Bearer, upload: &Upload, offset: u64) -> Result<u64, Trouble> {
        let photo = upload.photo.to_string();
        let path = ["v1", "uploads", &photo];
        let mut call = Call::new(Method::PATCH, &path).bearer(bearer).tus();
        call.headers.insert(UPLOAD_OFFSET, offset.into());
        call.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/offset+octet-stream"));
        let sent = Arc::clone(&upload.sent);
        call.body = Body::File(FilePart {
            path: upload.path.clone(),
            from: offset,
            length: upload.bytes - offset,
            sent: Arc::new(move |bytes| sent(offset + bytes)),
        });
        let reply = self.send(call).await?;
        if is_offset_conflict(&reply) {
            return Err(Weather::Interrupted.into());
        }
        classify::reply(&reply)?;
        told_offset(&reply.headers).ok_or_else(|| Weather::Unreadable.into())
    }
}

impl Call<'_> {
    fn tus(mut self) -> Self {
        self.headers.insert(TUS_RESUMABLE, HeaderValue::from_static("1.0.0"));
        self
    }
}

fn told_offset(headers: &HeaderMap) -> Option<u64> {
    headers.get(UPLOAD_OFFSET)?.to_str().ok()?.parse().ok()
}

/// The server has another number of bytes than we thought: like a cut, asking it again settles that.
fn is_offset_conflict(reply: &Response) -> bool {
    reply.status == StatusCode::CONFLICT
}

/// Whether the server may have more than before.
const fn is_cut(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Weather { why: Weather::Interrupted | Weather::Timeout, .. })
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upload")
            .field("photo", &self.photo)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}
