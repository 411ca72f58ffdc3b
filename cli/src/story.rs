//! The world of a story, in a file that one process hands to the next: a command is an act, and the world outlives it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pinpoint_domain::Timestamp;
use pinpoint_engine::Installer;
use pinpoint_engine::testing::StoryWorld;

use crate::error::CliError;

/// Names the world's file.
const FILE: &str = "PINPOINT_STORY_WORLD";

/// The world that this process lives in, if it lives in a story.
#[derive(Default)]
pub(crate) struct Played(OnceLock<(PathBuf, StoryWorld)>);

impl Played {
    /// The time in the world.
    pub(crate) fn now(&self) -> Result<Option<Timestamp>, CliError> {
        Ok(self.world()?.map(|(_, world)| world.now()))
    }

    /// The installer's tool in this world.
    pub(crate) async fn installer(&self, data: &Path) -> Result<Option<Installer>, CliError> {
        let Some((_, world)) = self.world()? else { return Ok(None) };
        Ok(Some(Installer::open(world.config(data.to_owned())?, world.keys()).await?))
    }

    /// Writes the world down for the next process.
    pub(crate) fn keep(&self) -> Result<(), CliError> {
        let Some((path, world)) = self.0.get() else { return Ok(()) };
        std::fs::write(path, world.save()?).map_err(CliError::file(path))
    }

    fn world(&self) -> Result<Option<&(PathBuf, StoryWorld)>, CliError> {
        let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else { return Ok(None) };
        if self.0.get().is_none() {
            let world = std::fs::read_to_string(&path).map_err(CliError::file(&path))?;
            let world = StoryWorld::restore(&world)?;
            self.0.get_or_init(|| (path, world));
        }
        Ok(self.0.get())
    }
}
