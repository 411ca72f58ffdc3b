//! Photos: bytes cross the border once; what is published has no metadata, the original stays private.

use std::path::{Path, PathBuf};
use std::time::Duration;

use pinpoint_decode::{PhotoWarning, PrepareLimits, photo_facts, prepare};
use pinpoint_domain::ids::{PhotoId, PinpointId, StepId};
use pinpoint_domain::wire::{Digest, PhotoDigests};
use pinpoint_domain::work::{Answer, Command, JobView, PhotoFacts, decide};
use serde::Serialize;

use super::account::Account;
use super::jobs::load;
use super::{Changed, Installer};
use crate::error::EngineError;
use crate::platform::offload::offload;
use crate::platform::{files, random};
use crate::store::{StoreError, StoredPhoto, photos};

/// The folder of photos, beside the database.
const FOLDER: &str = "photos";

/// More than a camera writes, and what a server takes at most.
const MOST_BYTES: u64 = 64 << 20;

/// A file of this age that has no row gets none any more.
const ORPHANED: Duration = Duration::from_hours(1);

/// Where a picture comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file that the app may read.
    File(PathBuf),
    /// Bytes in memory: a camera's capture.
    Bytes(Vec<u8>),
}

/// A picture whose bytes are here. Nothing is kept of it until it is attached.
pub struct Staged {
    bytes: Vec<u8>,
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
    pub warnings: Vec<PhotoWarning>,
}

impl Installer {
    /// Takes a picture over the border.
    pub async fn stage(&self, source: Source) -> Result<Staged, EngineError> {
        let bytes = match source {
            Source::Bytes(bytes) => Some(bytes).filter(|bytes| length(bytes) <= MOST_BYTES),
            Source::File(path) => {
                offload(move || files::read_at_most(&path, MOST_BYTES)).await.ok_or(StoreError::Closed)??
            }
        };
        Ok(Staged { bytes: bytes.ok_or(EngineError::PhotoTooLong { limit: MOST_BYTES })? })
    }

    /// Attaches a picture to a step: prepares the copy for drivers, stores both files durably, then their rows and the
    /// journal entry in one transaction.
    pub async fn attach(
        &self,
        job: PinpointId,
        step: StepId,
        staged: Staged,
    ) -> Result<PhotoReport, EngineError> {
        let account = self.signed_in()?;
        let hand = self.hand(&account)?;
        self.ask_first(&account, job, &step, &staged).await?;
        let (published, original) = (self.new_photo()?, self.new_photo()?);
        let folder = account.folder.clone();
        let made = offload(move || -> Result<_, EngineError> {
            let prepared = prepare(&staged.bytes, PrepareLimits::default())?;
            let original = keep(&folder, original, &staged.bytes)?;
            let published = keep(&folder, published, &prepared.jpeg)?;
            Ok((prepared, published, original))
        });
        let (prepared, published, original) = made.await.ok_or(StoreError::Closed)??;
        let (width_px, height_px) = (prepared.width_px, prepared.height_px);
        let facts =
            PhotoFacts { published: digests(&published), original: digests(&original), width_px, height_px };
        let command = Command::Do { job, step, answer: Answer::Photo(facts) };
        let paths = [&published, &original].map(|photo| account.folder.join(&photo.path));
        let view = account
            .store
            .write(move |transaction| {
                let (visit, state) = load(transaction, job)?;
                let (state, _) = hand.act(transaction, visit, state, &command)?;
                photos::insert(transaction, job, &published)?;
                photos::insert(transaction, job, &original)?;
                hand.view(&state, job)
            })
            .await;
        if view.is_err() {
            for path in paths {
                // What stays behind is swept later; the error that counts is the other one.
                drop(files::remove(&path));
            }
        }
        let job_view = view?;
        self.observers.tell(Changed::Job(job));
        Ok(PhotoReport { job: job_view, width_px, height_px, warnings: prepared.warnings })
    }

    /// A step that is not open refuses before anything is prepared or written. The header alone gives the size.
    async fn ask_first(
        &self,
        account: &Account,
        job: PinpointId,
        step: &StepId,
        staged: &Staged,
    ) -> Result<(), EngineError> {
        let header = photo_facts(&staged.bytes)?;
        let file = PhotoDigests { id: self.new_photo()?, digest: Digest::of(b""), bytes: 0 };
        let facts = PhotoFacts {
            published: file,
            original: file,
            width_px: header.width_px,
            height_px: header.height_px,
        };
        let command = Command::Do { job, step: step.clone(), answer: Answer::Photo(facts) };
        let bench = self.bench(account);
        let decided = account.store.read(move |connection| {
            let (_, state) = load(connection, job)?;
            Ok::<_, EngineError>(decide(&state, &command, &bench.context())?)
        });
        decided.await.map(drop)
    }

    fn new_photo(&self) -> Result<PhotoId, EngineError> {
        Ok(PhotoId::new(self.now(), random::bytes()?))
    }
}

impl Staged {
    /// The bytes, for reading a label from the same picture.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Removes files whose row was never written, because the app ended between the two. A young file may be one that is
/// just being attached.
pub(super) async fn sweep(account: &Account) -> Result<(), EngineError> {
    let folder = account.folder.join(FOLDER);
    let listed = folder.clone();
    let old = offload(move || files::older_than(&listed, ORPHANED)).await.ok_or(StoreError::Closed)??;
    if old.is_empty() {
        return Ok(());
    }
    let known = account.store.read(photos::paths).await?;
    let orphans = old.iter().filter(|name| !known.contains(&format!("{FOLDER}/{name}")));
    for name in orphans {
        files::remove(&folder.join(name))?;
    }
    Ok(())
}

fn keep(folder: &Path, id: PhotoId, bytes: &[u8]) -> Result<StoredPhoto, EngineError> {
    let path = format!("{FOLDER}/{id}");
    files::write_durably(&folder.join(&path), bytes)?;
    Ok(StoredPhoto {
        id,
        path,
        digest: Digest::of(bytes),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
    })
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

const fn digests(photo: &StoredPhoto) -> PhotoDigests {
    PhotoDigests { id: photo.id, digest: photo.digest, bytes: photo.bytes }
}
