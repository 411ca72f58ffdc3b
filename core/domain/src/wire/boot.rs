//! What a station said of itself when it came online: the fourth source that the swap detector compares.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::signed::WireType;
use crate::ids::{NetworkId, PinpointId};
use crate::serial::SerialNumber;

/// The network's word on the station that answers under a pinpoint's label, as OCPP's `BootNotification` told it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Boot {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// The pinpoint.
    pub pinpoint_id: PinpointId,
    /// The sealed bytes whose label it answers under.
    pub digest: Digest,
    /// The serial number that the station said.
    pub serial: SerialNumber,
    /// When it said so, by the network's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
}

impl WireType for Boot {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.boot.v1+json";
}
