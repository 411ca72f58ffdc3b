//! What is on a disk once the power is back.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::Path;

/// Folders and files by their paths. A folder has no bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Image(pub(crate) BTreeMap<String, Option<Vec<u8>>>);

/// SQLite's index of its log: shared memory, which no cut survives and which is made anew.
const SHARED_MEMORY: &str = "-shm";

impl Image {
    /// What lies in a folder now.
    pub fn of(root: &Path) -> io::Result<Self> {
        let mut image = Self::default();
        image.read(root, "")?;
        Ok(image)
    }

    fn read(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|_| io::ErrorKind::InvalidFilename)?;
            let path = joined(prefix, &name);
            if entry.file_type()?.is_dir() {
                self.put(path.clone(), None);
                self.read(&entry.path(), &path)?;
            } else {
                self.put(path, Some(fs::read(entry.path())?));
            }
        }
        Ok(())
    }

    pub(crate) fn put(&mut self, path: String, bytes: Option<Vec<u8>>) {
        if !path.ends_with(SHARED_MEMORY) {
            self.0.insert(path, bytes);
        }
    }

    /// What lies below one folder of it, that folder included: the disk of one machine among several.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        let inside = |path: &str| {
            path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        Self(
            self.0
                .iter()
                .filter(|(path, _)| inside(path))
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect(),
        )
    }

    /// Two disks with the same fingerprint are the same disk.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// Puts it into an empty folder.
    pub fn lay(&self, root: &Path) -> io::Result<()> {
        for (path, bytes) in &self.0 {
            match bytes {
                // A folder comes before what lies in it.
                None => fs::create_dir(root.join(path))?,
                Some(bytes) => fs::write(root.join(path), bytes)?,
            }
        }
        Ok(())
    }

    /// The paths, with the size of what is a file.
    pub fn paths(&self) -> impl Iterator<Item = (&str, Option<usize>)> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref().map(Vec::len)))
    }
}

pub(crate) fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
