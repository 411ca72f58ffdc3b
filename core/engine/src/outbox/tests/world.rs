//! A store and a server without I/O, around the outbox.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::demo;
use pinpoint_domain::wire::{Digest, Receipt, Signed, VERSION};
use uuid::Uuid;

use crate::outbox::lane::LaneState;
use crate::outbox::retry::{LONGEST, LONGEST_ASKED};
use crate::outbox::{
    Action, Answer, BelievedReceipt, Change, Delivery, DeliveryState, Due, Item, Lane, Outbox, Outcome,
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

/// The world: the machine, its store, and what is under way.
pub(super) struct World {
    pub(super) outbox: Outbox,
    pub(super) now: Timestamp,
    pub(super) store: BTreeMap<Item, Delivery>,
    pub(super) receipts: BTreeSet<Item>,
    pub(super) under_way: Vec<Action>,
    pub(super) unstored: Vec<Vec<Change>>,
    /// What a lane's reading found when it began; by its end that may be old.
    found: BTreeMap<Lane, Due>,
    sequence: u64,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            outbox: Outbox::default(),
            now: "2026-11-20T08:00:00Z".parse().unwrap(),
            store: BTreeMap::new(),
            receipts: BTreeSet::new(),
            under_way: Vec::new(),
            unstored: Vec::new(),
            found: BTreeMap::new(),
            sequence: 0,
        }
    }

    pub(super) fn queue(&mut self, item: Item, after: Option<Item>) {
        self.sequence += 1;
        self.store.insert(item, Delivery::new(item, self.sequence, 4096, after));
    }

    /// Begins all that the machine wants to begin; answers with the `Sleep` or `Idle` that it ends in.
    pub(super) fn begin(&mut self) -> Action {
        for _ in 0..1000 {
            match self.outbox.next(self.now) {
                rest @ (Action::Sleep { .. } | Action::Idle) => {
                    self.check_bounds(&rest);
                    return rest;
                }
                action => {
                    if let Action::Load { lane, after, limit } = action {
                        self.found.insert(lane, self.due(lane, after, limit));
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
            self.apply(change);
        }
        self.outbox.stored(&changes, self.now);
        self.check_store();
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

    pub(super) fn state(&self, item: Item) -> &DeliveryState {
        &self.store[&item].state
    }

    pub(super) fn sleep(&mut self, length: Duration) {
        self.now += SignedDuration::try_from(length).unwrap();
    }

    /// The requests that are on their way.
    pub(super) fn requests(&self) -> Vec<&Action> {
        self.under_way.iter().filter(|action| !action.items().is_empty()).collect()
    }

    fn due(&self, lane: Lane, after: Option<u64>, limit: usize) -> Due {
        let mut in_lane: Vec<_> =
            self.store.values().filter(|delivery| delivery.item.lane() == lane).cloned().collect();
        in_lane.sort_by_key(|delivery| delivery.sequence);
        let next_wake = in_lane
            .iter()
            .filter_map(|delivery| match delivery.state {
                DeliveryState::Waiting { until, .. } if !delivery.state.is_due(self.now) => Some(until),
                _ => None,
            })
            .min();
        in_lane.retain(|delivery| {
            delivery.state.is_due(self.now) && after.is_none_or(|after| delivery.sequence > after)
        });
        in_lane.truncate(limit);
        Due { deliveries: in_lane, next_wake }
    }

    fn apply(&mut self, change: &Change) {
        match change {
            Change::Settled(delivery) => {
                self.store.insert(delivery.item, delivery.clone());
            }
            Change::Delivered { delivery, receipt } => {
                assert_eq!(receipt, believed(delivery.item).signed());
                self.receipts.insert(delivery.item);
                self.store.insert(delivery.item, delivery.clone());
            }
            Change::Release { on } => self.change(|state| match state {
                DeliveryState::Blocked { on: blocked } => blocked == on,
                _ => false,
            }),
            Change::Wake { reason } => self.change(|state| reason.wakes(state)),
            Change::HoldDue { now, code } => {
                for delivery in self.store.values_mut().filter(|delivery| delivery.state.is_due(*now)) {
                    delivery.state = DeliveryState::HeldAuth { code: code.clone() };
                }
            }
        }
    }

    fn change(&mut self, which: impl Fn(&DeliveryState) -> bool) {
        for delivery in self.store.values_mut().filter(|delivery| which(&delivery.state)) {
            delivery.state = DeliveryState::Ready;
        }
    }

    /// The laws that hold after every write.
    fn check_store(&self) {
        for delivery in self.store.values() {
            match &delivery.state {
                DeliveryState::Done => {
                    assert!(self.receipts.contains(&delivery.item), "done without a receipt");
                }
                DeliveryState::Waiting { since, until, why } => {
                    let length = Duration::try_from(until.duration_since(*since)).unwrap();
                    let longest = if why.name() == "busy" { LONGEST_ASKED } else { LONGEST };
                    assert!(length <= longest, "{delivery:?}");
                }
                DeliveryState::Blocked { on } => {
                    assert_ne!(self.store[on].state, DeliveryState::Done, "blocked on what is done");
                }
                state => assert!(state.is_held() || state.is_due(self.now), "{delivery:?} is nowhere"),
            }
        }
    }

    /// The laws that hold whenever the machine rests.
    fn check_bounds(&self, rest: &Action) {
        if let Action::Sleep { until } = rest {
            let nap = until.duration_since(self.now);
            assert!(
                nap > SignedDuration::ZERO && nap <= SignedDuration::try_from(LONGEST).unwrap(),
                "{nap:?}"
            );
        }
        let mut flying = BTreeSet::new();
        for lane in [Lane::Records, Lane::Events, Lane::Photos] {
            let requests = self.requests();
            let requests: Vec<_> =
                requests.iter().filter(|action| action.items()[0].lane() == lane).collect();
            assert!(requests.len() <= LaneState::requests(lane), "too many requests");
            for request in requests {
                assert!(request.items().len() <= 250);
                for item in request.items() {
                    assert!(flying.insert(*item), "{item:?} flies twice");
                    assert_ne!(self.store[item].state, DeliveryState::Done, "{item:?} is done");
                }
            }
        }
        let refreshes = self.under_way.iter().filter(|action| **action == Action::RefreshSession).count();
        assert!(refreshes <= 1, "more than one refresh");
    }
}

/// All goes well.
pub(super) fn fair(action: &Action) -> Outcome {
    match action {
        Action::RefreshSession => Outcome::Refreshed,
        Action::PullChanges => Outcome::Pulled { more: false, requeued: false },
        _ => stored(action.items()),
    }
}

/// The server's 401.
pub(super) fn unauthorized() -> Outcome {
    Outcome::Failed(Trouble::Unauthorized { code: "token-expired".into() })
}
