//! Erasures: what may go from beside a sealed record, by the network's word. The sealed bytes and the receipts stay.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::signed::WireType;
use crate::ids::{NetworkId, PhotoId, PinpointId};

/// The network's word that it erased something, by which phones erase it, too. Signed, because nothing on a phone goes on
/// anybody else's word. Why, and by whose order, stands in the network's audit alone: a reason may name a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Erasure {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// The pinpoint.
    pub pinpoint_id: PinpointId,
    /// The sealed bytes that stay.
    pub digest: Digest,
    /// Whether the annex is erased.
    #[serde(default)]
    pub annex: bool,
    /// The files of photos that are erased; both files of a photo are named.
    #[serde(default)]
    pub photos: Vec<PhotoId>,
    /// When, by the network's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
}

impl WireType for Erasure {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.erasure.v1+json";
}
