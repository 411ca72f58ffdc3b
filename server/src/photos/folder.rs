//! Photos in the data folder: one file grows until it is whole, and is then renamed.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::PathBuf;

use axum::body::Body;
use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::wire::Digest;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use tokio_util::io::ReaderStream;

use super::{PhotoError, Untaken, check, shelf};
use crate::durable::{create_folder, sync_name};
use crate::error::ServerError;
use crate::store::{PhotoKind, PhotoRow};

/// The folder of photos.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
}

/// An open file that grows.
pub(crate) struct Appended(tokio::fs::File);

impl Folder {
    /// The folder there; it need not be one yet.
    pub(super) const fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// Makes the rooms that are missing.
    pub(super) fn make(&self) -> Result<(), ServerError> {
        for room in ["incoming", PhotoKind::Published.as_str(), PhotoKind::Original.as_str()] {
            let folder = self.root.join(room);
            create_folder(&folder).map_err(ServerError::file(&folder))?;
        }
        Ok(())
    }

    /// Where the bytes of an unfinished upload lie.
    fn incoming(&self, id: PhotoId) -> PathBuf {
        self.root.join("incoming").join(id.to_string())
    }

    /// Where a whole file lies.
    fn path(&self, kind: PhotoKind, digest: &Digest) -> PathBuf {
        self.root.join(shelf(kind, digest).iter().collect::<PathBuf>())
    }

    pub(super) async fn answers(&self) -> Result<(), PhotoError> {
        tokio::fs::metadata(self.root.join("incoming")).await?;
        Ok(())
    }

    pub(super) async fn offset(&self, id: PhotoId) -> Result<Option<u64>, PhotoError> {
        match tokio::fs::metadata(self.incoming(id)).await {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn create(&self, id: PhotoId) -> Result<(), PhotoError> {
        let path = self.incoming(id);
        blocking(move || {
            File::create(&path)?.sync_all()?;
            Ok(sync_name(&path)?)
        })
        .await
    }

    pub(super) async fn append(&self, id: PhotoId) -> Result<Appended, PhotoError> {
        Ok(Appended(tokio::fs::File::options().append(true).open(self.incoming(id)).await?))
    }

    pub(super) async fn truncate(&self, id: PhotoId, bytes: u64) -> Result<(), PhotoError> {
        let path = self.incoming(id);
        blocking(move || {
            let file = File::options().write(true).open(path)?;
            file.set_len(bytes)?;
            Ok(file.sync_all()?)
        })
        .await
    }

    pub(super) async fn remove(&self, id: PhotoId) -> Result<(), PhotoError> {
        match tokio::fs::remove_file(self.incoming(id)).await {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    pub(super) async fn settle(&self, photo: &PhotoRow) -> Result<(), Untaken> {
        let (incoming, settled) = (self.incoming(photo.id), self.path(photo.kind, &photo.digest));
        let photo = photo.clone();
        blocking(move || {
            let mut file = File::open(&incoming)?;
            if hash(&mut file)? != photo.digest {
                return Err(Untaken::Digest);
            }
            if photo.kind == PhotoKind::Published {
                check(&photo, &fs::read(&incoming)?)?;
            }
            file.sync_all()?;
            if let Some(shelf) = settled.parent() {
                create_folder(shelf)?;
            }
            fs::rename(&incoming, &settled)?;
            sync_name(&settled)?;
            sync_name(&incoming)?;
            Ok(())
        })
        .await
    }

    pub(super) async fn has(&self, kind: PhotoKind, digest: &Digest) -> Result<bool, PhotoError> {
        Ok(tokio::fs::try_exists(self.path(kind, digest)).await?)
    }

    pub(super) async fn settled(&self, kind: PhotoKind, digest: &Digest) -> Result<Body, PhotoError> {
        let file = tokio::fs::File::open(self.path(kind, digest)).await?;
        Ok(Body::from_stream(ReaderStream::new(file)))
    }

    pub(super) async fn discard(&self, kind: PhotoKind, digest: &Digest) -> Result<(), PhotoError> {
        let path = self.path(kind, digest);
        blocking(move || match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            Err(_) => Ok(()),
            // A power cut must not bring it back.
            Ok(()) => Ok(sync_name(&path)?),
        })
        .await
    }
}

impl Appended {
    pub(super) async fn take(&mut self, bytes: &[u8]) -> Result<(), PhotoError> {
        Ok(self.0.write_all(bytes).await?)
    }

    pub(super) async fn keep(mut self) -> Result<(), PhotoError> {
        self.0.flush().await?;
        Ok(self.0.sync_data().await?)
    }
}

fn hash(file: &mut File) -> std::io::Result<Digest> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        match buffer.get(..read) {
            Some([]) | None => return Ok(Digest::from_bytes(hash.finalize().into())),
            Some(bytes) => hash.update(bytes),
        }
    }
}

async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<std::io::Error> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(std::io::Error::other(error).into()),
    }
}
