//! The [`Installer`] for Kotlin and Swift. Everything here converts and delegates; the engine decides.
//!
//! The core knows nothing of `UniFFI`. `mirror` repeats the shape of each of its types, and a field or a variant that
//! the core gains without its mirror does not compile. This does:
//!
//! ```
//! mod core {
//!     pub struct Minutes { pub shortest: u32, pub longest: u32 }
//! }
//! use core::Minutes;
//!
//! #[uniffi::remote(Record)]
//! pub struct Minutes { pub shortest: u32, pub longest: u32 }
//!
//! uniffi::setup_scaffolding!();
//! fn main() {}
//! ```
//!
//! And this, where the core knows one more thing, does not:
//!
//! ```compile_fail,E0063
//! mod core {
//!     pub struct Minutes { pub shortest: u32, pub longest: u32, pub usual: u32 }
//! }
//! use core::Minutes;
//!
//! #[uniffi::remote(Record)]
//! pub struct Minutes { pub shortest: u32, pub longest: u32 }
//!
//! uniffi::setup_scaffolding!();
//! fn main() {}
//! ```
//!
//! Nor does a variant that has no mirror:
//!
//! ```compile_fail,E0004
//! mod core {
//!     pub enum JobKind { Renetworking, NewInstallation }
//! }
//! use core::JobKind;
//!
//! #[uniffi::remote(Enum)]
//! pub enum JobKind { Renetworking }
//!
//! uniffi::setup_scaffolding!();
//! fn main() {}
//! ```

mod config;
mod failure;
mod frame;
mod installer;
mod keys;
mod label;
mod mirror;
mod network;
mod observe;
mod paste;
#[cfg(feature = "testing")]
mod testing;
mod transfers;

pub use config::{Config, Network};
pub use failure::PinpointError;
pub use frame::Frame;
pub use installer::{Installer, Source, Staged};
pub use keys::{FileKeyStore, KeyStore, KeyStoreError};
pub use label::{ActivationLabel, LabelReading};
pub use network::NetworkProfile;
pub use observe::{Listener, Observation, OnProgress, Progress};
#[cfg(feature = "testing")]
pub use testing::StoryWorld;
pub use transfers::{Bearer, Header, Transfer, TransferOutcome};

uniffi::setup_scaffolding!();
