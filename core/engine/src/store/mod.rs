//! The store: one SQLite database for each network and account, and the rooms of what it keeps.
//!
//! WAL and `synchronous=FULL`: what [`Store::write`] has returned survives a power cut. One thread owns the connection;
//! everything else sends it closures, so a transaction never waits for anything but the disk.

pub(crate) mod addresses;
pub(crate) mod attempts;
pub(crate) mod deliveries;
mod disk;
pub(crate) mod erasures;
mod error;
mod handle;
pub(crate) mod journal;
pub(crate) mod meta;
pub(crate) mod migrations;
pub(crate) mod photos;
pub(crate) mod records;
pub(crate) mod standing;

pub(crate) use deliveries::DeliveryCounts;
pub(crate) use disk::Disk;
#[cfg(feature = "testing")]
pub use disk::PlayedDisk;
pub use error::StoreError;
pub(crate) use handle::Store;
pub(crate) use photos::StoredPhoto;
pub(crate) use records::NewRecord;
