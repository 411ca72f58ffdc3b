//! What an app decides before it opens the store.

use std::num::NonZeroU64;
use std::path::PathBuf;

use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::publication::Root;
use pinpoint_domain::wire::Signed;
use pinpoint_engine::Config as EngineConfig;
use serde::Deserialize;
use tsify::Tsify;
use url::Url;

use crate::border::{Crossed, malformed};

/// Where things are, and what is trusted.
#[derive(Deserialize, Tsify)]
pub struct Config {
    /// The network: its own signed profile, or the built-in `"demo"`.
    pub network: Network,
    /// The address of the network's server.
    pub server: String,
    /// Name and version of the app; part of each record.
    pub app: String,
    /// What a person would call this device; the app's name if left out.
    #[serde(default)]
    #[tsify(optional)]
    pub device_name: Option<String>,
    /// The folder of this origin that everything is kept in; `"pinpoint"` if left out.
    #[serde(default)]
    #[tsify(optional)]
    pub data: Option<String>,
    /// Photos are sent no faster than this, in bytes a second.
    #[serde(default)]
    #[tsify(optional, type = "number")]
    pub upload_bytes_per_second: Option<NonZeroU64>,
    /// The world of a story to live in: the moment that it begins, or what `world_saved` gave.
    #[cfg(feature = "testing")]
    #[serde(default)]
    #[tsify(optional)]
    pub world: Option<String>,
}

/// A network.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    /// The built-in one, to try things with.
    Demo,
    /// A real one.
    Signed(Box<SignedNetwork>),
}

/// A network by its own word.
#[derive(Deserialize, Tsify)]
pub struct SignedNetwork {
    /// Its profile, as its root signed it.
    pub profile: Signed<NetworkProfile>,
    /// The root that is trusted.
    pub root: Root,
}

impl Config {
    /// Where everything is kept, below the origin's root.
    pub(crate) fn folder(&self) -> PathBuf {
        self.data.as_deref().unwrap_or("pinpoint").into()
    }

    pub(crate) fn into_engine(self) -> Crossed<EngineConfig> {
        let data = self.folder();
        let server = Url::parse(&self.server).map_err(malformed("server"))?;
        let mut config = EngineConfig::demo(data, server, &self.app)?;
        if let Network::Signed(network) = self.network {
            let SignedNetwork { profile, root } = *network;
            config.profile = profile;
            config.catalog = None;
            config.root = root;
        }
        if let Some(name) = self.device_name {
            config.device_name = name;
        }
        config.upload_bytes_per_second = self.upload_bytes_per_second;
        // Only the page can ask for that, and it knows the answer.
        config.storage_persisted = false;
        Ok(config)
    }
}
