//! The key store: an app brings the platform's own, a terminal or a test has one of files.

use std::sync::Arc;

use futures_util::FutureExt as _;
use p256::ecdsa;
use pinpoint_domain::wire::VerifyingKey;
use pinpoint_engine as engine;
use pinpoint_engine::platform::keys::{Answer, KeyStore as _};
use pinpoint_engine::platform::spawn::offload;
use zeroize::Zeroizing;

use crate::mirror::FilePath;

/// What the core asks of a platform's key store: Keystore on Android, the Secure Enclave and the Keychain on Apple's
/// systems. Called from threads that may wait, never from the one that called the core; a seal waits for the answer.
#[uniffi::export(with_foreign)]
pub trait KeyStore: Send + Sync {
    /// The device's P-256 public key as an uncompressed SEC1 point, 65 bytes; the key is made on first use.
    fn public_key(&self) -> Result<Vec<u8>, KeyStoreError>;
    /// ECDSA P-256 with SHA-256 over the message, as 64 bytes `r || s`.
    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, KeyStoreError>;
    /// Keeps a secret under a name, wrapped by a key that does not leave the device.
    fn put(&self, name: String, secret: Vec<u8>) -> Result<(), KeyStoreError>;
    /// The secret of this name.
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, KeyStoreError>;
    /// Forgets the secret of this name; one that is not there is as good.
    fn forget(&self, name: String) -> Result<(), KeyStoreError>;
}

/// The key store did not do it.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum KeyStoreError {
    /// What the platform said; never a secret.
    #[error("{reason}")]
    Failed {
        /// In the platform's words, for a log.
        reason: String,
    },
}

/// Keys in files that only this user may read: for terminals and tests, not for a phone.
#[derive(uniffi::Object)]
pub struct FileKeyStore(engine::FileKeyStore);

#[uniffi::export]
impl FileKeyStore {
    /// Opens the folder; makes the device's key the first time.
    #[uniffi::constructor]
    pub fn new(folder: FilePath) -> Result<Self, KeyStoreError> {
        Ok(Self(engine::FileKeyStore::open(folder)?))
    }
}

#[uniffi::export]
impl KeyStore for FileKeyStore {
    fn public_key(&self) -> Result<Vec<u8>, KeyStoreError> {
        match at_once(self.0.public_key())? {
            VerifyingKey::P256(key) => Ok(key.to_sec1_point(false).as_bytes().to_vec()),
            VerifyingKey::Ed25519(_) => Err(KeyStoreError::failed("the device's key is not P-256")),
        }
    }

    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        at_once(self.0.sign(&message))
    }

    fn put(&self, name: String, secret: Vec<u8>) -> Result<(), KeyStoreError> {
        at_once(self.0.put(&name, &Zeroizing::new(secret)))
    }

    fn get(&self, name: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
        Ok(at_once(self.0.get(&name))?.map(|secret| secret.to_vec()))
    }

    fn forget(&self, name: String) -> Result<(), KeyStoreError> {
        at_once(self.0.forget(&name))
    }
}

/// Files answer without waiting.
fn at_once<T>(answer: Answer<'_, T>) -> Result<T, KeyStoreError> {
    let answer = answer.now_or_never().ok_or_else(|| KeyStoreError::failed("a file did not answer"))?;
    Ok(answer?)
}

/// An app's key store as the engine sees it: asked on a thread that may wait, never on the one that called the core.
pub(crate) struct OfTheApp(pub(crate) Arc<dyn KeyStore>);

impl OfTheApp {
    fn ask<'a, T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn KeyStore) -> Result<T, KeyStoreError> + Send + 'static,
    ) -> Answer<'a, T> {
        let keys = Arc::clone(&self.0);
        async move {
            let answered = offload(move || question(keys.as_ref())).await;
            let answered = answered.unwrap_or_else(|| Err(KeyStoreError::failed("the app is closing")));
            answered.map_err(engine::KeyStoreError::new)
        }
        .boxed()
    }
}

impl engine::KeyStore for OfTheApp {
    fn public_key(&self) -> Answer<'_, VerifyingKey> {
        self.ask(|keys| {
            let key = ecdsa::VerifyingKey::from_sec1_bytes(&keys.public_key()?);
            key.map(VerifyingKey::P256).map_err(KeyStoreError::failed)
        })
    }

    fn sign<'a>(&'a self, message: &'a [u8]) -> Answer<'a, Vec<u8>> {
        let message = message.to_vec();
        self.ask(move |keys| keys.sign(message))
    }

    fn put<'a>(&'a self, name: &'a str, secret: &'a [u8]) -> Answer<'a, ()> {
        let (name, secret) = (name.to_owned(), secret.to_vec());
        self.ask(move |keys| keys.put(name, secret))
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Zeroizing<Vec<u8>>>> {
        let name = name.to_owned();
        self.ask(move |keys| Ok(keys.get(name)?.map(Zeroizing::new)))
    }

    fn forget<'a>(&'a self, name: &'a str) -> Answer<'a, ()> {
        let name = name.to_owned();
        self.ask(move |keys| keys.forget(name))
    }
}

impl KeyStoreError {
    fn failed(reason: impl std::fmt::Display) -> Self {
        Self::Failed { reason: reason.to_string() }
    }
}

impl From<engine::KeyStoreError> for KeyStoreError {
    fn from(error: engine::KeyStoreError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

/// An exception that the app's key store did not declare.
impl From<uniffi::UnexpectedUniFFICallbackError> for KeyStoreError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}
