//! Photos on their way to the server: an upload is named by its photo, so creating it twice is creating it once.

use std::sync::Arc;

use data_encoding::BASE64;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::{Receipt, Signed};

use super::tus::{Step, Tus};
use super::{Bearer, Call, Remote, classify};
use crate::outbox::{Trouble, Weather};
use crate::platform::files::Folder;
use crate::platform::http::{Body, FilePart, Response};

const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const BYTES: HeaderValue = HeaderValue::from_static("application/offset+octet-stream");

/// A photo to be sent.
#[derive(Clone)]
pub struct Upload {
    /// The record that names its digest.
    pub pinpoint: PinpointId,
    /// The photo.
    pub photo: PhotoId,
    /// The folder of its file.
    pub folder: Folder,
    /// The file's name in it.
    pub name: String,
    /// The file's length in bytes.
    pub bytes: u64,
    /// Whether it was tried before, so that the server may have a part of it.
    pub begun: bool,
    /// Called with the bytes that are there or under way, of the whole file.
    pub sent: Arc<dyn Fn(u64) + Send + Sync>,
}

impl Remote {
    /// Sends what the server does not have of a photo, as often as it has to be resumed while that gets it on, and
    /// asks for the receipt if it did not come along. The receipt is still to be verified.
    pub async fn upload(&self, bearer: &Bearer, upload: &Upload) -> Result<Signed<Receipt>, Trouble> {
        let mut tus = Tus::new(upload.bytes, upload.begun, self.transport.largest_part());
        let mut receipt = None;
        loop {
            let told = match tus.next() {
                Step::Ask => self.offset(bearer, upload.photo).await,
                Step::Create { length } => match self.create(bearer, upload, length).await {
                    Ok(created) => {
                        receipt = Self::read(&created).ok();
                        sent_part(&created)
                    }
                    Err(trouble) => Err(trouble),
                },
                Step::Send { from, length } => self.patch(bearer, upload, from, length).await,
                Step::Done => break,
            };
            tus.told(told)?;
        }
        (upload.sent)(upload.bytes);
        match receipt {
            Some(receipt) => Ok(receipt),
            None => self.photo_receipt(bearer, upload.photo).await,
        }
    }

    /// `GET /v1/photos/{photo_id}/receipt`.
    pub async fn photo_receipt(&self, bearer: &Bearer, photo: PhotoId) -> Result<Signed<Receipt>, Trouble> {
        let photo = photo.to_string();
        self.json(Call::new(Method::GET, &["v1", "photos", &photo, "receipt"]).bearer(bearer)).await
    }

    /// `POST /v1/uploads`, with so many bytes at once: one round trip instead of two.
    async fn create(&self, bearer: &Bearer, upload: &Upload, length: u64) -> Result<Response, Trouble> {
        let mut call = Call::new(Method::POST, &["v1", "uploads"]).bearer(bearer);
        call.headers = creation(upload.pinpoint, upload.photo, upload.bytes)?;
        call.headers.insert(CONTENT_TYPE, BYTES);
        call.body = upload.body(0, length);
        self.send(call).await
    }

    /// `HEAD /v1/uploads/{photo_id}`: how much the server has; none: it does not know the upload.
    pub(crate) async fn offset(&self, bearer: &Bearer, photo: PhotoId) -> Result<Option<u64>, Trouble> {
        let photo = photo.to_string();
        let path = ["v1", "uploads", &photo];
        let mut call = Call::new(Method::HEAD, &path).bearer(bearer);
        call.headers = tus_headers();
        match self.call(call).await {
            Ok(reply) => told_offset(&reply.headers).map(Some).ok_or_else(|| Weather::Unreadable.into()),
            Err(Trouble::Weather { why: Weather::NotYet, .. }) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// `PATCH /v1/uploads/{photo_id}`: this part. How much the server has then.
    async fn patch(
        &self,
        bearer: &Bearer,
        upload: &Upload,
        from: u64,
        length: u64,
    ) -> Result<Option<u64>, Trouble> {
        let photo = upload.photo.to_string();
        let path = ["v1", "uploads", &photo];
        let mut call = Call::new(Method::PATCH, &path).bearer(bearer);
        call.headers = part(from);
        call.body = upload.body(from, length);
        sent_part(&self.send(call).await?)
    }
}

impl Upload {
    /// A part of the file, counted as it is sent.
    fn body(&self, from: u64, length: u64) -> Body {
        (self.sent)(from);
        let sent = Arc::clone(&self.sent);
        Body::File {
            part: FilePart { folder: self.folder.clone(), name: self.name.clone(), from, length },
            sent: Arc::new(move |bytes| sent(from + bytes)),
        }
    }
}

/// The headers of a creation; with a body they also carry the whole photo.
pub(super) fn creation(pinpoint: PinpointId, photo: PhotoId, bytes: u64) -> Result<HeaderMap, Trouble> {
    let encoded = |id: String| BASE64.encode(id.as_bytes());
    let metadata =
        format!("photo_id {},pinpoint_id {}", encoded(photo.to_string()), encoded(pinpoint.to_string()));
    let metadata = HeaderValue::try_from(metadata).map_err(|_| Trouble::here("request-unwritable"))?;
    let mut headers = tus_headers();
    headers.insert(UPLOAD_LENGTH, bytes.into());
    headers.insert(UPLOAD_METADATA, metadata);
    Ok(headers)
}

/// The headers of what carries bytes beyond this one.
pub(super) fn part(from: u64) -> HeaderMap {
    let mut headers = tus_headers();
    headers.insert(UPLOAD_OFFSET, from.into());
    headers.insert(CONTENT_TYPE, BYTES);
    headers
}

/// What the reply to a part says: how much the server has then.
pub(super) fn sent_part(reply: &Response) -> Result<Option<u64>, Trouble> {
    // The server has another number of bytes than we thought: like a cut, asking it again settles that.
    if reply.status == StatusCode::CONFLICT {
        return Err(Weather::Interrupted.into());
    }
    classify::reply(reply)?;
    told_offset(&reply.headers).map(Some).ok_or_else(|| Weather::Unreadable.into())
}

fn tus_headers() -> HeaderMap {
    HeaderMap::from_iter([(TUS_RESUMABLE, HeaderValue::from_static("1.0.0"))])
}

fn told_offset(headers: &HeaderMap) -> Option<u64> {
    headers.get(UPLOAD_OFFSET)?.to_str().ok()?.parse().ok()
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upload")
            .field("photo", &self.photo)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}
