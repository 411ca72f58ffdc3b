//! The playbooks at hand: those of this version, with what the network adds to them now, and those with which jobs on
//! this phone began.

use std::sync::{Arc, PoisonError};

use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::work::playbook::Playbook;
use pinpoint_domain::work::{Event, JobKind, Playbooks};
use rusqlite::Connection;

use super::Installer;
use crate::error::EngineError;
use crate::store::{Store, StoreError, meta};

/// Where the store keeps a playbook that did not come with the program, by its digest.
const ROOM: &str = "playbook-";

/// All playbooks, and the profile whose additions are among them.
#[derive(Default)]
pub(super) struct Shelf {
    all: Arc<Playbooks>,
    of: Option<Arc<NetworkProfile>>,
}

impl Installer {
    /// The steps of a kind of job as one begins with them now: what to fetch, whom to ask and what to bring, before there
    /// is a job.
    pub fn playbook(&self, kind: JobKind) -> Option<Playbook> {
        self.playbooks().newest(kind).cloned()
    }

    /// All of them. A profile that changed meanwhile brings its own additions; what jobs began with stays.
    pub fn playbooks(&self) -> Arc<Playbooks> {
        let profile = self.profile();
        let mut at_hand = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if !at_hand.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, &profile)) {
            at_hand.all = Arc::new(with_additions(&at_hand.all, &profile));
            at_hand.of = Some(profile);
        }
        Arc::clone(&at_hand.all)
    }

    /// Takes up what jobs of this account began with.
    pub(super) async fn take_up_playbooks(&self, store: &Store) -> Result<(), EngineError> {
        let kept = store.read(|connection| meta::beginning(connection, ROOM)).await?;
        let mut at_hand = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = Playbooks::clone(&at_hand.all);
        for text in kept {
            match Playbook::parse(text.as_bytes()) {
                Ok(playbook) => all.keep(playbook),
                // Its job says by itself that it cannot be read; the others go on.
                Err(error) => tracing::warn!(%error, "a playbook that was kept cannot be read"),
            }
        }
        at_hand.all = Arc::new(all);
        Ok(())
    }
}

impl Shelf {
    /// Those of this version.
    pub(super) fn built_in() -> Result<Self, EngineError> {
        Ok(Self { all: Arc::new(Playbooks::built_in()?), of: None })
    }
}

/// Keeps the playbook of a job that begins, where it did not come with the program: the job ends with it.
pub(super) fn keep(connection: &Connection, event: &Event, playbooks: &Playbooks) -> Result<(), StoreError> {
    let Event::JobStarted { playbook, .. } = event else { return Ok(()) };
    match playbooks.get(&playbook.digest) {
        Some(extended) if !extended.extensions.is_empty() => {
            let text = String::from_utf8(extended.to_bytes())
                .map_err(|error| StoreError::unreadable("playbook", error))?;
            meta::put(connection, &format!("{ROOM}{}", playbook.digest.hex()), &text)
        }
        _ => Ok(()),
    }
}

/// A profile was checked when it was signed and when it came; one of which this version still refuses an addition lacks
/// that one, and safety nowhere.
fn with_additions(before: &Playbooks, profile: &NetworkProfile) -> Playbooks {
    let mut all = before.plain();
    for extension in &profile.extensions {
        if let Err(error) = all.extend(std::slice::from_ref(extension)) {
            tracing::warn!(%error, extension = %extension.id, "what the network adds is not taken");
        }
    }
    all
}
