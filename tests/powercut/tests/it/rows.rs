//! What a database holds that must never be lost, and the law about it.

use std::collections::BTreeMap;
use std::path::Path;

use pinpoint_tests::Outcome;
use rusqlite::Connection;

/// Rows that stay once they are there: a table, what names a row of it, and what of the row never changes.
pub(crate) type Shelf = (&'static str, &'static str, &'static [&'static str]);

pub(crate) const PHONE: &[Shelf] = &[
    ("journal", "sequence", &["visit", "entry"]),
    ("job", "id", &["visit", "started_at"]),
    ("pinpoint", "id", &["sequence", "digest", "sealed", "signatures", "grant_json", "marks"]),
    ("event", "id", &["pinpoint", "sequence", "digest", "envelope"]),
    ("photo", "id", &["job", "path", "digest", "bytes"]),
    ("delivery", "item", &["lane", "sequence", "pinpoint"]),
    ("receipt", "subject", &["receipt"]),
    ("change", "server_epoch || server_sequence", &["pinpoint", "body"]),
];

pub(crate) const SERVER: &[Shelf] = &[
    ("company", "id", &["name"]),
    ("installer", "id", &["company", "email", "name", "role"]),
    ("device", "id", &["installer", "key_json"]),
    ("label", "mac_digits", &["password_hmac"]),
    ("pinpoint", "id", &["sequence", "digest", "sealed", "receipt_json"]),
    ("pinpoint_event", "id", &["pinpoint", "sequence", "digest", "receipt_json"]),
    ("photo", "id", &["pinpoint", "kind", "digest", "bytes"]),
    ("photo WHERE receipt_json IS NOT NULL", "id", &["receipt_json"]),
    ("verdict", "pinpoint || version", &["signed_json"]),
    ("change", "sequence", &["body_json"]),
];

/// Rows by shelf and name.
pub(crate) type Rows = BTreeMap<(&'static str, String), String>;

/// Reads them; none where the database, or a table of it, is not there yet.
pub(crate) fn read(database: &Path, shelves: &[Shelf]) -> Outcome<Rows> {
    let mut rows = Rows::new();
    if !database.is_file() {
        return Ok(rows);
    }
    let connection = Connection::open(database)?;
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for (shelf, name, columns) in shelves {
        if !tables.iter().any(|table| shelf.split(' ').next() == Some(table)) {
            continue;
        }
        let columns: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let select = format!("SELECT quote({name}), {} FROM {shelf}", columns.join(" || ' ' || "));
        let mut statement = connection.prepare(&select)?;
        for row in statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (name, content) = row?;
            rows.insert((shelf, name), content);
        }
    }
    Ok(rows)
}

/// What SQLite itself finds wrong with a database.
pub(crate) fn whole(database: &Path) -> Outcome {
    let connection = Connection::open(database)?;
    let said: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    let orphans: i64 =
        connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if (said.as_str(), orphans) == ("ok", 0) {
        Ok(())
    } else {
        Err(format!("{said}; {orphans} orphans").into())
    }
}

/// Between two promises: what stood at the first and still stands at the second is there, and nothing that stands at neither.
pub(crate) fn kept(before: &Rows, after: &Rows, found: &Rows) -> Outcome {
    for (name, content) in before {
        if after.get(name) == Some(content) && found.get(name) != Some(content) {
            return Err(format!("lost, or another: {name:?}").into());
        }
    }
    for (name, content) in found {
        if before.get(name) != Some(content) && after.get(name) != Some(content) {
            return Err(format!("nobody wrote it so: {name:?} {content:.200}").into());
        }
    }
    Ok(())
}
