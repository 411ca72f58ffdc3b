//! The work: a job as a screen shows it.

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::{Fields, Notice};
use pinpoint_domain::ids::{CircuitId, ItemId, PinpointId, StepId};
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::{AmendedFact, Correction, Digest, Mark, SealedField};
use pinpoint_domain::work::playbook::{Form, Phase, StepKind};
use pinpoint_domain::work::{
    Answer, ItemView, JobKind, JobView, Minutes, NeverChanges, SealConfirmation, StepStatus, StepView,
};
use pinpoint_engine::{JobFilter, JobList, PhotoReport, SealedView, UnreadableJob};

/// Something to read: its sentence is `Installer.text(code, fields, locale)`.
#[uniffi::remote(Record)]
pub struct Notice {
    /// The stable code.
    pub code: String,
    /// The values that its sentence mentions; never a secret.
    pub fields: Fields,
}

/// What an installer came to do at a station.
#[uniffi::remote(Enum)]
pub enum JobKind {
    /// Another SIM and a pinpoint.
    Renetworking,
    /// A station that was never on a network.
    NewInstallation,
    /// A cable and a VPN for a station; it ends without a record.
    EthernetConnectivity,
}

/// One job.
#[uniffi::remote(Record)]
pub struct JobView {
    /// Its name, and the record's.
    pub id: PinpointId,
    /// Its kind.
    pub kind: JobKind,
    /// The label's MAC.
    pub mac: MacAddress,
    /// Its circuit.
    pub circuit: CircuitId,
    /// When it began.
    pub started_at: Timestamp,
    /// The playbook, as `id/version`.
    pub playbook: String,
    /// How many people it takes.
    pub people: u32,
    /// Usual duration.
    pub minutes: Minutes,
    /// Made safe: this person's lockout of the circuit is whole, and in force now.
    pub made_safe: bool,
    /// Whether the cabinet is open.
    pub cabinet_open: bool,
    /// STOP: the lockout items to confirm before anything else; empty when all is well.
    pub stop: Vec<ItemId>,
    /// The sealed bytes' name, once sealed.
    pub sealed: Option<Digest>,
    /// In the order of the work.
    pub steps: Vec<StepView>,
    /// How many of the steps that are asked are done.
    pub done: u32,
    /// How many steps are asked: not optional, and for this station.
    pub asked: u32,
    /// What to look at before going on; their words are `warning-<code>`.
    pub warnings: Vec<Notice>,
    /// What the network was asked to correct after the seal, in order.
    pub corrections: Vec<Correction>,
    /// What counts instead of what was sealed, by the network's word.
    pub amended: Vec<AmendedFact>,
}

/// What an installer asks for after the seal. The sealed bytes stay as they are, whatever comes of it.
#[uniffi::remote(Record)]
pub struct Correction {
    /// What is wrong.
    pub field: SealedField,
    /// What it should be.
    pub value: String,
    /// How the installer knows.
    pub reason: String,
}

/// A fact as it counts from now on.
#[uniffi::remote(Record)]
pub struct AmendedFact {
    /// Which.
    pub field: SealedField,
    /// What counts instead of what was sealed.
    pub value: String,
}

/// A fact of a sealed record that may turn out to be wrong.
#[uniffi::remote(Enum)]
pub enum SealedField {
    /// The label's MAC.
    Mac,
    /// The manufacturer.
    Manufacturer,
    /// The model.
    Model,
    /// The serial number.
    Serial,
    /// Street and number.
    Address,
    /// City.
    City,
    /// Postal code.
    PostalCode,
    /// State or province.
    State,
    /// ISO 3166-1 alpha-3.
    Country,
    /// The exact parking space, as `latitude,longitude` in degrees.
    Pin,
    /// Name of the car park.
    CarPark,
    /// Name of the building.
    Building,
    /// The floor.
    Floor,
    /// The bay.
    Bay,
    /// Parking restrictions.
    ParkingRestrictions,
}

/// One step.
#[uniffi::remote(Record)]
pub struct StepView {
    /// Its name; the words are `step-<id>`.
    pub id: StepId,
    /// Its part of the visit.
    pub phase: Phase,
    /// How it is done.
    pub kind: StepKind,
    /// Which form.
    pub form: Option<Form>,
    /// Whether it is done, open or locked.
    pub status: StepStatus,
    /// Steps to do first.
    pub missing: Vec<StepId>,
    /// The items of a checklist.
    pub items: Vec<ItemView>,
    /// What was answered.
    pub answer: Option<Answer>,
    /// It was answered, but what it rests on was taken back or is another one now, so the answer does not count.
    pub reopened: bool,
    /// May be left out.
    pub optional: bool,
    /// The guide's sentences.
    pub from: Vec<String>,
}

/// One item of a checklist.
#[uniffi::remote(Record)]
pub struct ItemView {
    /// Its name; the words are `item-<step>-<id>`.
    pub id: ItemId,
    /// Whether it is ticked.
    pub done: bool,
    /// Asks for a meter's reading, at most this many millivolts.
    pub max_millivolts: Option<u32>,
    /// The reading given.
    pub millivolts: Option<u32>,
}

/// Where a step stands.
#[uniffi::remote(Enum)]
pub enum StepStatus {
    /// Other steps, or safety, come first.
    Locked,
    /// Can be done now.
    Open,
    /// Done.
    Done,
    /// Not for this station.
    NotForStation,
}

/// What can never change after the seal, for the screen that asks for it.
#[uniffi::remote(Record)]
pub struct NeverChanges {
    /// The label's MAC.
    pub mac: MacAddress,
    /// The manufacturer.
    pub manufacturer: String,
    /// The model.
    pub model: String,
    /// The serial number.
    pub serial: SerialNumber,
}

/// A person's word that what was shown is right. It repeats what was shown, so a stale screen seals nothing.
#[uniffi::remote(Record)]
pub struct SealConfirmation {
    /// The serial that was shown.
    pub serial: String,
    /// The MAC that was shown.
    pub mac: String,
}

/// A record that was just sealed. It is on the disk.
#[uniffi::remote(Record)]
pub struct SealedView {
    /// The job as it is now.
    pub job: JobView,
    /// The bytes' name.
    pub digest: Digest,
    /// The device's counter.
    pub sequence: u64,
    /// When.
    pub sealed_at: Timestamp,
    /// What was unusual.
    pub marks: Vec<Mark>,
}

/// Which jobs to list.
#[uniffi::remote(Enum)]
pub enum JobFilter {
    /// Those with something left to do.
    Open,
    /// All.
    All,
}

/// Jobs, and those that this version cannot read.
#[uniffi::remote(Record)]
pub struct JobList {
    /// The newest first.
    pub jobs: Vec<JobView>,
    /// Kept as they are; the code says why they cannot be shown.
    pub unreadable: Vec<UnreadableJob>,
}

/// A job whose journal this version cannot read.
#[uniffi::remote(Record)]
pub struct UnreadableJob {
    /// Its name.
    pub job: PinpointId,
    /// Why.
    pub code: String,
    /// What the code's sentence needs.
    pub fields: Fields,
}

/// What became of a picture.
#[uniffi::remote(Record)]
pub struct PhotoReport {
    /// The job as it is now.
    pub job: JobView,
    /// Width of the published copy in pixels.
    pub width_px: u32,
    /// Height of the published copy in pixels.
    pub height_px: u32,
    /// What a better picture would mend.
    pub warnings: Vec<Notice>,
}
