//! The key store: the device's key and the secrets of a session. Each platform brings its own: Keystore, Secure
//! Enclave, a non-extractable `WebCrypto` key. For terminals and tests there is one of files.

#[cfg(not(target_family = "wasm"))]
mod file;

#[cfg(not(target_family = "wasm"))]
pub use file::FileKeyStore;

use futures_util::future::BoxFuture;
use pinpoint_domain::code::{Coded, Fields, fields};
use pinpoint_domain::wire::VerifyingKey;
use zeroize::Zeroizing;

/// Why a key store failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the key store failed: {reason}")]
pub struct KeyStoreError {
    /// What the platform said. It never holds a secret.
    pub reason: String,
}

impl KeyStoreError {
    /// With the platform's words.
    pub fn new(reason: impl std::fmt::Display) -> Self {
        Self { reason: reason.to_string() }
    }
}

impl Coded for KeyStoreError {
    fn code(&self) -> &'static str {
        "key-store"
    }

    fn fields(&self) -> Fields {
        fields([("reason", self.reason.clone())])
    }
}

/// What a key store is asked for, some time later: secure hardware answers in milliseconds, a browser never at once.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, KeyStoreError>>;

/// What the engine asks of a platform's key store. It is never asked while the store's transaction is open.
pub trait KeyStore: Send + Sync {
    /// The device's public key; made on first use.
    fn public_key(&self) -> Answer<'_, VerifyingKey>;
    /// ECDSA P-256 with SHA-256 over the message, as 64 bytes `r || s`.
    fn sign<'a>(&'a self, message: &'a [u8]) -> Answer<'a, Vec<u8>>;
    /// Whether [`KeyStore::sign`] answers in the moment in which it is asked, on any thread and without a runtime. It is then
    /// asked on the store's own thread, which saves two journeys a seal.
    fn signs_at_once(&self) -> bool {
        false
    }
    /// Keeps a secret under a name.
    fn put<'a>(&'a self, name: &'a str, secret: &'a [u8]) -> Answer<'a, ()>;
    /// The secret of this name.
    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Zeroizing<Vec<u8>>>>;
    /// Forgets the secret of this name.
    fn forget<'a>(&'a self, name: &'a str) -> Answer<'a, ()>;
}
