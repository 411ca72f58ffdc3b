//! The machine that decides what goes next. Time and randomness come in; actions and changes come out.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::action::{Action, Answer, Due, Outcome};
use super::change::{Change, Reason};
use super::delivery::{Delivery, DeliveryState, Item, Lane, Weather};
use super::lane::LaneState;
use super::news::News;
use super::retry::{self, LONGEST, Told, Wait};
use super::session::Session;
use super::trouble::Trouble;

/// The outbox as plain data. It holds a window of the deliveries that are due; the store holds all.
#[derive(Debug)]
pub struct Outbox {
    records: LaneState,
    events: LaneState,
    photos: LaneState,
    held: BTreeMap<Item, Held>,
    session: Session,
    news: News,
    /// The platform says that there is no network.
    no_network: bool,
}

/// A delivery in the window.
#[derive(Debug)]
struct Held {
    delivery: Delivery,
    phase: Phase,
    /// Whether it was refused with 401 under the session before this one.
    renewed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Queued,
    /// Sent under the session of this generation.
    Flying(u64),
    /// Settled, and not yet written down.
    Settled,
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            records: LaneState::new(Lane::Records),
            events: LaneState::new(Lane::Events),
            photos: LaneState::new(Lane::Photos),
            held: BTreeMap::new(),
            session: Session::default(),
            news: News::default(),
            no_network: false,
        }
    }
}

impl Outbox {
    /// What to do next. Ask until it says `Sleep` or `Idle`, and again after each [`Outbox::done`].
    pub fn next(&mut self, now: Timestamp) -> Action {
        let at_rest = self.is_at_rest(now);
        let wanted = self.news.wants(at_rest) || self.lanes().any(|lane| lane.may_send(now));
        if self.session.begins_refresh(now, wanted) {
            return Action::RefreshSession;
        }
        if self.session.is_good()
            && let Some(action) = self.send(now).or_else(|| self.load(now)).or_else(|| self.ask(now))
        {
            return action;
        }
        match self.wakes_at(now) {
            Some(until) => Action::Sleep { until: until.min(Wait::of(now, LONGEST).until) },
            None => Action::Idle,
        }
    }

    /// How an action went. The changes belong into one transaction; [`Outbox::stored`] says that they are durable.
    /// `random` is spread over all 32 bits.
    pub fn done(&mut self, action: &Action, outcome: Outcome, now: Timestamp, random: u32) -> Vec<Change> {
        match (action, outcome) {
            (Action::Load { lane, limit, .. }, Outcome::Loaded(due)) => self.loaded(*lane, due, *limit, now),
            (Action::Load { lane, .. }, _) => self.lane(*lane).not_loaded(),
            (Action::RefreshSession, outcome) => return self.refreshed(&outcome, now, random),
            (Action::PullChanges, outcome) => self.pulled(&outcome),
            (Action::SendRecords(_) | Action::SendEvent(_) | Action::SendPhoto(_), outcome) => {
                return self.sent(action.items(), outcome, now, random);
            }
            (Action::Sleep { .. } | Action::Idle, _) => {}
        }
        Vec::new()
    }

    /// These changes are durable now.
    pub fn stored(&mut self, changes: &[Change], now: Timestamp) {
        for change in changes {
            match change {
                Change::Settled(delivery) | Change::Delivered { delivery, .. } => {
                    self.held.remove(&delivery.item);
                    let lane = self.lane(delivery.item.lane());
                    lane.settled(delivery.item);
                    if let DeliveryState::Waiting { until, .. } = delivery.state {
                        lane.wake_at(now, until);
                    }
                }
                Change::Release { .. } => {
                    self.events.restart();
                    self.photos.restart();
                }
                Change::Wake { .. } => self.lanes().for_each(LaneState::restart),
                Change::HoldAll { .. } => {}
            }
        }
    }

    /// Until when the server takes the present session, by this device's clock.
    pub const fn session_until(&mut self, until: Timestamp) {
        self.session.ends_at(until);
    }

    /// The platform says that there is no network; [`Reason::Connectivity`] is its word that there is one again.
    pub const fn network_lost(&mut self) {
        self.no_network = true;
    }

    /// Ends waiting early.
    pub fn wake(&mut self, reason: Reason) -> Vec<Change> {
        if reason == Reason::Queued {
            self.lanes().for_each(LaneState::restart);
            return Vec::new();
        }
        self.no_network &= reason != Reason::Connectivity;
        self.lanes().for_each(LaneState::wake);
        self.session.wake(reason);
        self.news.wake();
        vec![Change::Wake { reason }]
    }

    /// How many bytes of an item the server is known to have.
    pub fn sent_bytes(&mut self, item: Item, bytes_sent: u64) {
        if let Some(held) = self.held.get_mut(&item) {
            held.delivery.bytes_sent = bytes_sent;
        }
    }

    /// What is on its way right now.
    pub fn flying(&self) -> impl Iterator<Item = &Delivery> {
        self.held.values().filter(|held| matches!(held.phase, Phase::Flying(_))).map(|held| &held.delivery)
    }

    /// A delivery that the machine holds in its window.
    pub fn delivery(&self, item: Item) -> Option<&Delivery> {
        self.held.get(&item).map(|held| &held.delivery)
    }

    fn send(&mut self, now: Timestamp) -> Option<Action> {
        let held = &self.held;
        let lookup = |item: &Item| held.get(item).map(|held| &held.delivery);
        let lanes = [&mut self.records, &mut self.events, &mut self.photos];
        let items = lanes.into_iter().find_map(|lane| lane.take(now, lookup))?;
        for item in &items {
            if let Some(held) = self.held.get_mut(item) {
                held.phase = Phase::Flying(self.session.generation());
                held.delivery.state = DeliveryState::Sending;
            }
        }
        match items.as_slice() {
            [item @ Item::Event { .. }] => Some(Action::SendEvent(*item)),
            [item @ Item::Photo { .. }] => Some(Action::SendPhoto(*item)),
            _ => Some(Action::SendRecords(items)),
        }
    }

    fn load(&mut self, now: Timestamp) -> Option<Action> {
        self.lanes().find_map(|lane| lane.load(now))
    }

    fn ask(&mut self, now: Timestamp) -> Option<Action> {
        let at_rest = self.is_at_rest(now);
        self.news.begins_asking(at_rest, self.session.generation()).then_some(Action::PullChanges)
    }

    fn is_at_rest(&mut self, now: Timestamp) -> bool {
        self.lanes().all(|lane| lane.rests(now))
    }

    fn wakes_at(&self, now: Timestamp) -> Option<Timestamp> {
        if !self.session.is_good() {
            return self.session.wakes_at(now);
        }
        [&self.records, &self.events, &self.photos].into_iter().filter_map(|lane| lane.wakes_at(now)).min()
    }

    fn loaded(&mut self, lane: Lane, due: Due, limit: usize, now: Timestamp) {
        let held = &self.held;
        let state = match lane {
            Lane::Records => &mut self.records,
            Lane::Events => &mut self.events,
            Lane::Photos => &mut self.photos,
        };
        for delivery in state.loaded(due, limit, now, |item| held.contains_key(item)) {
            self.held.insert(delivery.item, Held { delivery, phase: Phase::Queued, renewed: false });
        }
    }

    fn refreshed(&mut self, outcome: &Outcome, now: Timestamp, random: u32) -> Vec<Change> {
        let told = match outcome {
            Outcome::Failed(trouble) => told(trouble, self.no_network),
            _ => Told::Nothing,
        };
        let Some(code) = self.session.refreshed(outcome, told, now, random) else { return Vec::new() };
        let dropped: Vec<_> = self.lanes().flat_map(LaneState::clear).collect();
        for item in dropped {
            self.held.remove(&item);
        }
        vec![Change::HoldAll { now, code }]
    }

    fn pulled(&mut self, outcome: &Outcome) {
        if let Some(generation) = self.news.answered(outcome) {
            self.session.doubt(generation);
        }
        if matches!(outcome, Outcome::Pulled { requeued: true, .. }) {
            let unsent: Vec<_> = self.lanes().flat_map(LaneState::reorder).collect();
            for item in unsent {
                self.held.remove(&item);
            }
        }
    }

    fn sent(&mut self, items: &[Item], outcome: Outcome, now: Timestamp, random: u32) -> Vec<Change> {
        let Some(kind) = items.first().map(Item::lane) else { return Vec::new() };
        let lane = self.lane(kind);
        lane.landed();
        match outcome {
            Outcome::Answered(answers) => {
                lane.answered();
                self.news.reached();
                let mut answers: BTreeMap<Item, Answer> = answers.into_iter().collect();
                let unread = || Answer::Trouble(Weather::Unreadable.into());
                let mut changes = Vec::with_capacity(items.len() * 2);
                let mut again = Vec::new();
                for &item in items {
                    let answer = answers.remove(&item).unwrap_or_else(unread);
                    self.settle(item, answer, now, random, &mut changes, &mut again);
                }
                self.lane(kind).put_back(again.into_iter());
                changes
            }
            Outcome::Failed(trouble) => self.failed(kind, items, &trouble, now, random),
            _ => self.failed(kind, items, &Weather::Unreadable.into(), now, random),
        }
    }

    /// A request failed as a whole.
    fn failed(
        &mut self,
        kind: Lane,
        items: &[Item],
        trouble: &Trouble,
        now: Timestamp,
        random: u32,
    ) -> Vec<Change> {
        let told = told(trouble, self.no_network);
        let lane = self.lane(kind);
        match trouble {
            Trouble::Weather { .. } | Trouble::Clock { .. } => lane.weather(told, now, random),
            Trouble::Refused { .. } if items.len() > 1 => {
                lane.answered();
                lane.split(items);
                for item in items {
                    self.requeue(*item);
                }
                return Vec::new();
            }
            _ => {
                lane.answered();
                self.news.reached();
            }
        }
        let mut changes = Vec::with_capacity(items.len());
        let mut again = Vec::new();
        for &item in items {
            self.settle(item, Answer::Trouble(trouble.clone()), now, random, &mut changes, &mut again);
        }
        self.lane(kind).put_back(again.into_iter());
        changes
    }

    /// Settles one item that flew, or puts it into `again`.
    fn settle(
        &mut self,
        item: Item,
        answer: Answer,
        now: Timestamp,
        random: u32,
        changes: &mut Vec<Change>,
        again: &mut Vec<Item>,
    ) {
        let Some(held) = self.held.get_mut(&item) else { return };
        let Phase::Flying(generation) = held.phase else { return };
        let trouble = match answer {
            Answer::Stored(receipt) if receipt.item() == item => {
                held.phase = Phase::Settled;
                held.delivery.state = DeliveryState::Done;
                held.delivery.bytes_sent = held.delivery.bytes_total;
                self.news.expect();
                changes.push(Change::Delivered {
                    delivery: held.delivery.clone(),
                    receipt: receipt.signed().clone(),
                });
                if item.lane() != Lane::Photos {
                    changes.push(Change::Release { on: item });
                }
                return;
            }
            Answer::Stored(_) => Weather::ReceiptNotBelieved.into(),
            Answer::Trouble(trouble) => trouble,
        };
        let newest = generation == self.session.generation();
        let refusal = self.session.refusal();
        let last_word = refusal.is_some() || held.renewed && newest;
        if matches!(trouble, Trouble::Unauthorized { .. }) && !last_word {
            held.renewed |= newest;
            self.session.doubt(generation);
            self.requeue(item);
            again.push(item);
            return;
        }
        let trouble = match (trouble, refusal) {
            // Nobody tries it again before somebody signs in.
            (Trouble::Weather { .. } | Trouble::Clock { .. }, Some(code)) => {
                Trouble::Unauthorized { code: code.to_owned() }
            }
            (trouble, _) => trouble,
        };
        if matches!(trouble, Trouble::Weather { why: Weather::NotYet, .. }) {
            // What it belongs to was delivered, and the server does not have it: was it restored? Its news say so.
            self.news.expect();
        }
        held.phase = Phase::Settled;
        held.delivery.attempts = match trouble {
            Trouble::Weather { .. } => held.delivery.attempts.saturating_add(1),
            _ => 0,
        };
        let told = told(&trouble, self.no_network);
        let length = retry::length(held.delivery.attempts, told, random);
        held.delivery.state = settled_state(trouble, Wait::of(now, length));
        let set_aside = held.delivery.state.is_set_aside();
        changes.push(Change::Settled(held.delivery.clone()));
        // The next event of its pinpoint need not wait for that; photos and events of a refused record must.
        if set_aside && item.lane() == Lane::Events {
            changes.push(Change::Release { on: item });
        }
    }

    fn requeue(&mut self, item: Item) {
        if let Some(held) = self.held.get_mut(&item) {
            held.phase = Phase::Queued;
            held.delivery.state = DeliveryState::Ready;
        }
    }

    const fn lane(&mut self, lane: Lane) -> &mut LaneState {
        match lane {
            Lane::Records => &mut self.records,
            Lane::Events => &mut self.events,
            Lane::Photos => &mut self.photos,
        }
    }

    /// In the order of their right of way.
    fn lanes(&mut self) -> impl Iterator<Item = &mut LaneState> {
        [&mut self.records, &mut self.events, &mut self.photos].into_iter()
    }
}

/// Whose word on the wait comes with this trouble.
fn told(trouble: &Trouble, no_network: bool) -> Told {
    match trouble {
        Trouble::Weather { why: Weather::Offline, retry_after: None } if no_network => Told::NoNetwork,
        _ => trouble.retry_after().into(),
    }
}

/// Where trouble leaves a delivery, and how long it waits if it passes by itself.
pub(crate) fn settled_state(trouble: Trouble, Wait { since, until }: Wait) -> DeliveryState {
    match trouble {
        Trouble::Weather { why, .. } => DeliveryState::Waiting { since, until, why },
        Trouble::Unauthorized { code } | Trouble::Forbidden { code, .. } => DeliveryState::HeldAuth { code },
        Trouble::Refused { code, fields, .. } => DeliveryState::NeedsYou { code, fields },
        Trouble::Version { code } => DeliveryState::HeldVersion { code },
        Trouble::Storage => DeliveryState::HeldStorage,
        Trouble::Clock { skew_s } => DeliveryState::HeldClock { skew_s },
    }
}
