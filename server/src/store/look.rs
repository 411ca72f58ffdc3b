//! What a database is, before it is opened: nothing is made, upgraded or written.

use super::sql::Place;
use super::{StoreError, blocking};

/// What was found.
#[derive(Debug)]
pub(crate) struct Look {
    /// The number of its schema.
    pub schema: u32,
    /// The newest that this server knows.
    pub known: u32,
    /// Whose it is, once a server opened it.
    pub network: Option<String>,
}

/// Looks at a database; none where a server would make one.
pub(crate) async fn look(place: Place) -> Result<Option<Look>, StoreError> {
    blocking(move || {
        if let Place::File(path) = &place
            && !path.exists()
        {
            return Ok(None);
        }
        let connection = place.reading()?;
        let schema = connection.schema()?;
        if schema == 0 {
            return Ok(None);
        }
        let known = u32::try_from(connection.migrations().len()).unwrap_or(u32::MAX);
        let network =
            connection.first("SELECT value FROM meta WHERE name = 'network'", (), |row| row.get(0))?;
        Ok(Some(Look { schema, known, network }))
    })
    .await
}
