//! Numbered, additive migrations, of each database its own; of a file a copy first. A database of a newer server is refused,
//! untouched.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::StoreError;
use super::sql::{Connection, Place};

/// Brings the schema up to date, one transaction a step. Of an older file a copy is made beside it first. Two servers that
/// open a fresh database at once upgrade it once: the second waits for the first, and looks again.
pub(super) fn migrate(connection: &Connection, place: &Place) -> Result<(), StoreError> {
    connection.unhurried(|| step_by_step(connection, place))
}

fn step_by_step(connection: &Connection, place: &Place) -> Result<(), StoreError> {
    let migrations = connection.migrations();
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    if let Place::File(path) = place {
        let before = connection.schema()?;
        if (1..known).contains(&before) {
            copy_first(connection, path, before)?;
        }
    }
    for (number, migration) in (1..).zip(migrations) {
        connection.begin()?;
        let found = connection.schema()?;
        if found > known {
            connection.batch("ROLLBACK")?;
            return Err(StoreError::Newer { found, known });
        }
        if found < number {
            connection.batch(migration)?;
            connection.note_schema(number)?;
        }
        connection.commit()?;
    }
    Ok(())
}

/// A migration that goes wrong leaves the copy of the schema before.
fn copy_first(connection: &Connection, path: &Path, found: u32) -> Result<(), StoreError> {
    let copy = path.with_extension(format!("before-{found}.db"));
    match fs::remove_file(&copy) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(StoreError::Copy { reason: error.to_string() });
        }
        _ => {}
    }
    connection.copy_into(&copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_a_newer_server_is_refused_untouched() {
        let connection = in_memory().writing().unwrap();
        connection.note_schema(99).unwrap();
        let refused = migrate(&connection, &in_memory()).unwrap_err();
        assert!(matches!(refused, StoreError::Newer { found: 99, .. }));
        assert_eq!(schema(&connection), "");
    }

    #[test]
    fn opening_twice_changes_nothing() {
        let connection = in_memory().writing().unwrap();
        migrate(&connection, &in_memory()).unwrap();
        let first = schema(&connection);
        migrate(&connection, &in_memory()).unwrap();
        assert_eq!(schema(&connection), first);
    }

    fn in_memory() -> Place {
        Place::File(":memory:".into())
    }

    fn schema(connection: &Connection) -> String {
        let all = "SELECT coalesce(group_concat(sql, ';'), '') FROM sqlite_schema";
        connection.one(all, (), |row| row.get(0)).unwrap()
    }
}
