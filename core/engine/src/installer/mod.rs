//! `Installer`: the one object that an app holds. It decides, the app shows.
//!
//! | you look for | it lives in |
//! |---|---|
//! | signing in and out, the grant | `account` |
//! | the network's profile and catalog | `networks` |
//! | addresses, while they are typed | `addresses` |
//! | drawings of stations | `drawings` |
//! | reading a label | `reading` |
//! | why a station is not connected | `diagnosis` |
//! | a job's steps | `jobs` |
//! | deciding, signing, writing | `acting` |
//! | a visit as it is on the disk | `folding` |
//! | photos | `photos` |
//! | the steps of each kind of job | `playbooks` |
//! | the seal, and what is said after it | `sealing` |
//! | the outbox, sync | `delivery` |
//! | what is not on the server, as one file | `export`, `archive` |
//! | such a file of another phone | `take_in` |
//! | photos that the system carries | `transfers` |
//! | visits and their boards | `visits` |
//! | whether a station is new | `identity` |
//! | fields that are checked while somebody types | `typing` |

mod account;
mod acting;
mod addresses;
mod archive;
#[cfg(feature = "testing")]
mod copies;
mod delivery;
mod diagnosis;
mod drawings;
mod export;
mod folding;
mod identity;
mod jobs;
mod ledger;
mod networks;
mod observe;
mod photos;
mod playbooks;
mod reading;
mod sealing;
mod support;
mod take_in;
mod transfers;
mod typing;
mod visits;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, RwLock};

use futures_channel::oneshot;
use pinpoint_domain::Timestamp;
use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::ids::InstallerId;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::work::{Context, Playbooks};

use account::Account;
use delivery::Running;
use folding::Folds;
use networks::Networks;
use observe::Observers;
use playbooks::Shelf;

pub use account::SessionView;
pub use addresses::AddressSuggestion;
#[cfg(feature = "testing")]
pub use copies::Copies;
pub use delivery::{NetworkState, OutboxView, PinpointView, SavedOn};
pub use export::{ExportPiece, ExportPlan, ExportScope};
pub use jobs::{JobFilter, JobList, UnreadableJob};
pub use networks::NetworkView;
pub use observe::{Changed, Listener, Observation};
pub use photos::{PhotoReport, Source, Staged};
pub use sealing::SealedView;
pub use take_in::{NotTaken, TakenIn};
pub use transfers::TransferState;
pub use typing::{CheckedText, TextKind, TextMistake};
pub use visits::{UnreadableVisit, VisitLine, VisitList};

use crate::config::Config;
use crate::error::EngineError;
use crate::platform::keys::KeyStore;
use crate::remote::Remote;

/// An installer's tool. Cheap to share: all methods take `&self`. Whatever touches the store is async and durable when
/// it returns; whatever only computes is not async.
pub struct Installer {
    config: Config,
    keys: Arc<dyn KeyStore>,
    networks: Networks,
    shelf: Mutex<Shelf>,
    remote: Arc<Remote>,
    account: RwLock<Option<Arc<Account>>>,
    /// Whoever holds it changes who is signed in.
    account_turn: futures_util::lock::Mutex<()>,
    observers: Observers,
    /// Whoever holds it syncs.
    sync_turn: futures_util::lock::Mutex<()>,
    /// The platform's last word was that there is no network.
    no_network: AtomicBool,
    /// The sync that is running, to be told of what is queued meanwhile.
    running: Mutex<Option<Arc<Running>>>,
    /// How to stop the syncs that run or wait for their turn.
    stops: Mutex<Vec<oneshot::Sender<()>>>,
}

impl Installer {
    /// Opens what was kept, with the account that was last signed in. Needs no network.
    pub async fn open(config: Config, keys: Arc<dyn KeyStore>) -> Result<Self, EngineError> {
        let transport = config.transport()?;
        let installer = Self {
            remote: Arc::new(Remote::new(transport, config.server.clone(), config.clock.clone())?),
            shelf: Mutex::new(Shelf::built_in()?),
            networks: Networks::open(&config).await?,
            account: RwLock::new(None),
            account_turn: futures_util::lock::Mutex::default(),
            observers: Observers::default(),
            sync_turn: futures_util::lock::Mutex::default(),
            no_network: AtomicBool::default(),
            running: Mutex::default(),
            stops: Mutex::default(),
            config,
            keys,
        };
        installer.reopen_account().await?;
        Ok(installer)
    }

    /// The words for a code, in the best locale at hand for the one asked for; also those that the network brings for
    /// what it adds to the playbooks.
    pub fn text(&self, code: &str, fields: &pinpoint_domain::Fields, locale: &str) -> String {
        if !crate::words::know(code)
            && let Some(added) = self.playbooks().word(code, locale)
        {
            return added.to_owned();
        }
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
            playbooks: self.playbooks(),
            profile: self.profile(),
            catalog: self.catalog(),
            folds: Arc::clone(&account.folds),
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
    catalog: Option<Arc<Catalog>>,
    folds: Arc<Folds>,
}

impl Bench {
    fn context(&self) -> Context<'_> {
        Context {
            actor: self.actor,
            now: self.now,
            playbooks: &self.playbooks,
            profile: &self.profile,
            catalog: self.catalog.as_deref(),
        }
    }
}
