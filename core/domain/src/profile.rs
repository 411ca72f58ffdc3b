//! The network profile: everything that differs between networks, as signed data.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::ids::NetworkId;
use crate::label::LabelForm;
use crate::station::plate_key;
use crate::wire::{CapsulePublicKey, VerifyingKey, WireType};

/// What a phone knows of a network, signed by a root that the app pins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct NetworkProfile {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// Its name for people.
    pub name: String,
    /// Counts up with every change; a lower one is refused.
    pub version: u32,
    /// What its labels look like. A form that this version does not know reads no label here, and the rest of the profile
    /// stays good.
    #[serde(deserialize_with = "known_forms")]
    pub label_forms: Vec<LabelForm>,
    /// Keys that sign receipts, verdicts and grants, by key id.
    pub keys: BTreeMap<String, VerifyingKey>,
    /// The key that capsules are encrypted to.
    pub capsule_key: CapsuleKey,
    /// Where to train (A04).
    pub training_url: String,
    /// Support phone numbers by region (A04, A33), in E.164.
    pub support_phones: BTreeMap<String, String>,
    /// Manufacturers and models that an installer chooses from (A22), until a catalog brings pictures.
    pub models: Vec<Model>,
}

/// A key for capsules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CapsuleKey {
    /// Its id.
    pub id: String,
    /// X25519.
    pub public_key: CapsulePublicKey,
}

/// A model of station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Model {
    /// The manufacturer, as on the type plate.
    pub manufacturer: String,
    /// The model, as on the type plate.
    pub model: String,
    /// Whether it has a screen (A31, A32).
    pub has_screen: bool,
}

impl NetworkProfile {
    /// The keys in the form that [`crate::wire::Signed::verify`] takes.
    pub fn verifying_keys(&self) -> impl Iterator<Item = (&str, &VerifyingKey)> {
        self.keys.iter().map(|(id, key)| (id.as_str(), key))
    }

    /// The model of this manufacturer.
    pub fn model(&self, manufacturer: &str, model: &str) -> Option<&Model> {
        let same = |a: &str, b: &str| plate_key(a) == plate_key(b);
        self.models.iter().find(|known| same(&known.manufacturer, manufacturer) && same(&known.model, model))
    }
}

fn known_forms<'de, D: Deserializer<'de>>(forms: D) -> Result<Vec<LabelForm>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Form {
        Known(LabelForm),
        OfALaterVersion(IgnoredAny),
    }
    let forms = Vec::deserialize(forms)?.into_iter();
    Ok(forms
        .filter_map(|form| match form {
            Form::Known(form) => Some(form),
            Form::OfALaterVersion(_) => None,
        })
        .collect())
}

impl WireType for NetworkProfile {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.profile.v1+json";
}
