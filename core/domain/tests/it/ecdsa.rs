//! Two libraries check what devices sign, one in a browser and one everywhere else. A record is believed in both or in
//! neither.

use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{Signature, SigningKey};
use pinpoint_domain::wire::VerifyingKey;
use proptest::prelude::*;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

/// The order of the group: `n`.
const ORDER: [u8; 32] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA,
    0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
];

/// What both say of it.
fn verdict(key: &SigningKey, message: &[u8], signature: &[u8]) -> bool {
    let by_p256 = Signature::from_slice(signature)
        .is_ok_and(|signature| key.verifying_key().verify(message, &signature).is_ok());
    let ours = VerifyingKey::P256(*key.verifying_key()).verifies(message, signature);
    assert_eq!(ours, by_p256, "of {signature:02x?}");
    ours
}

fn key(seed: &[u8; 32]) -> Option<SigningKey> {
    SigningKey::from_slice(seed).ok()
}

proptest! {
    #[test]
    fn both_believe_what_either_signed_and_nothing_that_was_touched(
        seed: [u8; 32],
        message in prop::collection::vec(any::<u8>(), 0..300),
        touched in 0_usize..64,
        by in 1_u8..=255,
    ) {
        let Some(key) = key(&seed) else { return Ok(()) };
        let signature: Signature = key.sign(&message);
        let mut signature = signature.to_bytes().to_vec();
        prop_assert!(verdict(&key, &message, &signature));
        let public = key.verifying_key().to_sec1_point(false);
        let random = SystemRandom::new();
        let other = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING, &seed, public.as_bytes(), &random,
        ).unwrap();
        let by_ring = other.sign(&random, &message).unwrap();
        prop_assert!(verdict(&key, &message, by_ring.as_ref()));
        signature[touched] ^= by;
        prop_assert!(!verdict(&key, &message, &signature));
    }

    #[test]
    fn both_say_the_same_of_any_bytes(seed: [u8; 32], signature in prop::collection::vec(any::<u8>(), 0..80)) {
        let Some(key) = key(&seed) else { return Ok(()) };
        prop_assert!(!verdict(&key, b"a record", &signature));
    }
}

/// `r` and `s` are numbers from 1 to `n - 1`: what lies outside is refused, and the other root of `s` is as good.
#[test]
fn both_draw_the_same_borders_around_r_and_s() {
    let key = key(&[3; 32]).unwrap();
    let signed: Signature = key.sign(b"a record");
    let good = signed.to_bytes().to_vec();
    let (r, s) = good.split_at(32);
    let borders = [[0; 32], ORDER, [0xFF; 32]];
    for border in &borders {
        assert!(!verdict(&key, b"a record", &[r, border].concat()));
        assert!(!verdict(&key, b"a record", &[border, s].concat()));
    }
    let mirrored = Signature::from_scalars(signed.r(), -signed.s()).unwrap();
    assert!(verdict(&key, b"a record", &mirrored.to_bytes()));
    for length in [0, 32, 63] {
        assert!(!verdict(&key, b"a record", &good[..length]));
    }
    assert!(!verdict(&key, b"a record", &[&good[..], &[0]].concat()));
    assert!(!verdict(&key, b"a record", signed.to_der().as_bytes()), "the fixed form alone");
}
