//! The Rust surface, as a story plays it.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use pinpoint_domain::code::{Coded, Fields, Notice};
use pinpoint_domain::ids::{CircuitId, PinpointId};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::work::SealConfirmation;
use pinpoint_engine::testing::StoryWorld;
use pinpoint_engine::testing::story::{Deed, Face};
use pinpoint_engine::{EngineError, Installer, JobFilter, Source};
use pinpoint_tests::Outcome;
use serde::Serialize;
use serde_json::Value;
use tempfile::TempDir;

/// An app in Rust: nothing between the story and the installer.
pub(super) struct Rust {
    world: StoryWorld,
    folder: TempDir,
    photos: PathBuf,
    /// None only while it is killed.
    installer: Option<Installer>,
}

impl Rust {
    pub(super) async fn open(begins: Timestamp, photos: PathBuf) -> Outcome<Self> {
        let (world, folder) = (StoryWorld::new(begins), tempfile::tempdir()?);
        let installer = open(&world, &folder).await.map_err(|notice| notice.code)?;
        Ok(Self { world, folder, photos, installer: Some(installer) })
    }

    async fn run(&mut self, deed: Deed) -> Result<Value, Notice> {
        if let Deed::Kill {} = deed {
            drop(self.installer.take());
            self.installer = Some(open(&self.world, &self.folder).await?);
            return Ok(Value::Null);
        }
        let app = self.installer.as_ref().expect("the app is open");
        match deed {
            Deed::SignIn { email, password } => json(app.sign_in(&email, &password).await),
            Deed::SignOut {} => json(app.sign_out().await),
            Deed::Session {} => json(Ok(app.session())),
            Deed::Start { kind, label, circuit, with, .. } => {
                let label = read(app, label)?;
                let circuit = CircuitId::parse(&circuit).map_err(|error| Notice::from(&error))?;
                let visit = match with {
                    Some(job) => Some(app.visit_of(id(&job)?).await.map_err(|error| Notice::from(&error))?),
                    None => None,
                };
                let job = app.new_job().map_err(|error| Notice::from(&error))?;
                json(app.start(job, kind, &label, circuit, visit).await)
            }
            Deed::Apply { job, step, answer } => json(app.apply(id(&job)?, step, answer).await),
            Deed::Undo { job, step, item } => json(app.undo(id(&job)?, step, item).await),
            Deed::Relabel { job, label } => json(app.relabel(id(&job)?, &read(app, label)?).await),
            Deed::Attach { job, step, photo } => {
                let staged = app.stage(Source::File(self.photos.join(photo))).await;
                let staged = staged.map_err(|error| Notice::from(&error))?;
                json(app.attach(id(&job)?, step, &staged).await)
            }
            Deed::NeverChanges { job } => json(app.never_changes(id(&job)?).await),
            Deed::Seal { job, serial, mac } => {
                json(app.seal(id(&job)?, SealConfirmation { serial, mac }).await)
            }
            Deed::Job { job } => json(app.job(id(&job)?).await),
            Deed::Jobs { all } => json(app.jobs(if all { JobFilter::All } else { JobFilter::Open }).await),
            Deed::Visits {} => json(app.visits().await),
            Deed::Board { job } => {
                let visit = app.visit_of(id(&job)?).await.map_err(|error| Notice::from(&error))?;
                json(app.board(visit).await)
            }
            Deed::Diagnose(observed) => json(Ok(app.diagnose(&observed))),
            Deed::ReadPaste { paste, region } => {
                json(Ok(app.read_paste(paste.as_bytes(), region.as_deref())))
            }
            Deed::CheckText { kind, text } => json(Ok(app.check_text(kind, &text))),
            Deed::Outbox {} => json(app.outbox().await),
            Deed::Sync {} => json(app.sync(Some(self.world.now()), Arc::new(|_| {})).await),
            Deed::Text { code, fields, locale } => json(Ok(app.text(&code, &fields, &locale))),
            Deed::Kill {} => Ok(Value::Null),
        }
    }
}

impl Face for Rust {
    async fn act(&mut self, deed: Deed) -> Result<Value, Notice> {
        self.run(deed).await
    }

    async fn world(&mut self, act: &str) -> Result<(), Notice> {
        // Written down and gone on with, as in a face whose world does not live as long as its story.
        let world = StoryWorld::restore(&self.world.save().map_err(|error| Notice::from(&error))?);
        world.and_then(|world| world.act(act)).map_err(|error| Notice::from(&error))?;
        self.world.act(act).map_err(|error| Notice::from(&error))
    }
}

async fn open(world: &StoryWorld, folder: &TempDir) -> Result<Installer, Notice> {
    let config = world.config(folder.path().to_owned()).map_err(|error| Notice::from(&error))?;
    Installer::open(config, world.keys()).await.map_err(|error| Notice::from(&error))
}

fn read(app: &Installer, label: String) -> Result<ActivationLabel, Notice> {
    app.interpret_text(&[label]).into_label().map_err(|error| Notice::from(&error))
}

fn id(text: &str) -> Result<PinpointId, Notice> {
    text.parse().map_err(|_| Notice { code: format!("no job is called {text}"), fields: Fields::new() })
}

fn json(result: Result<impl Serialize, EngineError>) -> Result<Value, Notice> {
    let value = result.map_err(|error| Notice { code: error.code().to_owned(), fields: error.fields() })?;
    serde_json::to_value(value).map_err(|error| Notice { code: error.to_string(), fields: Fields::new() })
}
