//! The outbox as a screen shows it, and what a person may do with it: sync now.

use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use futures_channel::oneshot;
use futures_util::{FutureExt as _, select_biased};
use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Receipt, Signed, Subject, Verdict};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::ledger::AccountLedger;
use super::{Changed, Installer};
use crate::error::EngineError;
use crate::outbox::{
    Delivery, DeliveryState, Driver, Ending, Item, OnProgress, Progress, Reason, SyncReport,
};
use crate::platform::time;
use crate::store::{DeliveryCounts, deliveries, journal, records};

/// Who holds this file delivers; another process waits for it.
pub(super) const SYNC_LOCK: &str = "sync.lock";
/// How many pinpoints one view lists; the counts are of all.
const LISTED: usize = 200;

/// The outbox.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object, missing_as_null))]
pub struct OutboxView {
    /// Those with something on its way first, the newest first within; at most 200.
    pub pinpoints: Vec<PinpointView>,
    /// How many deliveries are in which state.
    pub counts: DeliveryCounts,
    /// When the next waiting delivery goes by itself.
    pub next_attempt: Option<Timestamp>,
    /// Whether the platform promised not to evict what is kept; always true but in browsers.
    pub storage_persisted: bool,
}

/// One sealed record on its way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct PinpointView {
    /// The record.
    pub id: PinpointId,
    /// The label's MAC, as grouped on a label.
    pub mac: String,
    /// The serial number, as printed.
    pub serial: String,
    /// Whether another phone sealed it, and this one carries it to the server.
    pub taken_in: bool,
    /// Where the record is safe.
    pub saved: SavedOn,
    /// Its receipt, verified when it came.
    pub receipt: Option<Signed<Receipt>>,
    /// The network's newest decision.
    pub verdict: Option<Verdict>,
    /// Record, events, photos.
    pub deliveries: Vec<Delivery>,
}

/// Where a record is safe: one of the three promises, never mixed with "made safe" and "verified online".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum SavedOn {
    /// On this phone.
    Phone,
    /// The record is on the server, something that belongs to it is not yet.
    ServerInPart,
    /// All of it is on the server.
    Server,
}

/// What the platform knows of its network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum NetworkState {
    /// There is one. Whether the server can be reached over it is seen by trying.
    Online,
    /// There is none.
    Offline,
}

/// The sync that is running.
pub(super) type Running = Driver<AccountLedger>;

impl Installer {
    /// The outbox.
    pub async fn outbox(&self) -> Result<OutboxView, EngineError> {
        let account = self.any_account()?;
        let storage_persisted = self.config.storage_persisted;
        let read = move |connection: &Connection| {
            let pinpoints = deliveries::pinpoints(connection, LISTED)?;
            Ok::<_, EngineError>(OutboxView {
                pinpoints: pinpoints
                    .into_iter()
                    .map(|id| pinpoint_view(connection, id))
                    .collect::<Result<_, _>>()?,
                counts: deliveries::counts(connection)?,
                next_attempt: deliveries::next_attempt(connection)?,
                storage_persisted,
            })
        };
        account.store.read(read).await
    }

    /// Delivers what can be delivered until the deadline, or until [`Installer::cancel_sync`]; without a deadline until
    /// nothing is left to deliver, also if that takes hours without a network. Safe to stop at any moment. One runs at a
    /// time: a second waits for the first, and ends what that waits for.
    pub async fn sync(
        &self,
        deadline: Option<Timestamp>,
        progress: OnProgress,
    ) -> Result<SyncReport, EngineError> {
        let account = self.any_account()?;
        self.wake(Reason::Tap);
        let mut stopped = pin!(self.stopped().fuse());
        let turn = select_biased! {
            () = stopped => return Ok(SyncReport { ending: Ending::Cancelled, ..SyncReport::default() }),
            turn = pin!(self.sync_turn.lock().fuse()) => turn,
            () = pin!(self.over(deadline).fuse()) => {
                return Ok(SyncReport { ending: Ending::Deadline, ..SyncReport::default() });
            }
        };
        let lock = account.folder.try_lock(SYNC_LOCK).await?.ok_or(EngineError::SyncElsewhere)?;
        let observers = self.observers.clone();
        let ledger = AccountLedger::new(self, &account);
        let (clock, random) = (self.config.clock.clone(), self.config.random.clone());
        let driver = Arc::new(Driver::new(ledger, Arc::clone(&self.remote), self.profile(), clock, random));
        driver.wake(Reason::Tap);
        if self.no_network.load(Ordering::Relaxed) {
            driver.network_lost();
        }
        self.run_with(Some(Arc::clone(&driver)));
        let told: OnProgress = Arc::new(move |step| {
            if let Progress::Settled(delivery) = &step {
                observers.tell(Changed::Job(delivery.item.pinpoint()));
            }
            progress(step);
        });
        let report = driver.run(deadline, stopped, told).await;
        self.run_with(None);
        if account.signed_in
            && let Err(error) = self.note_boots(&account).await
        {
            tracing::warn!(%error, "what stations said is noted the next time");
        }
        // Whoever stopped it, or has no more time, waits for no further answer.
        if account.signed_in
            && report.ending == Ending::Idle
            && let Err(error) = self.renew_grant().await
        {
            tracing::debug!(%error, "the grant stays as it is");
        }
        if report.ending == Ending::Idle
            && self.networks.is_due(self.now())
            && let Err(error) = self.renew_network().await
        {
            tracing::debug!(%error, "profile and catalog stay as they are");
        }
        if let Err(error) = super::photos::let_go(&account).await {
            tracing::debug!(%error, "photos that a backup has stay for the next time");
        }
        if let Err(error) = super::photos::sweep(&account).await {
            tracing::debug!(%error, "orphaned files stay for the next time");
        }
        drop((lock, turn));
        self.observers.tell(Changed::Outbox);
        Ok(report)
    }

    /// Returns when a deadline is over.
    async fn over(&self, deadline: Option<Timestamp>) {
        match deadline {
            Some(deadline) => self.config.clock.sleep(time::until(deadline, self.now())).await,
            None => std::future::pending().await,
        }
    }

    /// Returns when somebody stops the syncs that there are now.
    fn stopped(&self) -> impl Future<Output = ()> + Send + use<> {
        let (stop, stopped) = oneshot::channel();
        let mut stops = self.stops.lock().unwrap_or_else(PoisonError::into_inner);
        stops.retain(|stop: &oneshot::Sender<()>| !stop.is_canceled());
        stops.push(stop);
        async move {
            // Without anyone to stop it, it is not stopped.
            if stopped.await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Something was queued: a sync that is running takes it along.
    pub(super) fn queued(&self) {
        self.wake(Reason::Queued);
        self.observers.tell(Changed::Outbox);
    }

    /// The device found a network: a sync that is running need not wait for its next attempt. Or it lost it: until it
    /// finds one, a sync that cannot be heard tries again only now and then.
    pub fn network_changed(&self, state: NetworkState) {
        self.no_network.store(state == NetworkState::Offline, Ordering::Relaxed);
        match state {
            NetworkState::Online => self.wake(Reason::Connectivity),
            NetworkState::Offline => self.with_running(Running::network_lost),
        }
    }

    /// Stops the sync that is running, and those that wait for their turn. What was under way goes again the next time.
    pub fn cancel_sync(&self) {
        for stop in self.stops.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // It may have ended in this very moment.
            let _ = stop.send(());
        }
    }

    fn wake(&self, reason: Reason) {
        self.with_running(|running| running.wake(reason));
    }

    fn with_running(&self, tell: impl FnOnce(&Running)) {
        if let Some(running) = &*self.running.lock().unwrap_or_else(PoisonError::into_inner) {
            tell(running);
        }
    }

    fn run_with(&self, running: Option<Arc<Running>>) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = running;
    }
}

fn pinpoint_view(connection: &Connection, id: PinpointId) -> Result<PinpointView, EngineError> {
    let facts = records::facts(connection, id)?.ok_or(EngineError::NotSealed { pinpoint: id })?;
    let deliveries = deliveries::of_pinpoint(connection, id)?;
    Ok(PinpointView {
        id,
        mac: facts.record.station.mac.to_string(),
        serial: facts.record.station.serial.to_string(),
        taken_in: journal::is_taken_in(connection, id)?,
        saved: saved_on(&deliveries),
        receipt: records::receipt(connection, Subject::Pinpoint(id))?,
        verdict: records::verdict(connection, id)?,
        deliveries,
    })
}

fn saved_on(deliveries: &[Delivery]) -> SavedOn {
    let done = |delivery: &Delivery| delivery.state == DeliveryState::Done;
    let record = deliveries.iter().find(|delivery| matches!(delivery.item, Item::Record(_)));
    if deliveries.iter().all(done) {
        SavedOn::Server
    } else if record.is_some_and(done) {
        SavedOn::ServerInPart
    } else {
        SavedOn::Phone
    }
}
