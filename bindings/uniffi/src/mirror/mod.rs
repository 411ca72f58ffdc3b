//! Mirrors: the shape of each type that crosses the border, repeated with its documentation for Kotlin and Swift.

mod answer;
mod catalog;
mod connectivity;
mod identity;
mod label;
mod names;
mod network;
mod outbox;
mod paste;
mod playbook;
mod typing;
mod visit;
mod work;

pub(crate) use names::FilePath;
