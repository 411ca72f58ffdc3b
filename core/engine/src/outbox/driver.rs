//! Runs the outbox over a store and a server. It spawns nothing: everything runs inside the future of
//! [`Driver::run`], and dropping that stops it at any point without losing anything.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use data_encoding::HEXLOWER;
use futures_channel::mpsc::{self, UnboundedReceiver, UnboundedSender};
use futures_util::future::BoxFuture;
use futures_util::lock;
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use futures_util::{FutureExt as _, select_biased};
use jiff::Timestamp;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{RequestId, Session};

use super::action::{Action, Outcome};
use super::change::{Change, Reason};
use super::delivery::Item;
use super::engine::Outbox;
use super::ledger::{Ledger, LedgerError};
use super::report::{Ending, Progress, SyncReport, Tally};
use super::send::Sender;
use super::trouble::Trouble;
use crate::platform::random::Randomness;
use crate::platform::time::{self, Clock};
use crate::remote::{Bearer, Remote};

/// Called while the outbox runs, from any thread.
pub type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// Runs the outbox of one account on one network.
pub struct Driver<L> {
    ledger: L,
    remote: Arc<Remote>,
    profile: Arc<NetworkProfile>,
    clock: Clock,
    random: Randomness,
    tell: UnboundedSender<Heard>,
    /// Held by the run.
    heard: lock::Mutex<UnboundedReceiver<Heard>>,
}

/// What a run is told from outside.
enum Heard {
    Woken(Reason),
    NetworkLost,
}

/// Something under way ended.
enum Landed {
    /// An action, with the bytes of a photo that are there.
    Done { action: Action, outcome: Outcome, request_id: Option<RequestId>, bytes_sent: Option<u64> },
    /// A refresh that brought a session.
    Session(Box<Session>),
    /// Changes are durable.
    Stored(Arc<[Change]>),
    /// The store failed.
    Broken(LedgerError),
}

/// One run.
struct Run<'a, L> {
    driver: &'a Driver<L>,
    /// What its requests are called, before their number.
    name: Option<String>,
    begun: u64,
    outbox: Outbox,
    session: Option<Arc<Session>>,
    under_way: FuturesUnordered<BoxFuture<'a, Landed>>,
    tally: Tally,
    progress: OnProgress,
}

impl<L: Ledger> Driver<L> {
    /// A driver. The profile says whose receipts are believed.
    pub fn new(
        ledger: L,
        remote: Arc<Remote>,
        profile: Arc<NetworkProfile>,
        clock: Clock,
        random: Randomness,
    ) -> Self {
        let (tell, heard) = mpsc::unbounded();
        Self { ledger, remote, profile, clock, random, tell, heard: lock::Mutex::new(heard) }
    }

    /// Tells a run, the present or else the next, that waiting may be over.
    pub fn wake(&self, reason: Reason) {
        self.tell(Heard::Woken(reason));
    }

    /// Tells it that the platform says there is no network.
    pub fn network_lost(&self) {
        self.tell(Heard::NetworkLost);
    }

    fn tell(&self, heard: Heard) {
        // Its other end lives as long as the driver itself.
        let _ = self.tell.unbounded_send(heard);
    }

    /// Sends what can be sent, until nothing is left, or only what waits beyond the deadline, or somebody stops it.
    /// Without a deadline it also outlasts the waits. A second run waits for the first.
    pub async fn run(
        &self,
        deadline: Option<Timestamp>,
        stop: impl Future<Output = ()> + Send,
        progress: OnProgress,
    ) -> SyncReport {
        let mut heard = self.heard.lock().await;
        let mut run = Run {
            driver: self,
            // Without randomness the requests have no name of ours, and go on: it is for those who read logs.
            name: self.random.bytes::<6>().map(|bytes| HEXLOWER.encode(&bytes)).ok(),
            begun: 0,
            outbox: Outbox::default(),
            session: None,
            under_way: FuturesUnordered::new(),
            tally: Tally::default(),
            progress,
        };
        let length = deadline.map(|deadline| time::until(deadline, self.clock.now()));
        let over = async {
            match length {
                Some(length) => self.clock.sleep(length).await,
                None => std::future::pending().await,
            }
        };
        let ending = select_biased! {
            () = pin!(stop.fuse()) => Ending::Cancelled,
            () = pin!(over.fuse()) => Ending::Deadline,
            ending = pin!(run.drive(deadline, &mut heard).fuse()) => ending.unwrap_or_else(Ending::Store),
        };
        run.tally.report(ending, self.remote.clock().notable_skew_s())
    }
}

impl<L: Ledger> Run<'_, L> {
    async fn drive(
        &mut self,
        deadline: Option<Timestamp>,
        heard: &mut UnboundedReceiver<Heard>,
    ) -> Result<Ending, LedgerError> {
        let standing = self.driver.ledger.standing().await?;
        let server_clock = self.driver.remote.clock();
        if let Some(date) = standing.server_date {
            server_clock.recall(date);
        }
        if let Some(session) = standing.session {
            self.outbox.session_until(server_clock.on_this_device(session.expires_at));
            self.session = Some(Arc::new(session));
        }
        loop {
            while let Some(Some(heard)) = heard.next().now_or_never() {
                self.hear(&heard);
            }
            let now = self.driver.clock.now();
            let until = match self.outbox.next(now) {
                Action::Sleep { until } => Some(until),
                Action::Idle => None,
                action => {
                    self.begin(action, now);
                    continue;
                }
            };
            if self.under_way.is_empty() {
                match (until, deadline) {
                    (None, _) => return Ok(Ending::Idle),
                    (Some(until), Some(deadline)) if until > deadline => return Ok(Ending::Deadline),
                    _ => {}
                }
            }
            let clock = &self.driver.clock;
            let slept = async {
                match until {
                    Some(until) => clock.sleep(time::until(until, now)).await,
                    None => std::future::pending().await,
                }
            };
            select_biased! {
                landed = self.under_way.select_next_some() => self.land(landed)?,
                heard = heard.select_next_some() => self.hear(&heard),
                () = pin!(slept.fuse()) => {}
            }
        }
    }

    fn hear(&mut self, heard: &Heard) {
        match heard {
            Heard::Woken(reason) => {
                let changes = self.outbox.wake(*reason);
                self.write(changes, None);
            }
            Heard::NetworkLost => self.outbox.network_lost(),
        }
    }

    fn land(&mut self, landed: Landed) -> Result<(), LedgerError> {
        let now = self.driver.clock.now();
        match landed {
            Landed::Done { action, outcome, request_id, bytes_sent } => {
                if let (Some(bytes_sent), [item]) = (bytes_sent, action.items()) {
                    self.outbox.sent_bytes(*item, bytes_sent);
                }
                let changes = self.outbox.done(&action, outcome, now, self.driver.random.jitter());
                self.write(changes, request_id);
            }
            Landed::Session(session) => {
                let until = Some(self.driver.remote.clock().on_this_device(session.expires_at));
                self.session = Some(Arc::from(session));
                let changes = self.outbox.done(&Action::RefreshSession, Outcome::Refreshed { until }, now, 0);
                self.write(changes, None);
            }
            Landed::Stored(changes) => {
                self.outbox.stored(&changes, now);
                let progress = &self.progress;
                self.tally.count(&changes, |delivery| progress(Progress::Settled(delivery)));
            }
            Landed::Broken(error) => return Err(error),
        }
        Ok(())
    }

    /// Writes changes down while requests go on.
    fn write(&mut self, changes: Vec<Change>, request_id: Option<RequestId>) {
        if changes.is_empty() {
            return;
        }
        let ledger = &self.driver.ledger;
        let changes: Arc<[Change]> = changes.into();
        self.under_way.push(Box::pin(async move {
            match ledger.apply(Arc::clone(&changes), request_id).await {
                Ok(()) => Landed::Stored(changes),
                Err(error) => Landed::Broken(error),
            }
        }));
    }

    fn begin(&mut self, action: Action, now: Timestamp) {
        let driver = self.driver;
        let session = self.session.clone();
        if action == Action::RefreshSession {
            self.under_way.push(Box::pin(driver.refresh(session)));
            return;
        }
        if let Action::Load { lane, after, limit } = action {
            self.under_way.push(Box::pin(async move {
                let outcome = driver.ledger.due(lane, after, limit, now).await.map(Outcome::Loaded);
                landed(action, outcome, None, None)
            }));
            return;
        }
        let (begun, sent) = self.photo_progress(&action);
        let (progress, request_id) = (Arc::clone(&self.progress), self.request_id());
        self.under_way.push(Box::pin(async move {
            let outcome = match session.ok_or_else(signed_out).and_then(|session| Bearer::of(&session)) {
                Ok(bearer) => {
                    let bearer = bearer.called(request_id.as_ref());
                    driver.carry_out(&action, bearer, begun, sent.hear(), &progress).await
                }
                Err(trouble) => Ok(Outcome::Failed(trouble)),
            };
            landed(action, outcome, request_id, sent.bytes())
        }));
    }

    /// What the requests of the next action are called.
    fn request_id(&mut self) -> Option<RequestId> {
        self.begun += 1;
        RequestId::parse(&format!("{}-{}", self.name.as_ref()?, self.begun))
    }

    /// Whether the photo of this action was begun, and who counts its bytes.
    fn photo_progress(&self, action: &Action) -> (bool, Sent) {
        let Action::SendPhoto(item) = *action else { return (false, Sent::default()) };
        let delivery = self.outbox.delivery(item);
        let begun = delivery.is_some_and(|delivery| delivery.attempts > 0 || delivery.bytes_sent > 0);
        let total = delivery.map_or(0, |delivery| delivery.bytes_total);
        let bytes = Arc::new(AtomicU64::new(delivery.map_or(0, |delivery| delivery.bytes_sent)));
        (begun, Sent(Some((item, total, bytes, Arc::clone(&self.progress)))))
    }
}

impl<L: Ledger> Driver<L> {
    async fn carry_out(
        &self,
        action: &Action,
        bearer: Bearer,
        begun: bool,
        sent: Arc<dyn Fn(u64) + Send + Sync>,
        progress: &OnProgress,
    ) -> Result<Outcome, LedgerError> {
        let profile = Arc::clone(&self.profile);
        let sender = Sender { ledger: &self.ledger, remote: &self.remote, profile, bearer };
        match action {
            Action::SendRecords(items) => sender.records(items).await,
            Action::SendEvent(item) => sender.event(*item).await,
            Action::SendPhoto(item) => sender.photo(*item, begun, sent).await,
            _ => self.pull(&sender.bearer, progress).await,
        }
    }

    /// Asks for one page of news, from where the last one ended.
    async fn pull(&self, bearer: &Bearer, progress: &OnProgress) -> Result<Outcome, LedgerError> {
        let cursor = self.ledger.standing().await?.cursor;
        let page = match self.remote.changes(bearer, cursor).await {
            Ok(page) => page,
            Err(trouble) => return Ok(Outcome::Failed(trouble)),
        };
        let (more, changes) = (page.more && page.next_after > cursor, page.changes.len());
        let pulled = self.ledger.apply_changes(page, self.remote.clock().newest()).await?;
        if changes > 0 {
            progress(Progress::News { changes });
        }
        Ok(Outcome::Pulled { more, requeued: pulled.requeued })
    }

    /// A new session, or the one that somebody else got in the meantime.
    async fn refresh(&self, used: Option<Arc<Session>>) -> Landed {
        let kept = match self.ledger.standing().await {
            Ok(standing) => standing.session,
            Err(error) => return Landed::Broken(error),
        };
        let failed = |trouble| Landed::Done {
            action: Action::RefreshSession,
            outcome: Outcome::Failed(trouble),
            request_id: None,
            bytes_sent: None,
        };
        let Some(kept) = kept else { return failed(signed_out()) };
        if used.is_none_or(|used| used.access_token != kept.access_token) {
            return Landed::Session(Box::new(kept));
        }
        let session = match self.remote.refresh(&kept).await {
            Ok(session) => session,
            Err(trouble) => return failed(trouble),
        };
        match self.ledger.store_session(session.clone()).await {
            Ok(()) => Landed::Session(Box::new(session)),
            Err(error) => Landed::Broken(error),
        }
    }
}

fn landed(
    action: Action,
    outcome: Result<Outcome, LedgerError>,
    request_id: Option<RequestId>,
    bytes_sent: Option<u64>,
) -> Landed {
    match outcome {
        Ok(outcome) => Landed::Done { action, outcome, request_id, bytes_sent },
        Err(error) => Landed::Broken(error),
    }
}

fn signed_out() -> Trouble {
    Trouble::Unauthorized { code: "signed-out".to_owned() }
}

/// Counts the bytes of a photo and tells of them.
#[derive(Clone, Default)]
struct Sent(Option<(Item, u64, Arc<AtomicU64>, OnProgress)>);

impl Sent {
    fn hear(&self) -> Arc<dyn Fn(u64) + Send + Sync> {
        let Some((item, total, bytes, progress)) = self.0.clone() else { return Arc::new(|_| {}) };
        Arc::new(move |sent| {
            bytes.store(sent, Ordering::Relaxed);
            progress(Progress::Bytes { item, sent, total });
        })
    }

    fn bytes(&self) -> Option<u64> {
        self.0.as_ref().map(|(_, _, bytes, _)| bytes.load(Ordering::Relaxed))
    }
}
