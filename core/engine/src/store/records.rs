//! Sealed records, the events after them, and what the network answered. Written once; triggers see to it.

use pinpoint_domain::ids::{EventId, PinpointId};
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::{
    AmendedFact, Change, Changed, Digest, Envelope, EventEnvelope, Mark, Receipt, SealedRecord, Signed,
    Subject, VERSION, Verdict, Watermark,
};
use rusqlite::{Connection, OptionalExtension as _};
use serde::Serialize;
use serde_json::value::RawValue;

use super::{StoreError, meta};

/// What stations said is in the journals, up to this arrival.
const BOOTS_NOTED: &str = "boots-noted";

/// A record at the moment of its seal.
pub(crate) struct NewRecord {
    pub(crate) id: PinpointId,
    pub(crate) sequence: u64,
    pub(crate) envelope: Envelope,
}

/// What stands beside the signed bytes in an envelope, as it was written.
#[derive(Serialize)]
struct Parts {
    v: u32,
    sealed: Signed<SealedRecord>,
    grant: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capsule: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annex: Option<Box<RawValue>>,
    marks: Box<RawValue>,
}

/// Stores a sealed record; gives the length of what will be sent.
pub(crate) fn insert(connection: &Connection, record: &NewRecord) -> Result<u64, StoreError> {
    let Envelope { sealed, grant, capsule, annex, marks, .. } = &record.envelope;
    let mut statement = connection.prepare_cached(
        "INSERT INTO pinpoint (id, sequence, digest, sealed, signatures, grant_json, marks, capsule, annex)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    statement.execute((
        record.id.to_string(),
        record.sequence.cast_signed(),
        sealed.digest().to_string(),
        sealed.payload(),
        sealed.signatures_json(),
        text(grant)?,
        text(marks)?,
        capsule.as_ref().map(text).transpose()?,
        annex.as_ref().map(text).transpose()?,
    ))?;
    let sent = parcel(connection, Subject::Pinpoint(record.id))?;
    Ok(sent.map_or(0, |(bytes, _)| length(&bytes)))
}

/// Stores an event after a seal; gives the length of what will be sent.
pub(crate) fn insert_event(
    connection: &Connection,
    id: EventId,
    pinpoint: PinpointId,
    sequence: u64,
    envelope: &EventEnvelope,
) -> Result<u64, StoreError> {
    let digest = envelope.event.digest();
    let envelope = text(envelope)?.into_bytes();
    let mut statement = connection.prepare_cached(
        "INSERT INTO event (id, pinpoint, sequence, digest, envelope) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let (id, pinpoint) = (id.to_string(), pinpoint.to_string());
    statement.execute((id, pinpoint, sequence.cast_signed(), digest.to_string(), &envelope))?;
    Ok(length(&envelope))
}

/// What is sent for a record or an event, with the digest that its receipt must name.
pub(crate) fn parcel(
    connection: &Connection,
    subject: Subject,
) -> Result<Option<(Vec<u8>, Digest)>, StoreError> {
    match subject {
        Subject::Pinpoint(id) => record_parcel(connection, id),
        Subject::Event(id) => {
            let mut statement =
                connection.prepare_cached("SELECT envelope, digest FROM event WHERE id = ?1")?;
            let found = statement
                .query_row([id.to_string()], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?)))
                .optional()?;
            found.map(|(bytes, digest)| Ok((bytes, digest.parse().map_err(unreadable)?))).transpose()
        }
        Subject::Photo(_) => Ok(None),
    }
}

/// The envelope is put together from what was written at the seal; its signed bytes are those very bytes.
fn record_parcel(connection: &Connection, id: PinpointId) -> Result<Option<(Vec<u8>, Digest)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT sealed, signatures, grant_json, capsule, annex, marks, digest FROM pinpoint WHERE id = ?1",
    )?;
    let mut rows = statement.query([id.to_string()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let raw = |index| -> Result<Option<Box<RawValue>>, StoreError> {
        let text: Option<String> = row.get(index)?;
        text.map(|text| RawValue::from_string(text).map_err(unreadable)).transpose()
    };
    let missing = || StoreError::unreadable("record", "a part of the envelope is missing");
    let parts = Parts {
        v: VERSION,
        sealed: Signed::from_parts(row.get(0)?, &row.get::<_, String>(1)?).map_err(unreadable)?,
        grant: raw(2)?.ok_or_else(missing)?,
        capsule: raw(3)?,
        annex: raw(4)?,
        marks: raw(5)?.ok_or_else(missing)?,
    };
    let digest = row.get::<_, String>(6)?.parse().map_err(unreadable)?;
    Ok(Some((text(&parts)?.into_bytes(), digest)))
}

/// A sealed record as lists show it, read from its own bytes.
pub(crate) struct SealedFacts {
    pub(crate) sequence: u64,
    pub(crate) record: SealedRecord,
    pub(crate) digest: Digest,
    pub(crate) marks: Vec<Mark>,
}

/// The facts of a sealed record; none when the job is not sealed.
pub(crate) fn facts(connection: &Connection, id: PinpointId) -> Result<Option<SealedFacts>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT sequence, sealed, digest, marks FROM pinpoint WHERE id = ?1")?;
    let mut rows = statement.query([id.to_string()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(SealedFacts {
        sequence: row.get::<_, i64>(0)?.cast_unsigned(),
        record: serde_json::from_slice(row.get_ref(1)?.as_blob().map_err(unreadable)?).map_err(unreadable)?,
        digest: row.get::<_, String>(2)?.parse().map_err(unreadable)?,
        marks: serde_json::from_str(&row.get::<_, String>(3)?).map_err(unreadable)?,
    }))
}

/// All sealed records, in the order of their seal.
pub(crate) fn all(connection: &Connection) -> Result<Vec<PinpointId>, StoreError> {
    ids(connection, "SELECT id FROM pinpoint ORDER BY sequence")
}

/// The records of which something is not delivered, in the order of their seal.
pub(crate) fn undelivered(connection: &Connection) -> Result<Vec<PinpointId>, StoreError> {
    let open = "SELECT id FROM pinpoint WHERE EXISTS
                  (SELECT 1 FROM delivery WHERE pinpoint = pinpoint.id AND state <> 'done') ORDER BY sequence";
    ids(connection, open)
}

fn ids(connection: &Connection, query: &str) -> Result<Vec<PinpointId>, StoreError> {
    let mut statement = connection.prepare(query)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|id| id?.parse().map_err(unreadable)).collect()
}

/// The events after a record's seal, in their order, as they are sent.
pub(crate) fn events(connection: &Connection, id: PinpointId) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT envelope FROM event WHERE pinpoint = ?1 ORDER BY sequence")?;
    let rows = statement.query_map([id.to_string()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether this event is here.
pub(crate) fn has_event(connection: &Connection, id: EventId) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM event WHERE id = ?1")?.exists([id.to_string()])?)
}

/// Keeps the first receipt of a subject. A later one says the same, unless the server was restored from a backup that had
/// not heard of it: then both are kept.
pub(crate) fn keep_receipt(
    connection: &Connection,
    subject: Subject,
    receipt: &Signed<Receipt>,
) -> Result<(), StoreError> {
    let receipt = text(receipt)?;
    let key = subject_key(subject);
    let first: Option<String> = connection
        .prepare_cached("SELECT receipt FROM receipt WHERE subject = ?1")?
        .query_row([&key], |row| row.get(0))
        .optional()?;
    let keep = match first {
        Some(first) if first == receipt => return Ok(()),
        Some(_) => "INSERT OR IGNORE INTO receipt_after_restore (subject, receipt) VALUES (?1, ?2)",
        None => "INSERT INTO receipt (subject, receipt) VALUES (?1, ?2)",
    };
    connection.prepare_cached(keep)?.execute((key, receipt))?;
    Ok(())
}

/// Whether one of its receipts says that a backup of the server has it.
pub(crate) fn is_backed_up(
    connection: &Connection,
    subject: Subject,
    watermark: &Watermark,
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT receipt FROM receipt WHERE subject = ?1
         UNION ALL SELECT receipt FROM receipt_after_restore WHERE subject = ?1",
    )?;
    let mut rows = statement.query([subject_key(subject)])?;
    while let Some(row) = rows.next()? {
        // It was verified before it was kept.
        let receipt: Signed<Receipt> = serde_json::from_str(&row.get::<_, String>(0)?).map_err(unreadable)?;
        if watermark.covers(receipt.read_unverified().map_err(unreadable)?.server_sequence) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The receipt of a subject.
pub(crate) fn receipt(
    connection: &Connection,
    subject: Subject,
) -> Result<Option<Signed<Receipt>>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT receipt FROM receipt WHERE subject = ?1")?;
    let text: Option<String> = statement.query_row([subject_key(subject)], |row| row.get(0)).optional()?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| StoreError::unreadable("receipt", error)))
        .transpose()
}

/// Files what the change feed brought and was believed.
pub(crate) fn file_change(connection: &Connection, epoch: &str, change: &Change) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT OR IGNORE INTO change (server_epoch, server_sequence, pinpoint, body) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let pinpoint = change.pinpoint_id.to_string();
    statement.execute((epoch, change.sequence.cast_signed(), pinpoint, text(&change.what)?))?;
    Ok(())
}

/// The newest change of a kind about a pinpoint.
const NEWEST: &str =
    "SELECT body FROM change WHERE pinpoint = ?1 AND body ->> '$.type' = ?2 ORDER BY arrival DESC LIMIT 1";

/// The newest verdict on a pinpoint.
pub(crate) fn verdict(connection: &Connection, pinpoint: PinpointId) -> Result<Option<Verdict>, StoreError> {
    let body: Option<String> = connection
        .prepare_cached(NEWEST)?
        .query_row((pinpoint.to_string(), "verdict"), |row| row.get(0))
        .optional()?;
    let Some(body) = body else { return Ok(None) };
    let Changed::Verdict { verdict } = serde_json::from_str(&body).map_err(unreadable)? else {
        return Ok(None);
    };
    // Its signature was checked when it came in; what is in the store is ours.
    verdict.read_unverified().map(Some).map_err(unreadable)
}

/// What counts instead of what was sealed, by the network's newest word.
pub(crate) fn amended(connection: &Connection, pinpoint: PinpointId) -> Result<Vec<AmendedFact>, StoreError> {
    let body: Option<String> = connection
        .prepare_cached(NEWEST)?
        .query_row((pinpoint.to_string(), "amendment"), |row| row.get(0))
        .optional()?;
    let Some(body) = body else { return Ok(Vec::new()) };
    let Changed::Amendment { amendment } = serde_json::from_str(&body).map_err(unreadable)? else {
        return Ok(Vec::new());
    };
    Ok(amendment.read_unverified().map_err(unreadable)?.facts)
}

/// What a station said of itself when it came online.
pub(crate) struct Booted {
    /// When the network's word of it arrived, among all that arrived.
    pub(crate) arrival: i64,
    /// The job under whose label it answered.
    pub(crate) job: PinpointId,
    pub(crate) serial: SerialNumber,
}

/// What stations said of themselves that was not noted yet, in the order in which the network told it.
pub(crate) fn booted(connection: &Connection) -> Result<Vec<Booted>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT arrival, body FROM change WHERE arrival > ?1 AND body ->> '$.type' = 'boot' ORDER BY arrival",
    )?;
    let mut rows = statement.query([meta::number(connection, BOOTS_NOTED)?.cast_signed()])?;
    let mut booted = Vec::new();
    while let Some(row) = rows.next()? {
        let (arrival, body) = (row.get(0)?, row.get_ref(1)?.as_str().map_err(unreadable)?);
        if let Changed::Boot { boot } = serde_json::from_str(body).map_err(unreadable)? {
            let boot = boot.read_unverified().map_err(unreadable)?;
            booted.push(Booted { arrival, job: boot.pinpoint_id, serial: boot.serial });
        }
    }
    Ok(booted)
}

/// What arrived up to here is in the journals.
pub(crate) fn boots_are_noted(connection: &Connection, up_to: i64) -> Result<(), StoreError> {
    meta::put(connection, BOOTS_NOTED, &up_to.to_string())
}

/// A subject as a key: `pinpoint:<id>`, `event:<id>`, `photo:<id>`.
fn subject_key(subject: Subject) -> String {
    match subject {
        Subject::Pinpoint(id) => format!("pinpoint:{id}"),
        Subject::Event(id) => format!("event:{id}"),
        Subject::Photo(id) => format!("photo:{id}"),
    }
}

fn text(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(unreadable)
}

fn unreadable(error: impl std::fmt::Display) -> StoreError {
    StoreError::unreadable("record", error)
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
