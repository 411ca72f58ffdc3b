//! One signed form for everything: DSSE (Dead Simple Signing Envelope, v1).
//!
//! The signature covers the type of the payload and the payload's exact bytes, so a receipt can never pass for a grant
//! and no canonical JSON is needed. The network signs with Ed25519, devices with ECDSA P-256 (what phones' secure
//! hardware and browsers offer) in the fixed 64-byte form `r || s`.

use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};

use super::bytes::Base64;
use super::digest::Digest;
use super::ecdsa;
use super::json::to_json;
use crate::code::{Coded, Fields, fields};

/// Signatures under one payload: a new root's beside the old one's, with room to spare. Each costs a look at the whole
/// payload, so an envelope with thousands would keep a processor busy for minutes.
const MOST_SIGNATURES: usize = 8;

/// A payload that is signed under its own type.
pub trait WireType: DeserializeOwned + Serialize {
    /// The media type that the signature covers.
    const PAYLOAD_TYPE: &'static str;
}

/// Signed bytes of a `T`. The `T` is readable only through [`Signed::verify`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type_params = "T"))]
#[serde(rename_all = "camelCase")]
pub struct Signed<T> {
    payload_type: String,
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    payload: Base64,
    #[cfg_attr(feature = "typescript", tsify(type = "{ keyid: string; sig: string }[]"))]
    #[serde(deserialize_with = "few")]
    signatures: Vec<Signature>,
    #[serde(skip)]
    of: PhantomData<fn() -> T>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Signature {
    keyid: String,
    sig: Base64,
}

/// Bytes of a `T` that wait for their signature: some keys answer only after a while.
#[derive(Debug)]
pub struct Unsigned<T> {
    payload: Vec<u8>,
    of: PhantomData<fn() -> T>,
}

/// Why signed bytes were not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Signed as something else.
    #[error("signed as {found}, not as {expected}")]
    Type {
        /// The type that was wanted.
        expected: &'static str,
        /// The type that was signed.
        found: String,
    },
    /// None of its keys is one that we trust.
    #[error("signed by unknown key {key_id}")]
    UnknownKey {
        /// The first key id named.
        key_id: String,
    },
    /// A trusted key's signature that does not fit the bytes.
    #[error("the signature of key {key_id} does not fit the bytes")]
    Forged {
        /// The key id named.
        key_id: String,
    },
    /// Signed by a key that we trust, and dated when its word did not count.
    #[error("dated when key {key_id} did not count")]
    KeyOutOfTime {
        /// The key id named.
        key_id: String,
    },
    /// Well signed, but not what the type promises.
    #[error("signed, but not readable: {reason}")]
    Payload {
        /// What the parser said, with line and column.
        reason: String,
    },
}

impl Coded for SignatureError {
    fn code(&self) -> &'static str {
        match self {
            Self::Type { .. } => "signature-type",
            Self::UnknownKey { .. } => "signature-unknown-key",
            Self::Forged { .. } => "signature-forged",
            Self::KeyOutOfTime { .. } => "signature-key-out-of-time",
            Self::Payload { .. } => "signature-payload",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Type { expected, found } => {
                fields([("expected", (*expected).to_owned()), ("found", found.clone())])
            }
            Self::UnknownKey { key_id } | Self::Forged { key_id } | Self::KeyOutOfTime { key_id } => {
                fields([("key_id", key_id.clone())])
            }
            Self::Payload { reason } => fields([("reason", reason.clone())]),
        }
    }
}

impl<T> Clone for Unsigned<T> {
    fn clone(&self) -> Self {
        Self { payload: self.payload.clone(), of: PhantomData }
    }
}

impl<T: WireType> Unsigned<T> {
    /// The payload's bytes, written once and kept as they are from now on.
    pub const fn new(payload: Vec<u8>) -> Self {
        Self { payload, of: PhantomData }
    }

    /// The bytes that the signature covers.
    pub fn message(&self) -> Vec<u8> {
        signed_bytes(T::PAYLOAD_TYPE, &self.payload)
    }

    /// With the signature that a key made over [`Unsigned::message`].
    pub fn signed(self, key_id: &str, signature: Vec<u8>) -> Signed<T> {
        Signed {
            payload_type: T::PAYLOAD_TYPE.to_owned(),
            payload: Base64(self.payload),
            signatures: vec![Signature { keyid: key_id.to_owned(), sig: Base64(signature) }],
            of: PhantomData,
        }
    }
}

impl<T: WireType> Signed<T> {
    /// Signs a payload once: its bytes are written here and kept as they are from now on. `sign` gets the bytes that
    /// the signature covers.
    pub fn sign<E>(
        payload: Vec<u8>,
        key_id: &str,
        sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
    ) -> Result<Self, E> {
        let unsigned = Unsigned::<T>::new(payload);
        let sig = sign(&unsigned.message())?;
        Ok(unsigned.signed(key_id, sig))
    }

    /// Signs with the network's Ed25519 key.
    pub fn sign_ed25519(payload: Vec<u8>, key_id: &str, key: &ed25519_dalek::SigningKey) -> Self {
        use ed25519_dalek::Signer as _;
        let signed = Self::sign(payload, key_id, |bytes| {
            Ok::<_, std::convert::Infallible>(key.sign(bytes).to_bytes().to_vec())
        });
        match signed {
            Ok(signed) => signed,
            Err(never) => match never {},
        }
    }

    /// The value, if one of the keys signed exactly these bytes as a `T`.
    pub fn verify<'k>(
        &self,
        keys: impl IntoIterator<Item = (&'k str, &'k VerifyingKey)>,
    ) -> Result<T, SignatureError> {
        if self.payload_type != T::PAYLOAD_TYPE {
            return Err(SignatureError::Type { expected: T::PAYLOAD_TYPE, found: self.payload_type.clone() });
        }
        let mut named = None;
        let covered = signed_bytes(&self.payload_type, &self.payload.0);
        for (key_id, key) in keys {
            for signature in self.signatures.iter().filter(|signature| signature.keyid == key_id) {
                if key.verifies(&covered, &signature.sig.0) {
                    return serde_json::from_slice(&self.payload.0)
                        .map_err(|error| SignatureError::Payload { reason: error.to_string() });
                }
                named = Some(key_id.to_owned());
            }
        }
        Err(named.map_or_else(
            || SignatureError::UnknownKey { key_id: self.key_id().to_owned() },
            |key_id| SignatureError::Forged { key_id },
        ))
    }

    /// The envelope again, from a payload and its [`Signed::signatures_json`] that were kept apart.
    pub fn from_parts(payload: Vec<u8>, signatures_json: &str) -> Result<Self, SignatureError> {
        let signatures = serde_json::from_str(signatures_json)
            .map_err(|error| SignatureError::Payload { reason: error.to_string() })?;
        let payload_type = T::PAYLOAD_TYPE.to_owned();
        Ok(Self { payload_type, payload: Base64(payload), signatures, of: PhantomData })
    }

    /// The payload read without asking who signed it: for showing, and for finding the key that must have signed.
    pub fn read_unverified(&self) -> Result<T, SignatureError> {
        serde_json::from_slice(&self.payload.0)
            .map_err(|error| SignatureError::Payload { reason: error.to_string() })
    }
}

impl<T> Signed<T> {
    /// The exact bytes that were signed.
    pub fn payload(&self) -> &[u8] {
        &self.payload.0
    }

    /// SHA-256 of the exact bytes.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.payload.0)
    }

    /// The signatures alone as JSON: a store keeps the exact payload in one column and this beside it.
    pub fn signatures_json(&self) -> String {
        to_json(&self.signatures)
    }

    /// The id of the first key that signed; empty when there is none.
    pub fn key_id(&self) -> &str {
        self.signatures.first().map_or("", |signature| &signature.keyid)
    }
}

fn few<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Signature>, D::Error> {
    let signatures = Vec::<Signature>::deserialize(deserializer)?;
    if signatures.len() <= MOST_SIGNATURES {
        return Ok(signatures);
    }
    Err(D::Error::invalid_length(signatures.len(), &format!("at most {MOST_SIGNATURES} signatures").as_str()))
}

/// DSSE's pre-authentication encoding: what a signature covers.
fn signed_bytes(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let mut bytes = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len()).into_bytes();
    bytes.extend_from_slice(payload);
    bytes
}

/// A public key that checks signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(
    feature = "typescript",
    tsify(type = "{ algorithm: 'ed25519' | 'ecdsa-p256'; public_key: string }")
)]
#[serde(try_from = "VerifyingKeyText", into = "VerifyingKeyText")]
pub enum VerifyingKey {
    /// A network's key.
    Ed25519(ed25519_dalek::VerifyingKey),
    /// A device's key.
    P256(p256::ecdsa::VerifyingKey),
}

/// How a public key is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "algorithm", content = "public_key")]
pub(crate) enum VerifyingKeyText {
    /// 32 bytes.
    #[serde(rename = "ed25519")]
    Ed25519(Base64),
    /// An uncompressed SEC1 point, 65 bytes.
    #[serde(rename = "ecdsa-p256")]
    P256(Base64),
}

/// The bytes are no public key of the algorithm named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no public key of {algorithm}")]
pub struct KeyError {
    algorithm: &'static str,
}

impl VerifyingKey {
    /// Whether this key made this signature of these bytes.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Self::P256(key) => ecdsa::verifies(key, message, signature),
        }
    }
}

impl TryFrom<VerifyingKeyText> for VerifyingKey {
    type Error = KeyError;
    fn try_from(text: VerifyingKeyText) -> Result<Self, KeyError> {
        match text {
            VerifyingKeyText::Ed25519(bytes) => <[u8; 32]>::try_from(bytes.0.as_slice())
                .ok()
                .and_then(|bytes| ed25519_dalek::VerifyingKey::from_bytes(&bytes).ok())
                .map(Self::Ed25519)
                .ok_or(KeyError { algorithm: "ed25519" }),
            VerifyingKeyText::P256(bytes) => p256::ecdsa::VerifyingKey::from_sec1_bytes(&bytes.0)
                .map(Self::P256)
                .map_err(|_| KeyError { algorithm: "ecdsa-p256" }),
        }
    }
}

impl From<VerifyingKey> for VerifyingKeyText {
    fn from(key: VerifyingKey) -> Self {
        match key {
            VerifyingKey::Ed25519(key) => Self::Ed25519(Base64(key.to_bytes().to_vec())),
            VerifyingKey::P256(key) => Self::P256(Base64(key.to_sec1_point(false).as_bytes().to_vec())),
        }
    }
}
