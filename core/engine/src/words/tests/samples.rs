//! One of each error, so that none is without words. A new variant does not compile until it stands here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::connectivity::paste::Finding;
use pinpoint_domain::connectivity::{Gate, NetworkSignal};
use pinpoint_domain::firmware::FirmwareError;
use pinpoint_domain::geo::CoordinateError;
use pinpoint_domain::iccid::IccidError;
use pinpoint_domain::ids::{CircuitId, ExtensionId, ItemId, NetworkId, PhotoId, PinpointId, StepId, VisitId};
use pinpoint_domain::label::{LabelError, MacError, PasswordError};
use pinpoint_domain::misread::Stray;
use pinpoint_domain::serial::{SerialError, SerialWarning};
use pinpoint_domain::wire::{CapsuleError, Digest, Reason, ReasonCode, SealedField, SignatureError};
use pinpoint_domain::work::board::CellState;
use pinpoint_domain::work::identity::{Claim, Consequence};
use pinpoint_domain::work::playbook::{Form, Role};
use pinpoint_domain::work::{Neighbour, Playbook, PlaybookError, Refusal, Warning};

use crate::outbox::{Disbelief, Trouble, Weather};
use crate::platform::http::{HttpConfigError, TransportError};
use crate::platform::keys::KeyStoreError;
use crate::platform::random::NoRandomness;
use crate::remote::ServerUrlError;
use crate::{EngineError, StoreError};

/// A list with each variant of an enum, forced by the compiler: the patterns are matched exhaustively.
macro_rules! every {
    ($kind:ty: $($pattern:pat => $sample:expr),+ $(,)?) => {{
        let _exhaustive = |value: &$kind| match value { $($pattern => (),)+ };
        let samples: Vec<$kind> = vec![$($sample),+];
        let mut index = 0;
        $(
            assert!(matches!(samples[index], $pattern), "{} is sampled as itself", stringify!($pattern));
            index += 1;
        )+
        assert_eq!(index, samples.len());
        samples
    }};
}
pub(super) use every;

/// Every code that an app may meet, with its fields.
pub(super) fn coded() -> BTreeMap<String, Fields> {
    let mut coded = from_elsewhere();
    coded.extend(said("", macs()));
    coded.extend(said("", passwords()));
    coded.extend(said("", labels()));
    coded.extend(said("", serials()));
    coded.extend(said("", coordinates()));
    coded.extend(said("", signatures()));
    coded.extend(said("", capsules()));
    coded.extend(said("", playbooks()));
    coded.extend(said("", refusals()));
    coded.extend(said("warning-", warnings()));
    coded.extend(said("", reasons()));
    coded.extend(said("", stores()));
    coded.extend(said("", troubles()));
    coded.extend(said("", disbeliefs()));
    coded.extend(said("", transports()));
    coded.extend(said("", http()));
    coded.extend(said("", engine()));
    coded.extend(said("", vec![ServerUrlError { url: "ftp://x".into() }]));
    coded.extend(said("", vec![NoRandomness]));
    coded.extend(boards());
    coded.extend(super::identifiers::coded());
    coded.extend(super::networks::coded());
    coded.extend(super::connectivity::coded());
    coded.extend(said("", consequences()));
    coded
}

pub(super) fn said(prefix: &str, errors: Vec<impl Coded>) -> impl Iterator<Item = (String, Fields)> {
    errors.into_iter().map(move |error| (format!("{prefix}{}", error.code()), error.fields()))
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

/// Codes of crates that this one cannot name: the decoder's open enums, the server, the outbox's own few.
fn from_elsewhere() -> BTreeMap<String, Fields> {
    let bare = [
        "frame-empty",
        "frame-stride-too-small",
        "frame-too-short",
        "frame-crop-outside",
        "picture-empty",
        "request-unwritable",
        "file-unreadable",
        "photo-file-damaged",
        "body-missing",
        "signed-out",
        "token-unusable",
        // what the server answers with
        "malformed-json",
        "malformed-path",
        "malformed-query",
        "malformed-header",
        "media-type",
        "body-too-large",
        "body-cut",
        "batch-too-long",
        "route-unknown",
        "method-not-allowed",
        "request-timeout",
        "token-missing",
        "token-refused",
        "sign-in-refused",
        "refresh-refused",
        "not-certified",
        "device-revoked",
        "device-differs",
        "devices-too-many",
        "company-differs",
        "back-office-only",
        "version-unsupported",
        "network-differs",
        "id-differs",
        "author-differs",
        "serial-spelling",
        "annex-differs",
        "capsule-form",
        "label-not-proved",
        "facts-refused",
        "events-too-many",
        "event-type-unknown",
        "pinpoint-differs",
        "event-differs",
        "photo-id-taken",
        "pinpoint-unknown",
        "station-unknown",
        "profile-unknown",
        "catalog-unknown",
        "tus-version",
        "photo-unknown",
        "photo-not-complete",
        "upload-unknown",
        "upload-length-differs",
        "upload-offset-differs",
        "upload-too-long",
        "upload-taken-over",
        "upload-finished",
        "checksum-algorithm",
        "checksum-differs",
        "photo-digest-differs",
        "photo-has-metadata",
        "photo-not-jpeg",
        "unavailable",
        "internal",
        "throttled",
        "photo-portrait",
        "photo-dark",
        "photo-blurred",
    ];
    let with = [
        ("picture-not-an-image", vec!["found"]),
        ("picture-format-unsupported", vec!["found"]),
        ("picture-too-large", vec!["width_px", "height_px", "limit_px"]),
        ("picture-damaged", vec!["media_type", "damage"]),
        ("photo-small", vec!["width_px", "height_px"]),
        ("http-status", vec!["status"]),
        // what a face adds: an app's own mistakes, and workers that died
        ("argument-malformed", vec!["argument", "reason"]),
        ("argument-unsent", vec!["reason"]),
        ("listener", vec!["reason"]),
        ("decoder-crashed", vec![]),
        ("decoder-too-slow", vec![]),
        ("module-unavailable", vec!["address", "reason"]),
        ("store-crashed", vec![]),
        ("picture-unreadable", vec!["reason"]),
        ("tab-version-differs", vec!["here", "there"]),
        ("tab-config-differs", vec![]),
        // what a sign-in can end in, where nobody tries again
        ("sign-in-busy", vec![]),
        ("sign-in-weather", vec!["weather"]),
    ];
    let named = with.map(|(code, names)| {
        (code.to_owned(), names.into_iter().map(|name| (name.to_owned(), "x".to_owned())).collect())
    });
    bare.map(|code| (code.to_owned(), Fields::new())).into_iter().chain(named).collect()
}

fn job() -> PinpointId {
    PinpointId::new(Timestamp::UNIX_EPOCH, [1; 10])
}

fn step() -> StepId {
    StepId::parse("serial").unwrap()
}

fn item() -> ItemId {
    ItemId::parse("measured").unwrap()
}

fn neighbour() -> Neighbour {
    let circuit = CircuitId::parse("F12").unwrap();
    Neighbour { job: job(), station: "NL-50 · NL50-2024-T-0421".into(), circuit }
}

fn digest() -> Digest {
    Digest::of(b"")
}

fn macs() -> Vec<MacError> {
    every!(MacError:
        MacError::Length { .. } => MacError::Length { digits: 13, at: 14 },
        MacError::Character(Stray::Hidden { .. }) => MacError::Character(Stray::Hidden { at: 2, found: '\u{200b}' }),
        MacError::Character(Stray::LookAlike { .. }) =>
            MacError::Character(Stray::LookAlike { at: 2, found: 'O', meant: '0' }),
        MacError::Character(Stray::Foreign { .. }) => MacError::Character(Stray::Foreign { at: 2, found: 'G' }),
        MacError::Grouping { .. } => MacError::Grouping { at: 5 },
    )
}

fn passwords() -> Vec<PasswordError> {
    every!(PasswordError:
        PasswordError::Length { .. } => PasswordError::Length { characters: 3 },
        PasswordError::Space { .. } => PasswordError::Space { at: 5 },
        PasswordError::Character { .. } => PasswordError::Character { at: 5 },
    )
}

fn labels() -> Vec<LabelError> {
    let host = || "evil.example".to_owned();
    every!(LabelError:
        LabelError::NotALink => LabelError::NotALink,
        LabelError::NotHttps { .. } => LabelError::NotHttps { scheme: "http".into() },
        LabelError::ForeignHost { .. } => LabelError::ForeignHost { host: host() },
        LabelError::Disguised { .. } => LabelError::Disguised { host: host() },
        LabelError::NotALabelPath { .. } => LabelError::NotALabelPath { host: host() },
        LabelError::Mac(_) => LabelError::Mac(MacError::Length { digits: 13, at: 14 }),
        LabelError::Password(_) => LabelError::Password(PasswordError::Space { at: 5 }),
        LabelError::MacsDiffer { .. } => LabelError::MacsDiffer { one: "A".into(), other: "B".into() },
        LabelError::PasswordsDiffer => LabelError::PasswordsDiffer,
        LabelError::MacMissing => LabelError::MacMissing,
        LabelError::PasswordMissing { .. } => LabelError::PasswordMissing { mac: "A".into() },
    )
}

fn serials() -> Vec<SerialError> {
    every!(SerialError:
        SerialError::Length { .. } => SerialError::Length { characters: 3, at: 4 },
        SerialError::Character(_) => SerialError::Character(Stray::Foreign { at: 2, found: '#' }),
        SerialError::LastFourDiffer => SerialError::LastFourDiffer,
        SerialError::EntriesDiffer { .. } => SerialError::EntriesDiffer { at: 11 },
        SerialError::TypeTwice => SerialError::TypeTwice,
    )
}

fn coordinates() -> Vec<CoordinateError> {
    every!(CoordinateError:
        CoordinateError::Latitude { .. } => CoordinateError::Latitude { at: 1 },
        CoordinateError::Longitude { .. } => CoordinateError::Longitude { at: 1 },
        CoordinateError::Format { .. } => CoordinateError::Format { at: 1 },
        CoordinateError::Side { .. } => CoordinateError::Side { at: 18 },
        CoordinateError::Character(_) => CoordinateError::Character(Stray::Foreign { at: 2, found: '~' }),
    )
}

fn capsules() -> Vec<CapsuleError> {
    every!(CapsuleError: CapsuleError::Key => CapsuleError::Key, CapsuleError::Shut => CapsuleError::Shut)
}

fn http() -> Vec<HttpConfigError> {
    let reason = || "line 1".to_owned();
    every!(HttpConfigError:
        HttpConfigError::ExtraCa { .. } => HttpConfigError::ExtraCa { reason: reason() },
        HttpConfigError::Client { .. } => HttpConfigError::Client { reason: reason() },
    )
}

fn signatures() -> Vec<SignatureError> {
    every!(SignatureError:
        SignatureError::Type { .. } => SignatureError::Type { expected: "receipt", found: "grant".into() },
        SignatureError::UnknownKey { .. } => SignatureError::UnknownKey { key_id: "k".into() },
        SignatureError::Forged { .. } => SignatureError::Forged { key_id: "k".into() },
        SignatureError::KeyOutOfTime { .. } => SignatureError::KeyOutOfTime { key_id: "k".into() },
        SignatureError::Payload { .. } => SignatureError::Payload { reason: "line 1".into() },
    )
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

fn reasons() -> Vec<Reason> {
    let codes = every!(ReasonCode:
        ReasonCode::CapsuleMissing => ReasonCode::CapsuleMissing,
        ReasonCode::CapsuleShut => ReasonCode::CapsuleShut,
        ReasonCode::LabelNotProved => ReasonCode::LabelNotProved,
        ReasonCode::AttemptsThrottled => ReasonCode::AttemptsThrottled,
        ReasonCode::SerialActiveElsewhere => ReasonCode::SerialActiveElsewhere,
        ReasonCode::MacActiveElsewhere => ReasonCode::MacActiveElsewhere,
        ReasonCode::Renetworked => ReasonCode::Renetworked,
        ReasonCode::Other(_) => ReasonCode::Other("label-worn".into()),
    );
    codes.into_iter().map(|code| Reason { code, fields: Fields::new() }).collect()
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
        Refusal::NothingToUndo { .. } => Refusal::NothingToUndo { step: step() },
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

fn stores() -> Vec<StoreError> {
    let reason = || "not a database".to_owned();
    every!(StoreError:
        StoreError::Full => StoreError::Full,
        StoreError::Newer { .. } => StoreError::Newer { found: 9, known: 1 },
        StoreError::Damaged { .. } => StoreError::Damaged { reason: reason() },
        StoreError::Denied { .. } => StoreError::Denied { reason: reason() },
        StoreError::Busy => StoreError::Busy,
        StoreError::Unreadable { .. } => StoreError::Unreadable { room: "journal", reason: reason() },
        StoreError::File(_) => StoreError::File(std::io::Error::other("gone")),
        StoreError::Sqlite(_) => StoreError::Sqlite(rusqlite::Error::InvalidQuery),
        StoreError::Closed => StoreError::Closed,
    )
}

fn troubles() -> Vec<Trouble> {
    let code = || "not-certified".to_owned();
    every!(Trouble:
        Trouble::Weather { .. } => Trouble::weather(Weather::Offline),
        Trouble::Unauthorized { .. } => Trouble::Unauthorized { code: code() },
        Trouble::Forbidden { .. } => Trouble::Forbidden { code: code(), fields: Fields::new() },
        Trouble::Refused { .. } => Trouble::Refused { code: code(), fields: Fields::new() },
        Trouble::Version { .. } => Trouble::Version { code: code() },
        Trouble::Storage => Trouble::Storage,
        Trouble::Clock { .. } => Trouble::Clock { skew_s: 90_000 },
    )
}

fn disbeliefs() -> Vec<Disbelief> {
    every!(Disbelief:
        Disbelief::Signature(_) => Disbelief::Signature(SignatureError::UnknownKey { key_id: "k".into() }),
        Disbelief::Network { .. } => Disbelief::Network { found: NetworkId::parse("other").unwrap() },
        Disbelief::Subject => Disbelief::Subject,
        Disbelief::Digest { .. } => Disbelief::Digest { expected: digest(), found: digest() },
    )
}

fn transports() -> Vec<TransportError> {
    every!(TransportError:
        TransportError::Offline => TransportError::Offline,
        TransportError::Timeout => TransportError::Timeout,
        TransportError::Tls => TransportError::Tls,
        TransportError::CertificateDates => TransportError::CertificateDates,
        TransportError::Interrupted => TransportError::Interrupted,
        TransportError::TooLarge => TransportError::TooLarge,
        TransportError::File => TransportError::File,
    )
}

/// The engine's own; what it passes on stands above.
fn engine() -> Vec<EngineError> {
    let circuit = CircuitId::parse("").unwrap_err();
    let error = SignatureError::UnknownKey { key_id: "k".into() };
    let visit = VisitId::new(Timestamp::UNIX_EPOCH, [1; 10]);
    vec![
        EngineError::Circuit(circuit),
        EngineError::NotSignedIn,
        EngineError::SyncElsewhere,
        EngineError::PhotoTooLong { limit: 64 << 20 },
        EngineError::VisitUnknown { visit },
        EngineError::NotSealed { pinpoint: job() },
        EngineError::PhotoUnknown { photo: PhotoId::new(Timestamp::UNIX_EPOCH, [1; 10]) },
        EngineError::NotBelieved { document: "profile", reason: error.to_string() },
        EngineError::KeyStore(KeyStoreError::new("locked")),
    ]
}
