//! The catalog: manufacturers and models of stations, as far as it is public what they are like.

use std::collections::{BTreeMap, HashMap};

use pinpoint_domain::Timestamp;
use pinpoint_domain::catalog::{
    Catalog, ImageRef, Manufacturer, PlatePlace, Purpose, StationModel, TypePlate,
};
use pinpoint_domain::firmware::FirmwareVersion;
use pinpoint_domain::publication::Validity;
use pinpoint_domain::serial::SerialPattern;
use pinpoint_domain::wire::Digest;

/// Manufacturers and models to choose from. A station that is not listed is pinpointed all the same.
#[uniffi::remote(Record)]
pub struct Catalog {
    /// Version of this form: 1.
    pub v: u32,
    /// Its name for people.
    pub name: String,
    /// Counts up with every change.
    pub version: u32,
    /// From when until when it counts.
    pub validity: Validity,
    /// Where type plates usually are, where nothing else is said of a manufacturer.
    pub type_plate: TypePlate,
    /// Who makes stations.
    pub manufacturers: Vec<Manufacturer>,
    /// What they make.
    pub models: Vec<StationModel>,
}

/// From when until when something counts. What is left out has no end on that side.
#[uniffi::remote(Record)]
pub struct Validity {
    /// Not before this moment.
    pub not_before: Option<Timestamp>,
    /// From this moment on no more.
    pub expires_at: Option<Timestamp>,
}

/// Who makes stations.
#[uniffi::remote(Record)]
pub struct Manufacturer {
    /// The name, as on the type plate.
    pub name: String,
    /// Other spellings that type plates have.
    pub also: Vec<String>,
    /// The shapes of its serial numbers, where its models have none of their own.
    pub serials: Vec<SerialPattern>,
    /// Where its type plates are, where its models say nothing else.
    pub type_plate: TypePlate,
}

/// A model, or a family of models that are told apart by nothing that matters here.
#[uniffi::remote(Record)]
pub struct StationModel {
    /// The manufacturer's name.
    pub manufacturer: String,
    /// The model, as on the type plate.
    pub model: String,
    /// Other spellings that type plates and papers have.
    pub also: Vec<String>,
    /// Whether it has a screen; none: some have, or it is not known.
    pub has_screen: Option<bool>,
    /// The shapes of its serial numbers. One that differs is warned of, never refused.
    pub serials: Vec<SerialPattern>,
    /// Where its type plate is.
    pub type_plate: TypePlate,
    /// The least firmware for a purpose, where a guide says so.
    pub firmware_minima: FirmwareMinima,
    /// A drawing of it; `Installer.drawing` has the bytes.
    pub image: Option<ImageRef>,
}

/// What a type plate is looked for by.
#[uniffi::remote(Record)]
pub struct TypePlate {
    /// Where it is, the likeliest place first.
    pub places: Vec<PlatePlace>,
    /// What stands before the serial number on it.
    pub serial_captions: Vec<String>,
}

/// Where a type plate is.
#[uniffi::remote(Enum)]
pub enum PlatePlace {
    /// On a cover panel.
    CoverPanel,
    /// Inside of the cabinet's door.
    CabinetDoor,
    /// On one side of the housing.
    Side,
    /// Below the housing.
    Underside,
    /// On the back.
    Back,
}

/// What a least firmware is for.
#[uniffi::remote(Enum)]
pub enum Purpose {
    /// Bringing it onto the network with another SIM.
    ReNetworking,
    /// Ethernet connectivity.
    Ethernet,
}

/// A drawing that travels apart from the catalog.
#[uniffi::remote(Record)]
pub struct ImageRef {
    /// The file's bare name: an SVG.
    pub file: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

/// The least firmware for each purpose.
pub(crate) type FirmwareMinima = BTreeMap<Purpose, FirmwareVersion>;

uniffi::custom_type!(
    /// The least firmware for each purpose.
    FirmwareMinima,
    HashMap<Purpose, FirmwareVersion>,
    { remote, lower: |minima| minima.into_iter().collect(), try_lift: |minima| Ok(minima.into_iter().collect()) }
);
