//! Receipts of the demo network, signed once and believed once: a signature costs more than all else of a run.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use jiff::Timestamp;
use pinpoint_domain::demo;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{Digest, Receipt, Signed, VERSION};
use pinpoint_engine::outbox::{BelievedReceipt, Item};

thread_local! {
    static DIGESTS: RefCell<HashMap<Item, Digest>> = RefCell::default();
    static SIGNED: RefCell<HashMap<(Item, u64), Signed<Receipt>>> = RefCell::default();
    static BELIEVED: RefCell<HashMap<(Item, Digest), Option<BelievedReceipt>>> = RefCell::default();
}

/// The digest of what a phone sends as this item.
pub(super) fn digest(item: Item) -> Digest {
    DIGESTS.with_borrow_mut(|known| {
        *known.entry(item).or_insert_with(|| Digest::of(format!("{item:?}").as_bytes()))
    })
}

/// The network's receipt for an item, with the number that the server gave it. When it came is not played.
pub(super) fn sign(item: Item, server_sequence: u64) -> Option<Signed<Receipt>> {
    SIGNED.with_borrow_mut(|known| {
        if let Some(signed) = known.get(&(item, server_sequence)) {
            return Some(signed.clone());
        }
        let network = network()?.network.clone();
        let (subject, digest) = (item.subject(), digest(item));
        let received_at = Timestamp::UNIX_EPOCH;
        let receipt = Receipt { v: VERSION, network, subject, digest, received_at, server_sequence };
        let bytes = serde_json::to_vec(&receipt).ok()?;
        let signed = Signed::sign_ed25519(bytes, demo::RECEIPT_KEY_ID, &demo::receipt_key());
        known.insert((item, server_sequence), signed.clone());
        Some(signed)
    })
}

/// A receipt as the phone believes it, or not.
pub(super) fn believe(signed: &Signed<Receipt>, item: Item) -> Option<BelievedReceipt> {
    BELIEVED.with_borrow_mut(|known| {
        let judge = || BelievedReceipt::new(signed.clone(), item, digest(item), network()?).ok();
        known.entry((item, signed.digest())).or_insert_with(judge).clone()
    })
}

fn network() -> Option<&'static NetworkProfile> {
    static NETWORK: OnceLock<Option<NetworkProfile>> = OnceLock::new();
    NETWORK.get_or_init(|| demo::profile().ok()).as_ref()
}
