//! Whom a profile makes believable, and how a profile itself is believed.

use jiff::Timestamp;

use super::NetworkProfile;
use crate::publication::{PublicationError, Root, Validity};
use crate::wire::{
    Amendment, Boot, Erasure, Grant, Receipt, SignatureError, Signed, Verdict, Watermark, WireType,
};

/// A word of the network that bears its date.
pub trait Dated: WireType {
    /// When it was said, by the network's clock.
    fn said_at(&self) -> Timestamp;
}

impl Dated for Receipt {
    fn said_at(&self) -> Timestamp {
        self.received_at
    }
}

impl Dated for Verdict {
    fn said_at(&self) -> Timestamp {
        self.at
    }
}

impl Dated for Amendment {
    fn said_at(&self) -> Timestamp {
        self.at
    }
}

impl Dated for Boot {
    fn said_at(&self) -> Timestamp {
        self.at
    }
}

impl Dated for Erasure {
    fn said_at(&self) -> Timestamp {
        self.at
    }
}

impl Dated for Grant {
    fn said_at(&self) -> Timestamp {
        self.issued_at
    }
}

impl Dated for Watermark {
    fn said_at(&self) -> Timestamp {
        self.made_at
    }
}

impl NetworkProfile {
    /// Believes a profile from a root that is known, along the roots that came after it. The root that signs by now
    /// comes along: a catalog is believed under it, and the next profile from it on.
    pub fn believe(signed: &Signed<Self>, known: &Root) -> Result<(Self, Root), PublicationError> {
        // Each succession is signed by itself, so it may be read before the profile that carries it is believed.
        let claimed = signed.read_unverified()?;
        let root = known.clone().succeeded(&claimed.network, &claimed.successions);
        Ok((root.believe(signed)?, root))
    }

    /// Believes a word of the network: signed by one of its keys, and dated while that key counted.
    pub fn believe_word<T: Dated>(&self, signed: &Signed<T>) -> Result<T, SignatureError> {
        // A date that cannot be read is no reason to leave out a key: then the word itself says what is wrong.
        let at = signed.read_unverified().ok().map(|claimed| claimed.said_at());
        let counts = |id: &str| {
            let validity = self.key_validity.get(id).copied().unwrap_or(Validity::ALWAYS);
            at.is_none_or(|at| validity.covers(at))
        };
        signed.verify(self.verifying_keys().filter(|(id, _)| counts(id))).map_err(|error| match error {
            SignatureError::UnknownKey { key_id } if self.keys.contains_key(&key_id) => {
                SignatureError::KeyOutOfTime { key_id }
            }
            other => other,
        })
    }
}
