//! A folder that one process uses at a time.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use pinpoint_engine::platform::files::create_folder;

use crate::error::CliError;

/// Whoever is about to end gets this long to let go.
const TRIES: u32 = 60;
const PAUSE: Duration = Duration::from_millis(50);

/// Held until dropped; the operating system lets go when the process ends, however it ends.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Makes the folder when it is missing and takes it.
    pub(crate) async fn take(folder: &Path, name: &str) -> Result<Self, CliError> {
        create_folder(folder).map_err(CliError::file(folder))?;
        let path = folder.join(name);
        let file = File::create(&path).map_err(CliError::file(&path))?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => tokio::time::sleep(PAUSE).await,
                Err(TryLockError::Error(error)) => return Err(CliError::File { path, error }),
            }
        }
        Err(CliError::FolderInUse { path: folder.to_owned() })
    }
}
