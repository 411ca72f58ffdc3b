//! "Is this a new station?" (A21): what the network is asked before a seal, and the little that it tells.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::capsule::Capsule;
use crate::geo::Coordinate;
use crate::ids::PinpointId;
use crate::label::MacAddress;
use crate::serial::SerialNumber;

/// The body of `POST /v1/stations/known`. The capsule proves that somebody stands before the label: who cannot prove it is
/// told nothing, so that nobody learns by asking which serials and labels are on a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StationQuestion {
    /// The job, to which the capsule is bound.
    pub pinpoint_id: PinpointId,
    /// The label's MAC.
    pub mac: MacAddress,
    /// The label's password, for the network alone.
    pub capsule: Capsule,
    /// The manufacturer, as on the type plate.
    pub manufacturer: String,
    /// The serial number, as on the type plate.
    pub serial: SerialNumber,
    /// Where the installer says the station is.
    pub pin: Coordinate,
}

/// What the network knows of a label, a serial number and a place: only whether, and since when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Known {
    /// Since when this label is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    #[cfg_attr(feature = "typescript", tsify(optional, type = "string"))]
    pub mac_active_since: Option<Timestamp>,
    /// Since when this maker's serial is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    #[cfg_attr(feature = "typescript", tsify(optional, type = "string"))]
    pub serial_active_since: Option<Timestamp>,
    /// Whether a re-networking takes over from that record at once; otherwise a person looks at both first.
    #[serde(default)]
    pub takes_over: bool,
    /// Since when a station of the own company with another serial is active at this place. Where others' stations stand
    /// is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    #[cfg_attr(feature = "typescript", tsify(optional, type = "string"))]
    pub place_taken_since: Option<Timestamp>,
}

/// The answer to a [`StationQuestion`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StationAnswer {
    /// What is known of label, serial and place.
    #[serde(flatten)]
    pub known: Known,
    /// The serial number that the station said when it came online under this label; none: it did not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booted_serial: Option<SerialNumber>,
}

/// The installer's word on what a station is to the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum StationIs {
    /// The network never had it.
    New,
    /// The network has it already: the same station under another label.
    Renetworked,
    /// It stands where another station stood, which is gone.
    Replacement {
        /// The serial number of the one that is gone.
        old_serial: SerialNumber,
    },
}
