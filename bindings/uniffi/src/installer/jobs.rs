//! Jobs: starting one, doing its steps, sealing it, looking at it.

use pinpoint_domain::ids::{CircuitId, ItemId, PinpointId, StepId, VisitId};
use pinpoint_domain::wire::Correction;
use pinpoint_domain::work::identity::IdentityQuestion;
use pinpoint_domain::work::{Answer, JobKind, JobView, NeverChanges, SealConfirmation};
use pinpoint_engine::{JobFilter, JobList, SealedView};

use super::Installer;
use crate::PinpointError;
use crate::label::ActivationLabel;

#[uniffi::export]
impl Installer {
    /// A name for a job, to be given to `start`: made by whoever calls, so that a call that is repeated starts nothing
    /// twice.
    pub fn new_job(&self) -> Result<PinpointId, PinpointError> {
        Ok(self.0.new_job()?)
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Installer {
    /// Starts a job at a station whose label was read. The password goes into its capsule now. A job joins a visit only
    /// when told so: lockouts are never inherited by accident. Repeated, it gives the same job again.
    #[uniffi::method(default(visit = None))]
    pub async fn start(
        &self,
        job: PinpointId,
        kind: JobKind,
        label: &ActivationLabel,
        circuit: CircuitId,
        visit: Option<VisitId>,
    ) -> Result<JobView, PinpointError> {
        Ok(self.0.start(job, kind, label.inner(), circuit, visit).await?)
    }

    /// Does a step, or one item of it.
    pub async fn apply(
        &self,
        job: PinpointId,
        step: StepId,
        answer: Answer,
    ) -> Result<JobView, PinpointError> {
        Ok(self.0.apply(job, step, answer).await?)
    }

    /// Takes back a step, or one item of it, in any order.
    #[uniffi::method(default(item = None))]
    pub async fn undo(
        &self,
        job: PinpointId,
        step: StepId,
        item: Option<ItemId>,
    ) -> Result<JobView, PinpointError> {
        Ok(self.0.undo(job, step, item).await?)
    }

    /// Reads the label again: before the seal another sticker may take the first one's place; after it, only a new
    /// capsule for the same MAC is sent, and the sealed bytes stay as they are. This mends a mistyped password.
    pub async fn relabel(&self, job: PinpointId, label: &ActivationLabel) -> Result<JobView, PinpointError> {
        Ok(self.0.relabel(job, label.inner()).await?)
    }

    /// Asks the network what it knows of a station that is not sealed yet, and says what each answer leads to. Whoever has no
    /// network is asked all the same; a label that is not proved is refused here, before the seal, where it is mended by
    /// reading the label again.
    pub async fn ask_station(&self, job: PinpointId) -> Result<IdentityQuestion, PinpointError> {
        Ok(self.0.ask_station(job).await?)
    }

    /// What can never change after the seal, for the screen that asks for it; refuses while steps are missing.
    pub async fn never_changes(&self, job: PinpointId) -> Result<NeverChanges, PinpointError> {
        Ok(self.0.never_changes(job).await?)
    }

    /// Seals: writes the record's bytes once, has them signed by the device's key, and queues them. They are on the disk
    /// when this returns. Repeated, it gives the same record again.
    pub async fn seal(
        &self,
        job: PinpointId,
        confirmation: SealConfirmation,
    ) -> Result<SealedView, PinpointError> {
        Ok(self.0.seal(job, confirmation).await?)
    }

    /// Asks the network to correct a fact of a sealed record. The bytes stay as they were sealed; the request goes out with
    /// the next sync, and what the network decides comes back as `JobView.amended`.
    pub async fn request_correction(
        &self,
        job: PinpointId,
        correction: Correction,
    ) -> Result<JobView, PinpointError> {
        Ok(self.0.request_correction(job, correction).await?)
    }

    /// One job as a screen shows it.
    pub async fn job(&self, job: PinpointId) -> Result<JobView, PinpointError> {
        Ok(self.0.job(job).await?)
    }

    /// Jobs, the newest first.
    pub async fn jobs(&self, filter: JobFilter) -> Result<JobList, PinpointError> {
        Ok(self.0.jobs(filter).await?)
    }

    /// The visit that a job belongs to, for starting another job in it.
    pub async fn visit_of(&self, job: PinpointId) -> Result<VisitId, PinpointError> {
        Ok(self.0.visit_of(job).await?)
    }
}
