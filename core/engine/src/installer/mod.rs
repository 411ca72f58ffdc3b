//! `Installer`: the one object that an app holds. It decides, the app shows.
//!
//! | you look for | it lives in |
//! |---|---|
//! | signing in and out, the grant | `account` |
//! | reading a label | `reading` |
//! | a job's steps | `jobs` |
//! | deciding, signing, writing | `acting` |
//! | photos | `photos` |
//! | the seal, and what is said after it | `sealing` |
//! | the outbox, sync, export | `delivery` |
//! | photos that the system carries | `transfers` |

mod account;
mod acting;
#[cfg(feature = "testing")]
mod copies;
mod delivery;
mod jobs;
mod ledger;
mod observe;
mod photos;
mod reading;
mod sealing;
mod transfers;

use std::sync::{Arc, Mutex, RwLock};

use futures_channel::oneshot;
use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::InstallerId;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::work::{Context, Playbooks};

use account::Account;
use delivery::Running;
use observe::Observers;

pub use account::SessionView;
#[cfg(feature = "testing")]
pub use copies::Copies;
pub use delivery::{NetworkState, OutboxView, PinpointView, SavedOn};
pub use jobs::{JobFilter, JobList, UnreadableJob};
pub use observe::{Changed, Listener, Observation};
pub use photos::{PhotoReport, Source, Staged};
pub use sealing::SealedView;
pub use transfers::TransferState;

use crate::config::Config;
use crate::error::EngineError;
use crate::platform::keys::KeyStore;
use crate::remote::Remote;

/// An installer's tool. Cheap to share: all methods take `&self`. Whatever touches the store is async and durable when
/// it returns; whatever only computes is not async.
pub struct Installer {
    config: Config,
    keys: Arc<dyn KeyStore>,
    profile: Arc<NetworkProfile>,
    playbooks: Arc<Playbooks>,
    remote: Arc<Remote>,
    account: RwLock<Option<Arc<Account>>>,
    /// Whoever holds it changes who is signed in.
    account_turn: futures_util::lock::Mutex<()>,
    observers: Observers,
    /// Whoever holds it syncs.
    sync_turn: futures_util::lock::Mutex<()>,
    /// The sync that is running, to be told of what is queued meanwhile.
    running: Mutex<Option<Arc<Running>>>,
    /// How to stop the syncs that run or wait for their turn.
    stops: Mutex<Vec<oneshot::Sender<()>>>,
}

impl Installer {
    /// Opens what was kept, with the account that was last signed in. Needs no network.
    pub async fn open(config: Config, keys: Arc<dyn KeyStore>) -> Result<Self, EngineError> {
        let profile = config
            .profile
            .verify([(config.root.0.as_str(), &config.root.1)])
            .map_err(|error| EngineError::NotBelieved { document: "profile", reason: error.to_string() })?;
        let transport = config.transport()?;
        let installer = Self {
            remote: Arc::new(Remote::new(transport, config.server.clone(), config.clock.clone())?),
            playbooks: Arc::new(Playbooks::built_in()?),
            profile: Arc::new(profile),
            account: RwLock::new(None),
            account_turn: futures_util::lock::Mutex::default(),
            observers: Observers::default(),
            sync_turn: futures_util::lock::Mutex::default(),
            running: Mutex::default(),
            stops: Mutex::default(),
            config,
            keys,
        };
        installer.reopen_account().await?;
        Ok(installer)
    }

    /// The network's profile: models to choose from, support phones, where to train (A04).
    pub fn profile(&self) -> Arc<NetworkProfile> {
        Arc::clone(&self.profile)
    }

    /// The words for a code, in the best locale at hand for the one asked for.
    pub fn text(&self, code: &str, fields: &pinpoint_domain::Fields, locale: &str) -> String {
        crate::words::text(code, fields, locale)
    }

    fn now(&self) -> Timestamp {
        self.config.clock.now()
    }

    /// What a closure on the store's thread needs to decide.
    fn bench(&self, account: &Account) -> Bench {
        Bench {
            actor: account.installer(),
            now: self.now(),
            playbooks: Arc::clone(&self.playbooks),
            profile: Arc::clone(&self.profile),
        }
    }
}

/// An owned [`Context`], so that it can travel to the store's thread.
#[derive(Clone)]
struct Bench {
    actor: InstallerId,
    now: Timestamp,
    playbooks: Arc<Playbooks>,
    profile: Arc<NetworkProfile>,
}

impl Bench {
    fn context(&self) -> Context<'_> {
        Context { actor: self.actor, now: self.now, playbooks: &self.playbooks, profile: &self.profile }
    }
}
