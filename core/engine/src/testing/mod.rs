//! For tests and benchmarks only: never part of an app.
//!
//! | you look for | it lives in |
//! |---|---|
//! | what files and store must do on every platform | `conformance` |
//! | a clock, a network, a disk and keys that do as they are told | [`StoryWorld`] |
//! | the form of a story, and how what came is held against what should | [`story`] |

mod conformance;
pub mod story;
mod world;

pub use conformance::{Checked, conformance};
pub use world::{EMAIL, PASSWORD, StoryWorld, WorldError};

pub use crate::store::PlayedDisk;
