//! The bytes of uploads: one request at a time appends to one upload, a newer one ends an older one, and whatever
//! arrived before a cut is kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use futures_util::StreamExt as _;
use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::photo::PublishedError;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use tokio::sync::OwnedMutexGuard;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::erasures;
use crate::error::ServerError;
use crate::photos::{PhotoError, Untaken};
use crate::problem::ApiError;
use crate::store::{PhotoRow, Put};

/// Who is working on which upload. A phone that lost its connection comes back long before the server notices that the
/// old one is dead, so the newest request wins.
#[derive(Default)]
pub(crate) struct Lanes {
    lanes: Mutex<HashMap<PhotoId, Arc<Lane>>>,
}

#[derive(Default)]
struct Lane {
    turn: Arc<tokio::sync::Mutex<()>>,
    newest: Mutex<CancellationToken>,
}

/// The right to work on an upload until a newer request wants it.
pub(crate) struct Turn {
    _turn: OwnedMutexGuard<()>,
    taken_over: CancellationToken,
}

impl Lanes {
    /// Ends whoever works on this upload and takes the turn.
    pub(crate) async fn take(&self, id: PhotoId) -> Turn {
        let lane = {
            let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            lanes.retain(|_, lane| Arc::strong_count(lane) > 1 || Arc::strong_count(&lane.turn) > 1);
            Arc::clone(lanes.entry(id).or_default())
        };
        let taken_over = CancellationToken::new();
        let older = std::mem::replace(
            &mut *lane.newest.lock().unwrap_or_else(PoisonError::into_inner),
            taken_over.clone(),
        );
        older.cancel();
        Turn { _turn: Arc::clone(&lane.turn).lock_owned().await, taken_over }
    }
}

/// What the bytes of one request must hash to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Checksum {
    Sha1(Vec<u8>),
    Sha256(Vec<u8>),
}

/// How the stream of a request ended.
enum End {
    Whole,
    Cut,
    TooLong,
    TakenOver,
    Failed(PhotoError),
}

/// Appends a body to an upload; the new offset. Runs to its end even when the client is gone: what arrived is kept.
pub(crate) async fn append(
    app: &App,
    photo: PhotoRow,
    turn: Turn,
    body: Body,
    checksum: Option<Checksum>,
    put: Put,
) -> Result<u64, ApiError> {
    let app = app.clone();
    // A task of its own: hyper drops a handler whose connection is cut, and then nobody would keep the bytes.
    let in_flight = app.metrics.upload();
    tokio::spawn(async move {
        let _counted = in_flight;
        let start = offset(&app, photo.id).await?.ok_or(ApiError::UploadUnknown)?;
        let (end, offset, hashed) = receive(&app, &photo, &turn, body, checksum.as_ref(), start).await?;
        match end {
            End::Whole => {}
            End::Cut => return Err(ApiError::BodyCut),
            End::TakenOver => return Err(ApiError::UploadTakenOver),
            End::Failed(error) => return Err(error.into()),
            End::TooLong => {
                app.photos.truncate(photo.id, start).await?;
                return Err(ApiError::UploadTooLong { limit_bytes: photo.bytes });
            }
        }
        if checksum.is_some() && checksum != hashed {
            app.photos.truncate(photo.id, start).await?;
            return Err(ApiError::ChecksumDiffers);
        }
        if offset == photo.bytes {
            finish(&app, photo, put).await?;
        }
        Ok(offset)
    })
    .await
    .map_err(|_| ApiError::Internal)?
}

/// How many bytes of an upload are there; `None` when there is no upload.
pub(crate) async fn offset(app: &App, id: PhotoId) -> Result<Option<u64>, ApiError> {
    Ok(app.photos.offset(id).await?)
}

/// How far an upload is. One that a crash left whole but unchecked is finished first: the client has nothing to send.
pub(crate) async fn resume(app: &App, photo: &PhotoRow, put: Put) -> Result<Option<u64>, ApiError> {
    if photo.receipt.is_some() {
        return Ok(Some(photo.bytes));
    }
    let offset = offset(app, photo.id).await?;
    if offset == Some(photo.bytes) {
        finish(app, photo.clone(), put).await?;
    }
    Ok(offset)
}

/// Makes an empty upload.
pub(crate) async fn create(app: &App, id: PhotoId) -> Result<(), ApiError> {
    Ok(app.photos.create(id).await?)
}

/// Deletes an upload with its bytes.
pub(crate) async fn remove(app: &App, id: PhotoId) -> Result<(), ApiError> {
    app.photos.remove(id).await?;
    Ok(app.store.forget_upload(id).await?)
}

/// Checks a whole file, names it, and writes its receipt.
async fn finish(app: &App, photo: PhotoRow, put: Put) -> Result<(), ApiError> {
    match app.photos.settle(&photo).await {
        Ok(()) => match app.store.photo_arrived(photo, Arc::clone(&app.keys), put).await? {
            Some(_) => Ok(()),
            // While it arrived; the sweep takes the file.
            None => Err(ApiError::PhotoErased),
        },
        Err(Untaken::Digest) => {
            // The upload stays and begins anew.
            app.photos.truncate(photo.id, 0).await?;
            Err(ApiError::PhotoDigestDiffers)
        }
        Err(Untaken::Published(error)) => {
            // These are the sealed bytes: sending them again would not help.
            remove(app, photo.id).await?;
            Err(match error {
                PublishedError::NotJpeg { at } => ApiError::PhotoNotJpeg { at },
                PublishedError::Metadata { marker, at } => {
                    ApiError::PhotoHasMetadata { marker: format!("{marker:#04x}"), at }
                }
                PublishedError::AfterEnd { at } => ApiError::PhotoHasMetadata { marker: "end".into(), at },
            })
        }
        // Another server, or an operator's command, may have erased it under our hands.
        Err(Untaken::Failed(error)) => match app.store.photo(photo.id).await? {
            Some(known) if known.erased => Err(ApiError::PhotoErased),
            _ => Err(error.into()),
        },
    }
}

/// Deletes uploads whose time has passed, and what is left of erased photos; how many uploads.
pub(crate) async fn sweep(app: &App) -> Result<usize, ServerError> {
    let expired = app.store.expired_uploads(app.now()).await?;
    for id in &expired {
        let _turn = app.lanes.take(*id).await;
        app.photos.remove(*id).await.map_err(|error| ServerError::Photos { reason: error.to_string() })?;
        app.store.forget_upload(*id).await?;
    }
    erasures::sweep(app).await?;
    Ok(expired.len())
}

/// Writes frames as they arrive, until the body ends, is cut, or is no longer wanted.
async fn receive(
    app: &App,
    photo: &PhotoRow,
    turn: &Turn,
    body: Body,
    checksum: Option<&Checksum>,
    start: u64,
) -> Result<(End, u64, Option<Checksum>), ApiError> {
    let mut arriving = app.photos.append(photo.id, start).await?;
    let mut hasher = checksum.map(Hasher::like);
    let mut frames = body.into_data_stream();
    let mut offset = start;
    let end = loop {
        let frame: Bytes = tokio::select! {
            biased;
            () = turn.taken_over.cancelled() => break End::TakenOver,
            frame = frames.next() => match frame {
                None => break End::Whole,
                Some(Err(_)) => break End::Cut,
                Some(Ok(frame)) => frame,
            },
        };
        let length = u64::try_from(frame.len()).unwrap_or(u64::MAX);
        if length > photo.bytes.saturating_sub(offset) {
            break End::TooLong;
        }
        if let Some(hasher) = &mut hasher {
            hasher.update(&frame);
        }
        if let Err(error) = arriving.take(frame).await {
            break End::Failed(error);
        }
        offset += length;
    };
    // An offset is a promise: it counts what is durable.
    let kept = arriving.keep().await;
    if !matches!(end, End::Failed(_)) {
        kept?;
    }
    Ok((end, offset, hasher.map(Hasher::finish)))
}

enum Hasher {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Hasher {
    fn like(checksum: &Checksum) -> Self {
        match checksum {
            Checksum::Sha1(_) => Self::Sha1(Sha1::new()),
            Checksum::Sha256(_) => Self::Sha256(Sha256::new()),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hash) => hash.update(bytes),
            Self::Sha256(hash) => hash.update(bytes),
        }
    }

    fn finish(self) -> Checksum {
        match self {
            Self::Sha1(hash) => Checksum::Sha1(hash.finalize().to_vec()),
            Self::Sha256(hash) => Checksum::Sha256(hash.finalize().to_vec()),
        }
    }
}
