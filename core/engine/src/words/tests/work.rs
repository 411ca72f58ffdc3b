//! What the work may say: refusals, warnings, mistakes of a playbook, the board, and what follows from being a new station.

use std::collections::BTreeMap;

use jiff::Timestamp;
use pinpoint_domain::code::Fields;
use pinpoint_domain::connectivity::paste::Finding;
use pinpoint_domain::connectivity::{Gate, NetworkSignal};
use pinpoint_domain::firmware::FirmwareError;
use pinpoint_domain::geo::CoordinateError;
use pinpoint_domain::iccid::IccidError;
use pinpoint_domain::ids::{CircuitId, ExtensionId, ItemId, StepId};
use pinpoint_domain::label::MacError;
use pinpoint_domain::serial::{SerialError, SerialWarning};
use pinpoint_domain::wire::SealedField;
use pinpoint_domain::work::board::CellState;
use pinpoint_domain::work::identity::{Claim, Consequence};
use pinpoint_domain::work::playbook::{Form, Role};
use pinpoint_domain::work::{Neighbour, Playbook, PlaybookError, Refusal, Warning};

use super::samples::{digest, every, job, said};

/// Every code of the workflow.
pub(super) fn coded() -> BTreeMap<String, Fields> {
    let refusals = said("", playbooks()).chain(said("", refusals())).chain(said("", consequences()));
    refusals.chain(said("warning-", warnings())).chain(boards()).collect()
}

fn step() -> StepId {
    StepId::parse("serial").unwrap()
}

fn item() -> ItemId {
    ItemId::parse("measured").unwrap()
}

/// What follows from an installer's word on a station.
fn consequences() -> Vec<Consequence> {
    every!(Consequence:
        Consequence::FirstRecord => Consequence::FirstRecord,
        Consequence::TakesOver { .. } => Consequence::TakesOver { since: Timestamp::UNIX_EPOCH },
        Consequence::LabelRetires => Consequence::LabelRetires,
        Consequence::OldEnds => Consequence::OldEnds,
        Consequence::Review => Consequence::Review,
        Consequence::ComparedLater => Consequence::ComparedLater,
        Consequence::ReadLabel => Consequence::ReadLabel,
        Consequence::ReadPlate => Consequence::ReadPlate,
        Consequence::SetPin => Consequence::SetPin,
    )
}

/// What a board of a visit says.
fn boards() -> Vec<(String, Fields)> {
    let states = every!(CellState:
        CellState::NotAsked => CellState::NotAsked,
        CellState::NotBegun => CellState::NotBegun,
        CellState::Open => CellState::Open,
        CellState::Blocked => CellState::Blocked,
        CellState::Done => CellState::Done,
        CellState::Stop => CellState::Stop,
    );
    let state = |state| serde_json::to_value(state).unwrap().as_str().unwrap().to_owned();
    let mut said: Vec<_> =
        states.into_iter().map(|each| (format!("board-{}", state(each)), Fields::new())).collect();
    let with = |code: &str, names: &[(&str, &str)]| {
        let fields = names.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        (code.to_owned(), fields.collect::<Fields>())
    };
    let (circuit, missing) = (("circuit", "F12"), ("missing", "locked tagged"));
    let claims = every!(Claim:
        Claim::New => Claim::New,
        Claim::Renetworked => Claim::Renetworked,
        Claim::Replacement => Claim::Replacement,
        Claim::Mistake => Claim::Mistake,
    );
    let claim = |claim| serde_json::to_value(claim).unwrap().as_str().unwrap().to_owned();
    said.extend(claims.into_iter().map(|each| (format!("identity-{}", claim(each)), Fields::new())));
    said.extend([
        with("visit-none", &[]),
        with("visit-jobs", &[("count", "3"), ("done", "1")]),
        with("board-nobody", &[circuit]),
        with("board-safe-for-you", &[circuit]),
        with("board-lacking-for-you", &[circuit, missing]),
        with("board-safe-for-another", &[circuit]),
        with("board-lacking-for-another", &[circuit, missing]),
        with("board-cabinets-open", &[circuit, ("open", "2")]),
    ]);
    said
}

fn neighbour() -> Neighbour {
    let circuit = CircuitId::parse("F12").unwrap();
    Neighbour { job: job(), station: "NL-50 · NL50-2024-T-0421".into(), circuit }
}

fn playbooks() -> Vec<PlaybookError> {
    let extension = || ExtensionId::parse("acme").unwrap();
    let (word, locale) = (|| "step-acme-fence".to_owned(), || "fr".to_owned());
    every!(PlaybookError:
        PlaybookError::Json(_) => PlaybookError::Json(Playbook::check(b"{ \"id\": ").unwrap_err()),
        PlaybookError::TooMany { .. } => PlaybookError::TooMany { steps: 300, limit: 200 },
        PlaybookError::Twice { .. } => PlaybookError::Twice { step: step() },
        PlaybookError::ItemTwice { .. } => PlaybookError::ItemTwice { step: step(), item: item() },
        PlaybookError::NeedsUnknown { .. } => PlaybookError::NeedsUnknown { step: step(), needs: step() },
        PlaybookError::Order { .. } => PlaybookError::Order { step: step(), needs: step() },
        PlaybookError::Cycle { .. } => PlaybookError::Cycle { step: step(), through: vec![step()] },
        PlaybookError::NeverOpens { .. } => PlaybookError::NeverOpens { step: step(), needs: step() },
        PlaybookError::Condition { .. } => PlaybookError::Condition { step: step() },
        PlaybookError::Form { .. } => PlaybookError::Form { step: step() },
        PlaybookError::FormTwice { .. } => PlaybookError::FormTwice { step: step(), form: Form::Serial },
        PlaybookError::Items { .. } => PlaybookError::Items { step: step() },
        PlaybookError::Safety { .. } => PlaybookError::Safety { role: Role::Lockout, times: 0 },
        PlaybookError::RoleKind { .. } => PlaybookError::RoleKind { step: step(), role: Role::Lockout },
        PlaybookError::LeftOut { .. } => PlaybookError::LeftOut { step: step() },
        PlaybookError::CabinetWork { .. } => PlaybookError::CabinetWork { step: step() },
        PlaybookError::LockoutItem { .. } => PlaybookError::LockoutItem { item: "tagged" },
        PlaybookError::LockoutOrder { .. } => PlaybookError::LockoutOrder { item: "tagged" },
        PlaybookError::LockoutReading { .. } => PlaybookError::LockoutReading { item: "measured", limit: 10_000 },
        PlaybookError::Seal { .. } => PlaybookError::Seal { times: 0 },
        PlaybookError::SealForeign { .. } => PlaybookError::SealForeign { step: step() },
        PlaybookError::SealNeeds { .. } => PlaybookError::SealNeeds { form: Form::Serial },
        PlaybookError::Added { .. } => PlaybookError::Added { name: "check".into(), extension: extension() },
        PlaybookError::NameTaken { .. } => PlaybookError::NameTaken { extension: extension() },
        PlaybookError::AddedKind { .. } => PlaybookError::AddedKind { step: step() },
        PlaybookError::AddedBefore { .. } => PlaybookError::AddedBefore { step: step(), before: step() },
        PlaybookError::WordMissing { .. } => PlaybookError::WordMissing { word: word(), locale: locale() },
        PlaybookError::WordForeign { .. } => PlaybookError::WordForeign { word: word(), locale: locale() },
        PlaybookError::WordText { .. } => PlaybookError::WordText { word: word(), locale: locale(), limit: 500 },
    )
}

fn warnings() -> Vec<Warning> {
    every!(Warning:
        Warning::SealAfterScreen => Warning::SealAfterScreen,
        Warning::FixVague { .. } => Warning::FixVague { metres: 80 },
        Warning::FixMock => Warning::FixMock,
        Warning::PinFar { .. } => Warning::PinFar { metres: 412 },
        Warning::Serial(_) => Warning::Serial(SerialWarning::Shape { expected: "ZAP######".into() }),
        Warning::IccidCheckDigit { .. } => Warning::IccidCheckDigit { iccid: "89".into() },
        Warning::FirmwareMinimumUnknown { .. } => Warning::FirmwareMinimumUnknown { model: "NL-50".into() },
        Warning::NotOnline(_) => Warning::NotOnline(NetworkSignal::default()),
        Warning::SameLabel { .. } => Warning::SameLabel { other: neighbour() },
        Warning::SameSerial { .. } => Warning::SameSerial { other: neighbour() },
        Warning::LabelsExchanged { .. } => Warning::LabelsExchanged { other: neighbour() },
        Warning::BootSerialDiffers { .. } => Warning::BootSerialDiffers { said: "A".into(), read: "B".into() },
    )
}

fn refusals() -> Vec<Refusal> {
    let missing = || vec![item()];
    let circuit = || "F12".to_owned();
    every!(Refusal:
        Refusal::JobUnknown { .. } => Refusal::JobUnknown { job: job() },
        Refusal::JobExists { .. } => Refusal::JobExists { job: job() },
        Refusal::PlaybookMissing { .. } => Refusal::PlaybookMissing { playbook: "x".into() },
        Refusal::JournalNewer { .. } => Refusal::JournalNewer { event: "bay-charted".into() },
        Refusal::StepUnknown { .. } => Refusal::StepUnknown { step: step() },
        Refusal::ItemUnknown { .. } => Refusal::ItemUnknown { step: step(), item: item() },
        Refusal::AnswerKind { .. } => Refusal::AnswerKind { step: step() },
        Refusal::StepLocked { .. } => Refusal::StepLocked { step: step(), missing: vec![step()] },
        Refusal::StepNotForStation { .. } => Refusal::StepNotForStation { step: step() },
        Refusal::Physical { .. } => Refusal::Physical { step: step() },
        Refusal::LockoutIncomplete { .. } => Refusal::LockoutIncomplete { missing: missing() },
        Refusal::Stop { .. } => Refusal::Stop { missing: missing() },
        Refusal::LockoutOrder { .. } => Refusal::LockoutOrder { item: item(), first: item() },
        Refusal::ReadingMissing { .. } => Refusal::ReadingMissing { item: item() },
        Refusal::VoltagePresent { .. } => Refusal::VoltagePresent { millivolts: 230_000, limit: 10_000 },
        Refusal::CabinetAlreadyOpen => Refusal::CabinetAlreadyOpen,
        Refusal::CabinetNotOpen => Refusal::CabinetNotOpen,
        Refusal::CabinetOpenOnCircuit { .. } => Refusal::CabinetOpenOnCircuit { circuit: circuit(), open: 1 },
        Refusal::LockoutOfOthers { .. } => Refusal::LockoutOfOthers { circuit: circuit(), others: 2 },
        Refusal::RestartTooSoon { .. } => Refusal::RestartTooSoon { seconds: 12 },
        Refusal::Sealed { .. } => Refusal::Sealed { step: step() },
        Refusal::NotReadyToSeal { .. } => Refusal::NotReadyToSeal { missing: vec![step()] },
        Refusal::SealShownDiffers { .. } => Refusal::SealShownDiffers { confirmed: "A".into(), actual: "B".into() },
        Refusal::SealedAlready { .. } => Refusal::SealedAlready { digest: digest() },
        Refusal::NothingToSeal => Refusal::NothingToSeal,
        Refusal::LabelOfAnother { .. } => Refusal::LabelOfAnother { sealed: "A".into(), label: "B".into() },
        Refusal::Serial(_) => Refusal::Serial(SerialError::TypeTwice),
        Refusal::SerialFirstMissing => Refusal::SerialFirstMissing,
        Refusal::Mac(_) => Refusal::Mac(MacError::Length { digits: 13, at: 14 }),
        Refusal::MacDiffers { .. } => Refusal::MacDiffers { shown: "A".into(), label: "B".into() },
        Refusal::MacOfAnother { .. } => Refusal::MacOfAnother { shown: "A".into(), label: "B".into(), other: neighbour() },
        Refusal::Iccid(_) => Refusal::Iccid(IccidError::Prefix { at: 1 }),
        Refusal::IccidSame { .. } => Refusal::IccidSame { iccid: "89".into() },
        Refusal::Firmware(_) => Refusal::Firmware(FirmwareError::NumberMissing { at: 1 }),
        Refusal::Gate(_) => Refusal::Gate(Gate::HardwareExisting),
        Refusal::Precheck(_) => Refusal::Precheck(Finding::NoAddress),
        Refusal::OldSerialMissing => Refusal::OldSerialMissing,
        Refusal::OldSerialSame { .. } => Refusal::OldSerialSame { serial: "A".into() },
        Refusal::CorrectionBeforeSeal => Refusal::CorrectionBeforeSeal,
        Refusal::NothingToCorrect { .. } => Refusal::NothingToCorrect { field: SealedField::Bay },
        Refusal::Coordinate(_) => Refusal::Coordinate(CoordinateError::Format { at: 1 }),
        Refusal::Text { .. } => Refusal::Text { field: "postal_code", limit: 10 },
        Refusal::Country { .. } => Refusal::Country { country: "CA".into() },
        Refusal::ScreenUnknown { .. } => Refusal::ScreenUnknown { manufacturer: "A".into(), model: "B".into() },
        Refusal::PhotoNotLandscape { .. } => Refusal::PhotoNotLandscape { width_px: 3, height_px: 4 },
    )
}
