//! The work: a job as a screen shows it, and what can be answered at a step.

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::{Fields, Notice};
use pinpoint_domain::connectivity::{ConnectionState, EthernetHardware, LinkState, NetworkSignal};
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{CircuitId, ItemId, PhotoId, PinpointId, StepId};
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::serial::{SerialNumber, SerialSource};
use pinpoint_domain::wire::{
    Address, AmendedFact, Correction, Digest, DriverDetails, Known, Mark, PhotoDigests, SealedField,
};
use pinpoint_domain::work::identity::Claim;
use pinpoint_domain::work::playbook::{Form, Phase, StepKind};
use pinpoint_domain::work::{
    Answer, Fix, ItemView, JobKind, JobView, Minutes, NeverChanges, PhotoFacts, SealConfirmation, StepStatus,
    StepView,
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

/// How long a job usually takes, in minutes.
#[uniffi::remote(Record)]
pub struct Minutes {
    /// In a hurry.
    pub shortest: u32,
    /// With care.
    pub longest: u32,
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

/// What was done at a step.
#[uniffi::remote(Enum)]
pub enum Answer {
    /// One deliberate tap.
    Confirmed,
    /// One item of a checklist.
    Item {
        /// The item.
        item: ItemId,
        /// The meter's reading, where the item asks for one.
        millivolts: Option<u32>,
    },
    /// A picture. `Installer.attach` makes this answer; no app writes it.
    Photo(PhotoFacts),
    /// Where the phone says it is.
    Location(Fix),
    /// The phone knows no position; the pin is set by hand.
    NoLocation,
    /// What the type plate says, compared with the picture.
    Station {
        /// The manufacturer.
        manufacturer: String,
        /// The model.
        model: String,
        /// Whether the station has a screen, where the catalog does not know the model.
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
    /// What the station is to the network.
    Identity {
        /// New, re-networked, a replacement, or something was misread.
        claim: Claim,
        /// For a replacement, the serial number of the station that is gone.
        old_serial: Option<String>,
        /// What the network knew when it was asked; none: it could not be.
        known: Option<Known>,
    },
    /// The number on a SIM card.
    Iccid {
        /// As printed.
        text: String,
    },
    /// Where the station's Ethernet hardware comes from.
    Hardware {
        /// Bought with the station, approved, or neither.
        hardware: EthernetHardware,
    },
    /// A check by eye.
    Looked {
        /// Whether it looks as it should.
        good: bool,
    },
    /// What a command printed.
    Pasted {
        /// As pasted.
        text: String,
    },
    /// The firmware on the station's screen.
    Firmware {
        /// As shown.
        text: String,
    },
    /// The station's network-signal page.
    NetworkSignal(NetworkSignal),
}

/// Where the station's Ethernet hardware comes from.
#[uniffi::remote(Enum)]
pub enum EthernetHardware {
    /// The station was bought with it.
    New,
    /// Added to an existing station with the network's extraordinary approval.
    Approved,
    /// An existing station, and nobody approved.
    Existing,
    /// Not asked yet.
    Unknown,
}

/// The three lines of the station's network-signal page.
#[uniffi::remote(Record)]
pub struct NetworkSignal {
    /// State of the link.
    pub link: LinkState,
    /// VPN.
    pub vpn: ConnectionState,
    /// State of the connection, which is the one to the cloud.
    pub cloud: ConnectionState,
}

/// Whether the Ethernet port has an address.
#[uniffi::remote(Enum)]
pub enum LinkState {
    /// `UP`.
    Up,
    /// `DOWN`.
    Down,
    /// Not read.
    Unknown,
}

/// Whether the station reaches something.
#[uniffi::remote(Enum)]
pub enum ConnectionState {
    /// `Connected`.
    Connected,
    /// `Disconnected`.
    Disconnected,
    /// Not read.
    Unknown,
}

/// What an installer can say of a station; the words are `identity-<claim>`.
#[uniffi::remote(Enum)]
pub enum Claim {
    /// The network never had it.
    New,
    /// The same station under another label.
    Renetworked,
    /// It stands where another station stood, which is gone.
    Replacement,
    /// Something was misread: it is taken back, and read again.
    Mistake,
}

/// What the network knows of a label, a serial number and a place: only whether, and since when.
#[uniffi::remote(Record)]
pub struct Known {
    /// Since when this label is active.
    pub mac_active_since: Option<Timestamp>,
    /// Since when this maker's serial is active.
    pub serial_active_since: Option<Timestamp>,
    /// Whether a re-networking takes over from that record at once; otherwise a person looks at both first.
    pub takes_over: bool,
    /// Since when a station of the own company with another serial is active at this place.
    pub place_taken_since: Option<Timestamp>,
}

/// Where the phone says it is.
#[uniffi::remote(Record)]
pub struct Fix {
    /// The position.
    pub position: Coordinate,
    /// Radius of 68 % confidence in millimetres.
    pub accuracy_mm: u32,
    /// Whether a mock provider gave it: an external receiver, or a spoof.
    pub mock: bool,
}

/// A picture as the phone holds it.
#[uniffi::remote(Record)]
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

/// One file of a photo.
#[uniffi::remote(Record)]
pub struct PhotoDigests {
    /// Its name for the upload.
    pub id: PhotoId,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// Its length.
    pub bytes: u64,
}

/// How the first entry of a serial came to be.
#[uniffi::remote(Enum)]
pub enum SerialSource {
    /// Read by the camera from the type plate.
    Scanned,
    /// Typed by hand.
    Typed,
}

/// A postal address, field names as in OCPI.
#[uniffi::remote(Record)]
pub struct Address {
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Postal code, where there is one.
    pub postal_code: Option<String>,
    /// State or province, where there is one.
    pub state: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// False when the installer wrote it because the list had none.
    pub from_list: bool,
}

/// What helps a driver. Published, so never about a person.
#[uniffi::remote(Record)]
pub struct DriverDetails {
    /// Name of the car park.
    pub car_park: Option<String>,
    /// Name of the building.
    pub building: Option<String>,
    /// The floor as the lift names it; at most 4 characters.
    pub floor: Option<String>,
    /// The bay's number.
    pub bay: Option<String>,
    /// Parking restrictions.
    pub parking_restrictions: Option<String>,
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
