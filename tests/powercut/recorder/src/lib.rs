//! Notes what the program that links this crate asks of the disk below one folder, in order.
//!
//! The linker takes a symbol of the program before one of the C library. So `calls` defines the few calls by which Rust's
//! standard library and SQLite write, and every part of the program comes by here, none of them changed: each call is
//! handed on, and what it did is noted. What is not noted would show: whoever replays the notes holds the result against
//! the real folder.
//!
//! Linux alone; elsewhere nothing is noted, and [`Recording::begin`] says so.

#[cfg(target_os = "linux")]
mod calls;
mod entry;
mod recording;

pub use entry::{Entry, FileId};
pub use recording::Recording;
