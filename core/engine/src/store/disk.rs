//! The disk under the store. A story may fill it, and may lay an older program's database on it; in an app it is the
//! platform's own business, and nothing of this is compiled.

use std::io;
#[cfg(feature = "testing")]
use std::sync::Arc;

use rusqlite::{Connection, Transaction};

use super::StoreError;

/// What plays a disk in a story.
#[cfg(feature = "testing")]
pub trait PlayedDisk: Send + Sync {
    /// Whether there is no room for another byte.
    fn is_full(&self) -> bool;

    /// The database that an older program left where ours is about to be made.
    fn left_behind(&self) -> Option<&'static [u8]>;
}

/// The disk.
#[derive(Clone, Default)]
pub(crate) struct Disk {
    #[cfg(feature = "testing")]
    played: Option<Arc<dyn PlayedDisk>>,
}

#[cfg(not(feature = "testing"))]
#[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "a story has a say in it")]
impl Disk {
    /// Refuses when there is no room for a file.
    pub(crate) fn has_room(&self) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn lay(&self, _connection: &mut Connection) -> Result<(), StoreError> {
        Ok(())
    }

    pub(super) fn limit(&self, _connection: &Connection) -> Result<(), StoreError> {
        Ok(())
    }

    pub(super) fn take_what_is_left(&self, _transaction: &Transaction<'_>) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(feature = "testing")]
impl Disk {
    pub(crate) fn played(played: Arc<dyn PlayedDisk>) -> Self {
        Self { played: Some(played) }
    }

    /// Refuses when there is no room for a file.
    pub(crate) fn has_room(&self) -> io::Result<()> {
        if self.is_full() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    /// Copies the old database page by page under a connection that has none yet, whatever carries its file.
    pub(super) fn lay(&self, connection: &mut Connection) -> Result<(), StoreError> {
        let Some(old) = self.played.as_ref().and_then(|disk| disk.left_behind()) else { return Ok(()) };
        let pages: u32 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        if pages > 0 {
            return Ok(());
        }
        let mut bytes = old.to_vec();
        // In memory there is no log, which these two bytes promise (sqlite.org/fileformat.html, section 1.3.3).
        if let Some(versions) = bytes.get_mut(18..20) {
            versions.fill(1);
        }
        let mut source = Connection::open_in_memory()?;
        source.deserialize_read_exact(rusqlite::MAIN_DB, bytes.as_slice(), bytes.len(), true)?;
        let copy = rusqlite::backup::Backup::new(&source, connection)?;
        copy.step(-1)?;
        Ok(())
    }

    /// Before a transaction: a full disk gives SQLite not a page more than the database has.
    pub(super) fn limit(&self, connection: &Connection) -> Result<(), StoreError> {
        if self.played.is_none() {
            return Ok(());
        }
        let most: u32 = if self.is_full() {
            connection.query_row("PRAGMA page_count", [], |row| row.get(0))?
        } else {
            u32::MAX - 1
        };
        connection.pragma_update_and_check(None, "max_page_count", most, |_| Ok(()))?;
        Ok(())
    }

    /// A small change may find room within the pages that are there. On a full disk it must not, or a story would
    /// depend on how full they happen to be: so something as large as all that is free is written first, and it is
    /// SQLite that says no.
    pub(super) fn take_what_is_left(&self, transaction: &Transaction<'_>) -> Result<(), StoreError> {
        if !self.is_full() {
            return Ok(());
        }
        transaction.execute(
            "INSERT OR REPLACE INTO meta (key, value)
             SELECT 'ballast', printf('%.*c', (freelist_count + 2) * page_size, 'x')
             FROM pragma_freelist_count, pragma_page_size",
            [],
        )?;
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.played.as_ref().is_some_and(|disk| disk.is_full())
    }
}
