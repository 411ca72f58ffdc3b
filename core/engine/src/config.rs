//! What an app decides before it opens an [`crate::Installer`].

use std::num::NonZeroU64;
use std::path::PathBuf;

use pinpoint_domain::demo;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{CapsuleError, Signed, VerifyingKey};
use url::Url;

use crate::platform::time::Clock;

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
    /// The network's profile.
    pub profile: Signed<NetworkProfile>,
    /// The pinned root that signs profiles: its id and key.
    pub root: (String, VerifyingKey),
    /// Trusted beside the public certificate authorities, as PEM.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// Photos are sent no faster than this, in bytes a second.
    pub upload_bytes_per_second: Option<NonZeroU64>,
    /// The device's clock.
    pub clock: Clock,
}

impl Config {
    /// For the built-in demo network, whose profile the demo root signed.
    pub fn demo(data: PathBuf, server: Url, app: &str) -> Result<Self, CapsuleError> {
        let (root_id, root_key) = demo::root();
        Ok(Self {
            data,
            server,
            app: app.to_owned(),
            device_name: app.to_owned(),
            profile: demo::signed_profile()?,
            root: (root_id.to_owned(), root_key),
            extra_ca_pem: None,
            upload_bytes_per_second: None,
            clock: Clock::of_this_device(),
        })
    }
}
