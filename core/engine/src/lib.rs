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
#[cfg(feature = "testing")]
pub mod testing;
pub mod words;

pub use config::Config;
pub use error::EngineError;
#[cfg(feature = "testing")]
pub use installer::Copies;
pub use installer::{
    AddressSuggestion, Changed, CheckedText, ExportPiece, ExportPlan, ExportScope, Installer, JobFilter,
    JobList, Listener, NetworkState, NetworkView, NotTaken, Observation, OutboxView, PhotoReport,
    PinpointView, SavedOn, SealedView, SessionView, Source, Staged, TakenIn, TextKind, TextMistake,
    TransferState, UnreadableJob, UnreadableVisit, VisitLine, VisitList,
};
#[cfg(not(target_family = "wasm"))]
pub use platform::keys::FileKeyStore;
pub use platform::keys::{KeyStore, KeyStoreError};
pub use platform::random::Randomness;
pub use platform::time::Clock;
pub use remote::{Bearer, Transfer, TransferOutcome};
pub use store::StoreError;
