//! A folder on the disk.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;

use super::Folder;
use crate::platform::random::Randomness;
use crate::platform::spawn::offload;

impl Folder {
    /// Makes the folder with its parents, for this user alone.
    pub async fn create(&self) -> io::Result<()> {
        let path = self.0.clone();
        away(move || create_folder(&path)).await
    }

    /// Writes a file whole: temporary name, fsync, rename, fsync of the folder. After it returns the bytes survive a
    /// power cut; before that the old file, or none, is there.
    pub async fn write(&self, name: &str, bytes: impl Into<Bytes>) -> io::Result<()> {
        let (path, bytes) = (self.path(name), bytes.into());
        away(move || write_file(&path, &bytes)).await
    }

    /// The bytes of a file.
    pub async fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let path = self.path(name);
        away(move || fs::read(path)).await
    }

    /// The bytes of a file, or none when there is no such file.
    pub async fn read_if_there(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let path = self.path(name);
        away(move || read_now(&path)).await
    }

    /// Part of a file, whole or not at all.
    pub(crate) async fn read_part(&self, name: &str, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let part = super::FilePart { folder: self.clone(), name: name.to_owned(), from, length };
        away(move || {
            let mut bytes = Vec::new();
            part_of(&part)?.take(length).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
        .await
    }

    /// Removes a file; one that is gone already is as good.
    pub async fn remove(&self, name: &str) -> io::Result<()> {
        let path = self.path(name);
        away(move || remove_file(&path)).await
    }

    /// The names of the files that were last written so long ago; none when there is no such folder.
    pub async fn older_than(&self, age: Duration) -> io::Result<Vec<String>> {
        let path = self.0.clone();
        away(move || older_than(&path, age)).await
    }

    /// Takes a lock that one process holds at a time; none when another has it.
    pub async fn try_lock(&self, name: &str) -> io::Result<Option<Lock>> {
        let path = self.path(name);
        away(move || {
            let file = File::create(path)?;
            match file.try_lock() {
                Ok(()) => Ok(Some(Lock { _file: file })),
                Err(fs::TryLockError::WouldBlock) => Ok(None),
                Err(fs::TryLockError::Error(error)) => Err(error),
            }
        })
        .await
    }
}

/// Held until dropped; the operating system lets go when the process ends, however it ends.
pub struct Lock {
    _file: File,
}

async fn away<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    offload(work).await.unwrap_or_else(|| Err(io::Error::other("the app is closing")))
}

/// Opens part of a file for reading. One that is too short for it is an error now.
pub(crate) fn part_of(part: &super::FilePart) -> io::Result<File> {
    use std::io::Seek as _;
    let mut file = File::open(part.folder.path(&part.name))?;
    let size = file.metadata()?.len();
    if part.from.checked_add(part.length).is_none_or(|end| end > size) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    file.seek(io::SeekFrom::Start(part.from))?;
    Ok(file)
}

/// The bytes of somebody's file, unless there are more than so many.
pub(crate) async fn read_source(path: PathBuf, limit: u64) -> io::Result<Option<Vec<u8>>> {
    away(move || read_at_most(&path, limit)).await
}

/// The same without leaving this thread.
pub fn read_at_most(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let read = File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(u64::try_from(read).is_ok_and(|read| read <= limit).then_some(bytes))
}

/// The bytes of a file, or none when there is no such file, without leaving this thread.
pub(crate) fn read_now(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file whole, without leaving this thread: temporary name, fsync, rename, fsync of the folder.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_durably(path, bytes, false)
}

/// Writes a secret durably: readable by this user alone from its first byte on.
pub fn write_secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_durably(path, bytes, true)
}

/// Writes a secret unless there is one already; tells whether it was written. Of two who try at once, one wins.
pub fn write_secret_once(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let folder = folder_of(path)?;
    create_folder(folder)?;
    let mut mine = path.as_os_str().to_owned();
    mine.push(format!(".{}-{}", std::process::id(), Randomness::of_this_device().jitter()));
    let mine = Path::new(&mine);
    write_new(mine, bytes, true)?;
    // A link, unlike a rename, refuses to take another's place.
    let linked = fs::hard_link(mine, path);
    remove_file(mine)?;
    sync_folder(folder)?;
    match linked {
        Ok(()) => Ok(true),
        // The other may have swept this one away already.
        Err(_) if path.is_file() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Makes a folder for this user alone, without leaving this thread. Each folder that was missing on the way is in the one
/// around it for good before anything is put into it.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let around = folder.parent().filter(|around| !around.as_os_str().is_empty());
    around.map_or(Ok(()), create_folder)?;
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        // Somebody else was faster.
        Err(_) if folder.is_dir() => {}
        made => made?,
    }
    sync_folder(around.unwrap_or(Path::new(".")))
}

/// Removes what [`write_secret_once`] leaves behind when its process ends in the middle. Call it where the secret is there:
/// nobody who writes another one needs it any more.
pub(crate) fn forget_drafts(path: &Path) -> io::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    for entry in fs::read_dir(folder_of(path)?)? {
        let draft = entry?.file_name();
        let rest = draft.to_str().and_then(|draft| draft.strip_prefix(name)).unwrap_or_default();
        if rest.starts_with('.') {
            remove_file(&path.with_file_name(&draft))?;
        }
    }
    Ok(())
}

/// Removes a file without leaving this thread; one that is gone already is as good.
pub fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn write_durably(path: &Path, bytes: &[u8], secret: bool) -> io::Result<()> {
    let mut draft = Draft::begin(path, secret)?;
    draft.write(bytes)?;
    draft.keep()
}

/// A file that is written piece by piece under another name, and takes its own when it is whole. One that is dropped before
/// leaves nothing behind: a half-written file helps nobody.
#[derive(Debug)]
pub struct Draft {
    file: File,
    temporary: PathBuf,
    path: PathBuf,
    has_its_name: bool,
}

impl Draft {
    /// Begins a file that this user alone may read.
    pub fn secret(path: &Path) -> io::Result<Self> {
        Self::begin(path, true)
    }

    fn begin(path: &Path, secret: bool) -> io::Result<Self> {
        create_folder(folder_of(path)?)?;
        let mut temporary = path.as_os_str().to_owned();
        temporary.push(".partial");
        let temporary = PathBuf::from(temporary);
        let file = new_file(&temporary, secret)?;
        Ok(Self { file, temporary, path: path.to_owned(), has_its_name: false })
    }

    /// Adds a piece.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Gives the file its name. After it returns, the bytes survive a power cut.
    pub fn keep(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.temporary, &self.path)?;
        self.has_its_name = true;
        sync_folder(folder_of(&self.path)?)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.has_its_name {
            // The error that counts is the one that was returned.
            drop(fs::remove_file(&self.temporary));
        }
    }
}

fn write_new(path: &Path, bytes: &[u8], secret: bool) -> io::Result<()> {
    let mut file = new_file(path, secret)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn new_file(path: &Path, secret: bool) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    if secret {
        // A file that somebody laid ready here would keep its owner and its readers.
        remove_file(path)?;
        options.create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    options.open(path)
}

fn folder_of(path: &Path) -> io::Result<&Path> {
    path.parent().ok_or_else(|| io::Error::other("a file has a folder"))
}

fn older_than(folder: &Path, age: Duration) -> io::Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let old = |entry: &fs::DirEntry| {
        let written = entry.metadata().and_then(|file| file.modified());
        written.is_ok_and(|written| written.elapsed().is_ok_and(|since| since >= age))
    };
    let entries = fs::read_dir(folder)?.filter_map(Result::ok).filter(old);
    Ok(entries.filter_map(|entry| entry.file_name().into_string().ok()).collect())
}

/// Makes a rename or a new name survive a power cut.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
