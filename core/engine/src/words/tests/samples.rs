//! One of each error, so that none is without words. A new variant does not compile until it stands here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use pinpoint_domain::code::{Coded, Fields, fields};
use pinpoint_domain::ids::{CircuitId, NetworkId, PhotoId, PinpointId, VisitId};
use pinpoint_domain::wire::{CapsuleError, Digest, Reason, ReasonCode, SignatureError};

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
    coded.extend(said("", signatures()));
    coded.extend(said("", capsules()));
    coded.extend(said("", reasons()));
    coded.extend(said("", stores()));
    coded.extend(said("", troubles()));
    coded.extend(said("", disbeliefs()));
    coded.extend(said("", transports()));
    coded.extend(said("", http()));
    coded.extend(said("", engine()));
    coded.extend(said("", vec![ServerUrlError { url: "ftp://x".into() }]));
    coded.extend(said("", vec![NoRandomness]));
    coded.extend(super::work::coded());
    coded.extend(super::identifiers::coded());
    coded.extend(super::networks::coded());
    coded.extend(super::connectivity::coded());
    coded
}

pub(super) fn said(prefix: &str, errors: Vec<impl Coded>) -> impl Iterator<Item = (String, Fields)> {
    errors.into_iter().map(move |error| (format!("{prefix}{}", error.code()), error.fields()))
}

/// Codes of crates that this one cannot name, without fields: the decoder's open enums, the server, the outbox's own few.
const BARE: &[&str] = &[
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
    "review-unknown",
    "review-decided",
    "review-unproved",
    "station-unknown",
    "profile-unknown",
    "catalog-unknown",
    "addresses-unknown",
    "map-unknown",
    "range-not-satisfiable",
    "tus-version",
    "photo-unknown",
    "photo-not-complete",
    "photo-erased",
    "photo-missing",
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

/// As well, with the names of their fields.
const WITH_FIELDS: &[(&str, &[&str])] = &[
    ("picture-not-an-image", &["found"]),
    ("picture-format-unsupported", &["found"]),
    ("picture-too-large", &["width_px", "height_px", "limit_px"]),
    ("picture-damaged", &["media_type", "damage"]),
    ("photo-small", &["width_px", "height_px"]),
    ("http-status", &["status"]),
    // what a face adds: an app's own mistakes, and workers that died
    ("argument-malformed", &["argument", "reason"]),
    ("argument-unsent", &["reason"]),
    ("listener", &["reason"]),
    ("decoder-crashed", &[]),
    ("decoder-too-slow", &[]),
    ("module-unavailable", &["address", "reason"]),
    ("store-crashed", &[]),
    ("picture-unreadable", &["reason"]),
    ("tab-version-differs", &["here", "there"]),
    ("tab-config-differs", &[]),
    // what a sign-in can end in, where nobody tries again
    ("sign-in-busy", &[]),
    ("sign-in-weather", &["weather"]),
];

fn from_elsewhere() -> BTreeMap<String, Fields> {
    let named = WITH_FIELDS.iter().map(|(code, names)| {
        ((*code).to_owned(), names.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect())
    });
    BARE.iter().map(|code| ((*code).to_owned(), Fields::new())).chain(named).collect()
}

pub(super) fn job() -> PinpointId {
    PinpointId::new(Timestamp::UNIX_EPOCH, [1; 10])
}

pub(super) fn digest() -> Digest {
    Digest::of(b"")
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

fn reasons() -> Vec<Reason> {
    let codes = every!(ReasonCode:
        ReasonCode::CapsuleMissing => ReasonCode::CapsuleMissing,
        ReasonCode::CapsuleShut => ReasonCode::CapsuleShut,
        ReasonCode::LabelNotProved => ReasonCode::LabelNotProved,
        ReasonCode::AttemptsThrottled => ReasonCode::AttemptsThrottled,
        ReasonCode::SerialActiveElsewhere => ReasonCode::SerialActiveElsewhere,
        ReasonCode::MacActiveElsewhere => ReasonCode::MacActiveElsewhere,
        ReasonCode::SealedTwice => ReasonCode::SealedTwice,
        ReasonCode::OldStationElsewhere => ReasonCode::OldStationElsewhere,
        ReasonCode::Renetworked => ReasonCode::Renetworked,
        ReasonCode::Replaced => ReasonCode::Replaced,
        ReasonCode::Reviewed => ReasonCode::Reviewed,
        ReasonCode::StandsBeside => ReasonCode::StandsBeside,
        ReasonCode::Other(_) => ReasonCode::Other("label-worn".into()),
    );
    let said = |code: &ReasonCode| match code {
        ReasonCode::Reviewed => fields([("reason", "seen on site".into())]),
        _ => Fields::new(),
    };
    codes.into_iter().map(|code| Reason { fields: said(&code), code }).collect()
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
        EngineError::ExportUnreadable { at: 512, reason: "the file ends here".into() },
        EngineError::ExportRecord { reason: error.to_string() },
        EngineError::ExportPhoto { reason: "9 bytes, not 10".into() },
        EngineError::TakenCompany,
        EngineError::TakenDiffers { pinpoint: job() },
        EngineError::KeyStore(KeyStoreError::new("locked")),
    ]
}
