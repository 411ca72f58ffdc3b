//! The receipt: the network's signed word that these bytes are stored.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::signed::WireType;
use crate::ids::{EventId, NetworkId, PhotoId, PinpointId};

/// The same for ever for the same bytes, however often they are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Receipt {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// What was stored.
    pub subject: Subject,
    /// SHA-256 of the bytes stored.
    pub digest: Digest,
    /// When, by the server's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub received_at: Timestamp,
    /// The server's own counter.
    pub server_sequence: u64,
}

/// What a receipt is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "type", content = "id", rename_all = "kebab-case")]
pub enum Subject {
    /// A sealed record.
    Pinpoint(PinpointId),
    /// An event after the seal.
    Event(EventId),
    /// A file of a photo.
    Photo(PhotoId),
}

impl WireType for Receipt {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.receipt.v1+json";
}
