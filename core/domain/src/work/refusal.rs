//! Why the workflow says no. Codes with fields; the words live with the locale files.

use crate::code::{Coded, Fields, fields};
use crate::ids::{ItemId, PinpointId, StepId};
use crate::label::MacError;
use crate::serial::SerialError;
use crate::wire::Digest;

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
    /// There is nothing to take back.
    #[error("step `{step}` has nothing to take back")]
    NothingToUndo {
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
    /// The cabinet is open already.
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
    /// The label is another than the sealed one; a sealed record keeps its MAC.
    #[error("the record is sealed with MAC {sealed}, this label says {label}")]
    LabelOfAnother {
        /// The sealed MAC.
        sealed: String,
        /// The MAC of the label just read.
        label: String,
    },

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

impl Coded for Refusal {
    fn code(&self) -> &str {
        match self {
            Self::JobUnknown { .. } => "job-unknown",
            Self::JobExists { .. } => "job-exists",
            Self::PlaybookMissing { .. } => "playbook-missing",
            Self::JournalNewer { .. } => "journal-newer",
            Self::StepUnknown { .. } => "step-unknown",
            Self::ItemUnknown { .. } => "item-unknown",
            Self::AnswerKind { .. } => "answer-kind",
            Self::StepLocked { .. } => "step-locked",
            Self::StepNotForStation { .. } => "step-not-for-station",
            Self::NothingToUndo { .. } => "nothing-to-undo",
            Self::Physical { .. } => "undo-physical",
            Self::LockoutIncomplete { .. } => "lockout-incomplete",
            Self::Stop { .. } => "stop",
            Self::LockoutOrder { .. } => "lockout-order",
            Self::ReadingMissing { .. } => "reading-missing",
            Self::VoltagePresent { .. } => "voltage-present",
            Self::CabinetAlreadyOpen => "cabinet-already-open",
            Self::CabinetNotOpen => "cabinet-not-open",
            Self::CabinetOpenOnCircuit { .. } => "cabinet-open-on-circuit",
            Self::LockoutOfOthers { .. } => "lockout-of-others",
            Self::Sealed { .. } => "sealed",
            Self::NotReadyToSeal { .. } => "not-ready-to-seal",
            Self::SealShownDiffers { .. } => "seal-shown-differs",
            Self::SealedAlready { .. } => "sealed-already",
            Self::LabelOfAnother { .. } => "label-of-another",
            Self::Serial(error) => error.code(),
            Self::SerialFirstMissing => "serial-first-missing",
            Self::Mac(error) => error.code(),
            Self::MacDiffers { .. } => "mac-differs",
            Self::Text { .. } => "text-length",
            Self::Country { .. } => "country",
            Self::ScreenUnknown { .. } => "screen-unknown",
            Self::PhotoNotLandscape { .. } => "photo-not-landscape",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::JobUnknown { job } | Self::JobExists { job } => fields([("job", job.to_string())]),
            Self::PlaybookMissing { playbook } => fields([("playbook", playbook.clone())]),
            Self::JournalNewer { event } => fields([("event", event.clone())]),
            Self::StepUnknown { step }
            | Self::AnswerKind { step }
            | Self::StepNotForStation { step }
            | Self::NothingToUndo { step }
            | Self::Physical { step }
            | Self::Sealed { step } => fields([("step", step.to_string())]),
            Self::ItemUnknown { step, item } => {
                fields([("step", step.to_string()), ("item", item.to_string())])
            }
            Self::StepLocked { step, missing } => {
                fields([("step", step.to_string()), ("missing", list(missing))])
            }
            Self::LockoutIncomplete { missing } | Self::Stop { missing } => {
                fields([("missing", list(missing))])
            }
            Self::NotReadyToSeal { missing } => fields([("missing", list(missing))]),
            Self::LockoutOrder { item, first } => {
                fields([("item", item.to_string()), ("first", first.to_string())])
            }
            Self::ReadingMissing { item } => fields([("item", item.to_string())]),
            Self::VoltagePresent { millivolts, limit } => {
                fields([("volts", volts(*millivolts)), ("limit", volts(*limit))])
            }
            Self::CabinetOpenOnCircuit { circuit, open } => {
                fields([("circuit", circuit.clone()), ("open", open.to_string())])
            }
            Self::LockoutOfOthers { circuit, others } => {
                fields([("circuit", circuit.clone()), ("others", others.to_string())])
            }
            Self::SealShownDiffers { confirmed, actual } => {
                fields([("confirmed", confirmed.clone()), ("actual", actual.clone())])
            }
            Self::SealedAlready { digest } => fields([("digest", digest.to_string())]),
            Self::LabelOfAnother { sealed, label } => {
                fields([("sealed", sealed.clone()), ("label", label.clone())])
            }
            Self::Serial(error) => error.fields(),
            Self::Mac(error) => error.fields(),
            Self::MacDiffers { shown, label } => fields([("shown", shown.clone()), ("label", label.clone())]),
            Self::Text { field, limit } => {
                fields([("field", (*field).to_owned()), ("limit", limit.to_string())])
            }
            Self::Country { country } => fields([("country", country.clone())]),
            Self::ScreenUnknown { manufacturer, model } => {
                fields([("manufacturer", manufacturer.clone()), ("model", model.clone())])
            }
            Self::PhotoNotLandscape { width_px, height_px } => {
                fields([("width_px", width_px.to_string()), ("height_px", height_px.to_string())])
            }
            Self::CabinetAlreadyOpen | Self::CabinetNotOpen | Self::SerialFirstMissing => Fields::new(),
        }
    }
}

/// Names with a space between: a face looks up the words of each.
fn list<T: std::fmt::Display>(names: &[T]) -> String {
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Never rounded: 10.02 V shown as 10.0 V would contradict a limit of 10.0 V.
fn volts(millivolts: u32) -> String {
    let digits = format!("{}.{:03}", millivolts / 1000, millivolts % 1000);
    let short = digits.trim_end_matches('0');
    short.strip_suffix('.').map_or_else(|| short.to_owned(), |whole| format!("{whole}.0"))
}
