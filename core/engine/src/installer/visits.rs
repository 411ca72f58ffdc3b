//! Visits: which there are, and the board of one.

use std::collections::BTreeSet;

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::ids::{CircuitId, VisitId};
use pinpoint_domain::work::{Board, Job, Visit};
use serde::Serialize;

use super::{Bench, Installer};
use crate::error::EngineError;
use crate::store::journal;

/// Visits, and those that this version cannot read.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct VisitList {
    /// The newest first.
    pub visits: Vec<VisitLine>,
    /// Kept as they are; the code says why they cannot be shown.
    pub unreadable: Vec<UnreadableVisit>,
}

/// One visit in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct VisitLine {
    /// Its name, for [`Installer::board`] and for starting another job in it.
    pub visit: VisitId,
    /// When its first job began.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub began_at: Timestamp,
    /// Its circuits.
    pub circuits: Vec<CircuitId>,
    /// How many jobs it has.
    pub jobs: u32,
    /// How many of them are sealed.
    pub sealed: u32,
    /// Whether somebody must STOP.
    pub stop: bool,
}

/// A visit whose journal this version cannot read.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct UnreadableVisit {
    /// Its name.
    pub visit: VisitId,
    /// Why.
    pub code: String,
    /// What the code's sentence needs.
    pub fields: Fields,
}

impl Installer {
    /// The visits of this phone, the newest first. One that cannot be read is named and holds up no other.
    pub async fn visits(&self) -> Result<VisitList, EngineError> {
        let account = self.any_account()?;
        let bench = self.bench(&account);
        account
            .store
            .read(move |connection| {
                let mut list = VisitList::default();
                let mut seen = BTreeSet::new();
                for (_, visit) in journal::jobs(connection)? {
                    if !seen.insert(visit) {
                        continue;
                    }
                    match journal::replay(connection, visit) {
                        Ok(state) => list.visits.extend(bench.line(visit, &state)),
                        Err(error) => {
                            let (code, fields) = (error.code().to_owned(), error.fields());
                            list.unreadable.push(UnreadableVisit { visit, code, fields });
                        }
                    }
                }
                Ok::<_, EngineError>(list)
            })
            .await
    }

    /// A visit at a glance: stations by phases, lockouts, and what this person does best next.
    pub async fn board(&self, visit: VisitId) -> Result<Board, EngineError> {
        let account = self.any_account()?;
        let bench = self.bench(&account);
        account
            .store
            .read(move |connection| {
                if !journal::has_visit(connection, visit)? {
                    return Err(EngineError::VisitUnknown { visit });
                }
                Ok(Board::of(&bench.folds.of_visit(connection, visit)?.state, &bench.context()))
            })
            .await
    }
}

impl Bench {
    /// None for a visit in which nothing began.
    fn line(&self, visit: VisitId, state: &Visit) -> Option<VisitLine> {
        let circuits: BTreeSet<CircuitId> = state.jobs().map(|job| job.circuit().clone()).collect();
        let count = |jobs: usize| u32::try_from(jobs).unwrap_or(u32::MAX);
        let stop = |job: &Job| self.view(state, job.id()).is_ok_and(|view| !view.stop.is_empty());
        Some(VisitLine {
            visit,
            began_at: state.jobs().map(Job::started_at).min()?,
            circuits: circuits.into_iter().collect(),
            jobs: count(state.jobs().count()),
            sealed: count(state.jobs().filter(|job| job.sealed().is_some()).count()),
            stop: state.jobs().any(stop),
        })
    }
}
