//! All that a world is, so that it can be written down.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_domain::wire::Base64;
use serde::{Deserialize, Serialize};

use super::act::{OldDatabase, Room, Signal};
use super::answers::Answers;
use super::chance::Chance;
use super::server::Server;

/// The installer is certified for half a year, unless the story says otherwise.
const CERTIFIED: SignedDuration = SignedDuration::from_hours(183 * 24);

#[derive(Serialize, Deserialize)]
pub(super) struct State {
    pub(super) now: Timestamp,
    pub(super) chance: Chance,
    pub(super) secrets: BTreeMap<String, Base64>,
    pub(super) network: Signal,
    pub(super) answers: Answers,
    pub(super) disk: Room,
    pub(super) old_database: Option<OldDatabase>,
    pub(super) server: Server,
}

impl State {
    pub(super) fn new(now: Timestamp) -> Self {
        Self {
            now,
            chance: Chance::default(),
            secrets: BTreeMap::new(),
            network: Signal::Online,
            answers: Answers::default(),
            disk: Room::Room,
            old_database: None,
            server: Server::certified_until(now.saturating_add(CERTIFIED).unwrap_or(Timestamp::MAX)),
        }
    }
}
