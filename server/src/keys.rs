//! The network's secrets: files in `keys/` beside the database, never in it.
//!
//! The demo network signs with the published keys of [`pinpoint_domain::demo`]; every other network makes its own at
//! first open. The label pepper is random everywhere, so even a stolen demo database is nothing to guess at.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use ed25519_dalek::SigningKey;
use hmac::{Hmac, KeyInit as _, Mac as _};
use pinpoint_domain::demo;
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::label::{ActivationPassword, MacAddress};
use pinpoint_domain::wire::{CapsuleSecretKey, Digest, Signed, VerifyingKey, WireType, to_json};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::durable::{create_folder, write_secret_once};
use crate::error::ServerError;
use crate::random;

/// The keys of one network.
pub(crate) struct Keys {
    network: NetworkId,
    receipt_key_id: String,
    receipt: SigningKey,
    verifying: VerifyingKey,
    capsule: CapsuleSecretKey,
    /// Keyed with the pepper.
    labels: Hmac<Sha256>,
    fingerprint: String,
    demo: bool,
}

impl Keys {
    /// Reads the keys, or makes those that are missing when `fresh`: a database that was made with keys never gets new
    /// ones silently.
    pub(crate) fn open(folder: &Path, network: &NetworkId, fresh: bool) -> Result<Self, ServerError> {
        create_folder(folder).map_err(ServerError::file(folder))?;
        private(folder, 0o700)?;
        let broken = || ServerError::KeyBroken { path: folder.to_owned() };
        let demo = network.as_str() == demo::NETWORK;
        let (receipt_key_id, receipt, capsule) = if demo {
            (demo::RECEIPT_KEY_ID.to_owned(), demo::receipt_key(), demo::capsule_key().map_err(|_| broken())?)
        } else {
            let receipt = secret(&folder.join("receipts-ed25519"), fresh)?;
            let capsule = secret(&folder.join("capsule-x25519"), fresh)?;
            (
                format!("{network}-receipts-1"),
                SigningKey::from_bytes(&receipt),
                CapsuleSecretKey::from_bytes(capsule.as_slice()).map_err(|_| broken())?,
            )
        };
        let pepper = secret(&folder.join("label-pepper"), fresh)?;
        Ok(Self {
            network: network.clone(),
            receipt_key_id,
            verifying: VerifyingKey::Ed25519(receipt.verifying_key()),
            fingerprint: fingerprint(&receipt, &capsule, &pepper),
            receipt,
            capsule,
            labels: Hmac::new_from_slice(pepper.as_slice()).map_err(|_| broken())?,
            demo,
        })
    }

    /// Whether these are the published demo keys.
    pub(crate) fn are_public(&self) -> bool {
        self.demo
    }

    /// A name for this set of keys that tells nothing about them; the database remembers it.
    pub(crate) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Signs a receipt, a verdict or a grant.
    pub(crate) fn sign<T: WireType>(&self, value: &T) -> Signed<T> {
        Signed::sign_ed25519(to_json(value).into_bytes(), &self.receipt_key_id, &self.receipt)
    }

    /// The keys that this network's grants are believed under.
    pub(crate) fn verifying(&self) -> impl Iterator<Item = (&str, &VerifyingKey)> {
        std::iter::once((self.receipt_key_id.as_str(), &self.verifying))
    }

    /// Opens capsules.
    pub(crate) fn capsule(&self) -> &CapsuleSecretKey {
        &self.capsule
    }

    /// What the label inventory keeps of a password: HMAC-SHA-256 under the pepper of network, MAC and password.
    pub(crate) fn password_hmac(&self, mac: &MacAddress, password: &ActivationPassword) -> [u8; 32] {
        let mut hmac = self.labels.clone();
        hmac.update(self.network.as_str().as_bytes());
        hmac.update(b"\n");
        hmac.update(mac.digits().as_bytes());
        hmac.update(b"\n");
        hmac.update(password.reveal().as_bytes());
        hmac.finalize().into_bytes().into()
    }
}

fn fingerprint(receipt: &SigningKey, capsule: &CapsuleSecretKey, pepper: &[u8; 32]) -> String {
    let mut bytes = b"pinpoint keys v1\0".to_vec();
    bytes.extend_from_slice(receipt.verifying_key().as_bytes());
    bytes.extend(to_json(&capsule.public()).into_bytes());
    bytes.extend_from_slice(Digest::of(pepper).as_bytes());
    Digest::of(&bytes).to_string()
}

/// Reads 32 secret bytes; makes them when they are missing and `fresh`.
fn secret(path: &Path, fresh: bool) -> Result<Zeroizing<[u8; 32]>, ServerError> {
    if fresh && !path.exists() {
        let bytes = Zeroizing::new(random::bytes::<32>()?);
        // Of two servers that start at once, the first one's stays.
        write_secret_once(path, bytes.as_slice()).map_err(ServerError::file(path))?;
    }
    match fs::read(path).map(Zeroizing::new) {
        Ok(bytes) => <[u8; 32]>::try_from(bytes.as_slice())
            .map(Zeroizing::new)
            .map_err(|_| ServerError::KeyBroken { path: path.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(ServerError::KeyLost { path: path.to_owned() })
        }
        Err(error) => Err(ServerError::file(path)(error)),
    }
}

/// Only the server's own account may look.
pub(crate) fn private(path: &Path, mode: u32) -> Result<(), ServerError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let found = fs::metadata(path).map_err(ServerError::file(path))?.permissions().mode();
        // A folder that several servers share may be mounted so that none of them can change it.
        if found & 0o7777 == mode {
            return Ok(());
        }
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(ServerError::file(path))
    }
    #[cfg(not(unix))]
    {
        let _ = (path, mode);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let network = NetworkId::parse("north").unwrap();
        let made = Keys::open(folder.path(), &network, true).unwrap();
        let found = Keys::open(folder.path(), &network, false).unwrap();
        assert_eq!(made.fingerprint(), found.fingerprint());
        assert!(!found.are_public());
    }

    #[test]
    fn a_lost_pepper_is_said_and_never_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let network = NetworkId::parse(demo::NETWORK).unwrap();
        Keys::open(folder.path(), &network, true).unwrap();
        fs::remove_file(folder.path().join("label-pepper")).unwrap();
        assert!(matches!(Keys::open(folder.path(), &network, false), Err(ServerError::KeyLost { .. })));
        fs::write(folder.path().join("label-pepper"), b"short").unwrap();
        assert!(matches!(Keys::open(folder.path(), &network, false), Err(ServerError::KeyBroken { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_on_the_machine_reads_the_pepper() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        Keys::open(folder.path(), &NetworkId::parse(demo::NETWORK).unwrap(), true).unwrap();
        let mode = fs::metadata(folder.path().join("label-pepper")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
