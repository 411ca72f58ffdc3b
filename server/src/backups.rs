//! Backups: a folder like the server's own, and going back to one. What a backup holds is told to the phones, which keep
//! their copies until then; after a restore they hear of another epoch and offer again what was lost.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use pinpoint_domain::ids::NetworkId;

use crate::app::App;
use crate::clock::Clock;
use crate::durable;
use crate::error::ServerError;
use crate::keys::private;
use crate::photos::shelf;
use crate::random;
use crate::store::{Place, Store, StoreError};

const DATABASE: &str = "pinpoint.db";
/// Under this name a file is not whole yet.
const UNFINISHED: &str = "unfinished";

/// What an operator does about backups.
pub struct Backups<'a> {
    pub(crate) app: &'a App,
}

/// A backup that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// Everything with a receipt up to this number is in it.
    pub through: u64,
    /// Files that were copied; what an earlier backup in the same folder has of photos is not copied again.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Backups<'_> {
    /// Copies database, photos, keys and publications into a folder, while the server serves. When this returns they
    /// are durable there, and phones are told.
    pub async fn make(&self, folder: &Path) -> Result<Backup, ServerError> {
        let (data, into) = (self.app.data.clone(), folder.to_owned());
        if into.starts_with(&data) {
            let reason = "lies in the folder that it is a backup of".to_owned();
            return Err(ServerError::Value { field: "folder", reason });
        }
        if !self.app.photos.are_here() {
            return Err(StoreError::CopiedElsewhere.into());
        }
        durable::create_folder(&into).map_err(ServerError::file(&into))?;
        // The keys are in it.
        private(&into, 0o700)?;
        let unfinished = into.join(DATABASE).with_extension(UNFINISHED);
        remove(&unfinished)?;
        // The books first: a file comes to its place before its receipt is written down.
        let through = self.app.store.copy_to(unfinished.clone()).await?;
        let database = into.join(DATABASE);
        let erased = self.app.store.erased_files(true).await?;
        let copied = blocking(move || {
            let copied = copy_folder(&data, &into)?;
            // An earlier backup in the same folder may have them.
            for file in erased.iter().filter(|file| !file.needed) {
                remove(
                    &shelf(file.kind, &file.digest)
                        .iter()
                        .fold(into.join("photos"), |path, name| path.join(name)),
                )?;
            }
            settle(&unfinished, &database).map_err(ServerError::file(&database))?;
            Ok(copied)
        });
        let Copied { files, bytes } = copied.await?;
        self.note(through).await?;
        Ok(Backup { through, files: files + 1, bytes })
    }

    /// The number of the newest receipt, for a backup that is made by other means: what it holds is noted afterwards by
    /// [`Backups::note`].
    pub async fn counted(&self) -> Result<u64, ServerError> {
        Ok(self.app.store.counted().await?)
    }

    /// Notes that a backup holds everything with a receipt up to this number. Phones are told.
    pub async fn note(&self, through: u64) -> Result<(), ServerError> {
        let counted = self.counted().await?;
        if through > counted {
            let reason = format!("no receipt has a number beyond {counted}");
            return Err(ServerError::Value { field: "through", reason });
        }
        Ok(self.app.store.backed_up(through, self.app.now()).await?)
    }

    /// The database was brought back by other means. The server that is opened next is of another epoch.
    pub async fn restored(&self) -> Result<(), ServerError> {
        begin_epoch(&self.app.store, &*self.app.clock).await
    }
}

/// Goes back to a backup, in a folder that has no database yet. The server that is opened there is of another epoch.
pub async fn restore(
    backup: &Path,
    folder: &Path,
    network: &NetworkId,
    clock: &dyn Clock,
) -> Result<(), ServerError> {
    let (from, database) = (backup.join(DATABASE), folder.join(DATABASE));
    if database.exists() {
        return Err(ServerError::Taken { kind: "database", name: database.display().to_string() });
    }
    durable::create_folder(folder).map_err(ServerError::file(folder))?;
    private(folder, 0o700)?;
    let unfinished = database.with_extension(UNFINISHED);
    remove(&unfinished)?;
    fs::copy(&from, &unfinished).map_err(ServerError::file(&from))?;
    let (backup, into) = (backup.to_owned(), folder.to_owned());
    blocking(move || copy_folder(&backup, &into)).await?;
    // Before it has its name, so that nobody ever meets it under its old epoch.
    let store = Store::open(Place::File(unfinished.clone()), network, Arc::default())?;
    begin_epoch(&store, clock).await?;
    // The writer's thread may hold its connection a moment longer, and what stands beside the file would stay behind.
    store.gather()?;
    settle(&unfinished, &database).map_err(ServerError::file(&database))
}

async fn begin_epoch(store: &Store, clock: &dyn Clock) -> Result<(), ServerError> {
    let epoch = HEXLOWER.encode(&random::bytes::<16>()?);
    Ok(store.begin_epoch(epoch, clock.now()).await?)
}

struct Copied {
    files: usize,
    bytes: u64,
}

/// Copies all but the database and the copies before its upgrades, what uploads have not finished, and who is at work. A photo's name is its digest: one
/// that is there is not copied again.
fn copy_folder(from: &Path, into: &Path) -> Result<Copied, ServerError> {
    let mut copied = Copied { files: 0, bytes: 0 };
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let (source, target) = (from.join(&folder), into.join(&folder));
        durable::create_folder(&target).map_err(ServerError::file(&target))?;
        for entry in fs::read_dir(&source).map_err(ServerError::file(&source))? {
            let entry = entry.map_err(ServerError::file(&source))?;
            let (name, path) = (folder.join(entry.file_name()), entry.path());
            if is_left_out(&name) {
                continue;
            }
            let metadata = match entry.metadata() {
                Err(error) if is_erased(&name, &error) => continue,
                known => known.map_err(ServerError::file(&path))?,
            };
            if metadata.is_dir() {
                folders.push(name);
                continue;
            }
            let there = into.join(&name);
            let same =
                name.starts_with("photos") && there.metadata().is_ok_and(|it| it.len() == metadata.len());
            if !same {
                match copy(&path, &there) {
                    Err(error) if is_erased(&name, &error) => continue,
                    done => done.map_err(ServerError::file(&path))?,
                }
                copied.files += 1;
                copied.bytes += metadata.len();
            }
        }
    }
    Ok(copied)
}

fn is_left_out(name: &Path) -> bool {
    let text = name.to_string_lossy();
    let unfinished = name.extension().is_some_and(|extension| extension == "lock" || extension == UNFINISHED);
    text.starts_with("pinpoint.") || text == "photos/incoming" || unfinished
}

/// Whether it went while it was to be copied: a whole file of a photo goes for no other reason.
fn is_erased(name: &Path, error: &io::Error) -> bool {
    name.starts_with("photos") && error.kind() == io::ErrorKind::NotFound
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut unfinished = to.as_os_str().to_owned();
    unfinished.push(".");
    unfinished.push(UNFINISHED);
    let unfinished = PathBuf::from(unfinished);
    fs::copy(from, &unfinished)?;
    settle(&unfinished, to)
}

/// A file gets its name when its bytes are durable.
fn settle(unfinished: &Path, name: &Path) -> io::Result<()> {
    File::open(unfinished)?.sync_all()?;
    fs::rename(unfinished, name)?;
    durable::sync_name(name)
}

fn remove(path: &Path) -> Result<(), ServerError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(ServerError::file(path)(error)),
        _ => Ok(()),
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ServerError> + Send + 'static,
) -> Result<T, ServerError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|stopped| Err(ServerError::Socket(io::Error::other(stopped))))
}
