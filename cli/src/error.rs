//! What a command ends with when it does not work, and how that is said: one converter for all of them.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use pinpoint_decode::PictureError;
use pinpoint_domain::code::{Coded, Fields, Notice, fields};
use pinpoint_domain::label::LabelError;
use pinpoint_domain::wire::CapsuleError;
use pinpoint_engine::outbox::{LedgerError, Weather};
use pinpoint_engine::{EngineError, KeyStoreError, UnreadableJob};
use pinpoint_fixtures::DrawError;
use pinpoint_server::ServerError;

use crate::exit::Exit;
use crate::ui::Words;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum CliError {
    /// The engine says no; its words live with the engine.
    Engine(EngineError),
    /// A server's data folder says no.
    Server(ServerError),
    /// The store failed while the outbox ran.
    Ledger(LedgerError),
    /// A picture could not be read.
    Picture { path: PathBuf, error: PictureError },
    /// A picture was read and shows no label of this network.
    NoLabel { path: PathBuf, error: LabelError },
    /// What was typed from a label is none.
    Label(LabelError),
    /// An option's value is not what it should be; its words live with the engine.
    Typed(Notice),
    /// The file of a picture is longer than any camera writes.
    PhotoTooLong { path: PathBuf, megabytes: u64 },
    /// A list is longer than any list of labels.
    ListTooLong { path: PathBuf, megabytes: u64 },
    /// Signing in came to nothing for now. Unlike a delivery, nobody tries it again.
    NotNow(Weather),
    /// A file could not be read or written.
    File { path: PathBuf, error: io::Error },
    /// Nothing can be served at this address.
    Listen { address: SocketAddr, error: io::Error },
    /// This machine is in no network.
    LanNone { reason: String },
    /// An address that others than those in the same network reach.
    LanNotPrivate { address: IpAddr },
    /// A certificate could not be made.
    CertificateUnmade { reason: String },
    /// Nothing more can be printed.
    Output(io::Error),
    /// What was made could not be written as JSON.
    Json(serde_json::Error),
    /// A picture could not be drawn.
    Draw(DrawError),
    /// The system has no home folder for this user.
    NoHome,
    /// No job is open.
    NoOpenJob,
    /// No job of this id.
    JobNotFound { text: String },
    /// More than one job fits.
    JobAmbiguous { text: String, count: usize },
    /// No visit, or more than one, of this id.
    VisitNotOne { text: String, count: usize },
    /// No record that waits for a person, or more than one, of this id.
    ReviewNotOne { text: String, count: usize },
    /// A job that this version cannot read.
    JobUnreadable(UnreadableJob),
    /// The step needs an option.
    OptionMissing { step: String, option: &'static str },
    /// An option that the step does not take.
    OptionForeign { step: String, option: &'static str, allowed: &'static [&'static str] },
    /// A checklist without saying which item.
    ItemMissing { step: String, items: String },
    /// An item for a step that has none.
    ItemForeign { step: String },
    /// A lockout is confirmed one item at a time.
    LockoutAtOnce { step: String },
    /// A step that another command does.
    SealStep { step: String },
    /// Not a reading of a meter.
    Volts { text: String },
    /// A question, and nobody to answer.
    NoTerminal { what: &'static str, option: &'static str },
    /// No barcode on the type plate.
    PlateUnread { path: PathBuf },
    /// Several barcodes on the type plate.
    PlateAmbiguous { path: PathBuf, count: usize, texts: String },
    /// A file that is never overwritten is there.
    FileThere { path: PathBuf },
    /// A line of a list of labels is not one.
    LabelLine { path: PathBuf, line: usize },
    /// A file that should hold a key does not.
    NoKey { path: PathBuf },
    /// A document that is to be signed is signed.
    SignedAlready { path: PathBuf },
    /// Another process serves this folder.
    FolderInUse { path: PathBuf },
    /// The server of the demo did not come up.
    ServerSilent { reason: String, log: PathBuf },
    /// The world of a story makes no sense.
    #[cfg(feature = "testing")]
    Story(pinpoint_engine::testing::WorldError),
    /// The demo's delivery did not end in a verdict.
    DemoUnfinished { reason: String },
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
            | Self::Typed(_)
            | Self::VisitNotOne { .. }
            | Self::ReviewNotOne { .. }
            | Self::JobAmbiguous { .. } => Exit::Usage,
            Self::NoOpenJob | Self::JobNotFound { .. } | Self::NoLabel { .. } | Self::PlateUnread { .. } => {
                Exit::Nothing
            }
            _ => Exit::Failed,
        }
    }

    /// The sentence for it; what is wrong with a file begins with the file.
    pub(crate) fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Picture { path, .. } | Self::NoLabel { path, .. } | Self::PhotoTooLong { path, .. } => {
                format!("{}: {}", path.display(), words.of(self))
            }
            _ => words.of(self),
        }
    }
}

impl Coded for CliError {
    fn code(&self) -> &str {
        match self {
            Self::Engine(error) => error.code(),
            Self::Ledger(error) => error.code(),
            Self::Server(error) => error.code(),
            Self::Typed(notice) => &notice.code,
            Self::Picture { error, .. } => error.code(),
            Self::NoLabel { error, .. } | Self::Label(error) => error.code(),
            Self::PhotoTooLong { .. } => "photo-too-long",
            Self::ListTooLong { .. } => "list-too-long",
            Self::NotNow(Weather::Busy) => "sign-in-busy",
            Self::NotNow(_) => "sign-in-weather",
            Self::File { .. } => "file",
            Self::Listen { .. } => "listen",
            Self::LanNone { .. } => "lan-none",
            Self::LanNotPrivate { .. } => "lan-not-private",
            Self::CertificateUnmade { .. } => "certificate-unmade",
            Self::Output(_) => "output",
            Self::Json(_) => "json",
            Self::Draw(_) => "drawing",
            Self::NoHome => "no-home",
            Self::NoOpenJob => "no-open-job",
            Self::JobNotFound { .. } => "job-not-found",
            Self::JobAmbiguous { .. } => "job-ambiguous",
            Self::VisitNotOne { .. } => "visit-not-one",
            Self::ReviewNotOne { .. } => "review-not-one",
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
            Self::NoKey { .. } => "no-key",
            Self::SignedAlready { .. } => "signed-already",
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
            Self::Typed(notice) => notice.fields.clone(),
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
            Self::LanNone { reason } | Self::CertificateUnmade { reason } => {
                fields([("reason", reason.clone())])
            }
            Self::LanNotPrivate { address } => fields([("address", address.to_string())]),
            Self::Output(error) => fields([("reason", error.to_string())]),
            Self::Json(error) => fields([("reason", error.to_string())]),
            Self::Draw(error) => fields([("reason", error.to_string())]),
            Self::NoHome | Self::NoOpenJob => Fields::new(),
            Self::JobUnreadable(job) => job.fields.clone(),
            Self::JobNotFound { text } | Self::Volts { text } => fields([("text", text.clone())]),
            Self::JobAmbiguous { text, count }
            | Self::VisitNotOne { text, count }
            | Self::ReviewNotOne { text, count } => {
                fields([("text", text.clone()), ("count", count.to_string())])
            }
            Self::OptionMissing { step, option } => {
                fields([("step", step.clone()), ("option", (*option).to_owned())])
            }
            Self::OptionForeign { step, option, allowed } => fields([
                ("step", step.clone()),
                ("option", (*option).to_owned()),
                ("allowed", if allowed.is_empty() { "–".to_owned() } else { allowed.join(" ") }),
            ]),
            Self::ItemMissing { step, items } => fields([("step", step.clone()), ("items", items.clone())]),
            Self::ItemForeign { step } | Self::LockoutAtOnce { step } | Self::SealStep { step } => {
                fields([("step", step.clone())])
            }
            Self::NoTerminal { what, option } => {
                fields([("what", (*what).to_owned()), ("option", (*option).to_owned())])
            }
            Self::PlateUnread { path }
            | Self::FileThere { path }
            | Self::NoKey { path }
            | Self::SignedAlready { path }
            | Self::FolderInUse { path } => with_path(Fields::new(), path),
            Self::PlateAmbiguous { path, count, texts } => {
                with_path(fields([("count", count.to_string()), ("texts", texts.clone())]), path)
            }
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

macro_rules! from {
    ($($error:ty => $variant:ident),+ $(,)?) => {
        $(
            impl From<$error> for CliError {
                fn from(error: $error) -> Self {
                    Self::$variant(error)
                }
            }
        )+
    };
}

from! {
    EngineError => Engine,
    ServerError => Server,
    LedgerError => Ledger,
    LabelError => Label,
    serde_json::Error => Json,
    DrawError => Draw,
    UnreadableJob => JobUnreadable,
}

#[cfg(feature = "testing")]
from! { pinpoint_engine::testing::WorldError => Story }

/// Errors that reach us through an engine's signature but are of the domain.
impl From<CapsuleError> for CliError {
    fn from(error: CapsuleError) -> Self {
        Self::Engine(error.into())
    }
}

impl From<KeyStoreError> for CliError {
    fn from(error: KeyStoreError) -> Self {
        Self::Engine(error.into())
    }
}
