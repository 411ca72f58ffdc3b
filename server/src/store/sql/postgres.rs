//! `PostgreSQL`, for several nodes. A write takes one lock of the database first, so that writes come one after the other
//! here as they do in `SQLite`: whatever has a sequence becomes visible in its order, and every rule that reads before
//! it writes holds.

use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error;

use postgres::error::SqlState;
use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Statement};

use super::super::StoreError;
use super::database_url::DatabaseUrl;
use super::{Row, Value};

/// The one lock of writers; the number says nothing.
const WRITING: i64 = 7_305_802_410;
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/postgres/0001.sql"),
    include_str!("../migrations/postgres/0002.sql"),
    include_str!("../migrations/postgres/0003.sql"),
];
/// The database's clock, in milliseconds since 1970.
pub(super) const NOW_MS: &str = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
pub(super) const TABLES: &str =
    "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename";
pub(super) const HAS_SCHEMA: &str = "SELECT to_regclass('schema_version') IS NOT NULL";

/// A connection to the database.
pub(in crate::store) struct Connection {
    open: RefCell<Option<Box<Open>>>,
}

struct Open {
    client: Client,
    /// By their text.
    statements: HashMap<String, Statement>,
    in_transaction: bool,
    /// The database went away, or threw us out; a new connection is needed.
    lost: bool,
}

impl Connection {
    pub(super) fn writing(url: &DatabaseUrl) -> Result<Self, StoreError> {
        let connection = Self::open(url)?;
        // A receipt is a promise, so COMMIT waits for the disk; whoever asked for more than that keeps it.
        connection.batch(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
        )?;
        Ok(connection)
    }

    /// For queries, beside whatever is written.
    pub(super) fn reading(url: &DatabaseUrl) -> Result<Self, StoreError> {
        let connection = Self::open(url)?;
        connection.batch("SET default_transaction_read_only = on")?;
        Ok(connection)
    }

    fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        // Whatever keeps us out may pass: a restart, a move, a password that is being changed.
        let client = url.connect().map_err(|error| match StoreError::from(error) {
            StoreError::Database { reason } => StoreError::Away { reason },
            other => other,
        })?;
        let open = Open { client, statements: HashMap::new(), in_transaction: false, lost: false };
        Ok(Self { open: RefCell::new(Some(Box::new(open))) })
    }

    pub(super) fn is_lost(&self) -> bool {
        self.open.borrow().as_ref().is_none_or(|open| open.lost)
    }

    /// For a migration, which may take as long as it takes, and waits for another server's.
    pub(super) fn unhurried<T>(&self, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.batch("SET lock_timeout = 0; SET statement_timeout = 0")?;
        let value = work()?;
        self.batch("RESET lock_timeout; RESET statement_timeout")?;
        Ok(value)
    }

    pub(super) fn begin(&self) -> Result<(), StoreError> {
        self.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock({WRITING})"))?;
        self.with(|open| {
            open.in_transaction = true;
            Ok(())
        })
    }

    pub(super) fn in_transaction(&self) -> bool {
        self.open.borrow().as_ref().is_some_and(|open| open.in_transaction && !open.lost)
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.with(|open| {
            if matches!(sql, "COMMIT" | "ROLLBACK") {
                open.in_transaction = false;
            }
            open.client.batch_execute(sql)
        })
    }

    pub(super) fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize, StoreError> {
        let changed = self.with(|open| {
            let statement = open.statement(sql)?;
            open.client.execute(&statement, &parameters(values))
        })?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.with(|open| {
            let statement = open.statement(sql)?;
            open.client.query(&statement, &parameters(values))
        })?;
        rows.iter().map(|row| read(&Row::Postgres(row))).collect()
    }

    fn with<T>(&self, work: impl FnOnce(&mut Open) -> Result<T, postgres::Error>) -> Result<T, StoreError> {
        let mut open = self.open.borrow_mut();
        let open = open.as_mut().ok_or(StoreError::Stopping)?;
        let result = work(open).map_err(StoreError::from);
        open.lost |= matches!(result, Err(StoreError::Away { .. }));
        result
    }
}

impl Drop for Connection {
    /// The client says goodbye and waits for it, which nobody may do who stands in an async task.
    fn drop(&mut self) {
        if let Some(open) = self.open.take() {
            std::thread::spawn(move || drop(open));
        }
    }
}

impl Open {
    /// The statement of this text; told to the database once a connection.
    fn statement(&mut self, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        // No text of ours holds a question mark that is no parameter.
        let statement = self.client.prepare(&sql.replace('?', "$"))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn parameters<'p>(values: &'p [Value<'_>]) -> Vec<&'p (dyn ToSql + Sync)> {
    values.iter().map(|value| -> &(dyn ToSql + Sync) { value }).collect()
}

pub(super) fn value(row: &postgres::Row, column: usize) -> Result<Value<'_>, StoreError> {
    Ok(row.try_get(column)?)
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) if *ty == Type::INT8 => number.to_sql(ty, out),
            // The one character that PostgreSQL does not keep; nothing that is compared or signed holds it.
            Self::Text(text) if *ty == Type::TEXT => text.replace('\0', "\u{FFFD}").to_sql(ty, out),
            Self::Bytes(bytes) if *ty == Type::BYTEA => bytes.to_sql(ty, out),
            other => Err(format!("a parameter of type {ty} does not take {}", other.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'r> FromSql<'r> for Value<'r> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *ty {
            Type::BOOL => Self::Integer(bool::from_sql(ty, raw)?.into()),
            Type::INT4 => Self::Integer(i32::from_sql(ty, raw)?.into()),
            Type::INT8 => Self::Integer(i64::from_sql(ty, raw)?),
            Type::BYTEA => Self::Bytes(raw.into()),
            _ => Self::Text(<&str>::from_sql(ty, raw)?.into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::BOOL | Type::INT4 | Type::INT8 | Type::BYTEA | Type::TEXT)
    }
}

impl From<postgres::Error> for StoreError {
    fn from(error: postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            // No answer of the database: the connection, or our own reading of what came over it.
            let reason = error.source().map_or_else(|| error.to_string(), ToString::to_string);
            let lost = error.is_closed() || error.source().is_some_and(<dyn Error>::is::<std::io::Error>);
            return if lost { Self::Away { reason } } else { Self::Database { reason } };
        };
        // Without its detail, which may quote what was stored.
        let reason = format!("{} ({})", said.message(), said.code().code());
        match said.code() {
            &SqlState::DISK_FULL => Self::Full,
            code if is_passing(code) => Self::Away { reason },
            _ => Self::Database { reason },
        }
    }
}

/// What ends by itself: the database restarts, has no room for us, or threw us out so that others can go on.
fn is_passing(code: &SqlState) -> bool {
    let passing = [
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::QUERY_CANCELED,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::OUT_OF_MEMORY,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ];
    // 08: the connection; 40: serialisation and deadlocks; 57P: shutting down, starting, crashed.
    passing.contains(code) || ["08", "40", "57P"].iter().any(|class| code.code().starts_with(class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_database_is_never_repeated() {
        let url: DatabaseUrl = "postgres://pinpoint:hunter2@db.example/pinpoint".parse().unwrap();
        assert!(!format!("{url:?}").contains("hunter2"));
        let refused = "postgres://pinpoint:hunter2@db.example:port/".parse::<DatabaseUrl>().unwrap_err();
        assert!(!format!("{refused:?} {refused}").contains("hunter2"));
    }

    #[test]
    fn what_passes_by_itself_is_told_apart_from_what_is_broken() {
        let passes = |code| is_passing(&SqlState::from_code(code));
        assert!(
            ["08006", "40001", "40P01", "53300", "55P03", "57014", "57P01", "57P03"].into_iter().all(passes)
        );
        assert!(!["23505", "42601", "53100", "P0001"].into_iter().any(passes));
    }
}
