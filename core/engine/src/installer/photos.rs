//! Photos: bytes cross the border once; what is published has no metadata, the original stays private.

use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use pinpoint_domain::code::Notice;
use pinpoint_domain::ids::{PhotoId, PinpointId, StepId};
use pinpoint_domain::photo::PublishedCopy;
use pinpoint_domain::wire::{Digest, PhotoDigests};
use pinpoint_domain::work::{Answer, Command, JobView, PhotoFacts, Visit, decide};
use rusqlite::{Connection, Transaction};
use serde::Serialize;
use uuid::Uuid;

use super::Installer;
use super::account::Account;
use super::acting::{Hand, Plan};
use crate::error::EngineError;
use crate::platform::files;
use crate::platform::spawn::offload;
use crate::store::{StoreError, StoredPhoto, deliveries, photos, standing};

/// The folder of photos, beside the database.
const FOLDER: &str = "photos";

/// More than a camera writes, and what a server takes at most.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// A file of this age that has no row gets none any more.
const ORPHANED: Duration = Duration::from_hours(1);

/// Where a picture, or an export of another phone, comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file that the app may read.
    File(PathBuf),
    /// Bytes in memory: a camera's capture.
    Bytes(Vec<u8>),
}

/// A picture whose bytes are here. Nothing is kept of it until it is attached.
#[derive(Clone)]
pub struct Staged {
    bytes: Bytes,
}

/// What became of a picture.
#[derive(Debug, Clone, Serialize)]
pub struct PhotoReport {
    /// The job as it is now.
    pub job: JobView,
    /// Width of the published copy in pixels.
    pub width_px: u32,
    /// Height of the published copy in pixels.
    pub height_px: u32,
    /// What a better picture would mend.
    pub warnings: Vec<Notice>,
}

impl Installer {
    /// Takes a picture over the border.
    pub async fn stage(&self, source: Source) -> Result<Staged, EngineError> {
        let bytes = match source {
            Source::Bytes(bytes) => Some(bytes).filter(|bytes| length(bytes) <= MOST_BYTES),
            Source::File(path) => files::read_source(path, MOST_BYTES).await?,
        };
        Ok(Staged { bytes: bytes.ok_or(EngineError::PhotoTooLong { limit: MOST_BYTES })?.into() })
    }

    /// Attaches a picture to a step: prepares the copy for drivers, stores both files durably, then their rows and the
    /// journal entry in one transaction.
    #[cfg(feature = "decode")]
    pub async fn attach(
        &self,
        job: PinpointId,
        step: StepId,
        staged: &Staged,
    ) -> Result<PhotoReport, EngineError> {
        use pinpoint_decode::{PrepareLimits, photo_facts, prepare};
        // A step that is not open refuses before anything is prepared. The header alone gives the size.
        let header = photo_facts(&staged.bytes)?;
        self.may_attach(job, &step, header.width_px, header.height_px).await?;
        let bytes = staged.bytes.clone();
        let prepared = offload(move || prepare(&bytes, PrepareLimits::default()));
        let prepared = prepared.await.ok_or(StoreError::Closed)??;
        let warnings = prepared.warnings.iter().map(Notice::from).collect();
        let published = PublishedCopy::parse(prepared.jpeg)?;
        let (width_px, height_px) = (published.width_px(), published.height_px());
        let job = self.keep_attached(job, step, staged, published).await?;
        Ok(PhotoReport { job, width_px, height_px, warnings })
    }

    /// The same, where another process reads pixels and has prepared the copy. The same picture attached twice, because
    /// the answer was lost, is attached once.
    pub async fn attach_prepared(
        &self,
        job: PinpointId,
        step: StepId,
        staged: &Staged,
        published: PublishedCopy,
    ) -> Result<JobView, EngineError> {
        self.may_attach(job, &step, published.width_px(), published.height_px()).await?;
        self.keep_attached(job, step, staged, published).await
    }

    /// Keeps both files of a picture that may be attached, and writes down that it is.
    async fn keep_attached(
        &self,
        job: PinpointId,
        step: StepId,
        staged: &Staged,
        published: PublishedCopy,
    ) -> Result<JobView, EngineError> {
        let account = self.signed_in()?;
        let digest = hashed(&staged.bytes).await?;
        if let Some(view) = self.attached_before(&account, job, &step, digest).await? {
            return Ok(view);
        }
        let (width_px, height_px) = (published.width_px(), published.height_px());
        let original = self.keep(&account, staged.bytes.clone(), digest).await?;
        let published = Bytes::from(published.into_jpeg());
        let digest = hashed(&published).await?;
        let published = self.keep(&account, published, digest).await?;
        let files = [published.path.clone(), original.path.clone()];
        let facts =
            PhotoFacts { published: digests(&published), original: digests(&original), width_px, height_px };
        let command = Command::Do { job, step, answer: Answer::Photo(facts) };
        let plan =
            move |connection: &Connection, hand: &Hand| Plan::of(connection, hand, job)?.act(hand, &command);
        let file = move |transaction: &Transaction<'_>| {
            photos::insert(transaction, job, &published)?;
            photos::insert(transaction, job, &original)?;
            Ok(())
        };
        let acted = self.act(&account, job, plan, file).await;
        if acted.is_err() {
            for name in files {
                // What stays behind is swept later; the error that counts is the other one.
                drop(account.folder.remove(&name).await);
            }
        }
        Ok(acted?.view)
    }

    /// A step that is not open refuses before anything is written.
    async fn may_attach(
        &self,
        job: PinpointId,
        step: &StepId,
        width_px: u32,
        height_px: u32,
    ) -> Result<(), EngineError> {
        let account = self.signed_in()?;
        // Whether the step is open depends on no name and on no byte.
        let file = PhotoDigests { id: PhotoId::from(Uuid::nil()), digest: Digest::of(b""), bytes: 0 };
        let facts = PhotoFacts { published: file, original: file, width_px, height_px };
        let command = Command::Do { job, step: step.clone(), answer: Answer::Photo(facts) };
        let bench = self.bench(&account);
        let decided = account.store.read(move |connection| {
            let visit = bench.folds.of_job(connection, job)?;
            Ok::<_, EngineError>(decide(&visit.state, &command, &bench.context())?)
        });
        decided.await.map(drop)
    }

    /// The job, if this very picture is what the step has.
    async fn attached_before(
        &self,
        account: &Account,
        job: PinpointId,
        step: &StepId,
        digest: Digest,
    ) -> Result<Option<JobView>, EngineError> {
        let bench = self.bench(account);
        let step = step.clone();
        let read = move |connection: &Connection| {
            let state = bench.folds.of_job(connection, job)?.state;
            let there = photo_of(&state, job, &step).is_some_and(|photo| photo.original.digest == digest);
            there.then(|| bench.view(&state, job)).transpose()
        };
        account.store.read(read).await
    }

    /// Stores a file durably under a fresh name.
    async fn keep(
        &self,
        account: &Account,
        bytes: Bytes,
        digest: Digest,
    ) -> Result<StoredPhoto, EngineError> {
        let file = stored_as(PhotoDigests { id: self.new_photo()?, digest, bytes: length(&bytes) });
        self.config.disk().has_room()?;
        account.folder.write(&file.path, bytes).await?;
        Ok(file)
    }

    fn new_photo(&self) -> Result<PhotoId, EngineError> {
        Ok(PhotoId::new(self.now(), self.config.random.bytes()?))
    }
}

impl Staged {
    /// The bytes, for reading a label from the same picture, or for preparing it elsewhere.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Lets go of photos that the server has, and by its signed word its backup, too.
pub(super) async fn let_go(account: &Account) -> Result<(), EngineError> {
    // Most syncs find nothing new, and a transaction waits for the disk.
    let found = |connection: &Connection| match standing::watermark(connection)? {
        Some(watermark) if !deliveries::backed_up(connection, &watermark)?.is_empty() => Ok(Some(watermark)),
        _ => Ok::<_, StoreError>(None),
    };
    let Some(watermark) = account.store.read(found).await? else { return Ok(()) };
    let write = move |transaction: &Transaction<'_>| deliveries::let_go(transaction, &watermark);
    Ok(account.store.write(write).await?)
}

/// Removes files whose row was never written, because the app ended between the two. A young file may be one that is
/// just being attached.
pub(super) async fn sweep(account: &Account) -> Result<(), EngineError> {
    let folder = account.folder.folder(FOLDER);
    let old = folder.older_than(ORPHANED).await?;
    if old.is_empty() {
        return Ok(());
    }
    let known = account.store.read(photos::paths).await?;
    for name in old.iter().filter(|name| !known.contains(&format!("{FOLDER}/{name}"))) {
        folder.remove(name).await?;
    }
    Ok(())
}

/// The photo that a step of a job has.
fn photo_of(visit: &Visit, job: PinpointId, step: &StepId) -> Option<PhotoFacts> {
    let mut photos = visit.job(&job)?.photos();
    photos.find(|(id, _)| *id == step).map(|(_, photo)| *photo)
}

pub(super) async fn hashed(bytes: &Bytes) -> Result<Digest, EngineError> {
    let bytes = bytes.clone();
    Ok(offload(move || Digest::of(&bytes)).await.ok_or(StoreError::Closed)?)
}

pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// Where the file of a photo lies.
pub(super) fn stored_as(file: PhotoDigests) -> StoredPhoto {
    StoredPhoto { id: file.id, path: format!("{FOLDER}/{}", file.id), digest: file.digest, bytes: file.bytes }
}

const fn digests(photo: &StoredPhoto) -> PhotoDigests {
    PhotoDigests { id: photo.id, digest: photo.digest, bytes: photo.bytes }
}
