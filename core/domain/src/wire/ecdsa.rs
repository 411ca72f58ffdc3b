//! Whether a device's signature fits: the costliest thing that is asked of every record (docs/adr/0030).
//!
//! Two libraries answer alike (`tests/it/ecdsa.rs` holds them to it): `ring`, which comes with TLS to every program that
//! speaks to the network itself, and `p256` in a browser, where no C is compiled.

use p256::ecdsa::VerifyingKey;

/// `signature` is `r || s`, 64 bytes.
#[cfg(not(target_family = "wasm"))]
pub(super) fn verifies(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.to_sec1_point(false).as_bytes())
        .verify(message, signature)
        .is_ok()
}

/// `signature` is `r || s`, 64 bytes.
#[cfg(target_family = "wasm")]
pub(super) fn verifies(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    use p256::ecdsa::Signature;
    use p256::ecdsa::signature::Verifier as _;
    Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}
