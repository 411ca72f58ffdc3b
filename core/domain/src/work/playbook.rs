//! A playbook: the ordered steps of a kind of job, as data.
//!
//! A job that began under one version ends under it; the journal names the playbook by the digest of its bytes.
//!
//! | you look for | it lives in |
//! |---|---|
//! | what every playbook keeps to, safety first | `rules` |
//! | whether each step can open some day | `unlock` |
//! | what a network or a site adds | `extension` |
//! | the playbooks at hand | `library` |
//! | why bytes are no playbook, and where | `error` |

mod error;
mod extension;
mod library;
mod rules;
mod unlock;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::kind::JobKind;
use crate::document::{Document, Problem};
use crate::ids::{ItemId, PlaybookId, StepId};
use crate::wire::Digest;

pub use error::PlaybookError;
pub use extension::{AddedStep, Extension, Words};
pub use library::Playbooks;

/// The most steps of a playbook, and of an extension: more than anybody walks.
const MOST_STEPS: usize = 200;

/// The steps of a kind of job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Playbook {
    /// Its name.
    pub id: PlaybookId,
    /// Counts up with every change.
    pub version: u32,
    /// The kind of job.
    pub kind: JobKind,
    /// How many people it takes (A01).
    pub people: u32,
    /// Shortest and longest usual duration in minutes (A01).
    pub minutes: Minutes,
    /// In the order of the work.
    #[cfg_attr(feature = "typescript", tsify(type = "PlaybookStep[]"))]
    pub steps: Vec<Step>,
    /// What a network or a site added, as `id/version`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<String>,
    /// The words of what was added.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, Record<string, string>>"))]
    pub words: Words,
    /// SHA-256 of the bytes it was read from.
    #[serde(skip, default = "no_digest")]
    pub digest: Digest,
}

/// How long a job usually takes. A playbook writes it as `[shortest, longest]`, a snapshot by name; both read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Minutes {
    /// In a hurry.
    pub shortest: u32,
    /// With care.
    pub longest: u32,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(rename = "PlaybookStep"))]
pub struct Step {
    /// Its name; the words for it are `step-<id>`.
    pub id: StepId,
    /// What part of the visit it belongs to.
    pub phase: Phase,
    /// How it is done.
    pub kind: StepKind,
    /// Which facts; for steps of kind form, scan and reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// What a rule knows it by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Steps that unlock it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<StepId>,
    /// What a checklist asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ChecklistItem>,
    /// May be left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Only a picture wider than high will do (A28).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub landscape: bool,
    /// Only for some stations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// The sentences of the guide that ask for it; empty: ours, or the network's.
    pub from: Vec<String>,
}

/// One line of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ChecklistItem {
    /// Its name; the words for it are `item-<step>-<id>`.
    pub id: ItemId,
    /// Asks for a meter's reading in volts, at most this many millivolts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_millivolts: Option<u32>,
}

/// The parts of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// At the desk.
    BeforeYouGo,
    /// On site, before any change.
    Arrive,
    /// Lockout.
    MakeSafe,
    /// In the open cabinet.
    Cabinet,
    /// Stickers.
    Labels,
    /// The record.
    Pinpoint,
    /// Power on and checks.
    Verify,
}

/// How a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// A picture.
    Photo,
    /// A code to read with the camera, or to type.
    Scan,
    /// Facts to enter.
    Form,
    /// What a screen or a command shows, judged on the spot.
    Reading,
    /// Items, one by one.
    Checklist,
    /// One deliberate tap.
    Confirmation,
    /// The seal itself; done by sealing, not by an answer.
    Seal,
}

/// Which facts a form, a scan or a reading asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Where the phone says it is (A20).
    Location,
    /// Manufacturer and model (A22).
    Station,
    /// The serial number, twice (A23, A24).
    Serial,
    /// What the station is to the network (A21).
    Identity,
    /// The address (A25).
    Address,
    /// The exact parking space (A26).
    Pin,
    /// What helps drivers (A27).
    Details,
    /// The MAC on the station's screen (A32).
    Mac,
    /// Where the station's Ethernet hardware comes from (B02).
    Hardware,
    /// The number of the SIM card that goes in (A12).
    IccidNew,
    /// The number of the SIM card that came out (A12).
    IccidOld,
    /// The laptop's addresses on the station's cable (B06, B07).
    Addresses,
    /// Whether the VPN's name resolves (B08 to B10).
    NameResolution,
    /// The firmware on the station's About page (B11, B12).
    Firmware,
    /// The station's network-signal page (B13 to B16).
    NetworkSignal,
}

/// What a rule knows a step by. All but the label are about safety; their rules are in `safety`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Making the circuit safe.
    Lockout,
    /// Opening the cabinet.
    OpenCabinet,
    /// Work in the open cabinet.
    CabinetWork,
    /// Securing the cabinet.
    CloseCabinet,
    /// Power back on.
    ReEnergise,
    /// The breaker off for half a minute, and on again (B17): through the same lockout.
    Restart,
    /// Comparing the label with what was read (A18); asked anew when another label takes its place.
    Label,
}

/// For which stations a step is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Stations with a screen (A31, A32).
    HasScreen,
}

/// A playbook as the journal names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaybookRef {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

impl Form {
    /// The kind of step that asks for it.
    pub const fn asked_by(self) -> StepKind {
        match self {
            Self::Location
            | Self::Station
            | Self::Serial
            | Self::Address
            | Self::Pin
            | Self::Details
            | Self::Mac
            | Self::Identity
            | Self::Hardware => StepKind::Form,
            Self::IccidNew | Self::IccidOld => StepKind::Scan,
            Self::Addresses | Self::NameResolution | Self::Firmware | Self::NetworkSignal => {
                StepKind::Reading
            }
        }
    }
}

impl Playbook {
    /// Reads a playbook, and checks that each step can be walked, that no safety is missing, and that its seal waits
    /// for what every record holds. [`Playbook::check`] names more than the first mistake.
    pub fn parse(bytes: &[u8]) -> Result<Self, PlaybookError> {
        let (_, playbook) = written(bytes)?;
        match rules::broken(&playbook).into_iter().next() {
            Some((_, error)) => Err(error),
            None => Ok(playbook),
        }
    }

    /// As [`Playbook::parse`], with every mistake and its place.
    pub fn check(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        let (document, playbook) = written(bytes)?;
        let root = document.root();
        let problems = rules::broken(&playbook).into_iter();
        let problems: Vec<Problem> = problems.map(|(at, error)| at.spot(&root).problem(&error)).collect();
        if problems.is_empty() { Ok(playbook) } else { Err(Problem::in_order(problems)) }
    }

    /// The step of this name.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// The first step of this role.
    pub fn step_of(&self, role: Role) -> Option<&Step> {
        self.steps.iter().find(|step| step.role == Some(role))
    }

    /// The step that asks for these facts.
    pub fn step_for(&self, form: Form) -> Option<&Step> {
        self.steps.iter().find(|step| step.form == Some(form))
    }

    /// The step that completes the configuration (A24), where the kind of job has one.
    pub fn seal(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.kind == StepKind::Seal)
    }

    /// How the journal names it.
    pub fn reference(&self) -> PlaybookRef {
        PlaybookRef { id: self.id.to_string(), version: self.version, digest: self.digest }
    }

    /// Its name for people and records: `re-networking/2`, or `re-networking/2+acme/3` with what was added.
    pub fn name(&self) -> String {
        let own = format!("{}/{}", self.id, self.version);
        self.extensions.iter().fold(own, |name, added| format!("{name}+{added}"))
    }

    /// The words of what a network or a site added, in the nearest language that it has them in.
    pub fn word(&self, key: &str, locale: &str) -> Option<&str> {
        extension::word(&self.words, key, locale)
    }
}

/// The JSON of a playbook; a field that is not known is a rule that would be passed over.
fn written(bytes: &[u8]) -> Result<(Document<'_>, Playbook), Vec<Problem>> {
    let document = Document::parse(bytes)?;
    let (playbook, mut problems) = document.read::<Playbook>();
    match playbook {
        Ok(playbook) if problems.is_empty() => {
            Ok((document, Playbook { digest: Digest::of(bytes), ..playbook }))
        }
        playbook => {
            problems.extend(playbook.err());
            Err(Problem::in_order(problems))
        }
    }
}

fn no_digest() -> Digest {
    Digest::from_bytes([0; 32])
}
