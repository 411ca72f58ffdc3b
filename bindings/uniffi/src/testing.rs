//! The world of a story, for tests of the faces: never part of an app.

use pinpoint_domain::Timestamp;
use pinpoint_engine as engine;
use pinpoint_engine::testing;

use crate::mirror::FilePath;
use crate::{Installer, PinpointError};

/// A clock, a network with its server, a disk and keys that do as a story says. It outlives the `Installer` in it.
#[derive(uniffi::Object)]
pub struct StoryWorld(testing::StoryWorld);

#[uniffi::export(async_runtime = "tokio")]
impl StoryWorld {
    /// A world in which nothing happened yet, at this moment.
    #[uniffi::constructor]
    pub fn new(begins: Timestamp) -> Self {
        Self(testing::StoryWorld::new(begins))
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.0.now()
    }

    /// Something happens in the world: an act as it stands in a story, under `world`.
    pub fn act(&self, json: &str) -> Result<(), PinpointError> {
        self.0.act(json).map_err(|error| PinpointError::of(&error))
    }

    /// Opens the app in this world, now or again.
    pub async fn open(&self, data: FilePath) -> Result<Installer, PinpointError> {
        let config = self.0.config(data).map_err(|error| PinpointError::of(&error))?;
        Ok(Installer::of(engine::Installer::open(config, self.0.keys()).await?))
    }
}
