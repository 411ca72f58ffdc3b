//! The verdict: the network's decision on a stored pinpoint. It may change; the record does not.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::signed::WireType;
use crate::code::{Coded, Fields};
use crate::ids::{NetworkId, PinpointId};

/// A decision with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Verdict {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// The pinpoint.
    pub pinpoint_id: PinpointId,
    /// The sealed bytes that it speaks of.
    pub digest: Digest,
    /// The decision.
    pub decision: Decision,
    /// Why; empty when a rule accepted it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// When it was decided.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub at: Timestamp,
}

/// What the network decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// The station is on the network as the record says.
    Accepted,
    /// A person at the network looks at it; nothing is lost.
    InReview,
    /// Something must be mended; the reasons say what.
    Rejected,
    /// A later pinpoint took its place: of the same station, or of the one that replaced it.
    Superseded,
}

/// A reason with what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Reason {
    /// Which.
    pub code: ReasonCode,
    /// Values for the sentence.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>"))]
    pub fields: Fields,
}

/// Why a pinpoint was not simply accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// No capsule came along, so nothing proves that somebody stood before the label.
    CapsuleMissing,
    /// The capsule does not open for this pinpoint and MAC.
    CapsuleShut,
    /// MAC and password belong to no label of this network: most often a mistyped password. Mended by a new capsule.
    LabelNotProved,
    /// Too many attempts of this account; tried again later without anyone doing anything.
    AttemptsThrottled,
    /// This maker's serial is active under another label.
    SerialActiveElsewhere,
    /// This label is active on another station.
    MacActiveElsewhere,
    /// Another phone of the same company sealed this station under this label a short time ago.
    SealedTwice,
    /// The station that the record says it replaces is active, and not at this place under this company.
    OldStationElsewhere,
    /// A later pinpoint of the same station.
    Renetworked,
    /// Another station stands in its place; the field `by` is that station's pinpoint.
    Replaced,
    /// A person at the network decided; the field `reason` is why, in that person's words.
    Reviewed,
    /// An earlier pinpoint of the same station stays the one that is active.
    StandsBeside,
    /// One that this version does not know, kept as it came.
    #[serde(untagged)]
    Other(String),
}

impl Coded for Reason {
    fn code(&self) -> &'static str {
        match &self.code {
            ReasonCode::CapsuleMissing => "verdict-capsule-missing",
            ReasonCode::CapsuleShut => "verdict-capsule-shut",
            ReasonCode::LabelNotProved => "verdict-label-not-proved",
            ReasonCode::AttemptsThrottled => "verdict-attempts-throttled",
            ReasonCode::SerialActiveElsewhere => "verdict-serial-active-elsewhere",
            ReasonCode::MacActiveElsewhere => "verdict-mac-active-elsewhere",
            ReasonCode::SealedTwice => "verdict-sealed-twice",
            ReasonCode::OldStationElsewhere => "verdict-old-station-elsewhere",
            ReasonCode::Renetworked => "verdict-renetworked",
            ReasonCode::Replaced => "verdict-replaced",
            ReasonCode::Reviewed => "verdict-reviewed",
            ReasonCode::StandsBeside => "verdict-stands-beside",
            ReasonCode::Other(_) => "verdict-other",
        }
    }

    fn fields(&self) -> Fields {
        let mut fields = self.fields.clone();
        if let ReasonCode::Other(reason) = &self.code {
            fields.insert("reason".to_owned(), reason.clone());
        }
        fields
    }
}

impl WireType for Verdict {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.verdict.v1+json";
}
