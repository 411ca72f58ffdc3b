//! One job with all that its rules look at, and what they ask of it.

use std::collections::BTreeSet;

use super::command::{Answer, Context};
use super::playbook::{Condition, Form, Playbook, Role, Step, StepKind};
use super::refusal::Refusal;
use super::safety;
use super::state::{Cabinet, Job, Visit};
use crate::connectivity::{ConnectionState, Gate, GateStanding, LinkState, NetworkSignal};
use crate::firmware::{FirmwareError, FirmwareVersion};
use crate::ids::{ItemId, PinpointId, StepId};

/// One job with all that its rules look at.
pub(super) struct At<'a> {
    pub(super) visit: &'a Visit,
    pub(super) job: &'a Job,
    pub(super) playbook: &'a Playbook,
    /// The playbook's seal, where the kind of job ends in a record.
    pub(super) seal: Option<&'a Step>,
    pub(super) context: &'a Context<'a>,
    /// The steps whose answers count.
    done: BTreeSet<&'a StepId>,
}

impl<'a> At<'a> {
    pub(super) fn find(visit: &'a Visit, job: PinpointId, context: &'a Context<'a>) -> Result<Self, Refusal> {
        let job = visit.job(&job).ok_or(Refusal::JobUnknown { job })?;
        let playbook = context.playbooks.get(&job.playbook.digest);
        let playbook =
            playbook.ok_or_else(|| Refusal::PlaybookMissing { playbook: job.playbook.digest.to_string() })?;
        let seal = playbook.seal();
        let mut at = Self { visit, job, playbook, seal, context, done: BTreeSet::new() };
        // A playbook's steps stand behind all that they need, so one pass is enough.
        for step in &playbook.steps {
            if at.is_answered(step) && at.counts(step) {
                at.done.insert(&step.id);
            }
        }
        Ok(at)
    }

    /// Whether the step is done: it is answered, and its answer counts.
    pub(super) fn is_done(&self, step: &Step) -> bool {
        self.done.contains(&step.id)
    }

    /// Whether an answer counts: all that it rests on counts, and it was given about what is in the job now. So what was
    /// taken back reopens what rests on it, and what comes back the same closes it again: nothing is entered twice.
    /// What was done with hands has happened, and what is sealed stands.
    fn counts(&self, step: &Step) -> bool {
        let sealed = self.job.sealed.is_some() && self.is_fact(step);
        let by_hand = matches!(
            step.role,
            Some(
                Role::Lockout
                    | Role::OpenCabinet
                    | Role::CabinetWork
                    | Role::CloseCabinet
                    | Role::ReEnergise
                    | Role::Restart
            )
        );
        if sealed || by_hand {
            return true;
        }
        let about_this = match step.form {
            Some(Form::Serial) => self.job.facts.serial_is_of_station(),
            Some(Form::Identity) => self.job.identity().is_some(),
            _ => true,
        };
        about_this && self.missing_before(step).is_empty()
    }

    /// Whether the step was answered, and what rests on it was taken back or changed since.
    pub(super) fn is_reopened(&self, step: &Step) -> bool {
        self.is_answered(step) && !self.is_done(step)
    }

    /// Whether there is a whole answer, as far as the step's role knows: a lockout is done while it is whole, and stays so
    /// in the record of a job whose power came back.
    fn is_answered(&self, step: &Step) -> bool {
        match (step.role, step.kind) {
            (Some(Role::Lockout), _) => {
                let ended = self.playbook.step_of(Role::ReEnergise);
                let ended = ended.is_some_and(|ended| self.job.done.contains_key(&ended.id));
                ended && !self.is_work_left() || self.lockout_missing().is_empty()
            }
            (Some(Role::OpenCabinet), _) => {
                let open = self.job.cabinet != Cabinet::Closed;
                self.job.done.contains_key(&step.id) && (open || !self.is_work_left())
            }
            (_, StepKind::Seal) => self.job.sealed.is_some(),
            (_, StepKind::Checklist) => {
                let ticked = self.job.items.get(&step.id);
                step.items.iter().all(|item| ticked.is_some_and(|ticked| ticked.contains(&item.id)))
            }
            (_, StepKind::Form) if step.form == Some(Form::Serial) => self.job.serial().is_some(),
            _ => self.answer_at(step).is_some_and(|answer| self.is_enough(answer)),
        }
    }

    /// Whether the cabinet was opened before and is closed now.
    pub(super) fn is_shut_again(&self) -> bool {
        let opened = self.playbook.step_of(Role::OpenCabinet);
        self.job.cabinet == Cabinet::Closed && opened.is_some_and(|step| self.job.done.contains_key(&step.id))
    }

    /// Whether something is still to be done in the cabinet: then it is opened once more, through a lockout once more.
    fn is_work_left(&self) -> bool {
        let steps = self.playbook.steps.iter();
        let mut work = steps.filter(|step| step.role == Some(Role::CabinetWork) && !step.optional);
        work.any(|step| self.applies(step) != Some(false) && !self.is_answered(step))
    }

    /// Whether a whole answer lets the work go on. A firmware that is too old for the model that is chosen now does not
    /// (B12), nor a network signal with anything down (B17, B18): that one is kept, because it says what to do next.
    fn is_enough(&self, answer: &Answer) -> bool {
        match answer {
            Answer::NetworkSignal(signal) => is_online(*signal),
            Answer::Firmware { text } => {
                self.firmware_gate(text).is_ok_and(|gate| gate.standing() != GateStanding::Shut)
            }
            _ => true,
        }
    }

    /// What the firmware on the station's screen means for the model that was chosen (B11, B12).
    pub(super) fn firmware_gate(&self, text: &str) -> Result<Gate, FirmwareError> {
        let version = FirmwareVersion::parse(text)?;
        let needs = self.context.profile.connectivity.clone().unwrap_or_default();
        let model = self.job.station().map(|station| station.model.as_str());
        Ok(Gate::firmware(model, Some(&version), &needs))
    }

    /// What was answered at a step.
    pub(super) fn answer_at(&self, step: &Step) -> Option<&'a Answer> {
        self.job.done.get(&step.id).map(|done| &done.answer)
    }

    /// What was answered where these facts are asked for.
    pub(super) fn answer_to(&self, form: Form) -> Option<&'a Answer> {
        self.playbook.step_for(form).and_then(|step| self.answer_at(step))
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

    /// What holds a step back. Making safe is never made to wait while something is open.
    pub(super) fn waits_for(&self, step: &Step) -> Vec<StepId> {
        let urgent = step.role == Some(Role::Lockout) && self.job.cabinet != Cabinet::Closed;
        if urgent { Vec::new() } else { self.missing_before(step) }
    }

    /// A fact of the record: from the seal on it never changes (A24).
    pub(super) fn is_fact(&self, step: &Step) -> bool {
        let form = step.form.is_some_and(|form| form != Form::Mac) && step.kind != StepKind::Reading;
        let needed = self.seal.is_some_and(|seal| seal.needs.contains(&step.id));
        needed || form || matches!(step.kind, StepKind::Photo | StepKind::Seal)
    }

    /// Whether this item of a checklist is ticked.
    pub(super) fn is_ticked(&self, step: &Step, item: &ItemId) -> bool {
        self.job.items.get(&step.id).is_some_and(|ticked| ticked.contains(item))
    }

    /// Whether there is an answer, or at least one item of it.
    pub(super) fn is_begun(&self, id: &StepId) -> bool {
        let ticked = self.job.items.get(id);
        self.job.done.contains_key(id) || ticked.is_some_and(|ticked| !ticked.is_empty())
    }
}

/// All three lines of the page are as they should be.
fn is_online(signal: NetworkSignal) -> bool {
    let NetworkSignal { link, vpn, cloud } = signal;
    link == LinkState::Up && vpn == ConnectionState::Connected && cloud == ConnectionState::Connected
}
