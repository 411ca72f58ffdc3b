//! Sealed records, the events after them, and what the network answered. Written once; triggers see to it.

use pinpoint_domain::ids::{EventId, PinpointId};
use pinpoint_domain::wire::{
    Change, Changed, Digest, Envelope, EventEnvelope, Receipt, Signed, Subject, Verdict,
};
use rusqlite::{Connection, OptionalExtension as _};

use super::StoreError;

/// A record at the moment of its seal.
pub(crate) struct NewRecord {
    pub(crate) id: PinpointId,
    pub(crate) sequence: u64,
    pub(crate) serial: String,
    pub(crate) envelope: Envelope,
}

/// Stores a sealed record; gives the length of what will be sent.
pub(crate) fn insert(connection: &Connection, record: &NewRecord) -> Result<u64, StoreError> {
    let envelope = json(&record.envelope)?;
    connection.execute(
        "INSERT INTO pinpoint (id, sequence, digest, serial, sealed, envelope) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            record.id.to_string(),
            record.sequence.cast_signed(),
            record.envelope.sealed.digest().to_string(),
            &record.serial,
            record.envelope.sealed.payload(),
            &envelope,
        ),
    )?;
    Ok(length(&envelope))
}

/// Stores an event after a seal; gives the length of what will be sent.
pub(crate) fn insert_event(
    connection: &Connection,
    id: EventId,
    pinpoint: PinpointId,
    envelope: &EventEnvelope,
) -> Result<u64, StoreError> {
    let digest = envelope.event.digest();
    let envelope = json(envelope)?;
    connection.execute(
        "INSERT INTO event (id, pinpoint, digest, envelope) VALUES (?1, ?2, ?3, ?4)",
        (id.to_string(), pinpoint.to_string(), digest.to_string(), &envelope),
    )?;
    Ok(length(&envelope))
}

/// What is sent for a record or an event, with the digest that its receipt must name.
pub(crate) fn parcel(
    connection: &Connection,
    subject: Subject,
) -> Result<Option<(Vec<u8>, Digest)>, StoreError> {
    let (sql, id) = match subject {
        Subject::Pinpoint(id) => ("SELECT envelope, digest FROM pinpoint WHERE id = ?1", id.to_string()),
        Subject::Event(id) => ("SELECT envelope, digest FROM event WHERE id = ?1", id.to_string()),
        Subject::Photo(_) => return Ok(None),
    };
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement
        .query_row([id], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    found
        .map(|(bytes, digest)| {
            Ok((bytes, digest.parse().map_err(|error| StoreError::unreadable("record", error))?))
        })
        .transpose()
}

/// All sealed records, in the order of their seal: id and envelope.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare("SELECT envelope FROM pinpoint ORDER BY sequence")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps the first receipt of a subject; a later one says the same.
pub(crate) fn keep_receipt(
    connection: &Connection,
    subject: Subject,
    receipt: &Signed<Receipt>,
) -> Result<(), StoreError> {
    let receipt = serde_json::to_string(receipt).map_err(|error| StoreError::unreadable("receipt", error))?;
    let mut statement =
        connection.prepare_cached("INSERT OR IGNORE INTO receipt (subject, receipt) VALUES (?1, ?2)")?;
    statement.execute((subject_key(subject), receipt))?;
    Ok(())
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

/// Files what the change feed brought.
pub(crate) fn file_change(connection: &Connection, epoch: &str, change: &Change) -> Result<(), StoreError> {
    let Changed::Verdict { verdict } = &change.what else { return Ok(()) };
    let verdict = serde_json::to_string(verdict).map_err(|error| StoreError::unreadable("verdict", error))?;
    connection.execute(
        "INSERT OR IGNORE INTO verdict (server_epoch, server_sequence, pinpoint, verdict) VALUES (?1, ?2, ?3, ?4)",
        (epoch, change.sequence.cast_signed(), change.pinpoint_id.to_string(), verdict),
    )?;
    Ok(())
}

/// The newest verdict on a pinpoint.
pub(crate) fn verdict(connection: &Connection, pinpoint: PinpointId) -> Result<Option<Verdict>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT verdict FROM verdict WHERE pinpoint = ?1 ORDER BY arrival DESC LIMIT 1")?;
    let text: Option<String> = statement.query_row([pinpoint.to_string()], |row| row.get(0)).optional()?;
    let Some(text) = text else { return Ok(None) };
    let signed: Signed<Verdict> =
        serde_json::from_str(&text).map_err(|error| StoreError::unreadable("verdict", error))?;
    // Its signature was checked when it came in; what is in the store is ours.
    signed.read_unverified().map(Some).map_err(|error| StoreError::unreadable("verdict", error))
}

/// A subject as a key: `pinpoint:<id>`, `event:<id>`, `photo:<id>`.
pub(crate) fn subject_key(subject: Subject) -> String {
    match subject {
        Subject::Pinpoint(id) => format!("pinpoint:{id}"),
        Subject::Event(id) => format!("event:{id}"),
        Subject::Photo(id) => format!("photo:{id}"),
    }
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|error| StoreError::unreadable("record", error))
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
