//! "Is this a new station?" (A21). Asked when the network knows the label, the serial or the place already, or cannot be
//! asked. Each answer says what follows from it before it is given.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::at::At;
use super::command::{Answer, Context};
use super::event::Event;
use super::playbook::{Form, Role, Step};
use super::refusal::Refusal;
use super::state::{Job, Visit};
use crate::code::{Coded, Fields, Notice, fields};
use crate::geo::Coordinate;
use crate::ids::{PinpointId, StepId};
use crate::label::MacAddress;
use crate::serial::{SerialError, SerialNumber};
use crate::wire::{Known, StationIs};

/// The question, with what each answer leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct IdentityQuestion {
    /// What the network knows; none: it could not be asked.
    pub known: Option<Known>,
    /// Whether the installer is asked. Otherwise the station is new, as far as anybody knows.
    pub asked: bool,
    /// The answers, the likeliest first.
    pub choices: Vec<Choice>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Choice {
    /// Which; the words are `identity-<claim>`.
    pub claim: Claim,
    /// What follows from it, in order.
    pub consequences: Vec<Notice>,
}

/// What an installer can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Claim {
    /// The network never had it.
    New,
    /// The same station under another label.
    Renetworked,
    /// It stands where another station stood, which is gone.
    Replacement,
    /// Something was read at the wrong station.
    Mistake,
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// The station gets its first record on this network.
    FirstRecord,
    /// The station's earlier record ends, and its serial stays.
    TakesOver {
        /// Since when the earlier one counted.
        since: Timestamp,
    },
    /// The earlier label is retired.
    LabelRetires,
    /// The record of the station that is gone ends, where the same company has it at this place.
    OldEnds,
    /// A person at the network looks at both records first.
    Review,
    /// The network could not be asked; it compares when the record arrives.
    ComparedLater,
    /// The label is read again.
    ReadLabel,
    /// The type plate is read again.
    ReadPlate,
    /// The pin is set again.
    SetPin,
}

impl Coded for Consequence {
    fn code(&self) -> &'static str {
        match self {
            Self::FirstRecord => "identity-first-record",
            Self::TakesOver { .. } => "identity-takes-over",
            Self::LabelRetires => "identity-label-retires",
            Self::OldEnds => "identity-old-ends",
            Self::Review => "identity-review",
            Self::ComparedLater => "identity-compared-later",
            Self::ReadLabel => "identity-read-label",
            Self::ReadPlate => "identity-read-plate",
            Self::SetPin => "identity-set-pin",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            // The day is enough for a sentence, and is the same in every time zone's log.
            Self::TakesOver { since } => fields([("since", since.strftime("%Y-%m-%d").to_string())]),
            _ => Fields::new(),
        }
    }
}

impl IdentityQuestion {
    /// The question after the network was asked; `None` when it could not be.
    pub fn of(known: Option<Known>) -> Self {
        let asked = known.is_none_or(|known| known != Known::default());
        let mut claims = [Claim::New, Claim::Renetworked, Claim::Replacement, Claim::Mistake];
        claims.sort_by_key(|claim| distance(*claim, known));
        let choice = |claim| {
            let consequences = consequences(claim, known);
            Choice { claim, consequences: consequences.iter().map(Notice::from).collect() }
        };
        Self { known, asked, choices: claims.into_iter().map(choice).collect() }
    }
}

/// What follows from an answer, given what the network knows.
#[expect(clippy::match_same_arms, reason = "each answer is told whole, with what nobody expected of it last")]
pub fn consequences(claim: Claim, known: Option<Known>) -> Vec<Consequence> {
    let Some(Known { mac_active_since, serial_active_since, takes_over, place_taken_since }) = known else {
        return unheard(claim);
    };
    let (label, place) = (mac_active_since.is_some(), place_taken_since.is_some());
    match (claim, serial_active_since) {
        (Claim::New, None) if !label && !place => vec![Consequence::FirstRecord],
        (Claim::New, _) => vec![Consequence::Review],
        (Claim::Renetworked, Some(_)) if !takes_over => vec![Consequence::Review],
        (Claim::Renetworked, Some(since)) if label => vec![Consequence::TakesOver { since }],
        (Claim::Renetworked, Some(since)) => {
            vec![Consequence::TakesOver { since }, Consequence::LabelRetires]
        }
        (Claim::Renetworked, None) if label => vec![Consequence::Review],
        (Claim::Renetworked, None) => vec![Consequence::FirstRecord],
        (Claim::Replacement, None) if place && !label => vec![Consequence::FirstRecord, Consequence::OldEnds],
        (Claim::Replacement, _) => vec![Consequence::Review],
        (Claim::Mistake, serial) => again(label, serial.is_some(), place),
    }
}

/// What follows when nobody could be asked: the network compares when the record arrives.
fn unheard(claim: Claim) -> Vec<Consequence> {
    match claim {
        Claim::New | Claim::Renetworked => vec![Consequence::ComparedLater],
        Claim::Replacement => vec![Consequence::OldEnds, Consequence::ComparedLater],
        Claim::Mistake => again(true, true, true),
    }
}

/// What contradicts the network is read again; everything, when nothing does.
fn again(label: bool, serial: bool, place: bool) -> Vec<Consequence> {
    let nothing = !(label || serial || place);
    let all =
        [(label, Consequence::ReadLabel), (serial, Consequence::ReadPlate), (place, Consequence::SetPin)];
    all.into_iter().filter(|(contradicts, _)| *contradicts || nothing).map(|(_, again)| again).collect()
}

/// How far an answer is from what the network knows; ties keep the order of [`Claim`].
fn distance(claim: Claim, known: Option<Known>) -> u8 {
    let Some(known) = known else { return 0 };
    let likely = match (known.serial_active_since, known.mac_active_since, known.place_taken_since) {
        (None, None, None) => Claim::New,
        (Some(_), _, _) => Claim::Renetworked,
        (None, Some(_), _) => Claim::Mistake,
        (None, None, Some(_)) => Claim::Replacement,
    };
    u8::from(claim != likely)
}

/// What the network is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityFacts {
    /// The step that asks.
    pub step: StepId,
    /// The label's MAC.
    pub mac: MacAddress,
    /// The manufacturer.
    pub manufacturer: String,
    /// The serial number.
    pub serial: SerialNumber,
    /// The exact parking space.
    pub pin: Coordinate,
}

/// What the network is asked about before the seal; refuses while something of it is missing.
pub fn identity_facts(
    visit: &Visit,
    job: PinpointId,
    context: &Context<'_>,
) -> Result<IdentityFacts, Refusal> {
    let at = At::find(visit, job, context)?;
    let asks = at.playbook.step_for(Form::Identity).ok_or(Refusal::NothingToSeal)?;
    let (job, step) = (at.job, asks.id.clone());
    match (at.missing_before(asks), job.station(), job.serial(), job.facts.pin) {
        (missing, Some(station), Some(serial), Some(pin)) if missing.is_empty() => Ok(IdentityFacts {
            step,
            mac: job.mac.clone(),
            manufacturer: station.manufacturer.clone(),
            serial: serial.clone(),
            pin,
        }),
        (missing, ..) => Err(Refusal::StepLocked { step, missing }),
    }
}

/// What an answer says of the station; none when something was misread.
pub(super) fn said(claim: Claim, old_serial: Option<&str>) -> Result<Option<StationIs>, SerialError> {
    Ok(match (claim, old_serial) {
        (Claim::New, _) => Some(StationIs::New),
        (Claim::Renetworked, _) => Some(StationIs::Renetworked),
        (Claim::Replacement, Some(old)) => {
            Some(StationIs::Replacement { old_serial: SerialNumber::kept(old)? })
        }
        (Claim::Replacement, None) | (Claim::Mistake, _) => None,
    })
}

impl Job {
    /// What the station is to the network, as said of the serial that is in the job now.
    pub(super) fn identity(&self) -> Option<&StationIs> {
        let (said, of) = self.facts.identity.as_ref()?;
        let of = of.as_ref().map(SerialNumber::canonical);
        (of == self.serial().map(SerialNumber::canonical)).then_some(said)
    }
}

impl At<'_> {
    /// The answer as it goes into the journal.
    pub(super) fn identified(
        &self,
        claim: Claim,
        old_serial: Option<&str>,
        known: Option<Known>,
    ) -> Result<Answer, Refusal> {
        let old_serial =
            old_serial.filter(|_| claim == Claim::Replacement).map(SerialNumber::parse).transpose()?;
        match (&old_serial, self.job.serial()) {
            (None, _) if claim == Claim::Replacement => return Err(Refusal::OldSerialMissing),
            (Some(old), Some(own)) if old.canonical() == own.canonical() => {
                return Err(Refusal::OldSerialSame { serial: old.to_string() });
            }
            _ => {}
        }
        Ok(Answer::Identity { claim, old_serial: old_serial.map(|old| old.to_string()), known })
    }

    /// Something was misread: what contradicts the network is taken back, with the answer that was given before.
    pub(super) fn read_again(&self, step: &Step, known: Option<Known>) -> Vec<Event> {
        let again = consequences(Claim::Mistake, known).into_iter().filter_map(|again| match again {
            Consequence::ReadLabel => self.playbook.step_of(Role::Label),
            Consequence::ReadPlate => self.playbook.step_for(Form::Serial),
            Consequence::SetPin => self.playbook.step_for(Form::Pin),
            _ => None,
        });
        let begun = again.chain([step]).filter(|step| self.is_begun(&step.id));
        begun.map(|step| self.undone(&step.id, None)).collect()
    }
}
