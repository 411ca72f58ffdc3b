//! The key store of the world's device: the same key in every face, and secrets in memory.

use futures_util::FutureExt as _;
use p256::ecdsa::SigningKey;
use p256::ecdsa::signature::Signer as _;
use pinpoint_domain::wire::{Base64, Digest, VerifyingKey};
use zeroize::Zeroizing;

use super::StoryWorld;
use crate::platform::keys::{Answer, KeyStore, KeyStoreError};

impl KeyStore for StoryWorld {
    fn public_key(&self) -> Answer<'_, VerifyingKey> {
        ready(device_key().map(|key| VerifyingKey::P256(*key.verifying_key())))
    }

    /// Deterministic (RFC 6979): the same message has the same signature in every face.
    fn sign<'a>(&'a self, message: &'a [u8]) -> Answer<'a, Vec<u8>> {
        ready(device_key().map(|key| {
            let signature: p256::ecdsa::Signature = key.sign(message);
            signature.to_bytes().to_vec()
        }))
    }

    fn put<'a>(&'a self, name: &'a str, secret: &'a [u8]) -> Answer<'a, ()> {
        self.state().secrets.insert(name.to_owned(), Base64(secret.to_vec()));
        ready(Ok(()))
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Zeroizing<Vec<u8>>>> {
        let found = self.state().secrets.get(name).map(|secret| Zeroizing::new(secret.0.clone()));
        ready(Ok(found))
    }

    fn forget<'a>(&'a self, name: &'a str) -> Answer<'a, ()> {
        self.state().secrets.remove(name);
        ready(Ok(()))
    }
}

fn device_key() -> Result<SigningKey, KeyStoreError> {
    let seed = Digest::of(b"pinpoint stories: the device's key, public on purpose");
    SigningKey::from_slice(seed.as_bytes()).map_err(KeyStoreError::new)
}

fn ready<'a, T: Send + 'a>(answer: Result<T, KeyStoreError>) -> Answer<'a, T> {
    std::future::ready(answer).boxed()
}
