//! The network's profile, as far as a screen shows it.

use pinpoint_domain::code::Fields;
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::profile::{self, Model};

/// What an app shows of its network.
#[derive(Debug, Clone, uniffi::Record)]
pub struct NetworkProfile {
    /// The network.
    pub network: NetworkId,
    /// Its name for people.
    pub name: String,
    /// Counts up with every change.
    pub version: u32,
    /// Where to train.
    pub training_url: String,
    /// Support phone numbers by region, in E.164.
    pub support_phones: Fields,
    /// Manufacturers and models that an installer chooses from.
    pub models: Vec<Model>,
}

impl From<profile::NetworkProfile> for NetworkProfile {
    fn from(profile: profile::NetworkProfile) -> Self {
        // The rest is for the core: what labels look like, and whom it believes.
        let profile::NetworkProfile { network, name, version, training_url, support_phones, models, .. } =
            profile;
        Self { network, name, version, training_url, support_phones, models }
    }
}
