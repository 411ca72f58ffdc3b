//! Jobs: starting one, doing its steps, taking them back, looking at them.

use std::collections::{BTreeMap, BTreeSet};

use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::ids::{CircuitId, DeviceId, EventId, ItemId, PhotoId, PinpointId, StepId, VisitId};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{Capsule, CapsuleBinding};
use pinpoint_domain::work::{
    Answer, Body, Command, Event, Job, JobKind, JobView, JournalEntry, Refusal, StepStatus, Visit, decide,
};
use rusqlite::{Connection, Transaction};
use serde::Serialize;

use super::account::Account;
use super::{Bench, Changed, Installer};
use crate::error::EngineError;
use crate::platform::random;
use crate::store::{StoreError, journal, meta, photos};

/// Which jobs to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
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
pub struct JobList {
    /// The newest first.
    pub jobs: Vec<JobView>,
    /// Kept as they are; the code says why they cannot be shown.
    pub unreadable: Vec<UnreadableJob>,
}

/// A job whose journal this version cannot read.
#[derive(Debug, Clone, Serialize)]
pub struct UnreadableJob {
    /// Its name.
    pub job: PinpointId,
    /// Why.
    pub code: String,
    /// What the code's sentence needs.
    pub fields: Fields,
}

impl Installer {
    /// Starts a job at a station whose label was read. The password goes into its capsule now and is wiped; from here
    /// on no raw byte of it exists. A job joins a visit only when told so: lockouts are never inherited by accident.
    pub async fn start(
        &self,
        kind: JobKind,
        label: ActivationLabel,
        circuit: CircuitId,
        visit: Option<VisitId>,
    ) -> Result<JobView, EngineError> {
        let account = self.signed_in()?;
        let now = self.now();
        let job = PinpointId::new(now, random::bytes()?);
        let capsule = self.capsule(job, &label)?;
        let new_visit = VisitId::new(now, random::bytes()?);
        let command = Command::Start { job, kind, circuit, mac: label.mac.clone() };
        drop(label);
        let hand = self.hand(&account)?;
        let view = account
            .store
            .write(move |transaction| {
                if let Some(visit) = visit
                    && !journal::has_visit(transaction, visit)?
                {
                    return Err(EngineError::VisitUnknown { visit });
                }
                let visit = visit.unwrap_or(new_visit);
                journal::add_job(transaction, job, visit, now, &capsule)?;
                let (state, _) =
                    hand.act(transaction, visit, journal::replay(transaction, visit)?, &command)?;
                hand.view(&state, job)
            })
            .await?;
        self.observers.tell(Changed::Job(job));
        Ok(view)
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
            .read(move |connection| load(connection, job).and_then(|(_, state)| bench.view(&state, job)))
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
                    let view = state
                        .as_ref()
                        .map_err(problem_of)
                        .and_then(|state| bench.view(state, job).map_err(|error| problem_of(&error)));
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
        let hand = self.hand(&account)?;
        let (view, queued) = account
            .store
            .write(move |transaction| {
                let (visit, state) = load(transaction, job)?;
                let (state, queued) = hand.act(transaction, visit, state, &command)?;
                Ok::<_, EngineError>((hand.view(&state, job)?, queued))
            })
            .await?;
        self.observers.tell(Changed::Job(job));
        if queued {
            self.queued();
        }
        Ok(view)
    }

    /// The password for the network alone, bound to this job and MAC.
    pub(super) fn capsule(&self, job: PinpointId, label: &ActivationLabel) -> Result<Capsule, EngineError> {
        let key = &self.profile.capsule_key;
        let binding = CapsuleBinding { network: &self.profile.network, pinpoint: &job, mac: &label.mac };
        Ok(Capsule::seal(&label.password, &key.id, &key.public_key, binding, &mut random::generator()?)?)
    }

    pub(super) fn hand(&self, account: &Account) -> Result<Hand, EngineError> {
        Ok(Hand {
            bench: self.bench(account),
            device: account.known.device,
            grant: account.known.grant.clone(),
            keys: std::sync::Arc::clone(&self.keys),
            event_random: random::bytes()?,
        })
    }
}

/// What acts inside a transaction: decides, writes the journal, and queues what the network must hear.
pub(super) struct Hand {
    pub(super) bench: Bench,
    pub(super) device: DeviceId,
    pub(super) grant: pinpoint_domain::wire::Signed<pinpoint_domain::wire::Grant>,
    pub(super) keys: std::sync::Arc<dyn crate::platform::keys::KeyStore>,
    event_random: [u8; 10],
}

impl Hand {
    /// Decides and writes down; tells whether the outbox got something.
    pub(super) fn act(
        &self,
        transaction: &Transaction<'_>,
        visit: VisitId,
        mut state: Visit,
        command: &Command,
    ) -> Result<(Visit, bool), EngineError> {
        let mut queued = false;
        let job = command.job();
        let photos_before = photos_of(&state, job);
        for event in decide(&state, command, &self.bench.context())? {
            let after_seal = event
                .after_seal()
                .filter(|(job, _)| state.job(job).is_some_and(|job| job.sealed().is_some()));
            let entry = self.write(transaction, visit, &state, job, event)?;
            state = state.evolve(&entry);
            if let Some((job, body)) = after_seal {
                self.queue_event(transaction, job, body)?;
                queued = true;
            }
        }
        for taken_back in photos_before.difference(&photos_of(&state, job)) {
            photos::forget(transaction, *taken_back)?;
        }
        Ok((state, queued))
    }

    pub(super) fn view(&self, state: &Visit, job: PinpointId) -> Result<JobView, EngineError> {
        self.bench.view(state, job)
    }

    /// A name for an event; the device's counter keeps names of one transaction apart.
    pub(super) fn event_id(&self, sequence: u64) -> EventId {
        let mut random = self.event_random;
        for (byte, count) in random.iter_mut().zip(sequence.to_le_bytes()) {
            *byte ^= count;
        }
        EventId::new(self.bench.now, random)
    }

    fn write(
        &self,
        transaction: &Transaction<'_>,
        visit: VisitId,
        state: &Visit,
        job: PinpointId,
        event: Event,
    ) -> Result<JournalEntry, StoreError> {
        let sequence = match &event {
            // The record already carries its number; the entry takes the same.
            Event::Sealed { sequence, .. } => *sequence,
            _ => meta::next_sequence(transaction)?,
        };
        let playbook = match &event {
            Event::JobStarted { playbook, .. } => Some(playbook.digest),
            _ => state.job(&job).map(|job| job.playbook().digest),
        };
        let entry = JournalEntry {
            v: JournalEntry::VERSION,
            sequence,
            device: self.device,
            actor: self.bench.actor,
            at: self.bench.now,
            playbook,
            body: Body::Known(event),
        };
        journal::append(transaction, visit, &entry)?;
        Ok(entry)
    }
}

/// The visit of a job, and its state.
pub(super) fn load(connection: &Connection, job: PinpointId) -> Result<(VisitId, Visit), EngineError> {
    let visit = journal::visit_of(connection, job)?.ok_or(Refusal::JobUnknown { job })?;
    Ok((visit, journal::replay(connection, visit)?))
}

impl Bench {
    pub(super) fn view(&self, state: &Visit, job: PinpointId) -> Result<JobView, EngineError> {
        Ok(JobView::of(state, job, &self.context())?)
    }
}

fn problem_of(error: &impl Coded) -> (String, Fields) {
    (error.code().to_owned(), error.fields())
}

/// The files of a job's photos.
fn photos_of(state: &Visit, job: PinpointId) -> BTreeSet<PhotoId> {
    let photos = state.job(&job).into_iter().flat_map(Job::photos);
    photos.flat_map(|(_, photo)| [photo.published.id, photo.original.id]).collect()
}

fn has_work_left(view: &JobView) -> bool {
    let left = |status| matches!(status, StepStatus::Open | StepStatus::Locked);
    view.steps.iter().any(|step| !step.optional && left(step.status))
}
