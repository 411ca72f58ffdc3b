//! Playbooks: the steps of each kind of job, before there is one.

use pinpoint_domain::ids::{ItemId, PlaybookId, StepId};
use pinpoint_domain::wire::Digest;
use pinpoint_domain::work::playbook::{
    ChecklistItem, Condition, Form, Phase, Role, Step as PlaybookStep, StepKind, Words,
};
use pinpoint_domain::work::{JobKind, Minutes, Playbook};

/// The steps of a kind of job.
#[uniffi::remote(Record)]
pub struct Playbook {
    /// Its name.
    pub id: PlaybookId,
    /// Counts up with every change.
    pub version: u32,
    /// The kind of job.
    pub kind: JobKind,
    /// How many people it takes.
    pub people: u32,
    /// Usual duration.
    pub minutes: Minutes,
    /// In the order of the work.
    pub steps: Vec<PlaybookStep>,
    /// What a network or a site added, as `id/version`.
    pub extensions: Vec<String>,
    /// The words of what was added; `Installer.text` knows them.
    pub words: Words,
    /// SHA-256 of the bytes it was read from.
    pub digest: Digest,
}

/// One step of a playbook.
#[uniffi::remote(Record)]
pub struct PlaybookStep {
    /// Its name; the words are `step-<id>` and `step-<id>-how`.
    pub id: StepId,
    /// Its part of the visit.
    pub phase: Phase,
    /// How it is done.
    pub kind: StepKind,
    /// Which facts it asks for.
    pub form: Option<Form>,
    /// What a rule knows it by.
    pub role: Option<Role>,
    /// Steps that unlock it.
    pub needs: Vec<StepId>,
    /// What a checklist asks.
    pub items: Vec<ChecklistItem>,
    /// May be left out.
    pub optional: bool,
    /// Only a picture wider than high will do.
    pub landscape: bool,
    /// Only for some stations.
    pub when: Option<Condition>,
    /// The guide's sentences; empty: ours, or the network's.
    pub from: Vec<String>,
}

/// One line of a checklist.
#[uniffi::remote(Record)]
pub struct ChecklistItem {
    /// Its name; the words are `item-<step>-<id>`.
    pub id: ItemId,
    /// Asks for a meter's reading, at most this many millivolts.
    pub max_millivolts: Option<u32>,
}

/// What a rule knows a step by. All but the label are about safety.
#[uniffi::remote(Enum)]
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
    /// The breaker off for half a minute, and on again: through the same lockout.
    Restart,
    /// Comparing the label with what was read; asked anew when another label takes its place.
    Label,
}

/// For which stations a step is meant.
#[uniffi::remote(Enum)]
pub enum Condition {
    /// Stations with a screen.
    HasScreen,
}

/// How long a job usually takes, in minutes.
#[uniffi::remote(Record)]
pub struct Minutes {
    /// In a hurry.
    pub shortest: u32,
    /// With care.
    pub longest: u32,
}

/// The parts of a visit.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Enum)]
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

/// Which facts a form asks for.
#[uniffi::remote(Enum)]
pub enum Form {
    /// Where the phone says it is.
    Location,
    /// Manufacturer and model.
    Station,
    /// The serial number, twice.
    Serial,
    /// What the station is to the network.
    Identity,
    /// The address.
    Address,
    /// The exact parking space.
    Pin,
    /// What helps drivers.
    Details,
    /// The MAC on the station's screen.
    Mac,
    /// Where the station's Ethernet hardware comes from.
    Hardware,
    /// The number of the SIM card that goes in.
    IccidNew,
    /// The number of the SIM card that came out.
    IccidOld,
    /// The laptop's addresses on the station's cable.
    Addresses,
    /// Whether the VPN's name resolves.
    NameResolution,
    /// The firmware on the station's About page.
    Firmware,
    /// The station's network-signal page.
    NetworkSignal,
}
