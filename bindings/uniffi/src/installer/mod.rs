//! The `Installer`, one file a subject as in the engine: each method converts, delegates, converts back.

mod account;
mod delivery;
mod diagnosis;
mod jobs;
mod networks;
mod photos;
mod typing;
mod visits;

pub use photos::{Source, Staged};

use std::sync::Arc;

use pinpoint_domain::code::Fields;
use pinpoint_engine as engine;

use crate::PinpointError;
use crate::config::Config;
use crate::keys::{KeyStore, OfTheApp};
use crate::observe::{self, Listener, Observation};

/// An installer's tool: one long-lived object that decides, while the app shows. Whatever touches the store is async and
/// durable when it returns; whatever only computes is not async. All methods may be called from any thread.
#[derive(uniffi::Object)]
pub struct Installer(engine::Installer);

#[uniffi::export(async_runtime = "tokio")]
impl Installer {
    /// Opens what was kept, with the account that was last signed in. Needs no network.
    #[uniffi::constructor]
    pub async fn open(config: Config, keys: Arc<dyn KeyStore>) -> Result<Self, PinpointError> {
        Ok(Self(engine::Installer::open(config.into_engine()?, Arc::new(OfTheApp(keys))).await?))
    }
}

#[cfg(feature = "testing")]
impl Installer {
    pub(crate) const fn of(installer: engine::Installer) -> Self {
        Self(installer)
    }
}

#[uniffi::export]
impl Installer {
    /// The sentence for a code, in the nearest locale that there is, for example `fr-CA`. Besides codes of failures it
    /// knows `step-<id>`, `step-<id>-how`, `item-<step>-<id>`, `phase-<id>`, `warning-<code>`, `delivery-<state>` and more.
    pub fn text(&self, code: &str, fields: &Fields, locale: &str) -> String {
        self.0.text(code, fields, locale)
    }

    /// Calls the listener after each change, until the observation is closed.
    pub fn observe(&self, listener: Arc<dyn Listener>) -> Observation {
        Observation::new(self.0.observe(observe::listener(listener)))
    }
}
