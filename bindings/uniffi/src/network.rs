//! The network's profile, as far as a screen shows it.

use pinpoint_domain::code::Fields;
use pinpoint_domain::connectivity::Connectivity;
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::profile::{self, DocumentLink, Model};

/// What an app shows of its network.
#[derive(Debug, Clone, uniffi::Record)]
pub struct NetworkProfile {
    /// The network.
    pub network: NetworkId,
    /// Its name for people.
    pub name: String,
    /// Counts up with every change.
    pub version: u32,
    /// The languages in which everything of this profile has words.
    pub locales: Vec<String>,
    /// Where to train.
    pub training_url: String,
    /// Where to train, by region, where that differs.
    pub training_urls: Fields,
    /// Where the support phone numbers stand.
    pub support_url: Option<String>,
    /// Support phone numbers by region, in E.164.
    pub support_phones: Fields,
    /// What to download before the visit.
    pub documents: Vec<DocumentLink>,
    /// Names, ports and firmware that Ethernet connectivity needs; its regions are those of a diagnosis.
    pub connectivity: Option<Connectivity>,
    /// Manufacturers and models that an installer chooses from where there is no catalog.
    pub models: Vec<Model>,
}

impl From<profile::NetworkProfile> for NetworkProfile {
    fn from(profile: profile::NetworkProfile) -> Self {
        // The rest is for the core: what labels look like, what is added to playbooks, and whom it believes.
        let profile::NetworkProfile {
            network,
            name,
            version,
            locales,
            training_url,
            training_urls,
            support_url,
            support_phones,
            documents,
            connectivity,
            models,
            ..
        } = profile;
        Self {
            network,
            name,
            version,
            locales,
            training_url,
            training_urls,
            support_url,
            support_phones,
            documents,
            connectivity,
            models,
        }
    }
}
