//! Files: bytes that are durable before anyone is told so.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

/// Writes a file whole: temporary name, fsync, rename, fsync of the folder. After it returns the bytes survive a power
/// cut; before that the old file, or none, is there.
pub fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, bytes, false)
}

/// The same for a secret: readable by this user alone from its first byte on.
pub fn write_secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, bytes, true)
}

fn write_with(path: &Path, bytes: &[u8], secret: bool) -> io::Result<()> {
    let folder = path.parent().ok_or_else(|| io::Error::other("a file has a folder"))?;
    create_folder(folder)?;
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".partial");
    let written = write_new(Path::new(&temporary), bytes, secret)
        .and_then(|()| fs::rename(&temporary, path))
        .and_then(|()| sync_folder(folder));
    if written.is_err() {
        // A half-written file helps nobody; the error that is returned says what went wrong.
        drop(fs::remove_file(&temporary));
    }
    written
}

fn write_new(path: &Path, bytes: &[u8], secret: bool) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if secret {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Creates a folder with its parents.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    folder.parent().map_or(Ok(()), sync_folder)
}

/// The bytes of a file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// The bytes of a file, or none when there is no such file.
pub fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Removes a file; one that is gone already is as good.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The names of the files in a folder that were last written so long ago; none when there is no such folder.
pub fn older_than(folder: &Path, age: Duration) -> io::Result<Vec<String>> {
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
