//! Schemas: numbered, additive, a copy first. A database of a later program is refused untouched.

use rusqlite::Connection;

use super::StoreError;
use crate::platform::database::Place;

/// In order; the number of a migration is its place, counted from 1.
const MIGRATIONS: [&str; 4] =
    [include_str!("0001.sql"), include_str!("0002.sql"), include_str!("0003.sql"), include_str!("0004.sql")];

/// Room for every statement of this crate, so that none is parsed twice: with its triggers one takes longer to read than to
/// run.
const STATEMENTS: usize = 96;

/// Brings a database to the newest schema and sets how it is kept. A copy of an older one is made beside it first.
pub(super) fn prepare(connection: &mut Connection, place: &Place) -> Result<(), StoreError> {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = newest();
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // On Apple's systems fsync leaves bytes in the disk's own cache; fullfsync does not, and is nothing elsewhere.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON;",
    )?;
    if found < known {
        if found > 0 {
            copy_first(connection, place, found)?;
        }
        upgrade(connection, found)?;
    }
    Ok(())
}

/// The number of the newest schema.
pub(crate) fn newest() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Goes on from the schema that was found.
pub(super) fn upgrade(connection: &mut Connection, found: u32) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", newest())?;
    Ok(transaction.commit()?)
}

/// A migration that goes wrong leaves the copy of the schema before.
fn copy_first(connection: &Connection, place: &Place, found: u32) -> Result<(), StoreError> {
    let copy = place.path().with_extension(format!("before-{found}.db"));
    place.remove(&copy)?;
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What SQLite says of everything in a database, one line each.
    fn schema(connection: &Connection) -> Vec<String> {
        let mut statement = connection
            .prepare("SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master ORDER BY 1")
            .unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_database_of_any_earlier_schema_ends_as_a_fresh_one() {
        let mut fresh = Connection::open_in_memory().unwrap();
        upgrade(&mut fresh, 0).unwrap();
        for found in 1..MIGRATIONS.len() {
            let mut old = Connection::open_in_memory().unwrap();
            for migration in &MIGRATIONS[..found] {
                old.execute_batch(migration).unwrap();
            }
            upgrade(&mut old, u32::try_from(found).unwrap()).unwrap();
            assert_eq!(schema(&old), schema(&fresh), "from schema {found}");
        }
    }
}
