//! What the apps hold: store, outbox, transport, and one long-lived [`Installer`].
//!
//! | you look for | it lives in |
//! |---|---|
//! | the surface of an app | [`Installer`] |
//! | what is kept on the device | `store` |
//! | what goes to the network, when, and when again | [`outbox`] |
//! | the calls to the server | [`remote`] |
//! | what differs between native and browser | [`platform`] |
//! | the words for codes, steps and states | [`words`] |

mod config;
mod error;
mod installer;
pub mod outbox;
pub mod platform;
pub mod remote;
mod store;
pub mod words;

pub use config::Config;
pub use error::EngineError;
#[cfg(feature = "copies")]
pub use installer::Copies;
pub use installer::{
    Changed, Installer, JobFilter, JobList, LabelReading, Observation, OutboxView, PhotoReport, PinpointView,
    SavedOn, SealedView, Secrets, SessionView, Source, Staged, SymbolView, UnreadableJob, read_picture,
};
pub use platform::keys::{FileKeyStore, KeyStore, KeyStoreError};
pub use platform::time::Clock;
pub use store::StoreError;
