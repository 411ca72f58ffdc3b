//! Photo files in the data folder. What arrives lies under its id until it is whole; then it is checked, made durable
//! and named by its digest.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::PathBuf;

use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::photo::{PublishedError, check_published};
use pinpoint_domain::wire::Digest;
use sha2::{Digest as _, Sha256};

use crate::durable::{create_folder, sync_name};
use crate::error::ServerError;
use crate::store::{PhotoKind, PhotoRow};

/// The folder of photos.
#[derive(Debug, Clone)]
pub(crate) struct PhotoFiles {
    root: PathBuf,
}

/// Why a whole file was not taken.
#[derive(Debug)]
pub(crate) enum Untaken {
    /// Other bytes than the sealed record announced.
    Digest,
    /// A published copy that says where, when or by whom.
    Published(PublishedError),
    /// The system said no.
    Io(std::io::Error),
}

impl From<std::io::Error> for Untaken {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl PhotoFiles {
    /// Makes the folders when they are missing.
    pub(crate) fn open(root: PathBuf) -> Result<Self, ServerError> {
        for room in ["incoming", PhotoKind::Published.as_str(), PhotoKind::Original.as_str()] {
            let folder = root.join(room);
            create_folder(&folder).map_err(ServerError::file(&folder))?;
        }
        Ok(Self { root })
    }

    /// Where the bytes of an unfinished upload lie.
    pub(crate) fn incoming(&self, id: PhotoId) -> PathBuf {
        self.root.join("incoming").join(id.to_string())
    }

    /// Where a whole file lies.
    pub(crate) fn settled(&self, kind: PhotoKind, digest: &Digest) -> PathBuf {
        let name = digest.hex();
        let first_two: String = name.chars().take(2).collect();
        self.root.join(kind.as_str()).join(first_two).join(name)
    }

    /// How many bytes of an upload there are; `None` when there is none.
    pub(crate) fn offset(&self, id: PhotoId) -> std::io::Result<Option<u64>> {
        match fs::metadata(self.incoming(id)) {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Makes an empty upload that survives a crash.
    pub(crate) fn create(&self, id: PhotoId) -> std::io::Result<()> {
        let path = self.incoming(id);
        File::create(&path)?.sync_all()?;
        sync_name(&path)
    }

    /// Goes back to an earlier byte.
    pub(crate) fn truncate(&self, id: PhotoId, bytes: u64) -> std::io::Result<()> {
        let file = File::options().write(true).open(self.incoming(id))?;
        file.set_len(bytes)?;
        file.sync_all()
    }

    /// Deletes what arrived so far.
    pub(crate) fn remove(&self, id: PhotoId) -> std::io::Result<()> {
        match fs::remove_file(self.incoming(id)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Checks a whole file and gives it its name; durable when this returns.
    pub(crate) fn settle(&self, photo: &PhotoRow) -> Result<(), Untaken> {
        let incoming = self.incoming(photo.id);
        let mut file = File::open(&incoming)?;
        if hash(&mut file)? != photo.digest {
            return Err(Untaken::Digest);
        }
        if photo.kind == PhotoKind::Published {
            check_published(&fs::read(&incoming)?).map_err(Untaken::Published)?;
        }
        file.sync_all()?;
        let settled = self.settled(photo.kind, &photo.digest);
        if let Some(shelf) = settled.parent() {
            create_folder(shelf)?;
        }
        fs::rename(&incoming, &settled)?;
        sync_name(&settled)?;
        sync_name(&incoming)?;
        Ok(())
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
