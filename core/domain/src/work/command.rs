//! What a face asks of the workflow, and what came in with it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::identity::Claim;
use super::kind::JobKind;
use super::playbook::Playbooks;
use crate::catalog::Catalog;
use crate::connectivity::{EthernetHardware, NetworkSignal};
use crate::geo::Coordinate;
use crate::ids::{CircuitId, InstallerId, ItemId, PinpointId, StepId};
use crate::label::MacAddress;
use crate::profile::NetworkProfile;
use crate::serial::{SerialNumber, SerialSource};
use crate::wire::{Address, Correction, Digest, DriverDetails, Known, PhotoDigests};

/// Something that a person wants to be true. The workflow answers with events or a [`super::Refusal`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// Begin a job at a station whose label was read.
    Start {
        /// The name of the record that it becomes.
        job: PinpointId,
        /// What is to be done.
        kind: JobKind,
        /// What its breaker is called.
        circuit: CircuitId,
        /// The label's MAC.
        mac: MacAddress,
    },
    /// Read the label again; its capsule is made by whoever holds the password. Before the seal another sticker may take
    /// the first one's place; after it only the password is mended, for the sealed MAC.
    Relabel {
        /// The job.
        job: PinpointId,
        /// The other label's MAC.
        mac: MacAddress,
    },
    /// Do a step, or one item of it.
    Do {
        /// The job.
        job: PinpointId,
        /// The step.
        step: StepId,
        /// What was done.
        answer: Answer,
    },
    /// Take back a step, or one item of it, in any order.
    Undo {
        /// The job.
        job: PinpointId,
        /// The step.
        step: StepId,
        /// The item, for a checklist.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<ItemId>,
    },
    /// The network tells what the station said of itself when it came online under this job's label.
    NoteBoot {
        /// The job.
        job: PinpointId,
        /// The serial number that it said.
        serial: SerialNumber,
    },
    /// Ask the network to correct a fact of the sealed record, whose bytes stay.
    RequestCorrection {
        /// The job.
        job: PinpointId,
        /// What is wrong, what it should be, and why.
        correction: Correction,
    },
    /// The record was sealed.
    Seal {
        /// The job.
        job: PinpointId,
        /// The sealed bytes' name.
        digest: Digest,
        /// The device's counter.
        sequence: u64,
    },
}

impl Command {
    /// The job that it is about.
    pub const fn job(&self) -> PinpointId {
        match self {
            Self::Start { job, .. }
            | Self::Relabel { job, .. }
            | Self::Do { job, .. }
            | Self::Undo { job, .. }
            | Self::NoteBoot { job, .. }
            | Self::RequestCorrection { job, .. }
            | Self::Seal { job, .. } => *job,
        }
    }
}

/// What was done at a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// One deliberate tap.
    Confirmed,
    /// One item of a checklist.
    Item {
        /// The item.
        item: ItemId,
        /// The meter's reading, where the item asks for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        millivolts: Option<u32>,
    },
    /// A picture.
    Photo(PhotoFacts),
    /// Where the phone says it is.
    Location(Fix),
    /// The phone knows no position; the pin is set by hand.
    NoLocation,
    /// What the type plate says, compared with the picture (A22).
    Station {
        /// The manufacturer.
        manufacturer: String,
        /// The model.
        model: String,
        /// Whether the station has a screen, where the catalog does not know the model.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        has_screen: Option<bool>,
    },
    /// The serial number for the first time.
    Serial {
        /// As read or typed.
        text: String,
        /// By camera or by hand.
        source: SerialSource,
    },
    /// The serial number for the second time: typed, in full or its last four characters.
    SerialAgain {
        /// As typed.
        text: String,
    },
    /// The address.
    Address(Address),
    /// The exact parking space.
    Pin(Coordinate),
    /// What helps drivers.
    Details(DriverDetails),
    /// The MAC on the station's screen.
    Mac {
        /// As shown.
        text: String,
    },
    /// What the station is to the network (A21).
    Identity {
        /// New, re-networked, a replacement, or something was misread.
        claim: Claim,
        /// For a replacement, the serial number of the station that is gone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        old_serial: Option<String>,
        /// What the network knew when it was asked; none: it could not be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<Known>,
    },
    /// The number on a SIM card.
    Iccid {
        /// As printed.
        text: String,
    },
    /// Where the station's Ethernet hardware comes from (B02).
    Hardware {
        /// Bought with the station, approved, or neither.
        hardware: EthernetHardware,
    },
    /// A check by eye that the guide shows a good and a bad picture of (B06 to B10).
    Looked {
        /// Whether it looks like the good one.
        good: bool,
    },
    /// What a command printed (B06 to B10). The journal keeps what was read in it, not the paste.
    Pasted {
        /// As pasted.
        text: String,
    },
    /// The firmware on the station's screen (B11).
    Firmware {
        /// As shown.
        text: String,
    },
    /// The station's network-signal page (B13 to B16).
    NetworkSignal(NetworkSignal),
}

/// Where the phone says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Fix {
    /// The position.
    pub position: Coordinate,
    /// Radius of 68 % confidence in millimetres.
    pub accuracy_mm: u32,
    /// Whether a mock provider gave it: an external receiver, or a spoof.
    #[serde(default)]
    pub mock: bool,
}

/// A picture as the phone holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PhotoFacts {
    /// The copy for drivers.
    pub published: PhotoDigests,
    /// As it came from the camera.
    pub original: PhotoDigests,
    /// Width as shown, in pixels.
    pub width_px: u32,
    /// Height as shown, in pixels.
    pub height_px: u32,
}

/// What a decision needs besides the state and the command. Time comes in here; nothing asks a clock.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who acts.
    pub actor: InstallerId,
    /// When.
    pub now: Timestamp,
    /// The playbooks at hand.
    pub playbooks: &'a Playbooks,
    /// The network's profile.
    pub profile: &'a NetworkProfile,
    /// The catalog, where there is one.
    pub catalog: Option<&'a Catalog>,
}
