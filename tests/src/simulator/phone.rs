//! A phone: the engine's own outbox, run as its driver runs it, over a store that is only as durable as its disk.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::Decision;
use pinpoint_engine::Clock;
use pinpoint_engine::outbox::{
    Action, Answer, Change, DeliveryState, Due, Item, Outbox, Outcome, Reason, Shelf, Trouble, Weather,
};
use pinpoint_engine::platform::http::TransportError;
use pinpoint_engine::remote::{ServerClock, classify};

use super::dice::Dice;
use super::request::{Ask, Reply, Said, Token, stranger};
use super::upload::{Upload, believed};

/// The morning on which every world begins, in milliseconds.
const MORNING_MS: i64 = 1_795_161_600_000;

/// A phone.
pub(super) struct Phone {
    /// What is durable of the outbox.
    pub(super) shelf: Shelf,
    /// The session that is kept.
    pub(super) token: Option<Token>,
    cursor: u64,
    epoch: Option<u64>,
    /// The server's epoch by its last reply.
    heard_epoch: Option<u64>,
    /// What the feed told since the server's epoch began.
    pub(super) verdicts: Vec<(PinpointId, Decision)>,
    pub(super) app: App,
    /// Counts the lives of the app: what was begun in an earlier one ends in none.
    pub(super) life: u64,
    /// Whether its platform tells of the network, and whether its last word was that there is none.
    pub(super) told_of_network: bool,
    pub(super) no_network: bool,
    /// How far the clock was set off.
    pub(super) clock_off_ms: i64,
    /// How far it was off at the server's last reply.
    known_off_ms: i64,
    device: Arc<AtomicI64>,
    known: ServerClock,
}

/// The app.
pub(super) enum App {
    Closed,
    /// Open, with nothing to deliver.
    Rests,
    Delivers(Box<Run>),
}

/// One run of the outbox.
pub(super) struct Run {
    outbox: Outbox,
    token: Option<Token>,
    trips: BTreeMap<u64, Trip>,
    begun: u64,
    unwritten: VecDeque<Vec<Change>>,
    /// The last of its timers; those before it wake nobody.
    pub(super) timer: u64,
}

/// An action on its way.
struct Trip {
    action: Action,
    upload: Option<Upload>,
}

/// What a phone wants to happen.
pub(super) enum Wish {
    /// A request leaves.
    Ask { trip: u64, token: Token, ask: Ask },
    /// The store is read; this is what it says.
    Read { trip: u64, due: Due },
    /// It is known at once how the trip ended.
    Known { trip: u64, outcome: Outcome },
    /// The oldest unwritten changes are written down.
    Write,
    /// The timer rings after so many milliseconds.
    Sleep { timer: u64, ms: u64 },
    /// Nothing is left to do.
    Rest,
}

impl Phone {
    pub(super) fn new(token: Token, told_of_network: bool) -> Self {
        let device = Arc::new(AtomicI64::new(MORNING_MS));
        let clock = Arc::clone(&device);
        let known = ServerClock::new(Clock::from_fn(move || moment(clock.load(Ordering::Relaxed))));
        Self {
            shelf: Shelf::default(),
            token: Some(token),
            cursor: 0,
            epoch: None,
            heard_epoch: None,
            verdicts: Vec::new(),
            app: App::Rests,
            life: 0,
            told_of_network,
            no_network: false,
            clock_off_ms: 0,
            known_off_ms: 0,
            device,
            known,
        }
    }

    /// The time by the phone's clock.
    pub(super) fn now(&self, world_ms: u64) -> Timestamp {
        let ms = MORNING_MS + i64::try_from(world_ms).unwrap_or(0) + self.clock_off_ms;
        self.device.store(ms, Ordering::Relaxed);
        moment(ms)
    }

    /// Delivers, as after every seal, every look at the app and every tap.
    pub(super) fn deliver(&mut self) -> Vec<Wish> {
        if matches!(self.app, App::Rests) {
            let mut outbox = Outbox::default();
            if let Some(token) = self.token {
                outbox.session_until(self.end_of(token));
            }
            if self.no_network {
                outbox.network_lost();
            }
            self.app = App::Delivers(Box::new(Run {
                outbox,
                token: self.token,
                trips: BTreeMap::new(),
                begun: 0,
                unwritten: VecDeque::new(),
                timer: 0,
            }));
        }
        self.wake(Reason::Tap)
    }

    /// The platform says whether there is a network.
    pub(super) fn network_changed(&mut self, there: bool) -> Vec<Wish> {
        self.no_network = !there;
        match &mut self.app {
            _ if there => self.wake(Reason::Connectivity),
            App::Delivers(run) => {
                run.outbox.network_lost();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// When the server no longer takes a token, by the phone's clock as far as it knows it.
    fn end_of(&self, token: Token) -> Timestamp {
        moment(MORNING_MS + i64::try_from(token.ends_ms).unwrap_or(0) + self.known_off_ms)
    }

    /// Waiting may be over.
    pub(super) fn wake(&mut self, reason: Reason) -> Vec<Wish> {
        let App::Delivers(run) = &mut self.app else { return Vec::new() };
        let changes = run.outbox.wake(reason);
        run.write(changes)
    }

    /// All that the machine wants to begin now; a law that is broken is told.
    pub(super) fn turn(&mut self, world_ms: u64) -> Result<Vec<Wish>, String> {
        let now = self.now(world_ms);
        let mut wishes = Vec::new();
        let App::Delivers(run) = &mut self.app else { return Ok(wishes) };
        for _ in 0..10_000 {
            let rest = match run.outbox.next(now) {
                rest @ (Action::Sleep { .. } | Action::Idle) => rest,
                action => {
                    wishes.push(run.begin(action, self.token, self.cursor, &self.shelf, now));
                    continue;
                }
            };
            let under_way: Vec<_> = run.trips.values().map(|trip| trip.action.clone()).collect();
            if let Some(broken) = self.shelf.broken_rest(&rest, &under_way, now) {
                return Err(broken);
            }
            match rest {
                Action::Sleep { until } => {
                    run.timer += 1;
                    let ms = u64::try_from(until.duration_since(now).as_millis()).unwrap_or(0);
                    wishes.push(Wish::Sleep { timer: run.timer, ms });
                }
                _ if run.trips.is_empty() && run.unwritten.is_empty() => {
                    self.app = App::Rests;
                    self.life += 1;
                    wishes.push(Wish::Rest);
                }
                _ => {}
            }
            return Ok(wishes);
        }
        Err("the machine never rests".to_owned())
    }

    /// A trip ended.
    pub(super) fn ended(
        &mut self,
        trip: u64,
        outcome: Outcome,
        now: Timestamp,
        dice: &mut Dice,
    ) -> Vec<Wish> {
        let App::Delivers(run) = &mut self.app else { return Vec::new() };
        let Some(Trip { action, upload }) = run.trips.remove(&trip) else { return Vec::new() };
        if let Some(upload) = upload {
            run.outbox.sent_bytes(upload.item, upload.sent);
        }
        if matches!(outcome, Outcome::Refreshed { .. }) {
            run.token = self.token;
        }
        let changes = run.outbox.done(&action, outcome, now, dice.jitter());
        run.write(changes)
    }

    /// A reply came, or none. `full`: whether the disk has no room to note it.
    pub(super) fn heard(
        &mut self,
        trip: u64,
        said: Result<Said, TransportError>,
        world_ms: u64,
        full: bool,
        dice: &mut Dice,
    ) -> Vec<Wish> {
        let now = self.now(world_ms);
        let told = match said {
            Ok(Said { reply, epoch }) => {
                // Every reply carries the server's time and epoch.
                if epoch.is_some() {
                    self.heard_epoch = epoch;
                    self.known_off_ms = self.clock_off_ms;
                }
                self.known.recall(moment(MORNING_MS + i64::try_from(world_ms).unwrap_or(0)));
                Ok(reply)
            }
            Err(error) => Err(classify::transport(error, &self.known)),
        };
        let App::Delivers(run) = &mut self.app else { return Vec::new() };
        let Some(found) = run.trips.get_mut(&trip) else { return Vec::new() };
        if let Some(upload) = &mut found.upload {
            return match upload.told(told) {
                Ok(None) => upload.ask(trip, run.token),
                Ok(Some(outcome)) => self.ended(trip, outcome, now, dice),
                Err(trouble) => self.ended(trip, Outcome::Failed(trouble), now, dice),
            };
        }
        let outcome = match told {
            Err(trouble) => Outcome::Failed(trouble),
            Ok(Reply::Problem(problem)) => Outcome::Failed(problem.trouble()),
            Ok(Reply::Stranger { status, retry_after_s }) => Outcome::Failed(stranger(status, retry_after_s)),
            Ok(Reply::Session(_) | Reply::News { .. }) if full => return self.fail(),
            Ok(Reply::Session(token)) => {
                self.token = Some(token);
                Outcome::Refreshed { until: Some(self.end_of(token)) }
            }
            Ok(Reply::News { epoch, verdicts, next_after, more }) => {
                let more = more && next_after > self.cursor;
                self.file(epoch, verdicts, next_after, more)
            }
            Ok(Reply::Receipts(results)) => {
                let items = found.action.items().iter().copied();
                let judged = items.zip(results).map(|(item, result)| match result {
                    Ok(receipt) => (item, believed(&receipt, item)),
                    Err(problem) => (item, Answer::Trouble(problem.trouble())),
                });
                Outcome::Answered(judged.collect())
            }
            Ok(Reply::Offset(_)) => Outcome::Failed(Weather::Unreadable.into()),
        };
        self.ended(trip, outcome, now, dice)
    }

    /// The oldest changes are durable, if there is room.
    pub(super) fn written(&mut self, world_ms: u64, full: bool) -> Result<Vec<Wish>, String> {
        let now = self.now(world_ms);
        let App::Delivers(run) = &mut self.app else { return Ok(Vec::new()) };
        if full {
            return Ok(self.fail());
        }
        let Some(changes) = run.unwritten.pop_front() else { return Ok(Vec::new()) };
        for change in &changes {
            self.shelf.apply(change);
        }
        if changes.iter().any(|change| matches!(change, Change::Delivered { .. })) {
            self.epoch = self.epoch.or(self.heard_epoch);
        }
        run.outbox.stored(&changes, now);
        self.shelf.broken_law(now).map_or(Ok(Vec::new()), Err)
    }

    /// The app is killed: of what was being written, only a part may have become durable.
    pub(super) fn die(&mut self, dice: &mut Dice) {
        self.life += 1;
        self.known_off_ms = 0;
        if let App::Delivers(run) = std::mem::replace(&mut self.app, App::Closed) {
            for changes in run.unwritten {
                if dice.percent(50) {
                    break;
                }
                for change in &changes {
                    self.shelf.apply(change);
                }
            }
        }
    }

    /// Somebody signed in.
    pub(super) fn signed_in(&mut self, token: Token) {
        self.token = Some(token);
        self.shelf.apply(&Change::Wake { reason: Reason::SignIn });
        if matches!(self.app, App::Delivers(_)) {
            self.app = App::Rests;
            self.life += 1;
        }
    }

    /// What an item of this pinpoint waits for when it is queued now.
    pub(super) fn last_open_event(&self, pinpoint: PinpointId) -> Option<Item> {
        let open = self.shelf.deliveries.values().filter(|delivery| {
            matches!(delivery.item, Item::Event { .. })
                && delivery.item.pinpoint() == pinpoint
                && delivery.state != DeliveryState::Done
                && !delivery.state.is_set_aside()
        });
        open.max_by_key(|delivery| delivery.sequence).map(|delivery| delivery.item)
    }

    /// The store failed, so the run ends; nothing that it had not written is lost but time.
    fn fail(&mut self) -> Vec<Wish> {
        self.app = App::Rests;
        self.life += 1;
        vec![Wish::Rest]
    }

    /// A page of the feed, with its cursor.
    fn file(
        &mut self,
        epoch: u64,
        verdicts: Vec<(PinpointId, Decision)>,
        next_after: u64,
        more: bool,
    ) -> Outcome {
        let restored = self.epoch.replace(epoch).is_some_and(|before| before != epoch);
        self.verdicts.extend(verdicts);
        self.cursor = next_after;
        let requeued = restored && self.shelf.offer_again();
        if restored {
            self.cursor = 0;
            self.verdicts.clear();
        }
        Outcome::Pulled { more, requeued }
    }
}

impl Run {
    fn begin(
        &mut self,
        action: Action,
        kept: Option<Token>,
        cursor: u64,
        store: &Shelf,
        now: Timestamp,
    ) -> Wish {
        self.begun += 1;
        let trip = self.begun;
        let mut upload = None;
        let signed_out = || Outcome::Failed(Trouble::Unauthorized { code: "signed-out".to_owned() });
        let wish = match (&action, self.token) {
            (Action::Load { lane, after, limit }, _) => {
                Wish::Read { trip, due: store.due(*lane, *after, *limit, now) }
            }
            (Action::RefreshSession, token) => match kept {
                None => Wish::Known { trip, outcome: signed_out() },
                Some(newer) if token != Some(newer) => {
                    Wish::Known { trip, outcome: Outcome::Refreshed { until: None } }
                }
                Some(token) => Wish::Ask { trip, token, ask: Ask::Refresh { token } },
            },
            (_, None) => Wish::Known { trip, outcome: signed_out() },
            (Action::SendRecords(items), Some(token)) => {
                Wish::Ask { trip, token, ask: Ask::Records(items.clone()) }
            }
            (Action::SendEvent(item), Some(token)) => Wish::Ask { trip, token, ask: Ask::Event(*item) },
            (Action::SendPhoto(item), Some(token)) => {
                let delivery = self.outbox.delivery(*item);
                let (bytes, sent, tried) = delivery.map_or((0, 0, 0), |delivery| {
                    (delivery.bytes_total, delivery.bytes_sent, delivery.attempts)
                });
                let begun = tried > 0 || sent > 0;
                let begins = upload.insert(Upload::new(*item, bytes, begun, sent));
                Wish::Ask { trip, token, ask: begins.next() }
            }
            (_, Some(token)) => Wish::Ask { trip, token, ask: Ask::News { after: cursor } },
        };
        self.trips.insert(trip, Trip { action, upload });
        wish
    }

    fn write(&mut self, changes: Vec<Change>) -> Vec<Wish> {
        if changes.is_empty() {
            return Vec::new();
        }
        self.unwritten.push_back(changes);
        vec![Wish::Write]
    }
}

fn moment(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or_default()
}
