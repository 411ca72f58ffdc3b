//! Sealed bytes: JSON written once, sent and stored verbatim for ever, named by their SHA-256.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::json::to_json;
use super::known::StationIs;
use super::signed::WireType;
use crate::geo::Coordinate;
use crate::iccid::Iccid;
use crate::ids::{DeviceId, InstallerId, NetworkId, PhotoId, PinpointId, StepId};
use crate::label::MacAddress;
use crate::serial::SerialNumber;
use crate::work::JobKind;

/// A pinpoint. Station facts and pseudonyms only; no floats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedRecord {
    /// Version of this form: 1.
    pub v: u32,
    /// Which, by whom, from where.
    #[serde(flatten)]
    pub identity: Identity,
    /// The station.
    pub station: StationFacts,
    /// Where it stands.
    pub place: Place,
    /// Its pictures, by digest.
    pub photos: Vec<SealedPhoto>,
    /// Its SIM cards, where their numbers were read; records sealed before this was asked have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sim: Option<SimCards>,
    /// What the station is to the network, where the installer was asked (A21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_claim: Option<StationIs>,
    /// Commitment to the annex.
    pub annex: Digest,
    /// What it was made with.
    pub versions: Versions,
}

/// Which pinpoint this is, by whom and from where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identity {
    /// The network.
    pub network: NetworkId,
    /// The record's own name.
    pub pinpoint_id: PinpointId,
    /// The kind of job.
    pub kind: JobKind,
    /// The device's own counter: the order of what this device sealed, whatever its clock says.
    pub sequence: u64,
    /// The device that sealed it.
    pub device: DeviceId,
    /// The installer's pseudonym.
    pub installer: InstallerId,
    /// When, by the device's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub sealed_at: Timestamp,
}

/// What the label and the type plate say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StationFacts {
    /// The label's MAC, as printed.
    pub mac: MacAddress,
    /// The manufacturer, as on the type plate (A22).
    pub manufacturer: String,
    /// The model, as on the type plate (A22).
    pub model: String,
    /// The serial number, as printed (A23). It never changes (A24).
    pub serial: SerialNumber,
}

/// The SIM cards of a re-networking (A12): what was changed for what, under one serial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimCards {
    /// The card that went in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Iccid>,
    /// The card that came out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Iccid>,
}

/// Where the station stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// The address chosen from the list (A25).
    pub address: Address,
    /// The exact parking space (A26).
    pub pin: Coordinate,
    /// What helps a driver to find it (A27).
    #[serde(default)]
    pub details: DriverDetails,
}

/// A postal address, field names as in OCPI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Address {
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Postal code, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// State or province, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// False when the installer wrote it because the list had none.
    pub from_list: bool,
}

impl fmt::Display for Address {
    /// On one line, as an envelope has it, but for the country's name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, city, postal_code, state, country, from_list: _ } = self;
        write!(f, "{address}, ")?;
        if let Some(postal_code) = postal_code {
            write!(f, "{postal_code} ")?;
        }
        write!(f, "{city}, ")?;
        if let Some(state) = state {
            write!(f, "{state}, ")?;
        }
        f.write_str(country)
    }
}

/// What helps a driver (A27). Published, so never about a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct DriverDetails {
    /// Name of the car park.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub car_park: Option<String>,
    /// Name of the building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// The floor as the lift names it; at most 4 characters, as OCPI's `floor_level`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<String>,
    /// The bay's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bay: Option<String>,
    /// Parking restrictions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parking_restrictions: Option<String>,
}

/// A photo of the record: what is published and what is kept private, by digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedPhoto {
    /// The step that asked for it.
    pub step: StepId,
    /// The copy for drivers, without metadata.
    pub published: PhotoDigests,
    /// As it came from the camera; private.
    pub original: PhotoDigests,
    /// Width of the published copy in pixels.
    pub width_px: u32,
    /// Height of the published copy in pixels.
    pub height_px: u32,
}

/// One file of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PhotoDigests {
    /// Its name for the upload.
    pub id: PhotoId,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// Its length.
    pub bytes: u64,
}

/// What a record was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Versions {
    /// Name and version of the program that held the core.
    pub app: String,
    /// Playbook, as `id/version`.
    pub playbook: String,
    /// SHA-256 of the playbook's bytes.
    pub playbook_digest: Digest,
    /// Version of the network's profile.
    pub profile: u32,
}

impl WireType for SealedRecord {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.sealed.v1+json";
}

/// The bytes of a sealed record. They are written in one place, and there is no way to change them:
///
/// ```compile_fail
/// # use pinpoint_domain::wire::SealedBytes;
/// # fn change(mut sealed: SealedBytes) {
/// sealed.bytes.clear(); // private, and no method gives them out mutably
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBytes {
    bytes: Vec<u8>,
}

impl SealedBytes {
    /// Writes the record once.
    pub fn write(record: &SealedRecord) -> Self {
        Self { bytes: to_json(record).into_bytes() }
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    /// Their name.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}
