//! A visit as it is on the disk. A long one has a thousand journal entries, and every tap and every screen asks for their
//! fold: the one that was asked for last is kept.

use std::sync::{Arc, Mutex, PoisonError};

use pinpoint_domain::ids::{PinpointId, VisitId};
use pinpoint_domain::work::{Refusal, Visit};
use rusqlite::Connection;

use crate::error::EngineError;
use crate::store::{StoreError, journal, meta};

/// A visit, and the device's counter when it was read.
#[derive(Clone)]
pub(super) struct Folded {
    pub(super) visit: VisitId,
    pub(super) state: Arc<Visit>,
    pub(super) counter: u64,
}

/// The visit that was folded last. Nothing enters a journal without a new number of the device's counter, whichever program
/// writes it, and entries never change: while the counter stands, so does the fold.
#[derive(Default)]
pub(super) struct Folds(Mutex<Option<Folded>>);

impl Folds {
    /// The visit of a job.
    pub(super) fn of_job(&self, connection: &Connection, job: PinpointId) -> Result<Folded, EngineError> {
        let visit = journal::visit_of(connection, job)?.ok_or(Refusal::JobUnknown { job })?;
        Ok(self.of_visit(connection, visit)?)
    }

    /// A visit; an empty one when nothing has begun in it.
    pub(super) fn of_visit(&self, connection: &Connection, visit: VisitId) -> Result<Folded, StoreError> {
        // Before the entries: what another program writes in between makes the fold newer than its number, and that finds
        // nobody.
        let counter = meta::sequence(connection)?;
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = last.as_ref().filter(|known| (known.visit, known.counter) == (visit, counter)) {
            return Ok(known.clone());
        }
        let state = Arc::new(journal::replay(connection, visit)?);
        Ok(last.insert(Folded { visit, state, counter }).clone())
    }

    /// What was just committed leads here, so nobody has to read it again.
    pub(super) fn keep(&self, folded: Folded) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(folded);
    }
}
