//! Why the workflow says no. Codes with fields; the words live with the locale files.

mod coded;

use super::swap::Neighbour;
use crate::code::Coded as _;
use crate::connectivity::Gate;
use crate::connectivity::paste::Finding;
use crate::firmware::FirmwareError;
use crate::geo::CoordinateError;
use crate::iccid::IccidError;
use crate::ids::{ItemId, PinpointId, StepId};
use crate::label::MacError;
use crate::serial::SerialError;
use crate::wire::{Digest, SealedField};

/// A command that is not possible now, and why. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such job in this visit.
    #[error("no job {job}")]
    JobUnknown {
        /// The name asked for.
        job: PinpointId,
    },
    /// A job of this name exists already, with another label.
    #[error("job {job} exists already")]
    JobExists {
        /// The name.
        job: PinpointId,
    },
    /// No playbook at hand for this kind or digest.
    #[error("no playbook {playbook} at hand")]
    PlaybookMissing {
        /// Kind or digest.
        playbook: String,
    },
    /// The journal holds an event of a later version, or an answer that this version does not read as the one that wrote
    /// it; this version shows but does not write.
    #[error("the journal holds `{event}`, which another version wrote")]
    JournalNewer {
        /// The event's type.
        event: String,
    },
    /// The playbook has no such step.
    #[error("no step `{step}`")]
    StepUnknown {
        /// The name asked for.
        step: StepId,
    },
    /// The step has no such item.
    #[error("step `{step}` has no item `{item}`")]
    ItemUnknown {
        /// The step.
        step: StepId,
        /// The name asked for.
        item: ItemId,
    },
    /// The step takes another kind of answer.
    #[error("step `{step}` takes another kind of answer")]
    AnswerKind {
        /// The step.
        step: StepId,
    },
    /// Other steps come first.
    #[error("step `{step}` waits for {missing:?}")]
    StepLocked {
        /// The step.
        step: StepId,
        /// What comes first.
        missing: Vec<StepId>,
    },
    /// The step is not for this station.
    #[error("step `{step}` is not for this station")]
    StepNotForStation {
        /// The step.
        step: StepId,
    },
    /// What happened at the cabinet or the breaker is not taken back by a tap; do the opposite step.
    #[error("step `{step}` happened; it is not taken back but followed by its opposite")]
    Physical {
        /// The step.
        step: StepId,
    },

    /// The cabinet stays locked until each item of the lockout was confirmed by this person (A11).
    #[error("the lockout lacks {missing:?}")]
    LockoutIncomplete {
        /// What is missing, in order.
        missing: Vec<ItemId>,
    },
    /// A lockout item was taken back while the cabinet is open: STOP.
    #[error("STOP: the cabinet is open and the lockout lacks {missing:?}")]
    Stop {
        /// What is missing, in order.
        missing: Vec<ItemId>,
    },
    /// Lockout items are confirmed in their order: nobody measures before switching off.
    #[error("`{first}` comes before `{item}`")]
    LockoutOrder {
        /// The item asked for.
        item: ItemId,
        /// What comes first.
        first: ItemId,
    },
    /// The item asks for the meter's reading.
    #[error("`{item}` asks for the meter's reading")]
    ReadingMissing {
        /// The item.
        item: ItemId,
    },
    /// The meter shows voltage.
    #[error("{millivolts} mV measured, at most {limit} mV is off")]
    VoltagePresent {
        /// The reading.
        millivolts: u32,
        /// The most that counts as off.
        limit: u32,
    },
    /// The cabinet is open already, by another person's hand.
    #[error("the cabinet is open already")]
    CabinetAlreadyOpen,
    /// The cabinet is not open.
    #[error("the cabinet is not open")]
    CabinetNotOpen,
    /// A cabinet on the circuit is open; power stays off.
    #[error("{open} cabinets on circuit {circuit} are open")]
    CabinetOpenOnCircuit {
        /// The circuit.
        circuit: String,
        /// How many.
        open: usize,
    },
    /// Another person's lockout is on the circuit; only they take it off.
    #[error("{others} other people have circuit {circuit} locked out")]
    LockoutOfOthers {
        /// The circuit.
        circuit: String,
        /// How many.
        others: usize,
    },

    /// The breaker stays off a little longer (B17).
    #[error("the breaker stays off {seconds} seconds more")]
    RestartTooSoon {
        /// How long.
        seconds: i64,
    },

    /// The record is sealed; its facts never change (A24).
    #[error("the record is sealed, `{step}` never changes")]
    Sealed {
        /// The step.
        step: StepId,
    },
    /// Steps are missing before the seal.
    #[error("before the seal: {missing:?}")]
    NotReadyToSeal {
        /// What is missing.
        missing: Vec<StepId>,
    },
    /// What was confirmed is not what would be sealed: the screen was stale.
    #[error("confirmed `{confirmed}`, but `{actual}` would be sealed")]
    SealShownDiffers {
        /// What the person confirmed.
        confirmed: String,
        /// What is in the job.
        actual: String,
    },
    /// Sealed already, as other bytes.
    #[error("sealed already as {digest}")]
    SealedAlready {
        /// The bytes' name.
        digest: Digest,
    },
    /// A job of this kind ends without a record (docs/adr/0015).
    #[error("a job of this kind has nothing to seal")]
    NothingToSeal,
    /// The label is another than the sealed one; a sealed record keeps its MAC.
    #[error("the record is sealed with MAC {sealed}, this label says {label}")]
    LabelOfAnother {
        /// The sealed MAC.
        sealed: String,
        /// The MAC of the label just read.
        label: String,
    },

    /// What is not sealed yet is changed in the job itself.
    #[error("the record is not sealed yet: change it in the job")]
    CorrectionBeforeSeal,
    /// The record says so already.
    #[error("the record says so already at `{}`", .field.name())]
    NothingToCorrect {
        /// The fact.
        field: SealedField,
    },
    /// A replacement names the station that is gone.
    #[error("the serial number of the station that is gone is missing")]
    OldSerialMissing,
    /// A station does not replace itself.
    #[error("`{serial}` is the serial number of this station")]
    OldSerialSame {
        /// As entered.
        serial: String,
    },
    /// A position was not readable as one.
    #[error(transparent)]
    Coordinate(#[from] CoordinateError),

    /// The serial was refused.
    #[error(transparent)]
    Serial(#[from] SerialError),
    /// The first entry of the serial is missing.
    #[error("the serial is entered a first time before the second")]
    SerialFirstMissing,
    /// The MAC on the screen was not readable as one.
    #[error(transparent)]
    Mac(#[from] MacError),
    /// The MAC on the screen is not the label's (A32): swapped labels, most often.
    #[error("the screen shows {shown}, the label says {label}")]
    MacDiffers {
        /// As on the screen.
        shown: String,
        /// As on the label.
        label: String,
    },
    /// The MAC on the screen is that of another label of this visit: the two labels were most likely exchanged (A32).
    #[error("the screen shows {shown}, the label of {}; this label says {label}", .other.station)]
    MacOfAnother {
        /// As on the screen.
        shown: String,
        /// As on the label.
        label: String,
        /// The station whose label it is.
        other: Neighbour,
    },
    /// The number of a SIM card was refused.
    #[error(transparent)]
    Iccid(#[from] IccidError),
    /// The card that goes in and the card that came out have the same number.
    #[error("both SIM cards are {iccid}")]
    IccidSame {
        /// The number.
        iccid: String,
    },
    /// The firmware was not readable as a version.
    #[error(transparent)]
    Firmware(#[from] FirmwareError),
    /// Ethernet is not for this station, or not with this firmware (B02, B12).
    #[error("{}", .0.code())]
    Gate(Gate),
    /// What the laptop shows is not what the station needs (B07, B10).
    #[error("{}", .0.code())]
    Precheck(Finding),
    /// A text is empty or too long.
    #[error("`{field}` has 1 to {limit} characters")]
    Text {
        /// Which.
        field: &'static str,
        /// The most.
        limit: usize,
    },
    /// Not an ISO 3166-1 alpha-3 code.
    #[error("`{country}` is no country code of three letters")]
    Country {
        /// What was given.
        country: String,
    },
    /// The catalog does not know the model; whether it has a screen must be said (A31).
    #[error("whether {manufacturer} {model} has a screen must be said")]
    ScreenUnknown {
        /// The manufacturer.
        manufacturer: String,
        /// The model.
        model: String,
    },
    /// The picture is higher than wide, and the guide asks for landscape (A28).
    #[error("{width_px} x {height_px} px is not landscape")]
    PhotoNotLandscape {
        /// As shown.
        width_px: u32,
        /// As shown.
        height_px: u32,
    },
}
