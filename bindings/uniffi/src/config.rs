//! What an app decides before it opens an `Installer`.

use std::num::NonZeroU64;

use pinpoint_domain::publication::Root;
use pinpoint_engine as engine;
use url::Url;

use crate::PinpointError;
use crate::mirror::FilePath;

/// Where things are, and what is trusted.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Config {
    /// The folder for everything that is kept; made when it is not there. Keep it out of cloud backups.
    pub data: FilePath,
    /// The server of the network.
    pub server: Url,
    /// Name and version of the app; part of each record.
    pub app: String,
    /// What a person would call this device.
    pub device_name: String,
    /// The network.
    pub network: Network,
    /// Trusted beside the public certificate authorities, as PEM.
    #[uniffi(default = None)]
    pub extra_ca_pem: Option<Vec<u8>>,
    /// Photos are sent no faster than this, in bytes a second; 0 is without limit.
    #[uniffi(default = 0)]
    pub upload_bytes_per_second: u64,
}

/// A network, and why it is believed.
#[derive(Debug, Clone, uniffi::Enum)]
pub enum Network {
    /// The built-in demo network.
    Demo,
    /// A network whose profile a pinned root signed.
    Enrolled {
        /// The signed profile, as JSON.
        profile: String,
        /// The id of the pinned root.
        root_id: String,
        /// The key of the pinned root, as JSON: `{"algorithm": "ed25519", "public_key": "<base64>"}`.
        root_key: String,
    },
}

impl Config {
    pub(crate) fn into_engine(self) -> Result<engine::Config, PinpointError> {
        let Self { data, server, app, device_name, network, extra_ca_pem, upload_bytes_per_second } = self;
        let demo = engine::Config::demo(data, server, &app).map_err(|error| PinpointError::of(&error))?;
        let (profile, catalog, root) = match network {
            Network::Demo => (demo.profile, demo.catalog, demo.root),
            Network::Enrolled { profile, root_id, root_key } => {
                let root = Root { id: root_id, key: json("root_key", &root_key)? };
                (json("profile", &profile)?, None, root)
            }
        };
        let upload_bytes_per_second = NonZeroU64::new(upload_bytes_per_second);
        Ok(engine::Config {
            profile,
            catalog,
            root,
            device_name,
            extra_ca_pem,
            upload_bytes_per_second,
            ..demo
        })
    }
}

fn json<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, PinpointError> {
    serde_json::from_str(text).map_err(|_| PinpointError::malformed(what, text))
}
