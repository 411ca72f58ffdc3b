//! The store: one SQLite database for each network and account, and the rooms of what it keeps.
//!
//! WAL and `synchronous=FULL`: what [`Store::call`] has returned survives a power cut. One thread owns the connection;
//! everything else sends it closures, so a transaction never waits for anything but the disk.

pub(crate) mod deliveries;
mod error;
pub(crate) mod journal;
pub(crate) mod meta;
mod migrations;
pub(crate) mod photos;
pub(crate) mod records;
pub(crate) mod standing;
mod thread;

pub(crate) use deliveries::DeliveryCounts;
pub use error::StoreError;
pub(crate) use photos::StoredPhoto;
pub(crate) use records::NewRecord;
pub(crate) use thread::Store;
