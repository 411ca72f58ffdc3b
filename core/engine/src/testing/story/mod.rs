//! Stories: a day of an installer as a file, played by every face through its own surface. `fixtures/stories/README.md` is
//! the form; this is its reading, its playing and its recording for the faces that are written in Rust.

mod deed;
mod flat;
mod play;
mod screens;
mod write;

use std::collections::BTreeMap;

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::Notice;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

pub use deed::Deed;
pub use flat::{Flat, flatten};
pub use play::{Face, Played, play};

/// One day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// What the day is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub tells: String,
    /// When it begins.
    pub begins: Timestamp,
    /// What happens, in order.
    pub acts: Vec<Act>,
}

/// Something that happens, and what must come of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// What the installer does: a [`Deed`].
    #[serde(default, rename = "do")]
    pub does: Option<Box<RawValue>>,
    /// What the world does, for [`super::StoryWorld::act`].
    #[serde(default)]
    pub world: Option<Box<RawValue>>,
    /// What changed on the screen: JSON pointers with their new value, null when they are gone.
    #[serde(default)]
    pub gives: BTreeMap<String, Value>,
    /// That it was refused, and how.
    #[serde(default)]
    pub refuses: Option<Notice>,
}

impl Story {
    /// Reads a story; says where it is none.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}
