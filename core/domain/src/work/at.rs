//! One job with all that its rules look at, and what they ask of it.

use super::command::Context;
use super::playbook::{Condition, Form, Playbook, Role, Step, StepKind};
use super::refusal::Refusal;
use super::safety;
use super::state::{Job, Visit};
use crate::ids::{ItemId, PinpointId, StepId};

/// One job with all that its rules look at.
pub(super) struct At<'a> {
    pub(super) visit: &'a Visit,
    pub(super) job: &'a Job,
    pub(super) playbook: &'a Playbook,
    /// The playbook's seal.
    pub(super) seal: &'a Step,
    pub(super) context: &'a Context<'a>,
}

impl<'a> At<'a> {
    pub(super) fn find(visit: &'a Visit, job: PinpointId, context: &'a Context<'a>) -> Result<Self, Refusal> {
        let job = visit.job(&job).ok_or(Refusal::JobUnknown { job })?;
        let playbook = context.playbooks.get(&job.playbook.digest);
        // A playbook has its seal since it was read; one without is none.
        let (playbook, seal) = playbook
            .and_then(|playbook| Some((playbook, playbook.seal()?)))
            .ok_or_else(|| Refusal::PlaybookMissing { playbook: job.playbook.digest.to_string() })?;
        Ok(Self { visit, job, playbook, seal, context })
    }

    /// Whether the step is done, as far as its role knows: a lockout is done while it is whole, and stays so in the
    /// record of a job whose power came back.
    pub(super) fn is_done(&self, step: &Step) -> bool {
        match (step.role, step.kind) {
            (Some(Role::Lockout), _) => {
                let ended = self.playbook.step_of(Role::ReEnergise);
                ended.is_some_and(|ended| self.job.done.contains_key(&ended.id))
                    || self.lockout_missing().is_empty()
            }
            (_, StepKind::Seal) => self.job.sealed.is_some(),
            (_, StepKind::Checklist) => {
                let ticked = self.job.items.get(&step.id);
                step.items.iter().all(|item| ticked.is_some_and(|ticked| ticked.contains(&item.id)))
            }
            (_, StepKind::Form) if step.form == Some(Form::Serial) => self.job.serial().is_some(),
            _ => self.job.done.contains_key(&step.id),
        }
    }

    pub(super) fn lockout_missing(&self) -> Vec<ItemId> {
        safety::lockout_missing(self.visit, self.job, self.playbook, self.context.actor)
    }

    /// Whether the step is for this station; none: not known yet.
    pub(super) fn applies(&self, step: &Step) -> Option<bool> {
        match step.when {
            None => Some(true),
            Some(Condition::HasScreen) => self.job.station().map(|station| station.has_screen),
        }
    }

    /// The steps that must be done before this one.
    pub(super) fn missing_before(&self, step: &Step) -> Vec<StepId> {
        let undone = |id: &&StepId| self.playbook.step(id).is_none_or(|step| !self.is_done(step));
        let mut missing: Vec<StepId> = step.needs.iter().filter(undone).cloned().collect();
        if self.applies(step).is_none()
            && let Some(station) = self.playbook.step_for(Form::Station)
            && !missing.contains(&station.id)
        {
            missing.push(station.id.clone());
        }
        missing
    }

    /// A fact of the record: from the seal on it never changes (A24).
    pub(super) fn is_fact(&self, step: &Step) -> bool {
        let form = step.form.is_some_and(|form| form != Form::Mac);
        self.seal.needs.contains(&step.id) || form || matches!(step.kind, StepKind::Photo | StepKind::Seal)
    }

    /// Whether there is an answer, or at least one item of it.
    pub(super) fn is_begun(&self, id: &StepId) -> bool {
        let ticked = self.job.items.get(id);
        self.job.done.contains_key(id) || ticked.is_some_and(|ticked| !ticked.is_empty())
    }
}
