//! SQLite on the origin private file system, through a pool of access handles that this worker holds.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rsqlite_vfs::VfsFilesManager as _;
use rusqlite::{Connection, OpenFlags};
use send_wrapper::SendWrapper;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};

use crate::platform::files::Folder;
use crate::platform::time;
use crate::store::StoreError;

/// There is never a pause here: no thread waits for one.
pub(crate) const PAUSE: Duration = Duration::MAX;

/// A worker that was just ended may hold its handles for a moment: so often, and so long each time, we wait for them.
const TRIES: u32 = 25;
const BETWEEN: Duration = Duration::from_millis(200);

/// A handle for each file that there may be at once, and no more: each costs milliseconds when the database is opened.
const DATABASE_AND_LOG: usize = 2;
const COPY_AND_ITS_JOURNAL: usize = 2;

/// Where a database lies, and what may lie beside it.
pub(crate) struct Place {
    path: PathBuf,
    pool: SendWrapper<OpfsSAHPoolUtil>,
}

impl Place {
    /// The path as SQLite knows it.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes another database beside it, if there is one.
    pub(crate) fn remove(&self, other: &Path) -> Result<(), StoreError> {
        self.pool.remove(&other.to_string_lossy()).map(drop).map_err(|error| failed(&error))
    }
}

/// Opens the database of this name; made when it is not there. `made_ready` gets the connection before anything is
/// written.
pub(crate) async fn open(
    folder: &Folder,
    name: &str,
    made_ready: impl FnOnce(&mut Connection, &Place) -> Result<(), StoreError> + Send + 'static,
) -> Result<Connection, StoreError> {
    let directory = folder.path(name).to_string_lossy().into_owned();
    let config = OpfsSAHPoolCfgBuilder::new()
        .vfs_name(&directory)
        .directory(&directory)
        .initial_capacity(DATABASE_AND_LOG)
        .build();
    let pool = SendWrapper::new(async {
        for _ in 1..TRIES {
            match install::<sqlite_wasm_rs::WasmOsCallback>(&config, false).await {
                Err(error) if is_held(&error) => time::sleep(BETWEEN).await,
                done => return done.map_err(|error| failed(&error)),
            }
        }
        install::<sqlite_wasm_rs::WasmOsCallback>(&config, false).await.map_err(|error| failed(&error))
    })
    .await
    .map(SendWrapper::new)?;
    // The copies that migrations left keep theirs.
    let names = pool.names().map_err(|error| failed(&error))?;
    let copies = names.iter().filter(|other| !other.starts_with(name)).count();
    let files = DATABASE_AND_LOG + COPY_AND_ITS_JOURNAL + copies;
    SendWrapper::new(pool.ensure_capacity(files)).await.map_err(|error| failed(&error))?;
    let place = Place { path: PathBuf::from(name), pool };
    let mut connection = Connection::open_with_flags_and_vfs(name, OpenFlags::default(), directory.as_str())?;
    // Before WAL: there is no shared memory between workers, and only this order survives a killed browser in Firefox.
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE;")?;
    made_ready(&mut connection, &place)?;
    Ok(connection)
}

/// A commit empties the log when it is long.
pub(crate) fn tidy(_connection: &mut Connection) {}

fn is_held(error: &OpfsSAHError) -> bool {
    matches!(error, OpfsSAHError::Opfs { message, .. } if message.starts_with("NoModificationAllowedError"))
}

fn failed(error: &OpfsSAHError) -> StoreError {
    let reason = error.to_string();
    match error {
        OpfsSAHError::NotSupported => StoreError::Denied { reason },
        OpfsSAHError::Opfs { .. } if is_held(error) => StoreError::Busy,
        OpfsSAHError::Opfs { message, .. } if message.starts_with("QuotaExceededError") => StoreError::Full,
        OpfsSAHError::Opfs { message, .. }
            if ["NotAllowedError", "SecurityError", "TypeError"]
                .iter()
                .any(|name| message.starts_with(name)) =>
        {
            StoreError::Denied { reason }
        }
        OpfsSAHError::InvalidHeader { .. } | OpfsSAHError::DuplicateFilename(_) => {
            StoreError::Damaged { reason }
        }
        _ => StoreError::File(std::io::Error::other(reason)),
    }
}
