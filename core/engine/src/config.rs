//! What an app decides before it opens an [`crate::Installer`].

use std::num::NonZeroU64;
use std::path::PathBuf;
use std::sync::Arc;

use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::demo;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::publication::Root;
use pinpoint_domain::wire::{CapsuleError, Signed};
use url::Url;

use crate::platform::http::{Http, HttpConfig, HttpConfigError, Transport};
use crate::platform::random::Randomness;
use crate::platform::time::Clock;
use crate::store::Disk;
#[cfg(feature = "testing")]
use crate::store::PlayedDisk;

/// Where things are, and what is trusted.
#[derive(Clone)]
pub struct Config {
    /// The folder for everything that is kept; made when it is not there.
    pub data: PathBuf,
    /// The server of the network.
    pub server: Url,
    /// Name and version of the app that holds the core; part of each record.
    pub app: String,
    /// What a person would call this device.
    pub device_name: String,
    /// The network's profile, as it came with the app. A newer one that was downloaded takes its place.
    pub profile: Signed<NetworkProfile>,
    /// The catalog, if one came with the app.
    pub catalog: Option<Signed<Catalog>>,
    /// The pinned root that signs what the network publishes.
    pub root: Root,
    /// Trusted beside the public certificate authorities, as PEM.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// Photos are sent no faster than this, in bytes a second.
    pub upload_bytes_per_second: Option<NonZeroU64>,
    /// Whether the platform promised not to evict what is kept. Only browsers may say no.
    pub storage_persisted: bool,
    /// The device's clock.
    pub clock: Clock,
    /// The device's randomness.
    pub random: Randomness,
    /// What plays the network in a story.
    #[cfg(feature = "testing")]
    pub played: Option<Arc<dyn Transport>>,
    /// What plays the disk in a story.
    #[cfg(feature = "testing")]
    pub disk: Option<Arc<dyn PlayedDisk>>,
}

impl Config {
    /// For the built-in demo network, whose profile the demo root signed.
    pub fn demo(data: PathBuf, server: Url, app: &str) -> Result<Self, CapsuleError> {
        Ok(Self {
            data,
            server,
            app: app.to_owned(),
            device_name: app.to_owned(),
            profile: demo::signed_profile()?,
            catalog: Some(demo::signed_catalog()?),
            root: demo::root(),
            extra_ca_pem: None,
            upload_bytes_per_second: None,
            storage_persisted: true,
            clock: Clock::of_this_device(),
            random: Randomness::of_this_device(),
            #[cfg(feature = "testing")]
            played: None,
            #[cfg(feature = "testing")]
            disk: None,
        })
    }

    /// The disk under everything that is kept.
    #[cfg_attr(not(feature = "testing"), expect(clippy::unused_self, reason = "only a story plays it"))]
    pub(crate) fn disk(&self) -> Disk {
        #[cfg(feature = "testing")]
        if let Some(played) = &self.disk {
            return Disk::played(Arc::clone(played));
        }
        Disk::default()
    }

    /// What carries requests.
    pub(crate) fn transport(&self) -> Result<Arc<dyn Transport>, HttpConfigError> {
        #[cfg(feature = "testing")]
        if let Some(played) = &self.played {
            return Ok(Arc::clone(played));
        }
        Ok(Arc::new(Http::new(&HttpConfig {
            extra_ca_pem: self.extra_ca_pem.clone(),
            upload_bytes_per_second: self.upload_bytes_per_second,
        })?))
    }
}
