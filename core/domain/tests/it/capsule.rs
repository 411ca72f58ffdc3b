//! The capsule: only the network opens it, and only for the pinpoint and the label that it was made for.

use crate::support::{MAC, job};
use pinpoint_domain::ids::{NetworkId, PinpointId};
use pinpoint_domain::label::{ActivationPassword, MacAddress};
use pinpoint_domain::wire::{
    Base64, Capsule, CapsuleBinding, CapsuleError, CapsulePublicKey, CapsuleSecretKey,
};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

#[cfg(test)]
mod label {
    use super::*;

    /// What a capsule is bound to.
    pub(super) struct Label {
        pub(super) network: NetworkId,
        pub(super) pinpoint: PinpointId,
        pub(super) mac: MacAddress,
        pub(super) key: CapsuleSecretKey,
    }

    impl Label {
        pub(super) fn new() -> Self {
            Self {
                network: NetworkId::parse("demo").unwrap(),
                pinpoint: job(1),
                mac: MacAddress::parse(MAC).unwrap(),
                key: CapsuleSecretKey::from_bytes(&[7; 32]).unwrap(),
            }
        }

        pub(super) fn binding(&self) -> CapsuleBinding<'_> {
            CapsuleBinding { network: &self.network, pinpoint: &self.pinpoint, mac: &self.mac }
        }

        pub(super) fn seal(&self, password: &str, seed: u8) -> Capsule {
            let password = ActivationPassword::parse(password).unwrap();
            let mut rng = ChaCha20Rng::from_seed([seed; 32]);
            Capsule::seal(&password, "key-1", &self.key.public(), self.binding(), &mut rng).unwrap()
        }

        pub(super) fn open(&self, capsule: &Capsule) -> Result<String, CapsuleError> {
            capsule.open(&self.key, self.binding()).map(|password| password.reveal().to_owned())
        }
    }
}

use label::Label;

#[test]
fn the_network_reads_the_password_and_the_mac_may_be_spelled_differently() {
    let mut label = Label::new();
    let capsule = label.seal("hT7kPq2x", 1);
    assert_eq!(label.open(&capsule).unwrap(), "hT7kPq2x");
    label.mac = MacAddress::parse("00-24-b1-00-00-02-9f-81").unwrap();
    assert_eq!(label.open(&capsule).unwrap(), "hT7kPq2x");
    let sent: Capsule = serde_json::from_str(&serde_json::to_string(&capsule).unwrap()).unwrap();
    assert_eq!(label.open(&sent).unwrap(), "hT7kPq2x");
}

#[test]
fn it_stays_shut_when_any_one_thing_that_it_is_bound_to_is_another() {
    let right = Label::new();
    let capsule = right.seal("hT7kPq2x", 1);
    let others = [
        Label { network: NetworkId::parse("other").unwrap(), ..Label::new() },
        Label { pinpoint: job(2), ..Label::new() },
        Label { mac: MacAddress::parse("0024:B100:0002:9F82").unwrap(), ..Label::new() },
        Label { key: CapsuleSecretKey::from_bytes(&[8; 32]).unwrap(), ..Label::new() },
    ];
    for other in others {
        assert_eq!(other.open(&capsule), Err(CapsuleError::Shut));
    }
    let renamed = Capsule { key_id: "key-2".into(), ..capsule.clone() };
    assert_eq!(right.open(&renamed), Err(CapsuleError::Shut));
    assert!(right.open(&capsule).is_ok());
}

#[test]
fn neither_its_length_nor_its_bytes_tell_the_password() {
    let label = Label::new();
    let short = label.seal("abcd", 1);
    for length in 4..=ActivationPassword::MAX_CHARACTERS {
        let capsule = label.seal(&"a".repeat(length), 1);
        assert_eq!(capsule.ciphertext.0.len(), short.ciphertext.0.len(), "{length} characters");
        assert_eq!(capsule.enc.0.len(), 32);
    }
    let (one, two) = (label.seal("hT7kPq2x", 1), label.seal("hT7kPq2x", 2));
    assert_ne!(one, two, "the same password never looks the same twice");
    let json = serde_json::to_string(&one).unwrap();
    assert!(!json.contains("hT7kPq2x") && !format!("{one:?}").contains("hT7kPq2x"));
}

#[test]
fn a_profile_with_a_broken_key_makes_no_capsule() {
    let label = Label::new();
    let broken: CapsulePublicKey = serde_json::from_str("\"AAAA\"").unwrap();
    let password = ActivationPassword::parse("hT7kPq2x").unwrap();
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let refused = Capsule::seal(&password, "key-1", &broken, label.binding(), &mut rng);
    assert_eq!(refused, Err(CapsuleError::Key));
    assert!(matches!(CapsuleSecretKey::from_bytes(&[7; 31]), Err(CapsuleError::Key)));
}

proptest! {
    #[test]
    fn every_password_comes_back_and_no_altered_byte_gets_through(
        password in "[!-~]{4,32}", seed: u8, at: prop::sample::Index, flip in 1_u8..,
    ) {
        let label = Label::new();
        let capsule = label.seal(&password, seed);
        prop_assert_eq!(label.open(&capsule).unwrap(), password);

        let mut enc = capsule.enc.0.clone();
        let mut ciphertext = capsule.ciphertext.0.clone();
        let at = at.index(enc.len() + ciphertext.len());
        match enc.get_mut(at) {
            Some(byte) => *byte ^= flip,
            None => ciphertext[at - 32] ^= flip,
        }
        let altered = Capsule { enc: Base64(enc), ciphertext: Base64(ciphertext), ..capsule };
        prop_assert_eq!(label.open(&altered), Err(CapsuleError::Shut));
    }

    #[test]
    fn no_bytes_from_a_stranger_open_or_panic(enc: Vec<u8>, ciphertext: Vec<u8>) {
        let strange = Capsule { v: 1, key_id: "key-1".into(), enc: Base64(enc), ciphertext: Base64(ciphertext) };
        prop_assert_eq!(Label::new().open(&strange), Err(CapsuleError::Shut));
    }
}
