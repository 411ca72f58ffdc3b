//! The journal of each visit, and which job belongs to which visit.

use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::{PinpointId, VisitId};
use pinpoint_domain::wire::Capsule;
use pinpoint_domain::work::{JournalEntry, Visit};
use rusqlite::{Connection, OptionalExtension as _};

use super::StoreError;

/// Appends one entry.
pub(crate) fn append(
    connection: &Connection,
    visit: VisitId,
    entry: &JournalEntry,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(entry).map_err(|error| StoreError::unreadable("journal", error))?;
    let mut statement =
        connection.prepare_cached("INSERT INTO journal (sequence, visit, entry) VALUES (?1, ?2, ?3)")?;
    statement.execute((entry.sequence.cast_signed(), visit.to_string(), text))?;
    Ok(())
}

/// The journal of a visit.
pub(crate) fn entries(connection: &Connection, visit: VisitId) -> Result<Vec<JournalEntry>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT entry FROM journal WHERE visit = ?1 ORDER BY sequence")?;
    let mut rows = statement.query([visit.to_string()])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(0)?.as_str().map_err(|error| StoreError::unreadable("journal", error))?;
        entries.push(serde_json::from_str(text).map_err(|error| StoreError::unreadable("journal", error))?);
    }
    Ok(entries)
}

/// The state of a visit: the fold of its journal.
pub(crate) fn replay(connection: &Connection, visit: VisitId) -> Result<Visit, StoreError> {
    Ok(Visit::replay(&entries(connection, visit)?))
}

/// Files a new job under its visit, with the capsule of its label's password.
pub(crate) fn add_job(
    connection: &Connection,
    job: PinpointId,
    visit: VisitId,
    started_at: Timestamp,
    capsule: &Capsule,
) -> Result<(), StoreError> {
    let capsule = serde_json::to_string(capsule).map_err(|error| StoreError::unreadable("job", error))?;
    connection
        .prepare_cached("INSERT INTO job (id, visit, started_at, capsule) VALUES (?1, ?2, ?3, ?4)")?
        .execute((job.to_string(), visit.to_string(), started_at.to_string(), capsule))?;
    Ok(())
}

/// Files a record that another phone sealed: a job without a journal, in no visit of this phone.
pub(crate) fn add_taken_in(
    connection: &Connection,
    job: PinpointId,
    visit: VisitId,
    sealed_at: Timestamp,
) -> Result<(), StoreError> {
    connection.prepare_cached("INSERT INTO job (id, visit, started_at) VALUES (?1, ?2, ?3)")?.execute((
        job.to_string(),
        visit.to_string(),
        sealed_at.to_string(),
    ))?;
    connection.prepare_cached("INSERT INTO taken_in (job) VALUES (?1)")?.execute([job.to_string()])?;
    Ok(())
}

/// Whether another phone sealed it and this one carries it.
pub(crate) fn is_taken_in(connection: &Connection, job: PinpointId) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM taken_in WHERE job = ?1")?.exists([job.to_string()])?)
}

/// Another label's capsule for a job that is not sealed.
pub(crate) fn replace_capsule(
    connection: &Connection,
    job: PinpointId,
    capsule: &Capsule,
) -> Result<(), StoreError> {
    let capsule = serde_json::to_string(capsule).map_err(|error| StoreError::unreadable("job", error))?;
    connection
        .prepare_cached("UPDATE job SET capsule = ?2 WHERE id = ?1")?
        .execute((job.to_string(), capsule))?;
    Ok(())
}

/// Takes the capsule of a job away, for its sealed record.
pub(crate) fn take_capsule(connection: &Connection, job: PinpointId) -> Result<Option<Capsule>, StoreError> {
    let capsule = capsule(connection, job)?;
    connection.prepare_cached("UPDATE job SET capsule = NULL WHERE id = ?1")?.execute([job.to_string()])?;
    Ok(capsule)
}

/// The capsule of a job that is not sealed.
pub(crate) fn capsule(connection: &Connection, job: PinpointId) -> Result<Option<Capsule>, StoreError> {
    let text: Option<Option<String>> = connection
        .prepare_cached("SELECT capsule FROM job WHERE id = ?1")?
        .query_row([job.to_string()], |row| row.get(0))
        .optional()?;
    text.flatten()
        .map(|text| serde_json::from_str(&text).map_err(|error| StoreError::unreadable("job", error)))
        .transpose()
}

/// The visit of a job that is done on this phone.
pub(crate) fn visit_of(connection: &Connection, job: PinpointId) -> Result<Option<VisitId>, StoreError> {
    let text: Option<String> = connection
        .prepare_cached("SELECT visit FROM job WHERE id = ?1 AND id NOT IN (SELECT job FROM taken_in)")?
        .query_row([job.to_string()], |row| row.get(0))
        .optional()?;
    text.map(|text| text.parse().map_err(|error| StoreError::unreadable("job", error))).transpose()
}

/// All jobs of this phone with their visits, the newest first.
pub(crate) fn jobs(connection: &Connection) -> Result<Vec<(PinpointId, VisitId)>, StoreError> {
    let mut statement =
        connection.prepare_cached(
        "SELECT id, visit FROM job WHERE id NOT IN (SELECT job FROM taken_in) ORDER BY started_at DESC, id DESC",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let unreadable = |error| StoreError::unreadable("job", error);
    rows.map(|row| {
        let (job, visit) = row?;
        Ok((job.parse().map_err(unreadable)?, visit.parse().map_err(unreadable)?))
    })
    .collect()
}

/// Whether this visit has begun on this phone.
pub(crate) fn has_visit(connection: &Connection, visit: VisitId) -> Result<bool, StoreError> {
    let found: Option<i64> = connection
        .prepare_cached("SELECT 1 FROM job WHERE visit = ?1 LIMIT 1")?
        .query_row([visit.to_string()], |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}
