//! One cell of the board: how far a station is in a phase.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::playbook::{Phase, Role, Step};
use super::super::refusal::Refusal;
use super::super::safety;
use super::super::view::{StepStatus, StepView};
use super::{Standing, count};
use crate::ids::StepId;

/// How far a station is in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Cell {
    /// The phase.
    pub phase: Phase,
    /// How far.
    pub state: CellState,
    /// How many of its steps are done.
    pub done: u32,
    /// How many it asks for.
    pub asked: u32,
    /// How much must happen elsewhere before it can go on; 0 unless it is blocked.
    pub missing: u32,
}

/// Where a station stands in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    /// The phase asks nothing of this station.
    NotAsked,
    /// Can begin, and nothing is done.
    NotBegun,
    /// Under way, and can go on.
    Open,
    /// Something elsewhere comes first.
    Blocked,
    /// All done.
    Done,
    /// STOP: the cabinet is open and the circuit is not safe.
    Stop,
}

impl Standing<'_> {
    /// What may be left out counts only where nothing else is asked: the desk, most often.
    pub(super) fn cell(&self, phase: Phase) -> Cell {
        let of_phase = |step: &&StepView| step.phase == phase && step.status != StepStatus::NotForStation;
        let all: Vec<&StepView> = self.view.steps.iter().filter(of_phase).collect();
        let asked: Vec<&StepView> = all.iter().copied().filter(|step| !step.optional).collect();
        let steps = if asked.is_empty() { all } else { asked };
        let is_done = |step: &&&StepView| step.status == StepStatus::Done;
        let done = count(steps.iter().filter(is_done));
        let state = self.state(phase, &steps);
        let missing = if state == CellState::Blocked { self.missing(phase, &steps) } else { 0 };
        Cell { phase, state, done, asked: count(steps.iter()), missing }
    }

    fn state(&self, phase: Phase, steps: &[&StepView]) -> CellState {
        let lockout = self.at.playbook.step_of(Role::Lockout);
        if !self.view.stop.is_empty() && lockout.is_some_and(|step| step.phase == phase) {
            return CellState::Stop;
        }
        if steps.is_empty() {
            return CellState::NotAsked;
        }
        if steps.iter().all(|step| step.status == StepStatus::Done) {
            return CellState::Done;
        }
        if !steps.iter().any(|step| step.status == StepStatus::Open) {
            return CellState::Blocked;
        }
        let begun = |step: &&StepView| {
            step.status == StepStatus::Done
                || step.answer.is_some()
                || step.items.iter().any(|item| item.done)
        };
        if steps.iter().any(begun) { CellState::Open } else { CellState::NotBegun }
    }

    /// The steps of other phases that come first; where there is none, what lacks for safety.
    fn missing(&self, phase: Phase, steps: &[&StepView]) -> u32 {
        let elsewhere = |id: &&StepId| self.at.playbook.step(id).is_none_or(|step| step.phase != phase);
        let first: BTreeSet<&StepId> =
            steps.iter().flat_map(|step| &step.missing).filter(elsewhere).collect();
        if !first.is_empty() {
            return count(first.iter());
        }
        if !self.view.stop.is_empty() {
            return count(self.view.stop.iter());
        }
        let is_power = |step: &Step| steps.iter().any(|view| view.id == step.id);
        let power = self.at.playbook.step_of(Role::ReEnergise).filter(|step| is_power(step));
        let held = power.map(|_| safety::may_re_energise(self.at.visit, self.at.job, self.at.context.actor));
        match held {
            Some(Err(
                Refusal::CabinetOpenOnCircuit { open: held, .. }
                | Refusal::LockoutOfOthers { others: held, .. },
            )) => u32::try_from(held).unwrap_or(u32::MAX),
            // A closed cabinet, most often: no step waits for it, but work inside does.
            _ => 1,
        }
    }
}
