//! Numbered, additive migrations, a copy first. A file of a newer server is refused, untouched.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// In order; the number of a schema is how many of these were run.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
];

/// Brings the schema of the database in this file up to date, one transaction a step. A copy of an older one is made beside
/// it first.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let before: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if (1..known).contains(&before) {
        copy_first(connection, path, before)?;
    }
    for (number, migration) in (1..).zip(MIGRATIONS) {
        // Immediate: two processes that open a fresh folder at once upgrade it once.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        if found < number {
            transaction.execute_batch(migration)?;
            transaction.pragma_update(None, "user_version", number)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

/// A migration that goes wrong leaves the copy of the schema before.
fn copy_first(connection: &Connection, path: &Path, found: u32) -> Result<(), StoreError> {
    let copy = path.with_extension(format!("before-{found}.db"));
    match fs::remove_file(&copy) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_a_newer_server_is_refused_untouched() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        let refused = migrate(&mut connection, Path::new("")).unwrap_err();
        assert!(matches!(refused, StoreError::Newer { found: 99, .. }));
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        assert_eq!(tables, 0);
    }

    #[test]
    fn opening_twice_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        let schema = |connection: &Connection| -> String {
            connection
                .query_row("SELECT group_concat(sql, ';') FROM sqlite_schema", [], |row| row.get(0))
                .unwrap()
        };
        migrate(&mut connection, Path::new("")).unwrap();
        let first = schema(&connection);
        migrate(&mut connection, Path::new("")).unwrap();
        assert_eq!(schema(&connection), first);
    }
}
