//! The world of a story: everything that an installer's day meets and that is never twice the same, played so that it
//! always is. A fake clock that stands still between the acts, randomness that can be foreseen, a key store, a small
//! honest server of the demo network, and a disk.
//!
//! The world outlives the [`crate::Installer`] that lives in it, as the real one does, and it can be written down and
//! gone on with, because a face may be a process an act.

mod act;
mod answers;
mod chance;
mod keys;
mod network;
mod server;
mod state;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pinpoint_domain::Timestamp;
use pinpoint_domain::wire::CapsuleError;
use url::Url;

use crate::config::Config;
use crate::platform::keys::KeyStore;
use crate::platform::random::Randomness;
use crate::platform::time::Clock;
use crate::store::PlayedDisk;

pub use act::WorldError;
pub use server::{EMAIL, PASSWORD};
use state::State;

/// Where the played server is. No request ever leaves for it.
const SERVER: &str = "https://story.pinpoint.example/";
/// Name and version of the app, in every face the same, because records hold it.
const APP: &str = "pinpoint-stories/1";

/// A world. Clones are the same world.
#[derive(Clone)]
pub struct StoryWorld {
    state: Arc<Mutex<State>>,
}

impl StoryWorld {
    /// A world in which nothing happened yet, at this moment.
    pub fn new(now: Timestamp) -> Self {
        Self { state: Arc::new(Mutex::new(State::new(now))) }
    }

    /// A world as [`StoryWorld::save`] wrote it down.
    pub fn restore(json: &str) -> Result<Self, WorldError> {
        let state = serde_json::from_str(json).map_err(WorldError::unreadable("world"))?;
        Ok(Self { state: Arc::new(Mutex::new(state)) })
    }

    /// The world as JSON. It holds the secrets of the story, which are worth nothing.
    pub fn save(&self) -> Result<String, WorldError> {
        serde_json::to_string(&*self.state()).map_err(WorldError::unreadable("world"))
    }

    /// What an installer in this world is opened with; `data` is where this platform keeps it.
    pub fn config(&self, data: PathBuf) -> Result<Config, WorldError> {
        let server = Url::parse(SERVER).map_err(|error| WorldError::new("server", error))?;
        let demo = Config::demo(data, server, APP)
            .map_err(|error: CapsuleError| WorldError::new("network", error))?;
        let (clock, random) = (self.clone(), self.clone());
        Ok(Config {
            clock: Clock::standing(move || clock.now()),
            random: Randomness::from_fn(move |bytes| {
                random.state().chance.fill(bytes);
                Ok(())
            }),
            played: Some(Arc::new(self.clone())),
            disk: Some(Arc::new(self.clone())),
            ..demo
        })
    }

    /// The key store of this world's device.
    pub fn keys(&self) -> Arc<dyn KeyStore> {
        Arc::new(self.clone())
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.state().now
    }

    /// Something happens in the world: an act as it stands in a story, under `world`.
    pub fn act(&self, json: &str) -> Result<(), WorldError> {
        let act = serde_json::from_str(json).map_err(WorldError::unreadable("act"))?;
        self.state().act(act)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PlayedDisk for StoryWorld {
    fn is_full(&self) -> bool {
        self.state().disk == act::Room::Full
    }

    fn left_behind(&self) -> Option<&'static [u8]> {
        self.state().old_database.map(act::OldDatabase::bytes)
    }
}

impl std::fmt::Debug for StoryWorld {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoryWorld({})", self.now())
    }
}
