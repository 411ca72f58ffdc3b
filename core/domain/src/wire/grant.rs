//! The grant: the network's signed word about an installer and a device, made at sign-in, good offline.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::signed::{VerifyingKey, WireType};
use crate::ids::{CompanyId, DeviceId, InstallerId, NetworkId};

/// Who may pinpoint from which device, and until when (A03).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// The installer's pseudonym.
    pub installer: InstallerId,
    /// The installer's company.
    pub company: CompanyId,
    /// Until when the installer is certified; none: not certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub certified_until: Option<Timestamp>,
    /// The device.
    pub device: DeviceId,
    /// The device's public key.
    pub device_key: VerifyingKey,
    /// When it was signed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub issued_at: Timestamp,
    /// After this the phone asks for a new one. An expired grant underground warns and marks; it never blocks capture.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
}

impl Grant {
    /// Whether the installer was certified at that moment.
    pub fn certified_at(&self, at: Timestamp) -> bool {
        self.certified_until.is_some_and(|until| at < until)
    }
}

impl WireType for Grant {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.grant.v1+json";
}
