//! The capsule: the activation password, encrypted to the network's key, beside the sealed record and never inside.
//!
//! HPKE (RFC 9180, base mode): X25519, HKDF-SHA256, ChaCha20-Poly1305. Network, key id, pinpoint id and MAC are the
//! associated data, so a capsule opens for its own pinpoint only. The password is padded, so its length tells nothing.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::bytes::Base64;
use crate::code::Coded;
use crate::ids::{NetworkId, PinpointId};
use crate::label::{ActivationPassword, MacAddress};

const INFO: &[u8] = b"pinpoint capsule v1";
/// One byte of length, the password, zeros.
const PADDED: usize = 48;

/// An encrypted activation password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Capsule {
    /// Version of this form: 1.
    pub v: u32,
    /// The profile's key that it is encrypted to.
    pub key_id: String,
    /// HPKE's encapsulated key.
    pub enc: Base64,
    /// HPKE's ciphertext.
    pub ciphertext: Base64,
}

/// What a capsule is bound to: the same on both sides, or it stays shut.
#[derive(Debug, Clone, Copy)]
pub struct CapsuleBinding<'a> {
    /// The network.
    pub network: &'a NetworkId,
    /// The pinpoint.
    pub pinpoint: &'a PinpointId,
    /// The MAC of the label that the password stands on.
    pub mac: &'a MacAddress,
}

/// The network's public key for capsules.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(transparent)]
pub struct CapsulePublicKey(Base64);

/// The network's secret key for capsules. Unprintable; lives on the server.
pub struct CapsuleSecretKey(<X25519HkdfSha256 as Kem>::PrivateKey);

/// Why a capsule was not made or did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CapsuleError {
    /// The profile's key is no X25519 key.
    #[error("the key for capsules is not an X25519 key")]
    Key,
    /// Wrong key, other binding, or altered bytes: by design these look alike.
    #[error("the capsule does not open for this key, pinpoint and MAC")]
    Shut,
}

impl Coded for CapsuleError {
    fn code(&self) -> &'static str {
        match self {
            Self::Key => "capsule-key",
            Self::Shut => "capsule-shut",
        }
    }
}

impl Capsule {
    /// Encrypts the password; the caller drops it, and it is wiped then.
    pub fn seal(
        password: &ActivationPassword,
        key_id: &str,
        key: &CapsulePublicKey,
        binding: CapsuleBinding<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, CapsuleError> {
        let public =
            <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&key.0.0).map_err(|_| CapsuleError::Key)?;
        let (enc, ciphertext) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &public,
                INFO,
                padded(password).as_slice(),
                &binding.bytes(key_id),
                rng,
            )
            .map_err(|_| CapsuleError::Key)?;
        Ok(Self {
            v: super::VERSION,
            key_id: key_id.to_owned(),
            enc: Base64(enc.to_bytes().to_vec()),
            ciphertext: Base64(ciphertext),
        })
    }

    /// Decrypts it, for this pinpoint and MAC only.
    pub fn open(
        &self,
        key: &CapsuleSecretKey,
        binding: CapsuleBinding<'_>,
    ) -> Result<ActivationPassword, CapsuleError> {
        let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&self.enc.0)
            .map_err(|_| CapsuleError::Shut)?;
        let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &key.0,
            &enc,
            INFO,
            &self.ciphertext.0,
            &binding.bytes(&self.key_id),
        )
        .map(Zeroizing::new)
        .map_err(|_| CapsuleError::Shut)?;
        let (&length, rest) = plain.split_first().ok_or(CapsuleError::Shut)?;
        let text = rest.get(..usize::from(length)).ok_or(CapsuleError::Shut)?;
        let text = std::str::from_utf8(text).map_err(|_| CapsuleError::Shut)?;
        ActivationPassword::parse(text).map_err(|_| CapsuleError::Shut)
    }
}

impl CapsuleBinding<'_> {
    /// Length-free because no part can hold a newline.
    fn bytes(&self, key_id: &str) -> Vec<u8> {
        format!("{}\n{key_id}\n{}\n{}", self.network, self.pinpoint, self.mac.digits()).into_bytes()
    }
}

impl CapsuleSecretKey {
    /// From 32 secret bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CapsuleError> {
        <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(bytes).map(Self).map_err(|_| CapsuleError::Key)
    }

    /// The public half, for the network's profile.
    pub fn public(&self) -> CapsulePublicKey {
        CapsulePublicKey(Base64(X25519HkdfSha256::sk_to_pk(&self.0).to_bytes().to_vec()))
    }
}

fn padded(password: &ActivationPassword) -> Zeroizing<[u8; PADDED]> {
    let mut bytes = Zeroizing::new([0; PADDED]);
    let secret = password.reveal().as_bytes();
    // A password has 32 ASCII characters at most, by its type.
    let length = u8::try_from(secret.len()).unwrap_or(0);
    for (slot, value) in bytes.iter_mut().zip(std::iter::once(&length).chain(secret)) {
        *slot = *value;
    }
    bytes
}
