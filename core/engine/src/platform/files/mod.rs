//! Files: bytes that are durable before anyone is told so.
//!
//! A [`Folder`] is all that the engine can reach; names in it are ours and relative, so no path from outside leads
//! anywhere.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

#[cfg(not(target_family = "wasm"))]
pub use native::{
    Draft, Lock, create_folder, read_at_most, remove_file, write_file, write_secret, write_secret_once,
};
#[cfg(not(target_family = "wasm"))]
pub(crate) use native::{forget_drafts, part_of, read_now, read_source};
#[cfg(target_family = "wasm")]
pub use web::Lock;
#[cfg(target_family = "wasm")]
pub(crate) use web::read_source;

use std::path::PathBuf;

/// A folder of ours; made when something is written into it. What it does to its files is each platform's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder of this path; in a browser, below the origin's root.
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// A folder in this one.
    #[must_use]
    pub fn folder(&self, name: &str) -> Self {
        Self(self.0.join(name))
    }

    /// Where a file of this name lies, for programs that open it themselves.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// Part of a file that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePart {
    /// The folder.
    pub folder: Folder,
    /// The file's name in it.
    pub name: String,
    /// The first byte.
    pub from: u64,
    /// How many bytes.
    pub length: u64,
}
