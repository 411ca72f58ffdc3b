//! A playbook: the ordered steps of a kind of job, as data.
//!
//! A job that began under one version ends under it; the journal names the playbook by the digest of its bytes.

mod error;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::kind::JobKind;
use crate::ids::{ItemId, StepId};
use crate::wire::Digest;

pub use error::PlaybookError;

/// The steps of a kind of job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    /// Its name.
    pub id: String,
    /// Counts up with every change.
    pub version: u32,
    /// The kind of job.
    pub kind: JobKind,
    /// How many people it takes (A01).
    pub people: u32,
    /// Shortest and longest usual duration in minutes (A01).
    pub minutes: Minutes,
    /// In the order of the work.
    pub steps: Vec<Step>,
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name; the words for it are `step-<id>`.
    pub id: StepId,
    /// What part of the visit it belongs to.
    pub phase: Phase,
    /// How it is done.
    pub kind: StepKind,
    /// Which form; for steps of kind form.
    #[serde(default)]
    pub form: Option<Form>,
    /// What a rule knows it by.
    #[serde(default)]
    pub role: Option<Role>,
    /// Steps that unlock it.
    #[serde(default)]
    pub needs: Vec<StepId>,
    /// What a checklist asks.
    #[serde(default)]
    pub items: Vec<Item>,
    /// May be left out.
    #[serde(default)]
    pub optional: bool,
    /// Only a picture wider than high will do (A28).
    #[serde(default)]
    pub landscape: bool,
    /// Only for some stations.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The sentences of the guide that ask for it; empty: ours.
    pub from: Vec<String>,
}

/// One line of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name; the words for it are `item-<step>-<id>`.
    pub id: ItemId,
    /// Asks for a meter's reading in volts, at most this many millivolts.
    #[serde(default)]
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
    /// Facts to enter.
    Form,
    /// Items, one by one.
    Checklist,
    /// One deliberate tap.
    Confirmation,
    /// The seal itself; done by sealing, not by an answer.
    Seal,
}

/// Which facts a form asks for.
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
    /// The address (A25).
    Address,
    /// The exact parking space (A26).
    Pin,
    /// What helps drivers (A27).
    Details,
    /// The MAC on the station's screen (A32).
    Mac,
}

/// What a rule knows a step by. All but the label are about safety; their rules are in `safety`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
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
    /// Comparing the label with what was read (A18); asked anew when another label takes its place.
    Label,
}

/// For which stations a step is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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

/// What the guide's DANGER box asks before the cabinet is opened (A11). Data may add items, never leave one out.
const LOCKOUT_ITEMS: [&str; 5] = ["disconnected", "locked", "tagged", "measured", "stays-off"];

/// What every record holds (A22 to A26).
const SEALED_FORMS: [Form; 4] = [Form::Station, Form::Serial, Form::Address, Form::Pin];

impl Playbook {
    /// Reads a playbook and checks that its steps can be walked, that no safety is missing, and that
    /// its seal waits for what every record holds.
    pub fn parse(bytes: &[u8]) -> Result<Self, PlaybookError> {
        let mut playbook: Self = serde_json::from_slice(bytes).map_err(|error| PlaybookError::Json {
            line: error.line(),
            column: error.column(),
            reason: error.to_string(),
        })?;
        playbook.digest = Digest::of(bytes);
        playbook.check_steps()?;
        playbook.check_safety()?;
        playbook.check_seal()?;
        Ok(playbook)
    }

    /// The step of this name.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// The one step of this role.
    pub fn step_of(&self, role: Role) -> Option<&Step> {
        self.steps.iter().find(|step| step.role == Some(role))
    }

    /// The step that asks for these facts.
    pub fn step_for(&self, form: Form) -> Option<&Step> {
        self.steps.iter().find(|step| step.form == Some(form))
    }

    /// The step that completes the configuration (A24).
    pub fn seal(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.kind == StepKind::Seal)
    }

    /// How the journal names it.
    pub fn reference(&self) -> PlaybookRef {
        PlaybookRef { id: self.id.clone(), version: self.version, digest: self.digest }
    }

    fn check_steps(&self) -> Result<(), PlaybookError> {
        let mut before = BTreeSet::new();
        for step in &self.steps {
            if let Some(needs) = step.needs.iter().find(|needs| !before.contains(*needs)) {
                return Err(PlaybookError::Order { step: step.id.clone(), needs: needs.clone() });
            }
            if (step.kind == StepKind::Form) != step.form.is_some() {
                return Err(PlaybookError::Form { step: step.id.clone() });
            }
            if (step.kind == StepKind::Checklist) == step.items.is_empty() {
                return Err(PlaybookError::Items { step: step.id.clone() });
            }
            if !before.insert(&step.id) {
                return Err(PlaybookError::Twice { step: step.id.clone() });
            }
        }
        Ok(())
    }

    fn check_safety(&self) -> Result<(), PlaybookError> {
        for role in [Role::Lockout, Role::OpenCabinet, Role::CloseCabinet, Role::ReEnergise] {
            let times = self.steps.iter().filter(|step| step.role == Some(role)).count();
            if times != 1 {
                return Err(PlaybookError::Safety { role, times });
            }
        }
        let asked = self.step_of(Role::Lockout).map(|step| step.items.as_slice()).unwrap_or_default();
        match LOCKOUT_ITEMS.into_iter().find(|item| !asked.iter().any(|asked| asked.id.as_str() == *item)) {
            Some(item) => Err(PlaybookError::LockoutItem { item }),
            None => Ok(()),
        }
    }

    /// One seal, and not before what a record cannot do without.
    fn check_seal(&self) -> Result<(), PlaybookError> {
        let times = self.steps.iter().filter(|step| step.kind == StepKind::Seal).count();
        let Some(seal) = self.seal().filter(|_| times == 1) else {
            return Err(PlaybookError::Seal { times });
        };
        let waits = |form| self.step_for(form).is_some_and(|step| seal.needs.contains(&step.id));
        match SEALED_FORMS.into_iter().find(|form| !waits(*form)) {
            Some(form) => Err(PlaybookError::SealNeeds { form }),
            None => Ok(()),
        }
    }
}

/// The playbooks at hand, by digest, so that an old job finds its own.
#[derive(Debug, Clone, Default)]
pub struct Playbooks(BTreeMap<Digest, Playbook>);

impl Playbooks {
    /// The playbooks that come with the core.
    pub fn built_in() -> Result<Self, PlaybookError> {
        let mut playbooks = Self::default();
        playbooks.add(Playbook::parse(include_bytes!("../../playbooks/re-networking.v1.json"))?);
        Ok(playbooks)
    }

    /// Adds one.
    pub fn add(&mut self, playbook: Playbook) {
        self.0.insert(playbook.digest, playbook);
    }

    /// The one with this digest.
    pub fn get(&self, digest: &Digest) -> Option<&Playbook> {
        self.0.get(digest)
    }

    /// The newest for a kind of job.
    pub fn newest(&self, kind: JobKind) -> Option<&Playbook> {
        self.0.values().filter(|playbook| playbook.kind == kind).max_by_key(|playbook| playbook.version)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Playbook> {
        self.0.values()
    }
}

fn no_digest() -> Digest {
    Digest::from_bytes([0; 32])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Coded as _;

    const BUILT_IN: &str = include_str!("../../playbooks/re-networking.v1.json");

    fn refused(change: impl Fn(&str) -> String) -> PlaybookError {
        Playbook::parse(change(BUILT_IN).as_bytes()).unwrap_err()
    }

    #[test]
    fn the_built_in_playbook_walks() {
        let playbook = Playbook::parse(BUILT_IN.as_bytes()).unwrap();
        assert_eq!((playbook.people, playbook.minutes), (1, Minutes { shortest: 30, longest: 60 }));
    }

    #[test]
    fn a_lockout_item_cannot_be_left_out_by_data() {
        let error = refused(|text| text.replace(r#"{ "id": "tagged" },"#, ""));
        assert_eq!(error, PlaybookError::LockoutItem { item: "tagged" });
        let error = refused(|text| text.replace(r#""role": "lockout", "#, ""));
        assert_eq!(error, PlaybookError::Safety { role: Role::Lockout, times: 0 });
    }

    #[test]
    fn a_record_is_sealed_once_and_never_before_its_facts() {
        let error = refused(|text| text.replace(r#""kind": "seal""#, r#""kind": "confirmation""#));
        assert_eq!(error, PlaybookError::Seal { times: 0 });
        let error = refused(|text| {
            text.replace(r#""kind": "confirmation", "needs": ["seal""#, r#""kind": "seal", "needs": ["seal""#)
        });
        assert_eq!(error, PlaybookError::Seal { times: 2 });
        let error = refused(|text| text.replace(r#""serial", "address", "pin""#, r#""serial", "pin""#));
        assert_eq!((error.code(), &*error.fields()["form"]), ("playbook-seal-needs", "address"));
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let error = refused(|text| text.replace(r#""needs": ["station"]"#, r#""needs": ["statoin"]"#));
        assert_eq!(error.code(), "playbook-order");
        assert_eq!(error.fields()["needs"], "statoin");
        let PlaybookError::Json { line, .. } =
            refused(|text| text.replace(r#""people": 1"#, r#""people": "one""#))
        else {
            panic!("a text for a number is a mistake of the JSON");
        };
        assert_eq!(line, 5);
    }
}
