//! The outbox's store in memory, and the laws that hold of it whatever happens: for whoever plays the machine without a
//! disk.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{BATCH_ITEMS, Receipt, Signed};

use super::action::{Action, Due};
use super::change::Change;
use super::delivery::{Delivery, DeliveryState, Item, Lane, Weather};
use super::lane::LaneState;
use super::retry::{LONGEST, LONGEST_ASKED};

/// What the disk holds of an outbox, with the same answers.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Every item that was ever queued.
    pub deliveries: BTreeMap<Item, Delivery>,
    /// What proves that it arrived.
    pub receipts: BTreeMap<Item, Signed<Receipt>>,
    sequence: u64,
}

impl Shelf {
    /// Queues an item behind all others. Give `after` what it waits for, if that is not delivered yet.
    pub fn queue(&mut self, item: Item, bytes_total: u64, after: Option<Item>) {
        self.sequence += 1;
        self.deliveries.insert(item, Delivery::new(item, self.sequence, bytes_total, after));
    }

    /// How far an item is.
    pub fn state(&self, item: Item) -> Option<&DeliveryState> {
        self.deliveries.get(&item).map(|delivery| &delivery.state)
    }

    /// The deliveries of a lane that are due, in their order, and when the first of those that wait is.
    pub fn due(&self, lane: Lane, after: Option<u64>, limit: usize, now: Timestamp) -> Due {
        let in_lane = || self.deliveries.values().filter(|delivery| delivery.item.lane() == lane);
        let waits = |delivery: &Delivery| delivery.state.wait().filter(|wait| !wait.is_over(now));
        let next_wake = in_lane().filter_map(waits).map(|wait| wait.until).min();
        let beyond = |delivery: &&Delivery| after.is_none_or(|after| delivery.sequence > after);
        let due = in_lane().filter(|delivery| delivery.state.is_due(now)).filter(beyond);
        let mut deliveries: Vec<_> = due.cloned().collect();
        deliveries.sort_by_key(|delivery| delivery.sequence);
        deliveries.truncate(limit);
        Due { deliveries, next_wake }
    }

    /// Writes down what the outbox decided.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Settled(delivery) => {
                let lost = |on: &Item| self.state(*on).is_some_and(|state| *state != DeliveryState::Done);
                match delivery.may_wait_for().filter(lost) {
                    Some(on) => {
                        self.put(&Delivery { state: DeliveryState::Blocked { on }, ..delivery.clone() });
                    }
                    None => self.put(delivery),
                }
            }
            Change::Delivered { delivery, receipt } => {
                self.receipts.insert(delivery.item, receipt.clone());
                self.put(delivery);
            }
            Change::Release { on } => self.become_state(
                &DeliveryState::Ready,
                |state| matches!(state, DeliveryState::Blocked { on: blocked } if blocked == on),
            ),
            Change::Wake { reason } => self.become_state(&DeliveryState::Ready, |state| reason.wakes(state)),
            Change::HoldAll { now, code } => {
                let held = DeliveryState::HeldAuth { code: code.clone() };
                self.become_state(&held, |state| state.goes_by_itself(*now));
            }
        }
    }

    /// Offers everything anew that was delivered, in its old order: a record first, then what belongs to it. Tells whether
    /// there was anything.
    pub fn offer_again(&mut self) -> bool {
        let mut in_order: Vec<_> = self.deliveries.values().cloned().collect();
        in_order.sort_by_key(|delivery| (delivery.item.lane(), delivery.sequence));
        let mut last: BTreeMap<(PinpointId, Lane), Item> = BTreeMap::new();
        for Delivery { item, state, .. } in in_order {
            let (pinpoint, lane) = (item.pinpoint(), item.lane());
            let record = last.get(&(pinpoint, Lane::Records)).copied();
            let before = last.get(&(pinpoint, Lane::Events)).copied().filter(|_| lane == Lane::Events);
            let new = match (lane, before.or(record)) {
                (Lane::Records, _) if state == DeliveryState::Done => DeliveryState::Ready,
                (Lane::Events | Lane::Photos, Some(on)) if goes_again(&state) => {
                    DeliveryState::Blocked { on }
                }
                _ => continue,
            };
            self.deliveries.entry(item).and_modify(|delivery| delivery.state = new);
            last.insert((pinpoint, lane), item);
        }
        !last.is_empty()
    }

    /// Which law of what is stored is broken, if any. They hold after every write.
    pub fn broken_law(&self, now: Timestamp) -> Option<String> {
        self.deliveries.values().find_map(|delivery| {
            let broken = |law: &str| Some(format!("{law}: {delivery:?}"));
            match &delivery.state {
                DeliveryState::Done if !self.receipts.contains_key(&delivery.item) => {
                    broken("done without a receipt")
                }
                DeliveryState::Waiting { since, until, why } => {
                    let longest = if can_be_asked_to_wait(*why) { LONGEST_ASKED } else { LONGEST };
                    let length = Duration::try_from(until.duration_since(*since)).unwrap_or(Duration::MAX);
                    if length > longest { broken("waits too long") } else { None }
                }
                DeliveryState::Blocked { on } if self.state(*on) == Some(&DeliveryState::Done) => {
                    broken("blocked on what is done")
                }
                DeliveryState::Done | DeliveryState::Blocked { .. } => None,
                state if state.is_held() || state.is_due(now) || state.wait().is_some() => None,
                _ => broken("neither done, nor held, nor going to go"),
            }
        })
    }

    /// Which law of the machine at rest is broken, if any: `rest` is what it said last, `under_way` what has not ended.
    pub fn broken_rest(&self, rest: &Action, under_way: &[Action], now: Timestamp) -> Option<String> {
        if let Action::Sleep { until } = rest {
            let nap = until.duration_since(now);
            let longest = SignedDuration::try_from(LONGEST).unwrap_or(SignedDuration::MAX);
            if nap <= SignedDuration::ZERO || nap > longest {
                return Some(format!("a nap of {nap:?}"));
            }
        }
        let mut flying = BTreeSet::new();
        for lane in [Lane::Records, Lane::Events, Lane::Photos] {
            let of_lane = |action: &&Action| action.items().first().is_some_and(|item| item.lane() == lane);
            let requests: Vec<_> = under_way.iter().filter(of_lane).collect();
            if requests.len() > LaneState::requests(lane) {
                return Some(format!("{} requests at once in {lane:?}", requests.len()));
            }
            for item in requests.iter().flat_map(|request| request.items()) {
                if !flying.insert(*item) {
                    return Some(format!("{item:?} flies twice"));
                }
                if self.state(*item) == Some(&DeliveryState::Done) {
                    return Some(format!("{item:?} flies and is done"));
                }
            }
            if requests.iter().any(|request| request.items().len() > BATCH_ITEMS) {
                return Some("a batch that no server takes".to_owned());
            }
        }
        let refreshes = under_way.iter().filter(|action| **action == Action::RefreshSession).count();
        (refreshes > 1).then(|| "more than one refresh".to_owned())
    }

    /// What is done stays done; only [`Shelf::offer_again`] goes back.
    fn put(&mut self, delivery: &Delivery) {
        if self.state(delivery.item) != Some(&DeliveryState::Done) {
            self.deliveries.insert(delivery.item, delivery.clone());
        }
    }

    fn become_state(&mut self, new: &DeliveryState, which: impl Fn(&DeliveryState) -> bool) {
        for delivery in self.deliveries.values_mut().filter(|delivery| which(&delivery.state)) {
            delivery.state = new.clone();
        }
    }
}

/// Whether an item goes again after its record. What the server refused, or the system carries, does not.
const fn goes_again(state: &DeliveryState) -> bool {
    !state.is_set_aside() && !matches!(state, DeliveryState::Carried { .. })
}

/// Whether what came in between can say how long to wait: an answer of anybody's can.
const fn can_be_asked_to_wait(why: Weather) -> bool {
    matches!(
        why,
        Weather::Busy
            | Weather::Stranger { .. }
            | Weather::Server { .. }
            | Weather::NotYet
            | Weather::Damaged
            | Weather::Interrupted
    )
}
