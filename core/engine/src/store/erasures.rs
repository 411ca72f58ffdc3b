//! What the network erased goes from here, too: the annex beside a sealed record, and files of photos. What was sealed, and
//! the journal, stay.

use pinpoint_domain::wire::Erasure;
use rusqlite::Connection;

use super::{StoreError, deliveries, photos};
use crate::outbox::Item;

/// Does what a believed erasure says, once or again; the files that are to go when this is durable. One that stays behind has
/// no row, so the next sweep takes it.
pub(crate) fn apply(connection: &Connection, erasure: &Erasure) -> Result<Vec<String>, StoreError> {
    let pinpoint = erasure.pinpoint_id;
    if erasure.annex {
        connection.execute("UPDATE pinpoint SET annex = NULL WHERE id = ?1", [pinpoint.to_string()])?;
    }
    let mut files = Vec::new();
    for photo in erasure.photos.iter().copied() {
        deliveries::erase(connection, Item::Photo { pinpoint, photo })?;
        if let Some(file) = photos::find(connection, photo)? {
            photos::forget(connection, photo)?;
            files.push(file.path);
        }
    }
    Ok(files)
}
