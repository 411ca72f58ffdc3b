//! What a member of the crew does best next.

use serde::Serialize;

use super::super::playbook::{Phase, Role};
use super::super::state::Cabinet;
use super::super::view::{StepStatus, StepView};
use super::Standing;
use crate::ids::{ItemId, PinpointId, StepId};

/// The next best action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct BoardNext {
    /// At which station.
    pub job: PinpointId,
    /// The step.
    pub step: StepId,
    /// The item, for a checklist.
    pub item: Option<ItemId>,
}

/// STOP before all. Then phase by phase across the stations, except that a circuit which this person has locked out is
/// finished before the next one is switched off.
pub(super) fn best(standing: &[Standing<'_>]) -> Option<BoardNext> {
    standing.iter().find_map(Standing::out_of_danger).or_else(|| {
        let open = standing.iter().enumerate().flat_map(|(row, job)| {
            let steps = job.view.steps.iter().enumerate();
            let can_be_done = steps.filter(|(_, step)| step.status == StepStatus::Open && !step.optional);
            can_be_done.map(move |(place, step)| (job.distance(step), row, place, job, step))
        });
        let (.., job, step) = open.min_by_key(|(distance, row, place, ..)| (*distance, *row, *place))?;
        Some(job.action(step))
    })
}

/// How far a step is from being the next one; the smallest goes first.
type Distance = (bool, bool, Phase, bool);

impl Standing<'_> {
    fn distance(&self, step: &StepView) -> Distance {
        let on_site = step.phase > Phase::Arrive;
        let job = self.at.job;
        let mine = self.at.visit.circuit(&job.circuit);
        let in_hand = mine.is_some_and(|circuit| circuit.lockouts.contains_key(&self.at.context.actor));
        (on_site, on_site && !in_hand, step.phase, job.cabinet == Cabinet::Closed)
    }

    fn action(&self, step: &StepView) -> BoardNext {
        let item = step.items.iter().find(|item| !item.done).map(|item| item.id.clone());
        BoardNext { job: self.at.job.id, step: step.id.clone(), item }
    }

    /// Whoever opened an unsafe cabinet makes it safe; anybody else closes it.
    fn out_of_danger(&self) -> Option<BoardNext> {
        let item = self.view.stop.first()?.clone();
        let mine = self.at.job.cabinet == Cabinet::Open { by: self.at.context.actor };
        let (role, item) = if mine { (Role::Lockout, Some(item)) } else { (Role::CloseCabinet, None) };
        let step = self.at.playbook.step_of(role)?.id.clone();
        Some(BoardNext { job: self.at.job.id, step, item })
    }
}
