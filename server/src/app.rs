//! What every handler shares.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;
use pinpoint_domain::ids::NetworkId;
use tokio::sync::{Notify, Semaphore};

use crate::clock::Clock;
use crate::config::{Limits, Retention};
use crate::grants::Grants;
use crate::keys::Keys;
use crate::metrics::{Metrics, Process};
use crate::passwords::Hashed;
use crate::photos::PhotoFiles;
use crate::proxies::Proxies;
use crate::store::Store;
use crate::uploads::Lanes;
use crate::webhooks::Webhooks;

/// A cheap handle.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

pub(crate) struct Shared {
    pub network: NetworkId,
    pub limits: Limits,
    pub proxies: Proxies,
    pub retention: Retention,
    pub store: Store,
    pub keys: Arc<Keys>,
    pub grants: Grants,
    pub photos: PhotoFiles,
    pub lanes: Lanes,
    pub clock: Arc<dyn Clock>,
    pub metrics: Arc<Metrics>,
    /// Who measures.
    pub process: Process,
    /// Told to stop: whoever sends requests here should send them elsewhere.
    pub stopping: AtomicBool,
    /// Random at the database's first open; another one means that a backup was restored.
    pub epoch: String,
    /// The folder that all of this lies in.
    pub data: PathBuf,
    /// Where a network lays its signed profile.
    pub profile: PathBuf,
    /// Where it lays its signed catalog.
    pub catalog: PathBuf,
    /// Where it lays its signed addresses.
    pub addresses: PathBuf,
    /// Where it lays its map: a style, and what that names.
    pub map: PathBuf,
    /// A hash to compare with when there is no such account, so that both answers take as long.
    pub nobody: Hashed,
    /// Hashing a password takes a core and memory; two at a time.
    pub hashing: Arc<Semaphore>,
    /// Who is told what happens.
    pub webhooks: Webhooks,
    /// Rung when a pinpoint waits for its verdict.
    pub verdicts: Notify,
}

impl App {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// The server's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

impl Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}
