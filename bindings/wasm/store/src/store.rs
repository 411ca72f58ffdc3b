//! The surface of [`Installer`], one method each.

use std::sync::Arc;

use js_sys::Function;
use pinpoint_domain::Timestamp;
use pinpoint_domain::code::{Coded as _, Notice};
use pinpoint_domain::ids::{CircuitId, ItemId, PinpointId, StepId};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::photo::PublishedCopy;
use pinpoint_domain::wire::Correction;
use pinpoint_domain::work::identity::IdentityQuestion;
use pinpoint_domain::work::{Answer, JobKind, JobView, NeverChanges, SealConfirmation};
use pinpoint_engine::outbox::SyncReport;
use pinpoint_engine::{
    ExportPiece, ExportPlan, ExportScope, Installer, JobFilter, JobList, NetworkState, Observation,
    OutboxView, SealedView, SessionView, Source, TakenIn,
};
use tsify::Ts;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::border::{Crossed, calling, given, malformed, parsed, shown};
use crate::config::Config;
use crate::keys::{BrowserKeys, Keys};

/// An installer's tool, for one worker.
#[wasm_bindgen]
pub struct Store {
    pub(crate) installer: Installer,
    _observation: Observation,
    #[cfg(feature = "testing")]
    pub(crate) world: Option<pinpoint_engine::testing::StoryWorld>,
}

impl Store {
    pub(crate) fn of(installer: Installer, changed: Function) -> Self {
        let observation = installer.observe(calling(changed));
        Self {
            installer,
            _observation: observation,
            #[cfg(feature = "testing")]
            world: None,
        }
    }
}

#[wasm_bindgen]
impl Store {
    /// Opens what was kept. `changed` is called with what changed.
    pub async fn open(config: Ts<Config>, keys: Keys, changed: Function) -> Crossed<Self> {
        let config: Config = given("config", &config)?;
        #[cfg(feature = "testing")]
        if let Some(world) = &config.world {
            return Self::open_in_world(world, config.folder(), changed).await;
        }
        let installer = Installer::open(config.into_engine()?, Arc::new(BrowserKeys::new(keys))).await?;
        Ok(Self::of(installer, changed))
    }

    /// The words for a notice, in the best locale at hand for the one asked for.
    pub fn text(&self, notice: &Ts<Notice>, locale: &str) -> Crossed<String> {
        let notice = given("notice", notice)?;
        Ok(self.installer.text(notice.code(), &notice.fields(), locale))
    }

    /// Who is signed in, or was last.
    pub fn session(&self) -> Crossed<Option<Ts<SessionView>>> {
        self.installer.session().as_ref().map(shown).transpose()
    }

    /// Signs in.
    pub async fn sign_in(&self, email: String, password: String) -> Crossed<Ts<SessionView>> {
        let password = Zeroizing::new(password);
        shown(&self.installer.sign_in(&email, &password).await?)
    }

    /// Signs out.
    pub async fn sign_out(&self) -> Crossed<()> {
        Ok(self.installer.sign_out().await?)
    }

    /// A fresh name for a job.
    pub fn new_job(&self) -> Crossed<String> {
        Ok(self.installer.new_job()?.to_string())
    }

    /// Starts a job.
    pub async fn start(
        &self,
        job: String,
        kind: Ts<JobKind>,
        mac: String,
        password: Vec<u8>,
        circuit: String,
        visit: Option<String>,
    ) -> Crossed<Ts<JobView>> {
        let label = label(&mac, password)?;
        let visit = visit.map(|visit| parsed("visit", &visit)).transpose()?;
        let (job, kind, circuit) = (parsed("job", &job)?, given("kind", &kind)?, CircuitId::parse(&circuit)?);
        shown(&self.installer.start(job, kind, &label, circuit, visit).await?)
    }

    /// Does a step, or one item of it.
    pub async fn apply(&self, job: String, step: String, answer: Ts<Answer>) -> Crossed<Ts<JobView>> {
        let (job, step): (PinpointId, StepId) = (parsed("job", &job)?, parsed("step", &step)?);
        shown(&self.installer.apply(job, step, given("answer", &answer)?).await?)
    }

    /// Takes back a step, or one item of it.
    pub async fn undo(&self, job: String, step: String, item: Option<String>) -> Crossed<Ts<JobView>> {
        let item: Option<ItemId> = item.map(|item| parsed("item", &item)).transpose()?;
        shown(&self.installer.undo(parsed("job", &job)?, parsed("step", &step)?, item).await?)
    }

    /// Reads the label again.
    pub async fn relabel(&self, job: String, mac: String, password: Vec<u8>) -> Crossed<Ts<JobView>> {
        let label = label(&mac, password)?;
        shown(&self.installer.relabel(parsed("job", &job)?, &label).await?)
    }

    /// Attaches a picture whose published copy the decode module made.
    pub async fn attach_prepared(
        &self,
        job: String,
        step: String,
        original: Vec<u8>,
        jpeg: Vec<u8>,
    ) -> Crossed<Ts<JobView>> {
        let staged = self.installer.stage(Source::Bytes(original)).await?;
        let published = PublishedCopy::parse(jpeg)?;
        let (job, step) = (parsed("job", &job)?, parsed("step", &step)?);
        shown(&self.installer.attach_prepared(job, step, &staged, published).await?)
    }

    /// Asks the network what it knows of a station that is not sealed yet.
    pub async fn ask_station(&self, job: String) -> Crossed<Ts<IdentityQuestion>> {
        shown(&self.installer.ask_station(parsed("job", &job)?).await?)
    }

    /// What can never change after the seal.
    pub async fn never_changes(&self, job: String) -> Crossed<Ts<NeverChanges>> {
        shown(&self.installer.never_changes(parsed("job", &job)?).await?)
    }

    /// Seals.
    pub async fn seal(&self, job: String, confirmation: Ts<SealConfirmation>) -> Crossed<Ts<SealedView>> {
        let confirmation = given("confirmation", &confirmation)?;
        shown(&self.installer.seal(parsed("job", &job)?, confirmation).await?)
    }

    /// Asks the network to correct a fact of a sealed record.
    pub async fn request_correction(&self, job: String, correction: Ts<Correction>) -> Crossed<Ts<JobView>> {
        let correction = given("correction", &correction)?;
        shown(&self.installer.request_correction(parsed("job", &job)?, correction).await?)
    }

    /// One job.
    pub async fn job(&self, job: String) -> Crossed<Ts<JobView>> {
        shown(&self.installer.job(parsed("job", &job)?).await?)
    }

    /// Jobs, the newest first.
    pub async fn jobs(&self, filter: Ts<JobFilter>) -> Crossed<Ts<JobList>> {
        shown(&self.installer.jobs(given("filter", &filter)?).await?)
    }

    /// The visit that a job belongs to.
    pub async fn visit_of(&self, job: String) -> Crossed<String> {
        Ok(self.installer.visit_of(parsed("job", &job)?).await?.to_string())
    }

    /// The outbox.
    pub async fn outbox(&self) -> Crossed<Ts<OutboxView>> {
        shown(&self.installer.outbox().await?)
    }

    /// The pieces of a file with what is here and not on the server.
    pub async fn export(&self, scope: Ts<ExportScope>) -> Crossed<Ts<ExportPlan>> {
        shown(&self.installer.export(given("scope", &scope)?).await?)
    }

    /// The bytes of one piece.
    pub async fn export_piece(&self, piece: Ts<ExportPiece>) -> Crossed<Vec<u8>> {
        Ok(self.installer.export_piece(given("piece", &piece)?).await?)
    }

    /// Takes in what another phone exported.
    pub async fn take_in(&self, file: Vec<u8>) -> Crossed<Ts<TakenIn>> {
        shown(&self.installer.take_in(Source::Bytes(file)).await?)
    }

    /// How the outbox stands and what was tried, as one JSON file.
    pub async fn support_report(&self) -> Crossed<Vec<u8>> {
        Ok(self.installer.support_report().await?)
    }

    /// Delivers until the deadline, an RFC 3339 moment; calls `progress` meanwhile.
    pub async fn sync(&self, deadline: Option<String>, progress: Function) -> Crossed<Ts<SyncReport>> {
        let deadline = deadline.map(|moment| moment.parse::<Timestamp>()).transpose();
        let deadline = deadline.map_err(malformed("deadline"))?;
        shown(&self.installer.sync(deadline, calling(progress)).await?)
    }

    /// Stops the sync that is running.
    pub fn cancel_sync(&self) {
        self.installer.cancel_sync();
    }

    /// The connection came or went.
    pub fn network_changed(&self, state: &Ts<NetworkState>) -> Crossed<()> {
        self.installer.network_changed(given("state", state)?);
        Ok(())
    }
}

/// A label that came from another worker. Its password is wiped here, whatever comes of it.
fn label(mac: &str, password: Vec<u8>) -> Crossed<ActivationLabel> {
    let password = Zeroizing::new(password);
    let text = str::from_utf8(&password).map_err(|_| "not UTF-8").map_err(malformed("password"))?;
    Ok(ActivationLabel::typed(mac, text)?)
}
