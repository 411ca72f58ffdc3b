//! What a screen shows of one job: a snapshot, so that faces decide nothing.

use jiff::Timestamp;
use serde::Serialize;

use super::at::At;
use super::command::{Answer, Context};
use super::kind::JobKind;
use super::playbook::{Form, Minutes, Phase, Role, Step, StepKind};
use super::refusal::Refusal;
use super::safety;
use super::state::{Cabinet, Visit};
use crate::code::Notice;
use crate::ids::{CircuitId, ItemId, PinpointId, StepId};
use crate::label::MacAddress;
use crate::wire::{AmendedFact, Correction, Digest};

/// One job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct JobView {
    /// Its name, and the record's.
    pub id: PinpointId,
    /// Its kind.
    pub kind: JobKind,
    /// The label's MAC.
    pub mac: MacAddress,
    /// Its circuit.
    pub circuit: CircuitId,
    /// When it began.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub started_at: Timestamp,
    /// The playbook, as `id/version`.
    pub playbook: String,
    /// How many people it takes (A01).
    pub people: u32,
    /// Usual duration (A01).
    pub minutes: Minutes,
    /// Made safe: this person's lockout of the circuit is whole, and in force now. A lockout that ended with the power
    /// stays done in the steps and is no safety any more.
    pub made_safe: bool,
    /// Whether the cabinet is open.
    pub cabinet_open: bool,
    /// STOP: the lockout items to confirm before anything else; empty when all is well.
    pub stop: Vec<ItemId>,
    /// The sealed bytes' name, once sealed.
    pub sealed: Option<Digest>,
    /// In the order of the work.
    pub steps: Vec<StepView>,
    /// How many of the steps that are asked are done.
    pub done: u32,
    /// How many steps are asked: not optional, and for this station.
    pub asked: u32,
    /// What to look at before going on.
    pub warnings: Vec<Notice>,
    /// What the network was asked to correct after the seal, in order.
    pub corrections: Vec<Correction>,
    /// What counts instead of what was sealed, by the network's word; whoever hears the network fills it in.
    pub amended: Vec<AmendedFact>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct StepView {
    /// Its name; the words are `step-<id>`.
    pub id: StepId,
    /// Its part of the visit.
    pub phase: Phase,
    /// How it is done.
    pub kind: StepKind,
    /// Which form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Whether it is done, open or locked.
    pub status: StepStatus,
    /// Steps to do first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub missing: Vec<StepId>,
    /// The items of a checklist.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub items: Vec<ItemView>,
    /// What was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// It was answered, but what it rests on was taken back or is another one now, so the answer does not count.
    pub reopened: bool,
    /// May be left out.
    pub optional: bool,
    /// The guide's sentences.
    pub from: Vec<String>,
}

/// One item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ItemView {
    /// Its name; the words are `item-<step>-<id>`.
    pub id: ItemId,
    /// Whether it is ticked.
    pub done: bool,
    /// Asks for a meter's reading, at most this many millivolts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_millivolts: Option<u32>,
    /// The reading given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub millivolts: Option<u32>,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum StepStatus {
    /// Other steps, or safety, come first.
    Locked,
    /// Can be done now.
    Open,
    /// Done.
    Done,
    /// Not for this station.
    NotForStation,
}

impl JobView {
    /// The snapshot of one job.
    pub fn of(visit: &Visit, job: PinpointId, context: &Context<'_>) -> Result<Self, Refusal> {
        let at = At::find(visit, job, context)?;
        let stop = safety::stop(visit, at.job, at.playbook).unwrap_or_default();
        let steps: Vec<StepView> = at.playbook.steps.iter().map(|step| at.step_view(step, context)).collect();
        let asked = |step: &&StepView| !step.optional && step.status != StepStatus::NotForStation;
        Ok(Self {
            id: at.job.id,
            kind: at.job.kind,
            mac: at.job.mac.clone(),
            circuit: at.job.circuit.clone(),
            started_at: at.job.started_at,
            playbook: at.playbook.name(),
            people: at.playbook.people,
            minutes: at.playbook.minutes,
            made_safe: at.lockout_missing().is_empty(),
            cabinet_open: at.job.cabinet != Cabinet::Closed,
            stop,
            sealed: at.job.sealed.as_ref().map(|sealed| sealed.digest),
            done: count(steps.iter().filter(asked).filter(|step| step.status == StepStatus::Done)),
            asked: count(steps.iter().filter(asked)),
            warnings: at.warnings(),
            corrections: at.job.corrections.clone(),
            amended: Vec::new(),
            steps,
        })
    }

    /// The step of this name.
    pub fn step(&self, id: &str) -> Option<&StepView> {
        self.steps.iter().find(|step| step.id.as_str() == id)
    }

    /// The first step that can be done now and is asked.
    pub fn next(&self) -> Option<&StepView> {
        self.steps.iter().find(|step| step.status == StepStatus::Open && !step.optional)
    }
}

impl At<'_> {
    fn step_view(&self, step: &Step, context: &Context<'_>) -> StepView {
        let missing = self.waits_for(step);
        let status = if self.applies(step) == Some(false) {
            StepStatus::NotForStation
        } else if self.is_done(step) {
            StepStatus::Done
        } else if !missing.is_empty() || self.is_sealed_off(step) || !self.safe_now(step, context) {
            StepStatus::Locked
        } else {
            StepStatus::Open
        };
        StepView {
            id: step.id.clone(),
            phase: step.phase,
            kind: step.kind,
            form: step.form,
            missing: if status == StepStatus::Locked { self.or_lockout(step, missing) } else { Vec::new() },
            status,
            items: self.items(step, context),
            answer: self.job.done.get(&step.id).map(|done| done.answer.clone()),
            reopened: self.is_reopened(step),
            optional: step.optional,
            from: step.from.clone(),
        }
    }

    /// What was left out of the record before its seal is not asked for any more.
    fn is_sealed_off(&self, step: &Step) -> bool {
        self.job.sealed.is_some() && self.is_fact(step)
    }

    fn safe_now(&self, step: &Step, context: &Context<'_>) -> bool {
        match step.role {
            Some(Role::OpenCabinet) => {
                safety::may_open(self.visit, self.job, self.playbook, context.actor).is_ok()
            }
            Some(Role::CabinetWork) => {
                safety::may_work(self.visit, self.job, self.playbook, context.actor).is_ok()
            }
            Some(Role::CloseCabinet) => self.job.cabinet != Cabinet::Closed,
            Some(Role::ReEnergise) => safety::may_re_energise(self.visit, self.job, context.actor).is_ok(),
            // The half minute passes by itself and locks nothing.
            Some(Role::Restart) => {
                self.lockout_missing().is_empty()
                    && safety::may_re_energise(self.visit, self.job, context.actor).is_ok()
            }
            Some(Role::Lockout | Role::Label) | None => true,
        }
    }

    /// A step that only the lockout holds back names the lockout.
    fn or_lockout(&self, step: &Step, missing: Vec<StepId>) -> Vec<StepId> {
        let by_lockout = matches!(step.role, Some(Role::OpenCabinet | Role::CabinetWork | Role::Restart));
        if by_lockout && !self.lockout_missing().is_empty() {
            let lockout = self.playbook.step_of(Role::Lockout).map(|step| step.id.clone());
            return lockout.into_iter().chain(missing).collect();
        }
        missing
    }

    fn items(&self, step: &Step, context: &Context<'_>) -> Vec<ItemView> {
        let lockout = self
            .visit
            .circuits
            .get(&self.job.circuit)
            .and_then(|circuit| circuit.lockouts.get(&context.actor));
        // The ticks of a lockout that ended stay in the record, until this person locks the circuit out again.
        let whole = step.role == Some(Role::Lockout) && lockout.is_none() && self.is_done(step);
        let ticked = self.job.items.get(&step.id);
        step.items
            .iter()
            .map(|item| {
                let reading = lockout.filter(|_| step.role == Some(Role::Lockout));
                let reading = reading.and_then(|lockout| lockout.confirmed.get(&item.id));
                ItemView {
                    id: item.id.clone(),
                    done: whole
                        || reading.is_some()
                        || ticked.is_some_and(|ticked| ticked.contains(&item.id)),
                    max_millivolts: item.max_millivolts,
                    millivolts: reading.copied().flatten(),
                }
            })
            .collect()
    }
}

fn count<'s>(steps: impl Iterator<Item = &'s StepView>) -> u32 {
    u32::try_from(steps.count()).unwrap_or(u32::MAX)
}
