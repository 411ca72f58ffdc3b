//! What a command ends with when it does not work, and how that is said: one converter for all of them.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use pinpoint_decode::PictureError;
use pinpoint_domain::code::{Coded, Fields, fields};
use pinpoint_domain::label::LabelError;
use pinpoint_domain::wire::CapsuleError;
use pinpoint_engine::outbox::{LedgerError, Weather};
use pinpoint_engine::{EngineError, KeyStoreError, UnreadableJob};
use pinpoint_fixtures::DrawError;
use pinpoint_server::ServerError;

use crate::exit::Exit;
use crate::ui::Words;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// The engine says no; its words live with the engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A server's data folder says no.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// The store failed while the outbox ran.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A picture could not be read.
    #[error("{}: {error}", path.display())]
    Picture { path: PathBuf, error: PictureError },
    /// A picture was read and shows no label of this network.
    #[error("{}: {error}", path.display())]
    NoLabel { path: PathBuf, error: LabelError },
    /// What was typed from a label is none.
    #[error(transparent)]
    Label(#[from] LabelError),
    /// The file of a picture is longer than any camera writes.
    #[error("{}: more than {megabytes} MB", path.display())]
    PhotoTooLong { path: PathBuf, megabytes: u64 },
    /// A list is longer than any list of labels.
    #[error("{}: more than {megabytes} MB are no list of labels", path.display())]
    ListTooLong { path: PathBuf, megabytes: u64 },
    /// Signing in came to nothing for now. Unlike a delivery, nobody tries it again.
    #[error("not signed in: {}", .0.name())]
    NotNow(Weather),
    /// A file could not be read or written.
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    /// Nothing can be served at this address.
    #[error("{address}: {error}")]
    Listen { address: SocketAddr, error: io::Error },
    /// Nothing more can be printed.
    #[error("standard output: {0}")]
    Output(io::Error),
    /// What was made could not be written as JSON.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A picture could not be drawn.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// The system has no home folder for this user.
    #[error("no home folder is known; say where with --data")]
    NoHome,
    /// No job is open.
    #[error(
        "no job has anything left to do; `pinpoint job start` begins one, `pinpoint job list --all` shows the others"
    )]
    NoOpenJob,
    /// No job of this id.
    #[error("no job's id begins or ends with `{text}`; `pinpoint job list --all` shows them")]
    JobNotFound { text: String },
    /// More than one job fits.
    #[error("{count} jobs' ids begin or end with `{text}`; give more of the id")]
    JobAmbiguous { text: String, count: usize },
    /// A job that this version cannot read.
    #[error("job {} cannot be read: {}", .0.job, .0.code)]
    JobUnreadable(UnreadableJob),
    /// The step needs an option.
    #[error("step `{step}` needs {option}")]
    OptionMissing { step: String, option: &'static str },
    /// An option that the step does not take.
    #[error("step `{step}` does not take {option}{}", takes(.allowed))]
    OptionForeign { step: String, option: &'static str, allowed: &'static [&'static str] },
    /// A checklist without saying which item.
    #[error("step `{step}` is a checklist; name one of its items: {items}")]
    ItemMissing { step: String, items: String },
    /// An item for a step that has none.
    #[error("step `{step}` has no items")]
    ItemForeign { step: String },
    /// A lockout is confirmed one item at a time.
    #[error(
        "a lockout is confirmed item by item, each when it is done; --all-items is not for step `{step}`"
    )]
    LockoutAtOnce { step: String },
    /// A step that another command does.
    #[error("step `{step}` is done with `pinpoint job seal`")]
    SealStep { step: String },
    /// Not a reading of a meter.
    #[error("`{text}` is no reading in volts, such as 0.3")]
    Volts { text: String },
    /// A question, and nobody to answer.
    #[error("there is no terminal to ask for the {what}; use {option}")]
    NoTerminal { what: &'static str, option: &'static str },
    /// No barcode on the type plate.
    #[error("{}: no barcode was found; type the serial number with --typed", path.display())]
    PlateUnread { path: PathBuf },
    /// Several barcodes on the type plate.
    #[error("{}: {count} barcodes were found, and which one is the serial number a person must say: --scanned with one of {texts}", path.display())]
    PlateAmbiguous { path: PathBuf, count: usize, texts: String },
    /// A file that is never overwritten is there.
    #[error("{} is there already and is not overwritten", path.display())]
    FileThere { path: PathBuf },
    /// A line of a list of labels is not one.
    #[error("{}, line {line}: a label is `mac,password`", path.display())]
    LabelLine { path: PathBuf, line: usize },
    /// Another process serves this folder.
    #[error("{} is used by another process", path.display())]
    FolderInUse { path: PathBuf },
    /// The server of the demo did not come up.
    #[error("the server did not start: {reason}; its log is {}", log.display())]
    ServerSilent { reason: String, log: PathBuf },
    /// The world of a story makes no sense.
    #[cfg(feature = "testing")]
    #[error(transparent)]
    Story(#[from] pinpoint_engine::testing::WorldError),
    /// The demo's delivery did not end in a verdict.
    #[error("no accepted verdict came: {reason}")]
    DemoUnfinished { reason: String },
}

/// The options that a step takes, for the end of a sentence.
fn takes(allowed: &[&str]) -> String {
    if allowed.is_empty() {
        "; it takes none".to_owned()
    } else {
        format!("; it takes {}", allowed.join(", "))
    }
}

impl CliError {
    /// Names the file that an error of the system is about.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::File { path, error }
    }

    /// How the program ends because of it.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Self::OptionMissing { .. }
            | Self::OptionForeign { .. }
            | Self::ItemMissing { .. }
            | Self::ItemForeign { .. }
            | Self::LockoutAtOnce { .. }
            | Self::SealStep { .. }
            | Self::Volts { .. }
            | Self::NoTerminal { .. }
            | Self::JobAmbiguous { .. } => Exit::Usage,
            Self::NoOpenJob | Self::JobNotFound { .. } | Self::NoLabel { .. } | Self::PlateUnread { .. } => {
                Exit::Nothing
            }
            _ => Exit::Failed,
        }
    }

    /// The sentence: the engine's words for what the engine knows, our own for the rest.
    pub(crate) fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Engine(error) => words.of(error),
            Self::Ledger(error) => words.of(error),
            Self::JobUnreadable(job) => words.text(&job.code, &job.fields),
            Self::Label(error) => words.of(error),
            Self::Picture { path, error } => format!("{}: {}", path.display(), words.of(error)),
            Self::NoLabel { path, error } => format!("{}: {}", path.display(), words.of(error)),
            Self::PhotoTooLong { path, .. } => {
                format!("{}: {}", path.display(), words.of(self))
            }
            Self::NotNow(_) => words.of(self),
            own => own.to_string(),
        }
    }
}

impl Coded for CliError {
    fn code(&self) -> &str {
        match self {
            Self::Engine(error) => error.code(),
            Self::Ledger(error) => error.code(),
            Self::Server(error) => error.code(),
            Self::Picture { error, .. } => error.code(),
            Self::NoLabel { error, .. } | Self::Label(error) => error.code(),
            Self::PhotoTooLong { .. } => "photo-too-long",
            Self::ListTooLong { .. } => "list-too-long",
            Self::NotNow(Weather::Busy) => "sign-in-busy",
            Self::NotNow(_) => "sign-in-weather",
            Self::File { .. } => "file",
            Self::Listen { .. } => "listen",
            Self::Output(_) => "output",
            Self::Json(_) => "json",
            Self::Draw(_) => "drawing",
            Self::NoHome => "no-home",
            Self::NoOpenJob => "no-open-job",
            Self::JobNotFound { .. } => "job-not-found",
            Self::JobAmbiguous { .. } => "job-ambiguous",
            Self::JobUnreadable(job) => &job.code,
            Self::OptionMissing { .. } => "option-missing",
            Self::OptionForeign { .. } => "option-foreign",
            Self::ItemMissing { .. } => "item-missing",
            Self::ItemForeign { .. } => "item-foreign",
            Self::LockoutAtOnce { .. } => "lockout-at-once",
            Self::SealStep { .. } => "seal-step",
            Self::Volts { .. } => "volts",
            Self::NoTerminal { .. } => "no-terminal",
            Self::PlateUnread { .. } => "plate-unread",
            Self::PlateAmbiguous { .. } => "plate-ambiguous",
            Self::FileThere { .. } => "file-there",
            Self::LabelLine { .. } => "label-line",
            Self::FolderInUse { .. } => "folder-in-use",
            Self::ServerSilent { .. } => "server-silent",
            Self::DemoUnfinished { .. } => "demo-unfinished",
            #[cfg(feature = "testing")]
            Self::Story(error) => error.code(),
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Engine(error) => error.fields(),
            Self::Ledger(error) => error.fields(),
            Self::Server(error) => error.fields(),
            Self::Label(error) => error.fields(),
            Self::Picture { path, error } => with_path(error.fields(), path),
            Self::NoLabel { path, error } => with_path(error.fields(), path),
            Self::PhotoTooLong { path, megabytes } | Self::ListTooLong { path, megabytes } => {
                with_path(fields([("megabytes", megabytes.to_string())]), path)
            }
            Self::NotNow(weather) => fields([("weather", weather.name().to_owned())]),
            Self::File { path, error } => with_path(fields([("reason", error.to_string())]), path),
            Self::Listen { address, error } => {
                fields([("address", address.to_string()), ("reason", error.to_string())])
            }
            Self::Output(error) => fields([("reason", error.to_string())]),
            Self::Json(error) => fields([("reason", error.to_string())]),
            Self::Draw(error) => fields([("reason", error.to_string())]),
            Self::NoHome | Self::NoOpenJob => Fields::new(),
            Self::JobUnreadable(job) => job.fields.clone(),
            Self::JobNotFound { text } | Self::Volts { text } => fields([("text", text.clone())]),
            Self::JobAmbiguous { text, count } => {
                fields([("text", text.clone()), ("count", count.to_string())])
            }
            Self::OptionMissing { step, option } => {
                fields([("step", step.clone()), ("option", (*option).to_owned())])
            }
            Self::OptionForeign { step, option, allowed } => fields([
                ("step", step.clone()),
                ("option", (*option).to_owned()),
                ("allowed", allowed.join(" ")),
            ]),
            Self::ItemMissing { step, items } => fields([("step", step.clone()), ("items", items.clone())]),
            Self::ItemForeign { step } | Self::LockoutAtOnce { step } | Self::SealStep { step } => {
                fields([("step", step.clone())])
            }
            Self::NoTerminal { what, option } => {
                fields([("what", (*what).to_owned()), ("option", (*option).to_owned())])
            }
            Self::PlateUnread { path } | Self::FileThere { path } | Self::FolderInUse { path } => {
                with_path(Fields::new(), path)
            }
            Self::PlateAmbiguous { path, texts, .. } => with_path(fields([("texts", texts.clone())]), path),
            Self::LabelLine { path, line } => with_path(fields([("line", line.to_string())]), path),
            Self::ServerSilent { reason, log } => with_path(fields([("reason", reason.clone())]), log),
            Self::DemoUnfinished { reason } => fields([("reason", reason.clone())]),
            #[cfg(feature = "testing")]
            Self::Story(error) => error.fields(),
        }
    }
}

fn with_path(mut fields: Fields, path: &std::path::Path) -> Fields {
    fields.insert("path".to_owned(), path.display().to_string());
    fields
}

/// Errors that reach us through an engine's signature but are of the domain.
impl From<CapsuleError> for CliError {
    fn from(error: CapsuleError) -> Self {
        Self::Engine(error.into())
    }
}

impl From<UnreadableJob> for CliError {
    fn from(job: UnreadableJob) -> Self {
        Self::JobUnreadable(job)
    }
}

impl From<KeyStoreError> for CliError {
    fn from(error: KeyStoreError) -> Self {
        Self::Engine(error.into())
    }
}
