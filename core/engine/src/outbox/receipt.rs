//! When a receipt is believed.

use pinpoint_domain::Coded;
use pinpoint_domain::code::{Fields, fields};
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{Digest, Receipt, SignatureError, Signed};

use super::delivery::Item;

/// A receipt that a known key signed, for this item and exactly these bytes. Only [`BelievedReceipt::new`] makes one,
/// and without one no delivery is ever done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BelievedReceipt {
    item: Item,
    receipt: Receipt,
    signed: Signed<Receipt>,
}

/// Why a receipt or a verdict was not believed. Nothing is deleted, and the delivery goes on waiting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Disbelief {
    /// No known key signed it.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// It comes from another network.
    #[error("it comes from network {found}")]
    Network {
        /// Which.
        found: NetworkId,
    },
    /// It is about something else.
    #[error("it is about another item")]
    Subject,
    /// It is about other bytes.
    #[error("it is about the bytes {found}, not {expected}")]
    Digest {
        /// The bytes that were sent.
        expected: Digest,
        /// The bytes that it speaks of.
        found: Digest,
    },
}

impl Coded for Disbelief {
    fn code(&self) -> &str {
        match self {
            Self::Signature(error) => error.code(),
            Self::Network { .. } => "receipt-network",
            Self::Subject => "receipt-subject",
            Self::Digest { .. } => "receipt-digest",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Signature(error) => error.fields(),
            Self::Network { found } => fields([("found", found.to_string())]),
            Self::Subject => Fields::new(),
            Self::Digest { expected, found } => {
                fields([("expected", expected.to_string()), ("found", found.to_string())])
            }
        }
    }
}

impl BelievedReceipt {
    /// Believes a receipt under the network's keys, or says why not.
    pub fn new(
        signed: Signed<Receipt>,
        item: Item,
        digest: Digest,
        profile: &NetworkProfile,
    ) -> Result<Self, Disbelief> {
        let receipt = profile.believe_word(&signed)?;
        if receipt.network != profile.network {
            return Err(Disbelief::Network { found: receipt.network });
        }
        if receipt.subject != item.subject() {
            return Err(Disbelief::Subject);
        }
        if receipt.digest != digest {
            return Err(Disbelief::Digest { expected: digest, found: receipt.digest });
        }
        Ok(Self { item, receipt, signed })
    }

    /// What it is for.
    pub const fn item(&self) -> Item {
        self.item
    }

    /// What it says.
    pub const fn receipt(&self) -> &Receipt {
        &self.receipt
    }

    /// As it came, to be kept.
    pub const fn signed(&self) -> &Signed<Receipt> {
        &self.signed
    }
}
