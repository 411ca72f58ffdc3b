//! The demo network: its keys are public on purpose and worth nothing.
//!
//! A newcomer's phone, server and terminal share them without an enrolment, so that a whole job can be tried on one
//! machine. Whoever reads this file can sign as the demo network; a server that runs with these keys says so loudly.
//! The label pepper is the one secret that even a demo server makes for itself.
//!
//! What the network says stands in `networks/demo/profile.json`, as a network's people would write it; its catalog is
//! `networks/catalog/catalog.json`, and its addresses are those of a town that is nowhere,
//! `networks/demo/addresses.json`. Makers of the profile are invented, its phone numbers lie in ranges kept for fiction;
//! what Ethernet connectivity needs is what the guide of CP6000 and Express Plus says, so that its pictures can be tried.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::addresses::AddressList;
use crate::catalog::Catalog;
use crate::profile::{CapsuleKey, NetworkProfile, PublicKeys};
use crate::publication::Root;
use crate::wire::{CapsuleError, CapsuleSecretKey, Signed, VerifyingKey, WireType, to_json};

/// The network's name.
pub const NETWORK: &str = "demo";
/// The profile, but for its keys.
const PROFILE: &str = include_str!("../../../networks/demo/profile.json");
/// The catalog.
const CATALOG: &str = include_str!("../../../networks/catalog/catalog.json");
/// The addresses.
const ADDRESSES: &str = include_str!("../../../networks/demo/addresses.json");
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

/// What an app pins for the demo network.
pub fn root() -> Root {
    Root { id: ROOT_KEY_ID.to_owned(), key: VerifyingKey::Ed25519(root_key().verifying_key()) }
}

/// Whose receipts, verdicts and grants everybody can forge.
pub fn receipt_verifying_key() -> VerifyingKey {
    VerifyingKey::Ed25519(receipt_key().verifying_key())
}

/// The public halves of the network's keys.
pub fn public_keys() -> Result<PublicKeys, CapsuleError> {
    Ok(PublicKeys {
        keys: BTreeMap::from([(RECEIPT_KEY_ID.to_owned(), receipt_verifying_key())]),
        capsule_key: CapsuleKey { id: CAPSULE_KEY_ID.to_owned(), public_key: capsule_key()?.public() },
    })
}

/// What a phone knows of the demo network.
pub fn profile() -> Result<NetworkProfile, CapsuleError> {
    let mut written: serde_json::Map<String, serde_json::Value> = read(PROFILE)?;
    let keys: serde_json::Map<String, serde_json::Value> = read(&to_json(&public_keys()?))?;
    written.extend(keys);
    serde_json::from_value(written.into()).map_err(|_| CapsuleError::Key)
}

/// The profile under the root's signature: byte for byte the same on every machine.
pub fn signed_profile() -> Result<Signed<NetworkProfile>, CapsuleError> {
    Ok(signed(&profile()?))
}

/// Manufacturers and models, as far as they are public.
pub fn catalog() -> Result<Catalog, CapsuleError> {
    read(CATALOG)
}

/// The catalog under the root's signature: byte for byte the same on every machine.
pub fn signed_catalog() -> Result<Signed<Catalog>, CapsuleError> {
    Ok(signed(&catalog()?))
}

/// The addresses of a town that is nowhere.
pub fn addresses() -> Result<AddressList, CapsuleError> {
    read(ADDRESSES)
}

/// The addresses under the root's signature: byte for byte the same on every machine.
pub fn signed_addresses() -> Result<Signed<AddressList>, CapsuleError> {
    Ok(signed(&addresses()?))
}

fn signed<T: WireType>(document: &T) -> Signed<T> {
    Signed::sign_ed25519(to_json(document).into_bytes(), ROOT_KEY_ID, &root_key())
}

/// Files of this repository, which a test reads strictly.
fn read<T: DeserializeOwned>(text: &str) -> Result<T, CapsuleError> {
    serde_json::from_str(text).map_err(|_| CapsuleError::Key)
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
        let (profile, by) = NetworkProfile::believe(&signed, &root()).unwrap();
        assert_eq!((profile, by), (super::profile().unwrap(), root()));
        let stranger = Root { key: receipt_verifying_key(), ..root() };
        assert!(NetworkProfile::believe(&signed, &stranger).is_err());
        assert_eq!(root().believe(&signed_catalog().unwrap()).unwrap(), catalog().unwrap());
        assert_eq!(root().believe(&signed_addresses().unwrap()).unwrap(), addresses().unwrap());
    }

    #[test]
    fn every_machine_makes_the_same_demo_network() {
        assert_eq!(signed_profile().unwrap(), signed_profile().unwrap());
        assert_ne!(root_key().to_bytes(), receipt_key().to_bytes());
    }

    #[test]
    fn what_the_repository_says_of_networks_is_well_written() {
        let demo = NetworkProfile::check(PROFILE.as_bytes()).unwrap();
        assert!(!demo.has_keys);
        assert_eq!(demo.profile, profile().unwrap());
        let chargepoint = include_bytes!("../../../networks/chargepoint/profile.json");
        assert_eq!(NetworkProfile::check(chargepoint).unwrap().profile.network.as_str(), "chargepoint");
        assert_eq!(Catalog::check(CATALOG.as_bytes()).unwrap(), catalog().unwrap());
        assert_eq!(AddressList::check(ADDRESSES.as_bytes()).unwrap(), addresses().unwrap());
    }
}
