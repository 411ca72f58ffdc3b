//! Keys in files that only this user may read.

use std::io;
use std::path::PathBuf;

use futures_util::FutureExt as _;
use p256::ecdsa::SigningKey;
use pinpoint_domain::wire::VerifyingKey;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use zeroize::Zeroizing;

use super::{Answer, KeyStore, KeyStoreError};
use crate::platform::files;
use crate::platform::random::{NoRandomness, Randomness};

/// For terminals and tests.
pub struct FileKeyStore {
    folder: PathBuf,
    public: p256::ecdsa::VerifyingKey,
    /// Signs faster than `p256` does (docs/adr/0030).
    key: EcdsaKeyPair,
    random: SystemRandom,
}

impl FileKeyStore {
    /// Opens the folder; makes the device's key the first time.
    pub fn open(folder: PathBuf) -> Result<Self, KeyStoreError> {
        let path = folder.join("device.key");
        let mut kept = files::read_now(&path)?;
        if kept.is_none() {
            // Another process may be making one at this moment; whichever is there in the end is the device's.
            files::write_secret_once(&path, new_key()?.as_slice())?;
            kept = files::read_now(&path)?;
        }
        files::forget_drafts(&path)?;
        let bytes = Zeroizing::new(kept.unwrap_or_default());
        let no_key = || KeyStoreError::new("device.key is no P-256 key");
        let public = *SigningKey::from_slice(&bytes).map_err(|_| no_key())?.verifying_key();
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &bytes,
            public.to_sec1_point(false).as_bytes(),
            &random,
        );
        Ok(Self { folder, public, key: key.map_err(|_| no_key())?, random })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.secret"))
    }
}

impl KeyStore for FileKeyStore {
    fn public_key(&self) -> Answer<'_, VerifyingKey> {
        ready(Ok(VerifyingKey::P256(self.public)))
    }

    fn sign<'a>(&'a self, message: &'a [u8]) -> Answer<'a, Vec<u8>> {
        let signature = self.key.sign(&self.random, message).map_err(|_| NoRandomness.into());
        ready(signature.map(|signature| signature.as_ref().to_vec()))
    }

    fn signs_at_once(&self) -> bool {
        true
    }

    fn put<'a>(&'a self, name: &'a str, secret: &'a [u8]) -> Answer<'a, ()> {
        ready(files::write_secret(&self.path(name), secret).map_err(Into::into))
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Zeroizing<Vec<u8>>>> {
        ready(files::read_now(&self.path(name)).map(|found| found.map(Zeroizing::new)).map_err(Into::into))
    }

    fn forget<'a>(&'a self, name: &'a str) -> Answer<'a, ()> {
        ready(files::remove_file(&self.path(name)).map_err(Into::into))
    }
}

/// These files are small and local: answered at once.
fn ready<'a, T: Send + 'a>(answer: Result<T, KeyStoreError>) -> Answer<'a, T> {
    std::future::ready(answer).boxed()
}

/// 32 random bytes are a P-256 key but for one chance in 2^32; then others are drawn.
fn new_key() -> Result<Zeroizing<[u8; 32]>, NoRandomness> {
    let random = Randomness::of_this_device();
    loop {
        let mut bytes = Zeroizing::new([0; 32]);
        random.fill(bytes.as_mut_slice())?;
        if SigningKey::from_slice(bytes.as_slice()).is_ok() {
            return Ok(bytes);
        }
    }
}

impl From<io::Error> for KeyStoreError {
    fn from(error: io::Error) -> Self {
        Self::new(error)
    }
}

impl From<NoRandomness> for KeyStoreError {
    fn from(error: NoRandomness) -> Self {
        Self::new(error)
    }
}
