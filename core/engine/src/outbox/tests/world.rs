//! A store and a server without I/O, around the outbox.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::demo;
use pinpoint_domain::wire::{Digest, Receipt, Signed, VERSION};
use uuid::Uuid;

use crate::outbox::{
    Action, Answer, BelievedReceipt, Change, DeliveryState, Due, Item, Lane, Outbox, Outcome, Reason, Shelf,
    Trouble,
};

/// A record by number.
pub(super) fn record(n: u16) -> Item {
    Item::Record(Uuid::from_u128(u128::from(n)).into())
}

/// An event of a record.
pub(super) fn event(n: u16, event: u16) -> Item {
    Item::Event { pinpoint: record(n).pinpoint(), event: Uuid::from_u128(u128::from(n * 8 + event)).into() }
}

/// A photo of a record.
pub(super) fn photo(n: u16) -> Item {
    Item::Photo { pinpoint: record(n).pinpoint(), photo: Uuid::from_u128(u128::from(n)).into() }
}

/// The server's receipt for an item, believed under the demo network's keys.
pub(super) fn believed(item: Item) -> Box<BelievedReceipt> {
    static PROFILE: OnceLock<pinpoint_domain::profile::NetworkProfile> = OnceLock::new();
    static KNOWN: OnceLock<std::sync::Mutex<BTreeMap<Item, BelievedReceipt>>> = OnceLock::new();
    let profile = PROFILE.get_or_init(|| demo::profile().unwrap());
    let mut known = KNOWN.get_or_init(std::sync::Mutex::default).lock().unwrap();
    let receipt = known.entry(item).or_insert_with(|| {
        let digest = Digest::of(format!("{item:?}").as_bytes());
        let receipt = Receipt {
            v: VERSION,
            network: profile.network.clone(),
            subject: item.subject(),
            digest,
            received_at: Timestamp::UNIX_EPOCH,
            server_sequence: 1,
        };
        let bytes = serde_json::to_vec(&receipt).unwrap();
        let signed = Signed::sign_ed25519(bytes, demo::RECEIPT_KEY_ID, &demo::receipt_key());
        BelievedReceipt::new(signed, item, digest, profile).unwrap()
    });
    Box::new(receipt.clone())
}

/// What a server answers to a request.
pub(super) fn stored(items: &[Item]) -> Outcome {
    Outcome::Answered(items.iter().map(|&item| (item, Answer::Stored(believed(item)))).collect())
}

/// The world: the machine, its store with its laws, and what is under way.
pub(super) struct World {
    pub(super) outbox: Outbox,
    pub(super) now: Timestamp,
    pub(super) shelf: Shelf,
    pub(super) under_way: Vec<Action>,
    pub(super) unstored: Vec<Vec<Change>>,
    /// What a lane's reading found when it began; by its end that may be old.
    found: BTreeMap<Lane, Due>,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            outbox: Outbox::default(),
            now: "2026-11-20T08:00:00Z".parse().unwrap(),
            shelf: Shelf::default(),
            under_way: Vec::new(),
            unstored: Vec::new(),
            found: BTreeMap::new(),
        }
    }

    pub(super) fn queue(&mut self, item: Item, after: Option<Item>) {
        self.shelf.queue(item, 4096, after);
    }

    /// Begins all that the machine wants to begin; answers with the `Sleep` or `Idle` that it ends in.
    pub(super) fn begin(&mut self) -> Action {
        for _ in 0..1000 {
            match self.outbox.next(self.now) {
                rest @ (Action::Sleep { .. } | Action::Idle) => {
                    assert_eq!(self.shelf.broken_rest(&rest, &self.under_way, self.now), None);
                    return rest;
                }
                action => {
                    if let Action::Load { lane, after, limit } = action {
                        self.found.insert(lane, self.shelf.due(lane, after, limit, self.now));
                    }
                    self.under_way.push(action);
                }
            }
        }
        panic!("the machine never rests: {:?}", self.under_way.last());
    }

    /// Ends one action under way. A `Load` brings what it found; `outcome` says how all others go.
    pub(super) fn end(&mut self, index: usize, random: u32, outcome: impl FnOnce(&Action) -> Outcome) {
        let action = self.under_way.remove(index);
        let outcome = match action {
            Action::Load { lane, .. } => Outcome::Loaded(self.found[&lane].clone()),
            _ => outcome(&action),
        };
        let changes = self.outbox.done(&action, outcome, self.now, random);
        if !changes.is_empty() {
            self.unstored.push(changes);
        }
    }

    /// Writes the oldest changes down and says so.
    pub(super) fn write(&mut self) {
        let changes = self.unstored.remove(0);
        for change in &changes {
            self.shelf.apply(change);
        }
        self.outbox.stored(&changes, self.now);
        assert_eq!(self.shelf.broken_law(self.now), None);
    }

    /// Plays until the machine rests with nothing under way; `server` answers everything but `Load`.
    pub(super) fn play(&mut self, mut server: impl FnMut(&Action) -> Outcome) -> Action {
        for _ in 0..10_000 {
            let rest = self.begin();
            if !self.unstored.is_empty() {
                self.write();
            } else if !self.under_way.is_empty() {
                self.end(0, 0, &mut server);
            } else {
                return rest;
            }
        }
        panic!("the world never comes to rest");
    }

    /// All deliveries of the store are read.
    pub(super) fn load(&mut self) {
        self.begin();
        while let Some(index) = self.under_way.iter().position(|action| matches!(action, Action::Load { .. }))
        {
            self.end(index, 0, fair);
            self.begin();
        }
    }

    /// Ends the request that carries this item, and goes on from what is stored then.
    pub(super) fn settle(&mut self, item: Item, outcome: Outcome) {
        let index = self.under_way.iter().position(|action| action.items().contains(&item)).unwrap();
        self.end(index, 0, |_| outcome);
        while !self.unstored.is_empty() {
            self.write();
        }
        self.load();
    }

    /// Ends the refresh that is under way.
    pub(super) fn end_refresh(&mut self, outcome: impl FnOnce(&Action) -> Outcome) {
        let index = self.under_way.iter().position(|action| *action == Action::RefreshSession).unwrap();
        self.end(index, 0, outcome);
    }

    pub(super) fn wake(&mut self, reason: Reason) {
        let changes = self.outbox.wake(reason);
        self.unstored.push(changes);
    }

    pub(super) fn flies(&self, item: Item) -> bool {
        self.outbox.flying().any(|delivery| delivery.item == item)
    }

    pub(super) fn state(&self, item: Item) -> &DeliveryState {
        self.shelf.state(item).unwrap()
    }

    pub(super) fn sleep(&mut self, length: Duration) {
        self.now += SignedDuration::try_from(length).unwrap();
    }

    /// The requests that are on their way.
    pub(super) fn requests(&self) -> Vec<&Action> {
        self.under_way.iter().filter(|action| !action.items().is_empty()).collect()
    }
}

/// All goes well.
pub(super) fn fair(action: &Action) -> Outcome {
    match action {
        Action::RefreshSession => Outcome::Refreshed { until: None },
        Action::PullChanges => Outcome::Pulled { more: false, requeued: false },
        _ => stored(action.items()),
    }
}

/// The server's 401.
pub(super) fn unauthorized() -> Outcome {
    Outcome::Failed(Trouble::Unauthorized { code: "token-expired".into() })
}
