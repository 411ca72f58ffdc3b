//! What is sent to the server: signed bytes with all that proves their author.

use serde::{Deserialize, Serialize};

use super::annex::Annex;
use super::capsule::Capsule;
use super::event::PostSealEvent;
use super::grant::Grant;
use super::sealed::SealedRecord;
use super::signed::Signed;

/// The body of `PUT /v1/pinpoints/{id}`. Signature and grant travel along, so a relayed record proves its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Envelope {
    /// Version of this form: 1.
    pub v: u32,
    /// The sealed bytes under the device's signature.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
    pub sealed: Signed<SealedRecord>,
    /// The network's word for the device's key.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
    pub grant: Signed<Grant>,
    /// The activation password for the network alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capsule: Option<Capsule>,
    /// What may be deleted some day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annex: Option<Annex>,
    /// What the phone knew to be unusual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// The body of `PUT /v1/pinpoints/{id}/events/{event_id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventEnvelope {
    /// Version of this form: 1.
    pub v: u32,
    /// The event under the device's signature.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
    pub event: Signed<PostSealEvent>,
    /// The network's word for the device's key.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
    pub grant: Signed<Grant>,
}

/// Something unusual that the phone knew when it sealed. It never blocked the capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// The grant had expired, by the phone's clock.
    GrantExpired,
    /// The network's profile had expired, by the phone's clock.
    ProfileExpired,
    /// The position came from a mock provider (an external receiver, or a spoof).
    MockLocation,
    /// One that this version does not know, kept as it came.
    #[serde(untagged)]
    Other(String),
}
