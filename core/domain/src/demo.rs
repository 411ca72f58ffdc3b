//! The demo network: its keys are public on purpose and worth nothing.
//!
//! A newcomer's phone, server and terminal share them without an enrolment, so that a whole job can be tried on one
//! machine. Whoever reads this file can sign as the demo network; a server that runs with these keys says so loudly.
//! The label pepper is the one secret that even a demo server makes for itself.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};

use crate::ids::NetworkId;
use crate::label::{LabelForm, LabelShape};
use crate::profile::{CapsuleKey, Model, NetworkProfile};
use crate::wire::{CapsuleError, CapsuleSecretKey, Signed, VERSION, VerifyingKey};

/// The network's name.
pub const NETWORK: &str = "demo";
/// Id of the root key that signs the profile.
pub const ROOT_KEY_ID: &str = "demo-root-1";
/// Id of the key that signs receipts, verdicts and grants.
pub const RECEIPT_KEY_ID: &str = "demo-receipts-1";
/// Id of the key that capsules are encrypted to.
pub const CAPSULE_KEY_ID: &str = "demo-capsule-1";

/// Signs the profile; its public half is pinned in the apps as the demo root.
pub fn root_key() -> SigningKey {
    SigningKey::from_bytes(&seed(ROOT_KEY_ID))
}

/// Signs receipts, verdicts and grants.
pub fn receipt_key() -> SigningKey {
    SigningKey::from_bytes(&seed(RECEIPT_KEY_ID))
}

/// Opens capsules.
pub fn capsule_key() -> Result<CapsuleSecretKey, CapsuleError> {
    CapsuleSecretKey::from_bytes(&seed(CAPSULE_KEY_ID))
}

/// The id that [`root_key`] signs under, and its public half: what an app pins for the demo network.
pub fn root() -> (&'static str, VerifyingKey) {
    (ROOT_KEY_ID, VerifyingKey::Ed25519(root_key().verifying_key()))
}

/// What a phone knows of the demo network. Makers are invented, the phone numbers lie in ranges kept for fiction.
pub fn profile() -> Result<NetworkProfile, CapsuleError> {
    let network = NetworkId::parse(NETWORK).map_err(|_| CapsuleError::Key)?;
    let form =
        |host: &str, path: &str, shape| LabelForm { host: host.into(), path: vec![path.into()], shape };
    let model = |manufacturer: &str, model: &str, has_screen| Model {
        manufacturer: manufacturer.into(),
        model: model.into(),
        has_screen,
    };
    Ok(NetworkProfile {
        v: VERSION,
        network,
        name: "Pinpoint Demo Network".into(),
        version: 1,
        label_forms: vec![
            form("demo.pinpoint.example", "l", LabelShape::Fragment),
            form("o.chargepoint.com", "i", LabelShape::PathSegments),
        ],
        keys: BTreeMap::from([(RECEIPT_KEY_ID.into(), VerifyingKey::Ed25519(receipt_key().verifying_key()))]),
        capsule_key: CapsuleKey { id: CAPSULE_KEY_ID.into(), public_key: capsule_key()?.public() },
        training_url: "https://demo.pinpoint.example/training".into(),
        support_phones: BTreeMap::from([
            ("CA".into(), "+15145550142".into()),
            ("FR".into(), "+33199000142".into()),
            ("US".into(), "+12025550100".into()),
        ]),
        models: vec![
            model("Voltwerk", "Säule 22", false),
            model("Voltwerk", "Säule 22 Duo", true),
            model("Nordlicht", "NL-50", true),
            model("Nordlicht", "NL-11", false),
            model("Courant Bleu", "Borne 7", false),
        ],
    })
}

/// The profile under the root's signature: byte for byte the same on every machine.
pub fn signed_profile() -> Result<Signed<NetworkProfile>, CapsuleError> {
    let bytes = serde_json::to_vec(&profile()?).map_err(|_| CapsuleError::Key)?;
    Ok(Signed::sign_ed25519(bytes, ROOT_KEY_ID, &root_key()))
}

/// Each key has a seed of its own, made from its id.
fn seed(key_id: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"pinpoint demo key, public on purpose\n");
    hash.update(key_id.as_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_profile_is_signed_by_the_demo_root_and_by_nobody_else() {
        let signed = signed_profile().unwrap();
        let (id, key) = root();
        assert_eq!(signed.verify([(id, &key)]).unwrap(), profile().unwrap());
        let stranger = VerifyingKey::Ed25519(receipt_key().verifying_key());
        assert!(signed.verify([(id, &stranger)]).is_err());
    }

    #[test]
    fn every_machine_makes_the_same_demo_network() {
        assert_eq!(signed_profile().unwrap(), signed_profile().unwrap());
        assert_ne!(root_key().to_bytes(), receipt_key().to_bytes());
    }
}
