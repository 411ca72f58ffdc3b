//! What happened: the journal of a visit is the truth, the state is its fold.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;

use super::command::Answer;
use super::kind::JobKind;
use super::playbook::PlaybookRef;
use crate::ids::{CircuitId, DeviceId, InstallerId, ItemId, PinpointId, StepId};
use crate::label::MacAddress;
use crate::serial::SerialNumber;
use crate::wire::{Correction, Digest, EventBody};

/// Something that happened in a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// A job began.
    JobStarted {
        /// The job.
        job: PinpointId,
        /// Its kind.
        kind: JobKind,
        /// Its circuit.
        circuit: CircuitId,
        /// The label's MAC.
        mac: MacAddress,
        /// The playbook under which it ends.
        playbook: PlaybookRef,
    },
    /// Another label took the place of the first.
    Relabelled {
        /// The job.
        job: PinpointId,
        /// The other label's MAC.
        mac: MacAddress,
    },
    /// The label of a sealed record was read again: a mistyped password was mended by a new capsule.
    CapsuleReplaced {
        /// The job.
        job: PinpointId,
    },
    /// A step got its answer.
    StepDone {
        /// The job.
        job: PinpointId,
        /// The step.
        step: StepId,
        /// The answer.
        answer: Answer,
    },
    /// One item of a checklist was ticked.
    ItemDone {
        /// The job.
        job: PinpointId,
        /// The step.
        step: StepId,
        /// The item.
        item: ItemId,
    },
    /// A step, or one item of it, was taken back.
    Undone {
        /// The job.
        job: PinpointId,
        /// The step.
        step: StepId,
        /// The item.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<ItemId>,
    },
    /// A person confirmed one item of making a circuit safe.
    LockoutItemConfirmed {
        /// The circuit.
        circuit: CircuitId,
        /// The person.
        person: InstallerId,
        /// The item.
        item: ItemId,
        /// The meter's reading.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        millivolts: Option<u32>,
    },
    /// A person took an item back, and with it those that follow.
    LockoutItemTakenBack {
        /// The circuit.
        circuit: CircuitId,
        /// The person.
        person: InstallerId,
        /// From this item on.
        items: Vec<ItemId>,
    },
    /// A cabinet was opened.
    CabinetOpened {
        /// Whose.
        job: PinpointId,
    },
    /// A cabinet was secured.
    CabinetClosed {
        /// Whose.
        job: PinpointId,
    },
    /// Power came back to a circuit; its lockouts end.
    ReEnergised {
        /// The circuit.
        circuit: CircuitId,
    },
    /// The network told what the station said of itself when it came online.
    BootNoted {
        /// The job under whose label it answered.
        job: PinpointId,
        /// The serial number that it said.
        serial: SerialNumber,
    },
    /// Somebody asked the network to correct a fact of the sealed record.
    CorrectionRequested {
        /// The job.
        job: PinpointId,
        /// What is wrong, what it should be, and why.
        correction: Correction,
    },
    /// The record was sealed; from here its facts never change.
    Sealed {
        /// The job.
        job: PinpointId,
        /// The sealed bytes' name.
        digest: Digest,
        /// The device's counter.
        sequence: u64,
    },
}

/// An event as the journal keeps it: one JSON object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// Version of the event's form: 1.
    pub v: u32,
    /// The device's counter; the order of the journal, whatever the clock says.
    pub sequence: u64,
    /// The device.
    pub device: DeviceId,
    /// Who acted.
    pub actor: InstallerId,
    /// When, by the device's clock.
    pub at: Timestamp,
    /// The playbook in force.
    pub playbook: Option<Digest>,
    /// What happened.
    pub body: Body,
}

/// An event that this version knows, or one of a later version, kept as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Known.
    Known(Event),
    /// Of a later version.
    Unknown {
        /// Its type.
        type_name: String,
        /// The whole entry, byte for byte: what this version cannot read it must not rewrite either.
        json: String,
    },
}

/// How an entry stands in JSON, around what is read of the event itself.
#[derive(Serialize, Deserialize)]
struct Line<E> {
    v: u32,
    sequence: u64,
    device: DeviceId,
    actor: InstallerId,
    at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    playbook: Option<Digest>,
    #[serde(flatten)]
    event: E,
}

#[derive(Deserialize)]
struct EventType {
    #[serde(rename = "type")]
    type_name: String,
}

impl Serialize for JournalEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { v, sequence, device, actor, at, playbook, body } = self;
        let (v, sequence, device, actor, at, playbook) = (*v, *sequence, *device, *actor, *at, *playbook);
        match body {
            Body::Known(event) => {
                Line { v, sequence, device, actor, at, playbook, event }.serialize(serializer)
            }
            Body::Unknown { json, .. } => {
                RawValue::from_string(json.clone()).map_err(ser::Error::custom)?.serialize(serializer)
            }
        }
    }
}

impl<'de> Deserialize<'de> for JournalEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let Line { v, sequence, device, actor, at, playbook, event: EventType { type_name } } =
            serde_json::from_str(json.get()).map_err(de::Error::custom)?;
        let known = serde_json::from_str::<Line<Event>>(json.get()).ok().filter(|_| v <= Self::VERSION);
        let body = match known {
            Some(line) => Body::Known(line.event),
            None => Body::Unknown { type_name, json: json.get().to_owned() },
        };
        Ok(Self { v, sequence, device, actor, at, playbook, body })
    }
}

impl JournalEntry {
    /// The version of events that this program writes.
    pub const VERSION: u32 = 1;
}

impl Event {
    /// What the network is told when this happens to a job after its seal: verification steps done and taken back,
    /// and what should be corrected.
    pub fn after_seal(&self) -> Option<(PinpointId, EventBody)> {
        match self {
            Self::StepDone { job, step, .. } => Some((*job, EventBody::StepDone { step: step.clone() })),
            Self::Undone { job, step, item: None } => {
                Some((*job, EventBody::StepUndone { step: step.clone() }))
            }
            Self::CorrectionRequested { job, correction } => {
                Some((*job, EventBody::CorrectionRequested { correction: correction.clone() }))
            }
            _ => None,
        }
    }
}
