//! Files: bytes that are durable before anyone is told so.
//!
//! A [`Folder`] is all that the engine can reach; names in it are ours and relative, so no path from outside leads
//! anywhere.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

#[cfg(not(target_family = "wasm"))]
pub use native::{Folder, Lock, remove_file, write_file, write_secret, write_secret_once};
#[cfg(not(target_family = "wasm"))]
pub(crate) use native::{part_of, read_at_most, read_now};
#[cfg(target_family = "wasm")]
pub(crate) use web::read_at_most;
#[cfg(target_family = "wasm")]
pub use web::{Folder, Lock};

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
