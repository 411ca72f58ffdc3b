//! What no app has: a module that dies when it is asked to, and the world of a story.

use std::path::PathBuf;

use js_sys::Function;
use pinpoint_engine::testing::{StoryWorld, conformance};
use pinpoint_engine::{Copies, Installer};
use wasm_bindgen::prelude::*;

use crate::border::{Crossed, malformed, parsed};
use crate::store::Store;

impl Store {
    /// Opens what was kept in a story's world: one that begins at this moment, or one that was written down.
    pub(crate) async fn open_in_world(world: &str, data: PathBuf, changed: Function) -> Crossed<Self> {
        let world = if world.starts_with('{') {
            StoryWorld::restore(world)?
        } else {
            StoryWorld::new(parsed("world", world)?)
        };
        let installer = Installer::open(world.config(data)?, world.keys()).await?;
        let mut store = Self::of(installer, changed);
        store.world = Some(world);
        Ok(store)
    }

    fn world(&self) -> Crossed<&StoryWorld> {
        self.world.as_ref().ok_or("not in a story").map_err(malformed("world"))
    }
}

#[wasm_bindgen]
impl Store {
    /// Dies, as a defect of the module would make it die: between two awaits, where no caller is told.
    #[expect(clippy::panic, clippy::unused_async, reason = "to be asked for is its purpose")]
    pub async fn panic_now(&self) {
        panic!("the store's own words");
    }

    /// Holds this browser's files and database against what every platform's must do, in a folder that is not there yet:
    /// `[{"check": "a sentence", "problem": null}, ...]`.
    pub async fn conformance(&self, folder: String) -> Crossed<String> {
        let checked = conformance(PathBuf::from(folder)).await;
        serde_json::to_string(&checked).map_err(malformed("conformance"))
    }

    /// Seals copies of a job that is ready, and queues them.
    pub async fn copy_job(&self, job: &str, count: &str) -> Crossed<()> {
        let count = parsed("count", count)?;
        self.installer.copy_job(parsed("job", job)?, count, Copies::Queued).await?;
        Ok(())
    }

    /// So many commits of one row, one after the other.
    pub async fn commit(&self, times: &str) -> Crossed<()> {
        for _ in 0..parsed::<u32>("times", times)? {
            self.installer.commit_once().await?;
        }
        Ok(())
    }

    /// Something happens in the story's world.
    pub fn world_act(&self, act: &str) -> Crossed<()> {
        Ok(self.world()?.act(act)?)
    }

    /// The time in the story's world.
    pub fn world_now(&self) -> Crossed<String> {
        Ok(self.world()?.now().to_string())
    }

    /// The story's world, written down.
    pub fn world_saved(&self) -> Crossed<String> {
        Ok(self.world()?.save()?)
    }
}
