//! Jobs: starting one, doing its steps, taking them back, looking at them.

use std::collections::BTreeMap;

use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::ids::{CircuitId, ItemId, PinpointId, StepId, VisitId};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{Capsule, CapsuleBinding};
use pinpoint_domain::work::{Answer, Command, JobKind, JobView, Refusal, StepStatus, Visit};
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};

use super::acting::{Hand, Plan};
use super::{Bench, Installer};
use crate::error::EngineError;
use crate::store::{journal, records};

/// Which jobs to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum JobFilter {
    /// Those with something left to do.
    #[default]
    Open,
    /// All.
    All,
}

/// Jobs, and those that this version cannot read.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct JobList {
    /// The newest first.
    pub jobs: Vec<JobView>,
    /// Kept as they are; the code says why they cannot be shown.
    pub unreadable: Vec<UnreadableJob>,
}

/// A job whose journal this version cannot read.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct UnreadableJob {
    /// Its name.
    pub job: PinpointId,
    /// Why.
    pub code: String,
    /// What the code's sentence needs.
    pub fields: Fields,
}

impl Installer {
    /// A name for a job, to be given to [`Installer::start`]: made by whoever calls, so that a call that is repeated
    /// starts nothing twice.
    pub fn new_job(&self) -> Result<PinpointId, EngineError> {
        Ok(PinpointId::new(self.now(), self.config.random.bytes()?))
    }

    /// Starts a job at a station whose label was read. The password goes into its capsule now; from here on no raw byte
    /// of it is kept. A job joins a visit only when told so: lockouts are never inherited by accident. Repeated, it
    /// gives the same job again.
    pub async fn start(
        &self,
        job: PinpointId,
        kind: JobKind,
        label: &ActivationLabel,
        circuit: CircuitId,
        visit: Option<VisitId>,
    ) -> Result<JobView, EngineError> {
        let account = self.signed_in()?;
        let (now, capsule) = (self.now(), self.capsule(job, label)?);
        let new_visit = VisitId::new(now, self.config.random.bytes()?);
        let command = Command::Start { job, kind, circuit, mac: label.mac.clone() };
        let begin = move |connection: &Connection| -> Result<VisitId, EngineError> {
            match (journal::visit_of(connection, job)?, visit) {
                (Some(begun), _) => Ok(begun),
                (None, Some(visit)) if !journal::has_visit(connection, visit)? => {
                    Err(EngineError::VisitUnknown { visit })
                }
                (None, Some(visit)) => Ok(visit),
                (None, None) => Ok(new_visit),
            }
        };
        let plan = move |connection: &Connection, hand: &Hand| {
            let visit = begin(connection)?;
            Plan::on(hand.bench.folds.of_visit(connection, visit)?).act(hand, &command)
        };
        let file = move |transaction: &Transaction<'_>| {
            if journal::visit_of(transaction, job)?.is_none() {
                journal::add_job(transaction, job, begin(transaction)?, now, &capsule)?;
            }
            Ok(())
        };
        Ok(self.act(&account, job, plan, file).await?.view)
    }

    /// Does a step, or one item of it.
    pub async fn apply(&self, job: PinpointId, step: StepId, answer: Answer) -> Result<JobView, EngineError> {
        self.command(Command::Do { job, step, answer }, job).await
    }

    /// Takes back a step, or one item of it, in any order.
    pub async fn undo(
        &self,
        job: PinpointId,
        step: StepId,
        item: Option<ItemId>,
    ) -> Result<JobView, EngineError> {
        self.command(Command::Undo { job, step, item }, job).await
    }

    /// One job as a screen shows it.
    pub async fn job(&self, job: PinpointId) -> Result<JobView, EngineError> {
        let account = self.any_account()?;
        let bench = self.bench(&account);
        account
            .store
            .read(move |connection| {
                let visit = bench.folds.of_job(connection, job)?;
                bench.view_heard(connection, &visit.state, job)
            })
            .await
    }

    /// Jobs, the newest first. A visit that cannot be read is named and holds up no other.
    pub async fn jobs(&self, filter: JobFilter) -> Result<JobList, EngineError> {
        let account = self.any_account()?;
        let bench = self.bench(&account);
        account
            .store
            .read(move |connection| {
                let mut list = JobList::default();
                let mut visits = BTreeMap::new();
                for (job, visit) in journal::jobs(connection)? {
                    let state = visits.entry(visit).or_insert_with(|| journal::replay(connection, visit));
                    let view = state.as_ref().map_err(problem_of).and_then(|state| {
                        bench.view_heard(connection, state, job).map_err(|error| problem_of(&error))
                    });
                    match view {
                        Ok(view) if filter == JobFilter::Open && !has_work_left(&view) => {}
                        Ok(view) => list.jobs.push(view),
                        Err((code, fields)) => list.unreadable.push(UnreadableJob { job, code, fields }),
                    }
                }
                Ok::<_, EngineError>(list)
            })
            .await
    }

    /// The visit that a job belongs to, for starting another job in it.
    pub async fn visit_of(&self, job: PinpointId) -> Result<VisitId, EngineError> {
        let account = self.any_account()?;
        let found = account.store.read(move |connection| journal::visit_of(connection, job)).await?;
        found.ok_or(EngineError::Refused(Refusal::JobUnknown { job }))
    }

    pub(super) async fn command(&self, command: Command, job: PinpointId) -> Result<JobView, EngineError> {
        let account = self.signed_in()?;
        let plan =
            move |connection: &Connection, hand: &Hand| Plan::of(connection, hand, job)?.act(hand, &command);
        let acted = self.act(&account, job, plan, |_| Ok(())).await?;
        if acted.queues {
            self.queued();
        }
        Ok(acted.view)
    }

    /// The password for the network alone, bound to this job and MAC.
    pub(super) fn capsule(&self, job: PinpointId, label: &ActivationLabel) -> Result<Capsule, EngineError> {
        let profile = self.profile();
        let key = &profile.capsule_key;
        let binding = CapsuleBinding { network: &profile.network, pinpoint: &job, mac: &label.mac };
        let mut random = self.config.random.generator()?;
        Ok(Capsule::seal(&label.password, &key.id, &key.public_key, binding, &mut random)?)
    }
}

impl Bench {
    pub(super) fn view(&self, state: &Visit, job: PinpointId) -> Result<JobView, EngineError> {
        Ok(JobView::of(state, job, &self.context())?)
    }

    /// With what the network has said of it since.
    pub(super) fn view_heard(
        &self,
        connection: &Connection,
        state: &Visit,
        job: PinpointId,
    ) -> Result<JobView, EngineError> {
        Ok(JobView { amended: records::amended(connection, job)?, ..self.view(state, job)? })
    }
}

fn problem_of(error: &impl Coded) -> (String, Fields) {
    (error.code().to_owned(), error.fields())
}

fn has_work_left(view: &JobView) -> bool {
    let left = |status| matches!(status, StepStatus::Open | StepStatus::Locked);
    view.steps.iter().any(|step| !step.optional && left(step.status))
}
