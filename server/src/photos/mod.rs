//! Files of photos: a folder of this server, or a bucket that several servers share. What arrives lies under its id until
//! it is whole; then it is checked, made durable and named by its digest. The laws of both are in the tests below.

mod bucket;
mod folder;
#[cfg(test)]
mod tests;

use axum::body::{Body, Bytes};
use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::photo::{PublishedError, check_published};
use pinpoint_domain::wire::Digest;

use bucket::{Bucket, Parts};
pub use bucket::{BucketUrl, BucketUrlError};
use folder::{Appended, Folder};

use crate::error::ServerError;
use crate::store::{PhotoKind, PhotoRow};

/// Where photos lie.
#[derive(Debug, Clone)]
pub(crate) enum PhotoFiles {
    Folder(Folder),
    Bucket(Bucket),
}

/// The bytes of one request on their way into an upload.
pub(crate) enum Arriving {
    Folder(Appended),
    Bucket(Parts),
}

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PhotoError {
    /// The system said no.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The bucket does not answer now.
    #[error("the bucket does not answer: {0}")]
    Away(String),
    /// Another server takes this upload's bytes meanwhile.
    #[error("another server works on this upload")]
    TakenOver,
}

/// Why a whole file was not taken.
#[derive(Debug)]
pub(crate) enum Untaken {
    /// Other bytes than the sealed record announced.
    Digest,
    /// A published copy that says where, when or by whom.
    Published(PublishedError),
    /// It could not be read or written.
    Failed(PhotoError),
}

impl<E: Into<PhotoError>> From<E> for Untaken {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl PhotoFiles {
    /// The folder there.
    pub(crate) const fn folder(root: std::path::PathBuf) -> Self {
        Self::Folder(Folder::at(root))
    }

    /// Opens the bucket; it has to exist.
    pub(crate) fn bucket(url: &BucketUrl) -> Result<Self, ServerError> {
        Bucket::open(url).map(Self::Bucket)
    }

    /// Before the first file: makes what is missing of a folder.
    pub(crate) fn make_ready(&self) -> Result<(), ServerError> {
        match self {
            Self::Folder(folder) => folder.make(),
            Self::Bucket(_) => Ok(()),
        }
    }

    /// Whether they lie in the data folder, and are copied with it.
    pub(crate) fn are_here(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// Whether files can be asked for at all.
    pub(crate) async fn answers(&self) -> Result<(), PhotoError> {
        match self {
            Self::Folder(folder) => folder.answers().await,
            Self::Bucket(bucket) => bucket.answers().await,
        }
    }

    /// How many bytes of an upload there are, durably; `None` when there is none.
    pub(crate) async fn offset(&self, id: PhotoId) -> Result<Option<u64>, PhotoError> {
        match self {
            Self::Folder(folder) => folder.offset(id).await,
            Self::Bucket(bucket) => bucket.offset(id).await,
        }
    }

    /// Makes an empty upload that survives a crash.
    pub(crate) async fn create(&self, id: PhotoId) -> Result<(), PhotoError> {
        match self {
            Self::Folder(folder) => folder.create(id).await,
            Self::Bucket(bucket) => bucket.create(id).await,
        }
    }

    /// Begins to append at the upload's end.
    pub(crate) async fn append(&self, id: PhotoId, offset: u64) -> Result<Arriving, PhotoError> {
        Ok(match self {
            Self::Folder(folder) => Arriving::Folder(folder.append(id).await?),
            Self::Bucket(bucket) => Arriving::Bucket(bucket.append(id, offset)),
        })
    }

    /// Goes back to an earlier byte: the beginning, or where a request began.
    pub(crate) async fn truncate(&self, id: PhotoId, bytes: u64) -> Result<(), PhotoError> {
        match self {
            Self::Folder(folder) => folder.truncate(id, bytes).await,
            Self::Bucket(bucket) => bucket.truncate(id, bytes).await,
        }
    }

    /// Deletes what arrived so far.
    pub(crate) async fn remove(&self, id: PhotoId) -> Result<(), PhotoError> {
        match self {
            Self::Folder(folder) => folder.remove(id).await,
            Self::Bucket(bucket) => bucket.remove(id).await,
        }
    }

    /// Checks a whole file and gives it its name; durable when this returns.
    pub(crate) async fn settle(&self, photo: &PhotoRow) -> Result<(), Untaken> {
        match self {
            Self::Folder(folder) => folder.settle(photo).await,
            Self::Bucket(bucket) => bucket.settle(photo).await,
        }
    }

    /// Whether a whole file is there.
    pub(crate) async fn has(&self, kind: PhotoKind, digest: &Digest) -> Result<bool, PhotoError> {
        match self {
            Self::Folder(folder) => folder.has(kind, digest).await,
            Self::Bucket(bucket) => bucket.has(kind, digest).await,
        }
    }

    /// A whole file.
    pub(crate) async fn settled(&self, kind: PhotoKind, digest: &Digest) -> Result<Body, PhotoError> {
        match self {
            Self::Folder(folder) => folder.settled(kind, digest).await,
            Self::Bucket(bucket) => bucket.settled(kind, digest).await,
        }
    }

    /// Deletes a whole file; that it is not there is no error.
    pub(crate) async fn discard(&self, kind: PhotoKind, digest: &Digest) -> Result<(), PhotoError> {
        match self {
            Self::Folder(folder) => folder.discard(kind, digest).await,
            Self::Bucket(bucket) => bucket.discard(kind, digest).await,
        }
    }
}

impl Arriving {
    /// Takes some bytes.
    pub(crate) async fn take(&mut self, bytes: Bytes) -> Result<(), PhotoError> {
        match self {
            Self::Folder(file) => file.take(&bytes).await,
            Self::Bucket(parts) => parts.take(bytes).await,
        }
    }

    /// Makes what was taken durable.
    pub(crate) async fn keep(self) -> Result<(), PhotoError> {
        match self {
            Self::Folder(file) => file.keep().await,
            Self::Bucket(parts) => parts.keep().await,
        }
    }
}

/// The name of a whole file below its room.
pub(crate) fn shelf(kind: PhotoKind, digest: &Digest) -> [String; 3] {
    let name = digest.hex();
    [kind.as_str().to_owned(), name.chars().take(2).collect(), name]
}

/// What drivers see says nothing of who took it, where and when.
fn check(photo: &PhotoRow, bytes: &[u8]) -> Result<(), Untaken> {
    match photo.kind {
        PhotoKind::Published => check_published(bytes).map_err(Untaken::Published),
        PhotoKind::Original => Ok(()),
    }
}
