//! Kinds of job.

use serde::{Deserialize, Serialize};

/// What an installer came to do at a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum JobKind {
    /// Another SIM and a pinpoint (A01).
    Renetworking,
    /// A station that was never on a network. No guide speaks of it; its pinpointing is that of re-networking.
    NewInstallation,
    /// A cable and a VPN for a station (B01 to B19).
    EthernetConnectivity,
}

impl JobKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Renetworking, Self::NewInstallation, Self::EthernetConnectivity];

    /// Its name on the wire and in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Renetworking => "renetworking",
            Self::NewInstallation => "new-installation",
            Self::EthernetConnectivity => "ethernet-connectivity",
        }
    }

    /// Whether such a job ends in a sealed record. The Ethernet guide asks for none, and the station's pinpoint is
    /// already with the network (docs/adr/0015).
    pub const fn is_sealed(self) -> bool {
        match self {
            Self::Renetworking | Self::NewInstallation => true,
            Self::EthernetConnectivity => false,
        }
    }
}
