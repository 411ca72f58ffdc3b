//! Mirrors: the shape of each type that crosses the border, repeated with its documentation for Kotlin and Swift.

mod label;
mod names;
mod network;
mod outbox;
mod work;

pub(crate) use names::FilePath;
