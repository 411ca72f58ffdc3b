//! What can happen in a world, as a story says it.

use std::fmt::Display;

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_domain::code::{Coded, Fields, fields};
use serde::{Deserialize, Serialize};

use super::answers::Scripted;
use super::server::Opinion;
use super::state::State;

/// An act of the world.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WorldAct {
    /// Time passes, `+PT2H`, or somebody sets the clock back, `-PT10M`; or it is a moment, `2026-11-23T07:30:00Z`.
    Time(String),
    /// There is a network, or there is none.
    Network(Signal),
    /// What the network answers to the next requests that fit, instead of what the server would have said.
    Answers(Vec<Scripted>),
    /// What the network decides about a record, at once or as soon as it has it.
    Verdict(Opinion),
    /// Until when the installer is certified; null: not at all.
    Certification(Option<Timestamp>),
    /// Whether anything more can be kept.
    Disk(Room),
    /// An older program was used here before, and left its database.
    OldDatabase(OldDatabase),
}

/// Whether there is a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Signal {
    Online,
    Offline,
}

/// Whether there is room on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Room {
    Room,
    Full,
}

/// A database of `fixtures/databases`. They are part of the test's code, because a browser has no folder to read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum OldDatabase {
    /// Schema 1, with a job half done.
    #[serde(rename = "v1.db")]
    V1,
}

impl OldDatabase {
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::V1 => include_bytes!("../../../../../fixtures/databases/v1.db"),
        }
    }
}

/// A world, or an act of one, that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the story's {what}: {reason}")]
pub struct WorldError {
    /// What was given.
    pub what: &'static str,
    /// What was wrong with it.
    pub reason: String,
}

impl WorldError {
    pub(super) fn new(what: &'static str, reason: impl Display) -> Self {
        Self { what, reason: reason.to_string() }
    }

    pub(super) fn unreadable(what: &'static str) -> impl Fn(serde_json::Error) -> Self {
        move |error| Self::new(what, error)
    }
}

impl Coded for WorldError {
    fn code(&self) -> &'static str {
        "story-world"
    }

    fn fields(&self) -> Fields {
        fields([("what", self.what.to_owned()), ("reason", self.reason.clone())])
    }
}

impl State {
    pub(super) fn act(&mut self, act: WorldAct) -> Result<(), WorldError> {
        match act {
            WorldAct::Time(text) => self.now = moment(&text, self.now)?,
            WorldAct::Network(signal) => self.network = signal,
            WorldAct::Answers(answers) => self.answers.extend(answers),
            WorldAct::Verdict(opinion) => self.server.decide(opinion, self.now)?,
            WorldAct::Certification(until) => self.server.certify(until),
            WorldAct::Disk(room) => self.disk = room,
            WorldAct::OldDatabase(old) => self.old_database = Some(old),
        }
        Ok(())
    }
}

fn moment(text: &str, now: Timestamp) -> Result<Timestamp, WorldError> {
    let wrong = |error: jiff::Error| WorldError::new("time", error);
    let length = |text: &str| text.parse::<SignedDuration>().map_err(wrong);
    match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(ahead), _) => now.checked_add(length(ahead)?).map_err(wrong),
        (None, Some(back)) => now.checked_sub(length(back)?).map_err(wrong),
        (None, None) => text.parse().map_err(wrong),
    }
}
