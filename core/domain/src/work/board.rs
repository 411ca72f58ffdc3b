//! The board of a visit: stations by phases, who has which circuit locked out, and what to do next. A crew that does a
//! phase at all stations before the next one sees where it can go on.

mod cell;
mod next;

use std::collections::BTreeSet;

use serde::Serialize;

use super::at::At;
use super::command::Context;
use super::kind::JobKind;
use super::playbook::Phase;
use super::safety;
use super::state::{Cabinet, Job, Visit};
use super::view::JobView;
use crate::code::Notice;
use crate::ids::{CircuitId, InstallerId, ItemId, PinpointId};
use crate::label::MacAddress;
use crate::serial::SerialNumber;

pub use cell::{Cell, CellState};
pub use next::BoardNext;

/// A visit at a glance, for the person who looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Board {
    /// The columns: the parts of the visit that any of its jobs has, in order.
    pub phases: Vec<Phase>,
    /// The rows, in the order in which the jobs began.
    pub stations: Vec<BoardRow>,
    /// What each breaker switches, and who has it locked out.
    pub circuits: Vec<CircuitView>,
    /// What this person does best next; none when nothing can be done.
    pub next: Option<BoardNext>,
    /// Jobs whose playbook is not at hand. They are kept; a later version shows them.
    pub unreadable: Vec<PinpointId>,
}

/// One station's piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct BoardRow {
    /// The job.
    pub job: PinpointId,
    /// Its kind.
    pub kind: JobKind,
    /// The label's MAC.
    pub mac: MacAddress,
    /// Its circuit.
    pub circuit: CircuitId,
    /// The model, once chosen.
    pub model: Option<String>,
    /// The serial, once two entries agree.
    pub serial: Option<SerialNumber>,
    /// The bay, once written down.
    pub bay: Option<String>,
    /// Whether the cabinet is open.
    pub cabinet_open: bool,
    /// Whether the record is sealed.
    pub sealed: bool,
    /// What to look at before going on; their words are `warning-<code>`.
    pub warnings: Vec<Notice>,
    /// One a column.
    pub cells: Vec<Cell>,
}

/// What one breaker switches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CircuitView {
    /// What the breaker is called.
    pub circuit: CircuitId,
    /// Cabinets that are open behind it: power stays off.
    pub open_cabinets: u32,
    /// The lockouts in force. Each counts for its own person alone.
    pub lockouts: Vec<LockoutView>,
}

/// One person's lockout of one circuit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct LockoutView {
    /// Who.
    pub person: InstallerId,
    /// Whether it is the person who looks at the board.
    pub mine: bool,
    /// What is not confirmed yet, in order; empty: this person may open and work.
    pub missing: Vec<ItemId>,
}

/// A job with its snapshot.
struct Standing<'a> {
    at: At<'a>,
    view: JobView,
}

impl Board {
    /// The snapshot of a visit.
    pub fn of(visit: &Visit, context: &Context<'_>) -> Self {
        let mut jobs: Vec<&Job> = visit.jobs().collect();
        jobs.sort_by_key(|job| (job.started_at, job.id));
        let mut unreadable = Vec::new();
        let mut standing = Vec::new();
        for job in jobs {
            match (At::find(visit, job.id, context), JobView::of(visit, job.id, context)) {
                (Ok(at), Ok(view)) => standing.push(Standing { at, view }),
                _ => unreadable.push(job.id),
            }
        }
        let phases: BTreeSet<Phase> =
            standing.iter().flat_map(|job| job.view.steps.iter().map(|step| step.phase)).collect();
        Self {
            stations: standing.iter().map(|job| job.row(&phases)).collect(),
            circuits: visit.circuits.keys().map(|circuit| circuit_view(circuit, visit, &standing)).collect(),
            next: next::best(&standing),
            phases: phases.into_iter().collect(),
            unreadable,
        }
    }
}

impl Standing<'_> {
    fn row(&self, phases: &BTreeSet<Phase>) -> BoardRow {
        let job = self.at.job;
        BoardRow {
            job: job.id,
            kind: job.kind,
            mac: job.mac.clone(),
            circuit: job.circuit.clone(),
            model: job.station().map(|station| station.model.clone()),
            serial: job.serial().cloned(),
            bay: job.facts.details.bay.clone(),
            cabinet_open: self.view.cabinet_open,
            sealed: job.sealed.is_some(),
            warnings: self.view.warnings.clone(),
            cells: phases.iter().map(|phase| self.cell(*phase)).collect(),
        }
    }
}

fn circuit_view(circuit: &CircuitId, visit: &Visit, standing: &[Standing<'_>]) -> CircuitView {
    let behind: Vec<&At<'_>> =
        standing.iter().map(|job| &job.at).filter(|at| at.job.circuit == *circuit).collect();
    let holders = visit.circuits.get(circuit).into_iter().flat_map(|circuit| circuit.lockouts.keys());
    let lockout = |person: &InstallerId| {
        let mut missing = Vec::new();
        for item in behind.iter().flat_map(|at| safety::lockout_missing(visit, at.job, at.playbook, *person))
        {
            if !missing.contains(&item) {
                missing.push(item);
            }
        }
        let mine = behind.iter().any(|at| at.context.actor == *person);
        LockoutView { person: *person, mine, missing }
    };
    CircuitView {
        circuit: circuit.clone(),
        open_cabinets: count(behind.iter().filter(|at| at.job.cabinet != Cabinet::Closed)),
        lockouts: holders.map(lockout).collect(),
    }
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}
