//! Corrections: a sealed record never changes, so what turns out to be wrong in it is said beside it. An installer asks
//! (an event), the network decides (an amendment), and whoever shows the station shows both together ([`Amended`]).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::sealed::{DriverDetails, Place, SealedRecord, StationFacts};
use super::signed::WireType;
use crate::geo::Coordinate;
use crate::ids::{NetworkId, PinpointId};
use crate::label::MacAddress;
use crate::serial::SerialNumber;

/// A fact of a sealed record that may turn out to be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum SealedField {
    /// The label's MAC.
    Mac,
    /// The manufacturer.
    Manufacturer,
    /// The model.
    Model,
    /// The serial number.
    Serial,
    /// Street and number.
    Address,
    /// City.
    City,
    /// Postal code.
    PostalCode,
    /// State or province.
    State,
    /// ISO 3166-1 alpha-3.
    Country,
    /// The exact parking space, as `latitude,longitude` in degrees.
    Pin,
    /// Name of the car park.
    CarPark,
    /// Name of the building.
    Building,
    /// The floor.
    Floor,
    /// The bay.
    Bay,
    /// Parking restrictions.
    ParkingRestrictions,
}

impl SealedField {
    /// All of them, in the order of the record.
    pub const ALL: [Self; 15] = [
        Self::Mac,
        Self::Manufacturer,
        Self::Model,
        Self::Serial,
        Self::Address,
        Self::City,
        Self::PostalCode,
        Self::State,
        Self::Country,
        Self::Pin,
        Self::CarPark,
        Self::Building,
        Self::Floor,
        Self::Bay,
        Self::ParkingRestrictions,
    ];

    /// As JSON spells it; the words are `field-<name>`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mac => "mac",
            Self::Manufacturer => "manufacturer",
            Self::Model => "model",
            Self::Serial => "serial",
            Self::Address => "address",
            Self::City => "city",
            Self::PostalCode => "postal_code",
            Self::State => "state",
            Self::Country => "country",
            Self::Pin => "pin",
            Self::CarPark => "car_park",
            Self::Building => "building",
            Self::Floor => "floor",
            Self::Bay => "bay",
            Self::ParkingRestrictions => "parking_restrictions",
        }
    }
}

/// What an installer asks for after the seal. The sealed bytes stay as they are, whatever comes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Correction {
    /// What is wrong.
    pub field: SealedField,
    /// What it should be.
    pub value: String,
    /// How the installer knows.
    pub reason: String,
}

/// A fact as it counts from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct AmendedFact {
    /// Which.
    pub field: SealedField,
    /// What counts instead of what was sealed.
    pub value: String,
}

/// The network's word on what counts instead of what was sealed. The newest one says all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Amendment {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// The pinpoint.
    pub pinpoint_id: PinpointId,
    /// The sealed bytes that it stands beside.
    pub digest: Digest,
    /// Counts up with each amendment of this pinpoint, from 1.
    pub number: u32,
    /// All facts that count instead; none: what was sealed counts again.
    pub facts: Vec<AmendedFact>,
    /// Why, in the words of whoever decided.
    pub reason: String,
    /// When it was decided.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub at: Timestamp,
}

/// A pinpoint as it counts: what was sealed, with what the network amended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Amended {
    /// The station.
    pub station: StationFacts,
    /// Where it stands.
    pub place: Place,
}

impl Amended {
    /// What was sealed, with these facts in place of the sealed ones. A fact that does not read leaves the sealed one.
    pub fn of(record: &SealedRecord, facts: &[AmendedFact]) -> Self {
        let mut amended = Self { station: record.station.clone(), place: record.place.clone() };
        for fact in facts {
            amended.set(fact.field, &fact.value);
        }
        amended
    }

    /// The value of a fact as it is written in a correction; empty where there is none.
    pub fn get(&self, field: SealedField) -> String {
        let Self { station, place: Place { address, pin, details } } = self;
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        match field {
            SealedField::Mac => station.mac.to_string(),
            SealedField::Manufacturer => station.manufacturer.clone(),
            SealedField::Model => station.model.clone(),
            SealedField::Serial => station.serial.printed().to_owned(),
            SealedField::Address => address.address.clone(),
            SealedField::City => address.city.clone(),
            SealedField::PostalCode => optional(&address.postal_code),
            SealedField::State => optional(&address.state),
            SealedField::Country => address.country.clone(),
            SealedField::Pin => pin.to_string(),
            SealedField::CarPark => optional(&details.car_park),
            SealedField::Building => optional(&details.building),
            SealedField::Floor => optional(&details.floor),
            SealedField::Bay => optional(&details.bay),
            SealedField::ParkingRestrictions => optional(&details.parking_restrictions),
        }
    }

    fn set(&mut self, field: SealedField, value: &str) {
        let Self { station, place: Place { address, pin, details } } = self;
        let DriverDetails { car_park, building, floor, bay, parking_restrictions } = details;
        let optional = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match field {
            SealedField::Mac => {
                station.mac = MacAddress::parse(value).unwrap_or_else(|_| station.mac.clone());
            }
            SealedField::Manufacturer => value.clone_into(&mut station.manufacturer),
            SealedField::Model => value.clone_into(&mut station.model),
            SealedField::Serial => {
                station.serial = SerialNumber::parse(value).unwrap_or_else(|_| station.serial.clone());
            }
            SealedField::Address => value.clone_into(&mut address.address),
            SealedField::City => value.clone_into(&mut address.city),
            SealedField::PostalCode => address.postal_code = optional(),
            SealedField::State => address.state = optional(),
            SealedField::Country => value.clone_into(&mut address.country),
            SealedField::Pin => *pin = Coordinate::parse(value).unwrap_or(*pin),
            SealedField::CarPark => *car_park = optional(),
            SealedField::Building => *building = optional(),
            SealedField::Floor => *floor = optional(),
            SealedField::Bay => *bay = optional(),
            SealedField::ParkingRestrictions => *parking_restrictions = optional(),
        }
    }
}

impl WireType for Amendment {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.amendment.v1+json";
}
