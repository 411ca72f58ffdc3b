//! The catalog: manufacturers and models of stations, as far as it is public what they are like.
//!
//! It helps whoever stands before a station: which model it is (A22), where the type plate is (A13), what a serial number
//! looks like (A23). It decides nothing: a station that it does not list is pinpointed all the same. What is not known
//! is left out.

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::firmware::FirmwareVersion;
use crate::publication::{Validity, published};
use crate::serial::SerialPattern;
use crate::station::plate_key;
use crate::wire::Digest;

/// Manufacturers and models, signed by a network's root apart from its profile: it is longer and changes at other times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Catalog {
    /// Version of this form: 1.
    pub v: u32,
    /// Its name for people.
    pub name: String,
    /// Counts up with every change; a lower one is refused.
    pub version: u32,
    /// From when until when it counts.
    #[serde(default, skip_serializing_if = "Validity::is_always")]
    pub validity: Validity,
    /// Where type plates usually are, where nothing else is said of a manufacturer (A13).
    #[serde(default, skip_serializing_if = "TypePlate::is_unknown")]
    pub type_plate: TypePlate,
    /// Who makes stations.
    pub manufacturers: Vec<Manufacturer>,
    /// What they make.
    pub models: Vec<StationModel>,
}

/// Who makes stations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Manufacturer {
    /// The name, as on the type plate.
    pub name: String,
    /// Other spellings that type plates have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The shapes of its serial numbers, where its models have none of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub serials: Vec<SerialPattern>,
    /// Where its type plates are, where its models say nothing else.
    #[serde(default, skip_serializing_if = "TypePlate::is_unknown")]
    pub type_plate: TypePlate,
}

/// A model, or a family of models that are told apart by nothing that matters here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct StationModel {
    /// The manufacturer's name.
    pub manufacturer: String,
    /// The model, as on the type plate.
    pub model: String,
    /// Other spellings that type plates and papers have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Whether it has a screen (A31, A32); left out: some have, or it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_screen: Option<bool>,
    /// The shapes of its serial numbers. One that differs is warned of, never refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub serials: Vec<SerialPattern>,
    /// Where its type plate is.
    #[serde(default, skip_serializing_if = "TypePlate::is_unknown")]
    pub type_plate: TypePlate,
    /// The least firmware for a purpose, where a guide says so (A09, B12).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "Partial<Record<Purpose, string>>"))]
    pub firmware_minima: BTreeMap<Purpose, FirmwareVersion>,
    /// A drawing of it (A22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageRef>,
}

/// What a type plate is looked for by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TypePlate {
    /// Where it is, the likeliest place first (A13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlatePlace>,
    /// What stands before the serial number on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serial_captions: Vec<String>,
}

/// Where a type plate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Bringing it onto the network with another SIM (A09).
    ReNetworking,
    /// Ethernet connectivity (B12).
    Ethernet,
}

/// A drawing that travels apart from the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ImageRef {
    /// The file's bare name: an SVG.
    pub file: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

/// The longest drawing, in bytes.
pub const MOST_IMAGE_BYTES: usize = 64 << 10;

impl TypePlate {
    /// Whether nothing is known of it.
    pub fn is_unknown(&self) -> bool {
        self.places.is_empty() && self.serial_captions.is_empty()
    }
}

impl Catalog {
    /// The manufacturer, by one of its names.
    pub fn manufacturer(&self, name: &str) -> Option<&Manufacturer> {
        let key = plate_key(name);
        self.manufacturers.iter().find(|maker| names(&maker.name, &maker.also).any(|it| plate_key(it) == key))
    }

    /// The model of this manufacturer, by one of its names.
    pub fn model(&self, manufacturer: &str, model: &str) -> Option<&StationModel> {
        let maker = self.manufacturer(manufacturer)?;
        let key = plate_key(model);
        self.models_of(maker).find(|known| names(&known.model, &known.also).any(|it| plate_key(it) == key))
    }

    /// All models of a manufacturer.
    pub fn models_of<'a>(&'a self, maker: &Manufacturer) -> impl Iterator<Item = &'a StationModel> {
        self.models.iter().filter(move |model| model.manufacturer == maker.name)
    }

    /// What the serial numbers of a station look like: its model's own shapes, else its manufacturer's; empty when
    /// nothing is known.
    pub fn serials(&self, manufacturer: &str, model: &str) -> &[SerialPattern] {
        match self.model(manufacturer, model) {
            Some(known) if !known.serials.is_empty() => &known.serials,
            _ => self.manufacturer(manufacturer).map(|maker| maker.serials.as_slice()).unwrap_or_default(),
        }
    }

    /// What the type plate of a station is looked for by (A13): as its model says, else its manufacturer, else all.
    pub fn type_plate(&self, manufacturer: &str, model: &str) -> &TypePlate {
        let of_model = self.model(manufacturer, model).map(|known| &known.type_plate);
        let of_maker = self.manufacturer(manufacturer).map(|maker| &maker.type_plate);
        let known = of_model.into_iter().chain(of_maker).find(|plate| !plate.is_unknown());
        known.unwrap_or(&self.type_plate)
    }

    /// The drawings, each file once.
    pub fn images(&self) -> BTreeMap<&str, &Digest> {
        let images = self.models.iter().filter_map(|model| model.image.as_ref());
        images.map(|image| (image.file.as_str(), &image.digest)).collect()
    }
}

/// All names of one thing.
fn names<'a>(name: &'a str, also: &'a [String]) -> impl Iterator<Item = &'a str> {
    std::iter::once(name).chain(also.iter().map(String::as_str))
}

published!(Catalog, "catalog", "application/vnd.pinpoint.catalog.v1+json");
