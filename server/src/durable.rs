//! Names that survive a power cut: a file or a folder is there for good once the folder around it was waited for.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use data_encoding::HEXLOWER;

use crate::random;

/// Makes a folder. Each one that was missing on the way is in the one around it for good before anything is put into it.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let around = folder.parent().filter(|around| !around.as_os_str().is_empty());
    around.map_or(Ok(()), create_folder)?;
    match fs::create_dir(folder) {
        // Somebody else was faster.
        Err(_) if folder.is_dir() => {}
        made => made?,
    }
    sync_folder(around.unwrap_or(Path::new(".")))
}

/// Makes what happened to the name of this file or folder survive.
pub(crate) fn sync_name(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Writes a secret for this user alone, whole or not at all, unless there is one already: of two who try at once, one wins.
pub(crate) fn write_secret_once(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(".{}", HEXLOWER.encode(&random::bytes::<8>().map_err(io::Error::other)?)));
    let draft = Path::new(&draft);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    // A link, unlike a rename, refuses to take another's place.
    let linked = fs::hard_link(draft, path);
    fs::remove_file(draft)?;
    sync_name(path)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
