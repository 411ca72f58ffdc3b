//! A power cut, for any program: what it wrote is noted while it runs, and afterwards every disk is made that a cut could
//! have left, at every moment.
//!
//! * The notes are the recorder's (`recorder/`): the program runs unchanged.
//! * [`Disk`] is a file system that promises no more than POSIX does: bytes are durable after `fsync` of their file, names
//!   after `fsync` of their folder, and before that in any order or not at all.
//! * [`Cut`] says what became of everything that was not yet durable.
//!
//! `tests/it` plays days on phone and server, cuts them everywhere, opens what is left with the real code and holds the laws.
//! `docs/adr/0023` says which cuts are looked at, and which are not and why.

mod cut;
mod disk;
mod image;

pub use cut::Cut;
pub use disk::Disk;
pub use image::Image;
pub use pinpoint_recorder::{Entry, FileId, Recording};
