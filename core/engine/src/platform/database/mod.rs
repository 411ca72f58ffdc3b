//! The one connection to a database. What is committed on it survives a power cut.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

#[cfg(not(target_family = "wasm"))]
pub(crate) use native::{PAUSE, Place, open, tidy};
#[cfg(target_family = "wasm")]
pub(crate) use web::{PAUSE, Place, open, tidy};
