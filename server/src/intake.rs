//! From an envelope to a row: every signature, every name and every commitment is checked before the store is asked.

use std::sync::Arc;

use pinpoint_domain::Coded as _;
use pinpoint_domain::ids::{CompanyId, EventId, NetworkId, PinpointId};
use pinpoint_domain::station::plate_key;
use pinpoint_domain::wire::{
    Capsule, Correction, Envelope, EventBody, EventEnvelope, Grant, SealedPhoto, Signed, Unproven, VERSION,
};
use pinpoint_domain::work::{Refusal, check_record, tidy_correction};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::app::App;
use crate::problem::ApiError;
use crate::store::{NewEvent, NewPhoto, NewPinpoint, PhotoKind};

/// Checks a record for one company. Costs a processor some hundred microseconds and no I/O.
pub(crate) fn check_envelope(
    app: &App,
    company: CompanyId,
    id: PinpointId,
    envelope: &Envelope,
) -> Result<NewPinpoint, ApiError> {
    has_an_end(envelope.sealed.payload())?;
    let Peek { v, pinpoint_id, station, .. } = peek(envelope.sealed.payload(), "sealed")?;
    for found in [envelope.v, v] {
        version(found)?;
    }
    let grant = check_grant(app, company, &envelope.grant)?;
    let record = envelope.proven_by(&grant).map_err(unproven(app, "sealed"))?;
    let identity = &record.identity;
    same_id("sealed", *id.as_uuid(), *identity.pinpoint_id.as_uuid())?;
    // The database reads id and serial out of the bytes, so they must spell them as they are compared.
    if let Some(found) = pinpoint_id.filter(|spelled| *spelled != id.to_string()) {
        return Err(ApiError::IdDiffers { part: "sealed", expected: id.to_string(), found });
    }
    if station.is_some_and(|station| station.serial != record.station.serial.printed()) {
        return Err(ApiError::SerialSpelling);
    }
    check_record(&record).map_err(|refusal| facts_refused(&refusal))?;
    if let Some(capsule) = &envelope.capsule {
        check_capsule(capsule)?;
    }
    Ok(NewPinpoint {
        id,
        digest: envelope.sealed.digest(),
        sealed: envelope.sealed.payload().to_vec(),
        maker: plate_key(&record.station.manufacturer),
        serial_canonical: record.station.serial.canonical().to_owned(),
        mac_digits: record.station.mac.digits().to_owned(),
        kind: text(&identity.kind)?,
        pin: record.place.pin,
        device: identity.device,
        device_sequence: identity.sequence,
        installer: identity.installer,
        company: grant.company,
        signatures_json: envelope.sealed.signatures_json(),
        grant_json: json(&envelope.grant)?,
        marks_json: json(&envelope.marks)?,
        capsule_json: envelope.capsule.as_ref().map(json).transpose()?,
        annex_json: envelope.annex.as_ref().map(json).transpose()?,
        photos: record.photos.iter().flat_map(files).collect(),
    })
}

/// Checks an event after the seal for one company.
pub(crate) fn check_event(
    app: &App,
    company: CompanyId,
    pinpoint: PinpointId,
    id: EventId,
    envelope: &EventEnvelope,
) -> Result<NewEvent, ApiError> {
    has_an_end(envelope.event.payload())?;
    let Peek { v, body, .. } = peek(envelope.event.payload(), "event")?;
    for found in [envelope.v, v] {
        version(found)?;
    }
    if let Some(body) = body
        && !EventBody::NAMES.contains(&body.event_type.as_str())
    {
        let event_type = body.event_type.chars().take(60).collect();
        return Err(ApiError::EventTypeUnknown { event_type });
    }
    let grant = check_grant(app, company, &envelope.grant)?;
    let event = envelope.proven_by(&grant).map_err(unproven(app, "event"))?;
    same_id("event", *id.as_uuid(), *event.event_id.as_uuid())?;
    same_id("event", *pinpoint.as_uuid(), *event.pinpoint_id.as_uuid())?;
    let capsule_json = match &event.body {
        EventBody::CapsuleReplaced { capsule } => {
            check_capsule(capsule)?;
            Some(json(capsule)?)
        }
        EventBody::StepDone { .. } | EventBody::StepUndone { .. } | EventBody::CorrectionRequested { .. } => {
            None
        }
    };
    let correction = match event.body {
        EventBody::CorrectionRequested { ref correction } => Some(check_correction(correction)?),
        _ => None,
    };
    Ok(NewEvent {
        id,
        pinpoint,
        kind: event.body.name(),
        digest: envelope.event.digest(),
        payload: envelope.event.payload().to_vec(),
        installer: event.installer,
        device: event.device,
        company: grant.company,
        signatures_json: envelope.event.signatures_json(),
        grant_json: json(&envelope.grant)?,
        capsule_json,
        correction,
    })
}

/// A correction as a phone asks for it: its value could stand in a record.
fn check_correction(correction: &Correction) -> Result<Correction, ApiError> {
    let tidied = tidy_correction(correction).map_err(|refusal| facts_refused(&refusal))?;
    if tidied == *correction {
        return Ok(tidied);
    }
    let field = correction.field.name().to_owned();
    Err(ApiError::FactsRefused {
        refusal: "text-length".to_owned(),
        field,
        reason: "not as it is written".to_owned(),
    })
}

/// Characters of a key's name, at most.
const KEY_ID: usize = 64;
/// Bytes of HPKE's encapsulated X25519 key.
const ENC: usize = 32;
/// Bytes of the padded password under ChaCha20-Poly1305, with its tag: the same for every password.
const CIPHERTEXT: usize = 48 + 16;

/// Whether a capsule could hold a password. Whether it does is for the verdict.
pub(crate) fn check_capsule(capsule: &Capsule) -> Result<(), ApiError> {
    let fits = [
        ("v", capsule.v == VERSION),
        ("key_id", capsule.key_id.chars().count() <= KEY_ID),
        ("enc", capsule.enc.0.len() == ENC),
        ("ciphertext", capsule.ciphertext.0.len() == CIPHERTEXT),
    ];
    match fits.into_iter().find(|(_, fits)| !fits) {
        Some((field, _)) => Err(ApiError::CapsuleForm { field }),
        None => Ok(()),
    }
}

/// What is looked at before the whole is read: a newer version may differ in everything else.
#[derive(Deserialize)]
struct Peek {
    v: u32,
    pinpoint_id: Option<String>,
    station: Option<PeekStation>,
    body: Option<PeekBody>,
}

#[derive(Deserialize)]
struct PeekStation {
    #[serde(default)]
    serial: String,
}

#[derive(Deserialize)]
struct PeekBody {
    #[serde(rename = "type")]
    event_type: String,
}

/// Bytes of a record or an event. With all its photos a record takes a tenth; what is kept for ever, and shown by the
/// dozen in timelines and reviews, has an end.
const PAYLOAD: usize = 64 * 1024;

fn has_an_end(payload: &[u8]) -> Result<(), ApiError> {
    if payload.len() <= PAYLOAD {
        return Ok(());
    }
    Err(ApiError::BodyTooLarge { limit_bytes: u64::try_from(PAYLOAD).unwrap_or(u64::MAX) })
}

fn peek(payload: &[u8], part: &'static str) -> Result<Peek, ApiError> {
    let unreadable = |reason: String| ApiError::SignaturePayload { part, reason };
    // JSON is text; bytes that are none would pass where a reader skips what it does not know.
    let text = std::str::from_utf8(payload).map_err(|error| unreadable(error.to_string()))?;
    let whole: Value = serde_json::from_str(text).map_err(|error| unreadable(error.to_string()))?;
    // PostgreSQL reads all of it, also what these rules skip, and a null character is the one that it cannot hold.
    if has_null(&whole) {
        return Err(unreadable("a text has the character U+0000".to_owned()));
    }
    serde_json::from_str(text).map_err(|error| unreadable(error.to_string()))
}

/// As deep as JSON is read at all.
fn has_null(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(members) => members.iter().any(|(name, value)| name.contains('\0') || has_null(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn version(found: u32) -> Result<(), ApiError> {
    if found == VERSION { Ok(()) } else { Err(ApiError::VersionUnsupported { found, supported: VERSION }) }
}

fn check_grant(app: &App, company: CompanyId, signed: &Signed<Grant>) -> Result<Arc<Grant>, ApiError> {
    let grant = app.grants.verify(signed, &app.keys).map_err(ApiError::signature("grant"))?;
    version(grant.v)?;
    same_network(app, "grant", &grant.network)?;
    // A colleague may relay a record of the same company; nobody else may.
    if grant.company == company { Ok(grant) } else { Err(ApiError::CompanyDiffers) }
}

fn same_network(app: &App, part: &'static str, found: &NetworkId) -> Result<(), ApiError> {
    if *found == app.network { Ok(()) } else { Err(network_differs(app, part, found)) }
}

fn network_differs(app: &App, part: &'static str, found: &NetworkId) -> ApiError {
    ApiError::NetworkDiffers { part, expected: app.network.to_string(), found: found.to_string() }
}

fn same_id(part: &'static str, expected: Uuid, found: Uuid) -> Result<(), ApiError> {
    if expected == found {
        return Ok(());
    }
    Err(ApiError::IdDiffers { part, expected: expected.to_string(), found: found.to_string() })
}

/// Why the author of a part is not proven, as an answer.
fn unproven(app: &App, part: &'static str) -> impl Fn(Unproven) -> ApiError {
    move |error| match error {
        Unproven::Version { found } => ApiError::VersionUnsupported { found, supported: VERSION },
        Unproven::Signature(error) => ApiError::signature(part)(error),
        Unproven::Network { found } => network_differs(app, part, &found),
        Unproven::Author { field } => ApiError::AuthorDiffers { field },
        Unproven::Annex => ApiError::AnnexDiffers,
    }
}

/// A text that the phone would have refused, named as the phone names it.
pub(crate) fn facts_refused(refusal: &Refusal) -> ApiError {
    let field = refusal.fields().remove("field").unwrap_or_else(|| refusal.code().to_owned());
    ApiError::FactsRefused { refusal: refusal.code().to_owned(), field, reason: refusal.to_string() }
}

fn files(photo: &SealedPhoto) -> [NewPhoto; 2] {
    let file = |kind, file: &pinpoint_domain::wire::PhotoDigests| NewPhoto {
        id: file.id,
        kind,
        digest: file.digest,
        bytes: file.bytes,
    };
    [file(PhotoKind::Published, &photo.published), file(PhotoKind::Original, &photo.original)]
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|error| {
        tracing::error!(%error, "a value of the wire format was not written");
        ApiError::Internal
    })
}

/// The name that serde writes for a unit variant.
fn text<T: serde::Serialize>(value: &T) -> Result<String, ApiError> {
    Ok(json(value)?.trim_matches('"').to_owned())
}
