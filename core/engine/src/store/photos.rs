//! Rows for the files of photos. The file is durable first, then its row; a file that has no row for long is swept after a sync.

use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::Digest;
use rusqlite::{Connection, OptionalExtension as _};

use super::StoreError;

/// A file of a photo.
#[derive(Debug, Clone)]
pub(crate) struct StoredPhoto {
    pub(crate) id: PhotoId,
    /// Relative to the account's folder.
    pub(crate) path: String,
    pub(crate) digest: Digest,
    pub(crate) bytes: u64,
}

pub(crate) fn insert(
    connection: &Connection,
    job: PinpointId,
    photo: &StoredPhoto,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO photo (id, job, path, digest, bytes) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute((
            photo.id.to_string(),
            job.to_string(),
            &photo.path,
            photo.digest.to_string(),
            photo.bytes.cast_signed(),
        ))?;
    Ok(())
}

pub(crate) fn find(connection: &Connection, id: PhotoId) -> Result<Option<StoredPhoto>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT path, digest, bytes FROM photo WHERE id = ?1")?;
    let found = statement
        .query_row([id.to_string()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
        })
        .optional()?;
    found
        .map(|(path, digest, bytes)| {
            let digest = digest.parse().map_err(|error| StoreError::unreadable("photo", error))?;
            Ok(StoredPhoto { id, path, digest, bytes: bytes.cast_unsigned() })
        })
        .transpose()
}

/// Forgets a file that is to go; the file itself is swept later.
pub(crate) fn forget(connection: &Connection, id: PhotoId) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM photo WHERE id = ?1")?.execute([id.to_string()])?;
    Ok(())
}

/// The files of all sealed records' photos that are here, in the order of the seals.
pub(crate) fn of_sealed(connection: &Connection) -> Result<Vec<PhotoId>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT photo.id FROM photo JOIN pinpoint ON pinpoint.id = photo.job ORDER BY pinpoint.sequence, photo.id",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|id| id?.parse().map_err(|error| StoreError::unreadable("photo", error))).collect()
}

/// The paths of all files that have a row.
pub(crate) fn paths(connection: &Connection) -> Result<std::collections::BTreeSet<String>, StoreError> {
    let mut statement = connection.prepare("SELECT path FROM photo")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
