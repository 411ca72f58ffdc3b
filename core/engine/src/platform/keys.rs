//! The key store: the device's key and the secrets of a session. Phones bring their own (Keystore, Secure Enclave);
//! this is the one for terminals and tests.

use std::io;
use std::path::PathBuf;

use p256::ecdsa::SigningKey;
use p256::ecdsa::signature::Signer as _;
use pinpoint_domain::wire::VerifyingKey;
use zeroize::Zeroizing;

use super::{files, random};

/// Why a key store failed. The words of the platform go to the log, not to the screen.
#[derive(Debug, thiserror::Error)]
#[error("the key store failed: {0}")]
pub struct KeyStoreError(#[from] pub io::Error);

/// What the engine asks of a platform's key store. Synchronous: secure hardware answers in milliseconds.
pub trait KeyStore: Send + Sync {
    /// The device's public key; made on first use.
    fn public_key(&self) -> Result<VerifyingKey, KeyStoreError>;
    /// ECDSA P-256 with SHA-256 over the message, as 64 bytes `r || s`.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyStoreError>;
    /// Keeps a secret under a name.
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), KeyStoreError>;
    /// The secret of this name.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyStoreError>;
    /// Forgets the secret of this name.
    fn forget(&self, name: &str) -> Result<(), KeyStoreError>;
}

/// Keys in files that only this user may read.
pub struct FileKeyStore {
    folder: PathBuf,
    key: SigningKey,
}

impl FileKeyStore {
    /// Opens the folder; makes the device's key the first time.
    pub fn open(folder: PathBuf) -> Result<Self, KeyStoreError> {
        let path = folder.join("device.key");
        if files::read_if_there(&path)?.is_none() {
            // Another process may be making one at this moment; whichever is there in the end is the device's.
            files::write_secret_once(&path, new_key()?.as_slice())?;
        }
        let bytes = Zeroizing::new(files::read_if_there(&path)?.unwrap_or_default());
        let key = SigningKey::from_slice(&bytes)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "device.key is no P-256 key"))?;
        Ok(Self { folder, key })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.secret"))
    }
}

impl KeyStore for FileKeyStore {
    fn public_key(&self) -> Result<VerifyingKey, KeyStoreError> {
        Ok(VerifyingKey::P256(*self.key.verifying_key()))
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyStoreError> {
        let signature: p256::ecdsa::Signature = self.key.sign(message);
        Ok(signature.to_bytes().to_vec())
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<(), KeyStoreError> {
        Ok(files::write_secret(&self.path(name), secret)?)
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyStoreError> {
        Ok(files::read_if_there(&self.path(name))?.map(Zeroizing::new))
    }

    fn forget(&self, name: &str) -> Result<(), KeyStoreError> {
        Ok(files::remove(&self.path(name))?)
    }
}

/// 32 random bytes are a P-256 key but for one chance in 2^32; then others are drawn.
fn new_key() -> Result<Zeroizing<[u8; 32]>, KeyStoreError> {
    loop {
        let mut bytes = Zeroizing::new([0; 32]);
        random::fill(bytes.as_mut_slice()).map_err(io::Error::other)?;
        if SigningKey::from_slice(bytes.as_slice()).is_ok() {
            return Ok(bytes);
        }
    }
}
