//! What an installer can do in a story: the surface of an app, one act a method.

use pinpoint_domain::code::Fields;
use pinpoint_domain::connectivity::Observed;
use pinpoint_domain::ids::{ItemId, StepId};
use pinpoint_domain::work::{Answer, JobKind};
use serde::Deserialize;

use crate::TextKind;

/// One act on the surface. Jobs are named by their ids here; a story's own names for them were replaced.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Deed {
    /// `sign_in`.
    SignIn {
        /// The account's address.
        email: String,
        /// Its password.
        password: String,
    },
    /// `sign_out`.
    SignOut {},
    /// `session`.
    Session {},
    /// `interpret_text` of the label, `new_job`, `start`.
    Start {
        /// The story's name for the job that begins.
        job: String,
        /// Its kind.
        kind: JobKind,
        /// What the label's code says.
        label: String,
        /// What the breaker is called.
        circuit: String,
        /// A job whose visit it joins.
        #[serde(default)]
        with: Option<String>,
    },
    /// `apply`.
    Apply {
        /// The job.
        job: String,
        /// The step.
        step: StepId,
        /// What was done.
        answer: Answer,
    },
    /// `undo`.
    Undo {
        /// The job.
        job: String,
        /// The step.
        step: StepId,
        /// One item of it.
        #[serde(default)]
        item: Option<ItemId>,
    },
    /// `interpret_text` of the label, `relabel`.
    Relabel {
        /// The job.
        job: String,
        /// What the label's code says.
        label: String,
    },
    /// `stage`, `attach`.
    Attach {
        /// The job.
        job: String,
        /// The step.
        step: StepId,
        /// A file of `fixtures/stories/photos`.
        photo: String,
    },
    /// `never_changes`.
    NeverChanges {
        /// The job.
        job: String,
    },
    /// `seal`.
    Seal {
        /// The job.
        job: String,
        /// The serial number as confirmed.
        serial: String,
        /// The MAC as confirmed.
        mac: String,
    },
    /// `job`.
    Job {
        /// The job.
        job: String,
    },
    /// `jobs`: those with something left to do, or all.
    Jobs {
        /// All.
        #[serde(default)]
        all: bool,
    },
    /// `visits`.
    Visits {},
    /// `board` of the visit that a job belongs to.
    Board {
        /// The job.
        job: String,
    },
    /// `diagnose`.
    Diagnose(Observed),
    /// `read_paste`.
    ReadPaste {
        /// What was pasted.
        paste: String,
        /// The region whose VPN server counts.
        #[serde(default)]
        region: Option<String>,
    },
    /// `check_text`.
    CheckText {
        /// What its field is for.
        kind: TextKind,
        /// The text.
        text: String,
    },
    /// `outbox`.
    Outbox {},
    /// `sync` with the world's present time as the deadline: all that can go now goes, and nothing waits.
    Sync {},
    /// `text`.
    Text {
        /// A code.
        code: String,
        /// What its sentence needs.
        #[serde(default)]
        fields: Fields,
        /// The language.
        locale: String,
    },
    /// The app is killed and opened again.
    Kill {},
}

impl Deed {
    /// The kind of snapshot that it gives: what changed since is said against the last one of the same kind.
    pub const fn gives(&self) -> &'static str {
        match self {
            Self::SignIn { .. } | Self::Session {} => "session",
            Self::Start { .. }
            | Self::Apply { .. }
            | Self::Undo { .. }
            | Self::Relabel { .. }
            | Self::Job { .. } => "job",
            Self::Attach { .. } => "photo",
            Self::NeverChanges { .. } => "never-changes",
            Self::Seal { .. } => "sealed",
            Self::Jobs { .. } => "jobs",
            Self::Visits {} => "visits",
            Self::Board { .. } => "board",
            Self::Diagnose(_) => "diagnose",
            Self::ReadPaste { .. } => "read-paste",
            Self::CheckText { .. } => "check-text",
            Self::Outbox {} => "outbox",
            Self::Sync {} => "sync",
            Self::Text { .. } => "text",
            Self::SignOut {} | Self::Kill {} => "nothing",
        }
    }
}
