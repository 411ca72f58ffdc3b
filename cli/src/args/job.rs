//! Arguments of `job`.

use clap::{Args, Subcommand, ValueEnum};
use pinpoint_domain::ids::{ItemId, StepId, VisitId};
use pinpoint_domain::wire::SealedField;
use pinpoint_domain::work::JobKind;

use super::review::sealed_field;
use super::{AnswerArgs, LabelArgs};

/// What to do with a job.
#[derive(Debug, Subcommand)]
pub(crate) enum JobCommand {
    /// Begin a job at a station whose label is at hand
    Start(StartArgs),
    /// List jobs, the newest first
    List(ListArgs),
    /// Show one job: what is done, what comes next, what is missing and why
    Show(ShowArgs),
    /// Do a step, or one item of it
    Do(Box<DoArgs>),
    /// Take a step back, or one item of it
    Undo(UndoArgs),
    /// Complete the configuration: from here on the record never changes
    Seal(SealArgs),
    /// Ask the network whether this is a new station, before the seal
    Ask(ShowArgs),
    /// Ask the network to correct a fact after the seal; the sealed record stays
    Correct(CorrectArgs),
    /// Read the label again: another sticker before the seal, a mistyped password after it
    Relabel(RelabelArgs),
}

/// Beginning a job.
#[derive(Debug, Args)]
pub(crate) struct StartArgs {
    #[command(flatten)]
    pub(crate) label: LabelArgs,
    /// What the station's breaker is called on the panel, for example F12
    #[arg(long)]
    pub(crate) circuit: String,
    /// Join a visit, so that jobs on one circuit know of each other [default: a new visit]
    #[arg(long, value_name = "ID")]
    pub(crate) visit: Option<VisitId>,
    /// What is to be done
    #[arg(long, value_enum, default_value_t = Kind::Renetworking)]
    pub(crate) kind: Kind,
}

/// Kinds of jobs.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    /// Another SIM and a pinpoint
    Renetworking,
    /// A station that was never on a network
    NewInstallation,
    /// A cable and a VPN
    EthernetConnectivity,
}

impl From<Kind> for JobKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Renetworking => Self::Renetworking,
            Kind::NewInstallation => Self::NewInstallation,
            Kind::EthernetConnectivity => Self::EthernetConnectivity,
        }
    }
}

/// Listing jobs.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Those without anything left to do, too
    #[arg(long)]
    pub(crate) all: bool,
}

/// Which job.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Beginning or end of the job's id [default: the newest with something left to do]
    pub(crate) job: Option<String>,
}

/// Doing a step.
#[derive(Debug, Args)]
#[command(
    after_help = "Which options a step takes depends on the step; `pinpoint job show` names the next one."
)]
pub(crate) struct DoArgs {
    /// The step's name
    pub(crate) step: StepId,
    /// One item of a checklist
    pub(crate) item: Option<ItemId>,
    #[command(flatten)]
    pub(crate) answer: AnswerArgs,
    /// Beginning or end of the job's id [default: the newest with something left to do]
    #[arg(long)]
    pub(crate) job: Option<String>,
}

/// Taking back.
#[derive(Debug, Args)]
pub(crate) struct UndoArgs {
    /// The step's name
    pub(crate) step: StepId,
    /// One item of a checklist
    pub(crate) item: Option<ItemId>,
    /// Beginning or end of the job's id [default: the newest with something left to do]
    #[arg(long)]
    pub(crate) job: Option<String>,
}

/// Sealing.
#[derive(Debug, Args)]
pub(crate) struct SealArgs {
    /// Only show what would never change; seal nothing
    #[arg(long, conflicts_with_all = ["confirm_serial", "confirm_mac"])]
    pub(crate) show: bool,
    /// Beginning or end of the job's id [default: the newest with something left to do]
    #[arg(long)]
    pub(crate) job: Option<String>,
    /// The serial number that is sealed, instead of typing it when asked
    #[arg(long, value_name = "SERIAL", requires = "confirm_mac")]
    pub(crate) confirm_serial: Option<String>,
    /// The MAC that is sealed
    #[arg(long, value_name = "MAC", requires = "confirm_serial")]
    pub(crate) confirm_mac: Option<String>,
}

/// Asking for a correction.
#[derive(Debug, Args)]
pub(crate) struct CorrectArgs {
    /// What is wrong: bay, floor, pin, serial, mac, model or another fact of the record
    #[arg(value_parser = sealed_field)]
    pub(crate) field: SealedField,
    /// What it should be
    #[arg(allow_hyphen_values = true)]
    pub(crate) value: String,
    /// How you know
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Beginning or end of the job's id [default: the newest with something left to do]
    #[arg(long)]
    pub(crate) job: Option<String>,
}

/// Another reading of the label.
#[derive(Debug, Args)]
pub(crate) struct RelabelArgs {
    #[command(flatten)]
    pub(crate) label: LabelArgs,
    /// Beginning or end of the job's id [default: the newest with something left to do]
    #[arg(long)]
    pub(crate) job: Option<String>,
}
