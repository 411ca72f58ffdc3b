//! The network profile: everything that differs between networks, as signed data.
//!
//! | you look for | it lives in |
//! |---|---|
//! | which root is believed, downloads that are refused | [`crate::publication`] |
//! | what is wrong with a profile that somebody wrote | `check` |
//! | whose receipts, verdicts and grants are believed | `trust` |

mod check;
mod trust;

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::catalog::Catalog;
use crate::connectivity::Connectivity;
use crate::ids::{ItemId, NetworkId};
use crate::label::LabelForm;
use crate::publication::{Succession, Validity, published};
use crate::station::plate_key;
use crate::wire::{CapsulePublicKey, Signed, VerifyingKey};
use crate::work::playbook::Extension;

pub use check::Draft;
pub use trust::Dated;

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
    /// From when until when it counts. One that is kept goes on being used after that, and what is sealed with it is
    /// marked; a download outside of it is refused.
    #[serde(default, skip_serializing_if = "Validity::is_always")]
    pub validity: Validity,
    /// The words of former roots about the next, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successions: Vec<Signed<Succession>>,
    /// The languages in which everything of this profile has words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locales: Vec<String>,
    /// What its labels look like. A form that this version does not know reads no label here, and the rest of the profile
    /// stays good.
    #[serde(deserialize_with = "known_forms")]
    pub label_forms: Vec<LabelForm>,
    /// Keys that sign receipts, verdicts and grants, by key id. A retired key stays here for what it signed.
    pub keys: BTreeMap<String, VerifyingKey>,
    /// When the word of a key counts, by key id: what it signed must be dated within. One that is not named here always
    /// counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub key_validity: BTreeMap<String, Validity>,
    /// The key that capsules are encrypted to.
    pub capsule_key: CapsuleKey,
    /// Where to train (A04).
    pub training_url: String,
    /// Where to train, by region, where that differs (A04).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub training_urls: BTreeMap<String, String>,
    /// Where the support phone numbers stand (A04, A33).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_url: Option<String>,
    /// Support phone numbers by region (A04, A33), in E.164.
    pub support_phones: BTreeMap<String, String>,
    /// What to download before the visit (A05).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentLink>,
    /// Names, ports and firmware that Ethernet connectivity needs (B08, B12, B18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connectivity: Option<Connectivity>,
    /// What the network adds to the playbooks, with its own words (A10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Manufacturers and models that an installer chooses from (A22) where there is no catalog.
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

/// What a server says of its keys: the part of a profile that nobody can write before the server is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKeys {
    /// Keys that sign receipts, verdicts and grants, by key id.
    pub keys: BTreeMap<String, VerifyingKey>,
    /// The key that capsules are encrypted to.
    pub capsule_key: CapsuleKey,
}

/// A paper of the network that an installer reads before the visit: a maker's instructions, the least firmware, the
/// checklist of verification steps (A05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct DocumentLink {
    /// Its name in the profile.
    pub id: ItemId,
    /// What it is called, by language.
    pub title: BTreeMap<String, String>,
    /// Where it is.
    pub url: String,
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

/// What is known of the model that somebody chose or typed: the known spelling, and the screen where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownModel<'a> {
    /// The manufacturer.
    pub manufacturer: &'a str,
    /// The model.
    pub model: &'a str,
    /// Whether it has a screen.
    pub has_screen: Option<bool>,
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

    /// The model of this manufacturer by the catalog, where there is one and it lists it, or else by the profile itself.
    pub fn known_model<'a>(
        &'a self,
        catalog: Option<&'a Catalog>,
        manufacturer: &str,
        model: &str,
    ) -> Option<KnownModel<'a>> {
        let listed = catalog.and_then(|catalog| catalog.model(manufacturer, model)).map(|known| KnownModel {
            manufacturer: &known.manufacturer,
            model: &known.model,
            has_screen: known.has_screen,
        });
        listed.or_else(|| {
            self.model(manufacturer, model).map(|Model { manufacturer, model, has_screen }| KnownModel {
                manufacturer,
                model,
                has_screen: Some(*has_screen),
            })
        })
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

published!(NetworkProfile, "profile", "application/vnd.pinpoint.profile.v1+json");
