//! One lane of the outbox: what is loaded of it, what flies, and whether the weather allows more.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use jiff::Timestamp;
use pinpoint_domain::wire::{BATCH_BYTES, BATCH_ITEMS};

use super::action::{Action, Due};
use super::delivery::{Delivery, Item, Lane};
use super::retry::{Quiet, Told, Wait};

/// The most bytes of records in one request: what JSON adds around them has room too.
const RECORD_BYTES: usize = BATCH_BYTES / 4 * 3;
/// Records in the first request, before the server has answered: small, to learn early whether anyone is there.
const FIRST_BATCH: usize = 16;

#[derive(Debug)]
pub(super) struct LaneState {
    kind: Lane,
    queue: VecDeque<Item>,
    /// Parts of a batch that was refused as a whole; each goes as it is.
    parts: VecDeque<Vec<Item>>,
    reading: Reading,
    next_wake: Option<Wait>,
    flying: usize,
    /// Whether the last request was answered. If not, one small request at a time feels the way.
    reached: bool,
    quiet: Quiet,
}

/// How far the store was read.
#[derive(Debug, Default)]
struct Reading {
    after: Option<u64>,
    under_way: UnderWay,
    /// Settled while the store was being read: what it says of them is old.
    settled: BTreeSet<Item>,
    exhausted: bool,
    /// Something became due behind what was read already.
    again: bool,
}

/// Whether an answer of the store is on its way.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum UnderWay {
    #[default]
    Nothing,
    Fresh,
    /// The store was put into another order since it was asked.
    Outdated,
}

impl LaneState {
    pub(super) fn new(kind: Lane) -> Self {
        Self {
            kind,
            queue: VecDeque::new(),
            parts: VecDeque::new(),
            reading: Reading::default(),
            next_wake: None,
            flying: 0,
            reached: false,
            quiet: Quiet::default(),
        }
    }

    /// The most requests under way at once.
    pub(super) const fn requests(kind: Lane) -> usize {
        match kind {
            Lane::Records | Lane::Events => 4,
            // A far server is waited for by several at once, and a browser has one connection more to it for a record.
            Lane::Photos => 5,
        }
    }

    /// How many deliveries one reading of the store brings.
    const fn page(&self) -> usize {
        match self.kind {
            Lane::Records => BATCH_ITEMS * 4,
            Lane::Events => 64,
            Lane::Photos => 16,
        }
    }

    /// Whether a request begins as soon as somebody takes it.
    pub(super) fn may_send(&self, now: Timestamp) -> bool {
        let allowed = if self.reached { Self::requests(self.kind) } else { 1 };
        let read = !self.queue.is_empty() || !self.parts.is_empty();
        read && self.flying < allowed && self.quiet.until(now).is_none()
    }

    /// Takes what goes into the next request, if one may begin now. `delivery` looks an item up.
    pub(super) fn take<'a>(
        &mut self,
        now: Timestamp,
        delivery: impl Fn(&Item) -> Option<&'a Delivery>,
    ) -> Option<Vec<Item>> {
        if !self.may_send(now) {
            return None;
        }
        let batch = self.parts.pop_front().unwrap_or_else(|| self.gather(delivery));
        self.flying += 1;
        Some(batch)
    }

    fn gather<'a>(&mut self, delivery: impl Fn(&Item) -> Option<&'a Delivery>) -> Vec<Item> {
        let mut room = match self.kind {
            Lane::Records if self.reached => BATCH_ITEMS,
            Lane::Records => FIRST_BATCH,
            Lane::Events | Lane::Photos => 1,
        };
        let mut bytes = 0_u64;
        let mut batch = Vec::new();
        while let Some(item) = self.queue.front() {
            let (company, size) =
                delivery(item).map_or((1, 0), |delivery| (company(delivery.attempts), delivery.bytes_total));
            room = room.min(company);
            bytes = bytes.saturating_add(size);
            if !batch.is_empty() && (batch.len() >= room || too_much(bytes)) {
                break;
            }
            batch.extend(self.queue.pop_front());
        }
        batch
    }

    /// Asks for the next part of the store when little is left.
    pub(super) fn load(&mut self, now: Timestamp) -> Option<Action> {
        if self.reading.exhausted && self.next_wake.is_some_and(|wake| wake.is_over(now)) {
            self.next_wake = None;
            self.restart();
        }
        let limit = self.page();
        let enough = self.reading.exhausted || self.queue.len() > limit / 2;
        if self.reading.under_way != UnderWay::Nothing || enough || self.quiet.until(now).is_some() {
            return None;
        }
        self.reading.under_way = UnderWay::Fresh;
        Some(Action::Load { lane: self.kind, after: self.reading.after, limit })
    }

    /// Takes in what the store said; `known` are items that the outbox holds already.
    pub(super) fn loaded(
        &mut self,
        due: Due,
        limit: usize,
        now: Timestamp,
        known: impl Fn(&Item) -> bool,
    ) -> Vec<Delivery> {
        let reading = &mut self.reading;
        if std::mem::take(&mut reading.under_way) == UnderWay::Outdated {
            return Vec::new();
        }
        reading.exhausted = due.deliveries.len() < limit;
        reading.after = due.deliveries.last().map(|last| last.sequence).or(reading.after);
        let settled = std::mem::take(&mut reading.settled);
        if reading.exhausted && reading.again {
            // It is old already, also in what it says of waits.
            self.restart();
        } else if let Some(until) = due.next_wake {
            self.wake_at(now, until);
        }
        let fresh: Vec<_> = due
            .deliveries
            .into_iter()
            .filter(|delivery| {
                delivery.item.lane() == self.kind
                    && !known(&delivery.item)
                    && !settled.contains(&delivery.item)
            })
            .collect();
        self.queue.extend(fresh.iter().map(|delivery| delivery.item));
        fresh
    }

    /// The store could not be read.
    pub(super) const fn not_loaded(&mut self) {
        self.reading.under_way = UnderWay::Nothing;
    }

    /// A request ended.
    pub(super) const fn landed(&mut self) {
        self.flying = self.flying.saturating_sub(1);
    }

    /// The server itself answered.
    pub(super) fn answered(&mut self) {
        self.reached = true;
        self.quiet = Quiet::default();
    }

    /// Nobody answered: no request of this lane for a while, and then a small one.
    pub(super) fn weather(&mut self, told: Told, now: Timestamp, random: u32) {
        self.reached = false;
        self.quiet.fail(told, now, random);
    }

    /// Goes again before all others, as before.
    pub(super) fn put_back(&mut self, items: impl DoubleEndedIterator<Item = Item>) {
        for item in items.rev() {
            self.queue.push_front(item);
        }
    }

    /// Halves of a batch go by themselves.
    pub(super) fn split(&mut self, items: &[Item]) {
        let (left, right) = items.split_at(items.len() / 2);
        self.parts.extend([left.to_vec(), right.to_vec()]);
    }

    /// Something was settled and written down.
    pub(super) fn settled(&mut self, item: Item) {
        if self.reading.under_way != UnderWay::Nothing {
            self.reading.settled.insert(item);
        }
    }

    /// Something waits until then.
    pub(super) fn wake_at(&mut self, now: Timestamp, until: Timestamp) {
        let length = Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO);
        let wait = Wait::of(now, length);
        if self.next_wake.is_none_or(|known| wait.until < known.until) {
            self.next_wake = Some(wait);
        }
    }

    /// Something became due anywhere in the store: read it from the beginning once this reading is through.
    pub(super) const fn restart(&mut self) {
        let reading = &mut self.reading;
        if reading.exhausted && matches!(reading.under_way, UnderWay::Nothing) {
            reading.exhausted = false;
            reading.again = false;
            reading.after = None;
            // It says anew what waits: a wait that was ended early is not waited for.
            self.next_wake = None;
        } else {
            reading.again = true;
        }
    }

    /// The store was put into another order: it is read anew, and what was read of it and does not fly is given back.
    pub(super) fn reorder(&mut self) -> impl Iterator<Item = Item> {
        let under_way = match self.reading.under_way {
            UnderWay::Nothing => UnderWay::Nothing,
            UnderWay::Fresh | UnderWay::Outdated => UnderWay::Outdated,
        };
        self.reading = Reading { under_way, ..Reading::default() };
        self.clear()
    }

    /// Forgets all quiet.
    pub(super) fn wake(&mut self) {
        self.quiet = Quiet::default();
        self.restart();
    }

    /// Empties the lane of what does not fly yet.
    pub(super) fn clear(&mut self) -> impl Iterator<Item = Item> {
        let parts = std::mem::take(&mut self.parts).into_iter().flatten();
        std::mem::take(&mut self.queue).into_iter().chain(parts)
    }

    /// When this lane has something to begin by itself.
    pub(super) fn wakes_at(&self, now: Timestamp) -> Option<Timestamp> {
        let work = !self.queue.is_empty() || !self.parts.is_empty() || !self.reading.exhausted;
        let quiet = self.quiet.until(now);
        let wake = if work { quiet } else { self.next_wake.map(|wake| wake.until) };
        wake.max(quiet.filter(|_| wake.is_some()))
    }

    /// Whether it has nothing to do for now: all of it is sent, or nothing can be for a while.
    pub(super) fn rests(&self, now: Timestamp) -> bool {
        let drained = self.queue.is_empty() && self.parts.is_empty() && self.reading.exhausted;
        self.flying == 0 && (drained || self.quiet.until(now).is_some())
    }
}

fn too_much(bytes: u64) -> bool {
    usize::try_from(bytes).map_or(true, |bytes| bytes > RECORD_BYTES)
}

/// How many may travel in one request with a delivery that was tried so often. A record that brings the server down
/// soon travels alone, and those around it arrive.
fn company(attempts: u32) -> usize {
    BATCH_ITEMS.checked_shr(attempts.saturating_mul(2)).unwrap_or(0).max(1)
}
