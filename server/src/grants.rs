//! Grants that were verified already: a queue of records carries the same one again and again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use pinpoint_domain::wire::{Digest, Grant, SignatureError, Signed};

use crate::keys::Keys;

/// More devices than this within one run start the memory over; it is a shortcut, not a record.
const REMEMBERED: usize = 4096;

/// The envelope as it was verified, and what it says.
type Verified = (Signed<Grant>, Arc<Grant>);

/// Verified grants by the digest of their payload.
#[derive(Default)]
pub(crate) struct Grants {
    verified: Mutex<HashMap<Digest, Verified>>,
}

impl Grants {
    /// The grant, if the network signed exactly these bytes.
    pub(crate) fn verify(&self, signed: &Signed<Grant>, keys: &Keys) -> Result<Arc<Grant>, SignatureError> {
        let digest = signed.digest();
        let known = self.verified.lock().unwrap_or_else(PoisonError::into_inner).get(&digest).cloned();
        // Payload and signatures both: the same payload under a forged signature is another envelope.
        if let Some((known, grant)) = known
            && known == *signed
        {
            return Ok(grant);
        }
        let grant = Arc::new(signed.verify(keys.verifying())?);
        let mut verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        if verified.len() >= REMEMBERED {
            verified.clear();
        }
        verified.insert(digest, (signed.clone(), Arc::clone(&grant)));
        Ok(grant)
    }
}
