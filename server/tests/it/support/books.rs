//! The database as somebody sees it who goes past the server: `SQLite` in the network's folder, or a `PostgreSQL` database of
//! its own on the cluster that `PINPOINT_TEST_POSTGRES` names.

use std::path::Path;
use std::sync::Mutex;

use pinpoint_server::Database;
use postgres::{Client, NoTls};

/// Raw access.
pub enum Books {
    Sqlite(rusqlite::Connection),
    Postgres(Postgres),
}

/// A client that may be used and dropped in an async story: it blocks on a thread of its own.
pub struct Postgres(Option<Box<Mutex<Client>>>);

impl Books {
    /// Opens what `database` names.
    pub fn open(database: &Database, folder: &Path, own: Option<&OwnDatabase>) -> Self {
        match database {
            Database::Embedded => {
                Self::Sqlite(rusqlite::Connection::open(folder.join("pinpoint.db")).unwrap())
            }
            Database::Postgres(_) => Self::Postgres(Postgres::connect(&own.unwrap().url)),
        }
    }

    /// Runs statements; what the database said when it refused.
    pub fn run(&self, sql: &str) -> Result<(), String> {
        match self {
            Self::Sqlite(database) => database.execute_batch(sql).map_err(|error| error.to_string()),
            Self::Postgres(database) => database.with(|client| client.batch_execute(sql)),
        }
    }

    /// The first column.
    pub fn column<T: rusqlite::types::FromSql + for<'r> postgres::types::FromSql<'r>>(
        &self,
        sql: &str,
    ) -> Vec<T> {
        match self {
            Self::Sqlite(database) => {
                let mut statement = database.prepare(sql).unwrap();
                let rows = statement.query_map([], |row| row.get(0)).unwrap();
                rows.map(Result::unwrap).collect()
            }
            Self::Postgres(database) => {
                let rows = database.with(|client| client.query(sql, &[])).unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
        }
    }

    /// The names of all tables.
    pub fn tables(&self) -> Vec<String> {
        self.column(match self {
            Self::Sqlite(_) => "SELECT name FROM sqlite_schema WHERE type = 'table'",
            Self::Postgres(_) => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
        })
    }

    /// A column of bytes as hexadecimal digits, as an expression.
    pub fn hex(&self, column: &str) -> String {
        match self {
            Self::Sqlite(_) => format!("lower(hex({column}))"),
            Self::Postgres(_) => format!("encode({column}, 'hex')"),
        }
    }

    /// The number of an answer that is one.
    pub fn number(&self, sql: &str) -> i64 {
        let numbers = self.column::<i64>(sql);
        assert_eq!(numbers.len(), 1, "{sql}");
        numbers[0]
    }

    /// Whether this is `SQLite`, whose dialect has ways around a trigger that `PostgreSQL` has not.
    pub fn are_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// The sealed bytes with another text in them, as an expression.
    pub fn sealed_with(&self, from: &str, to: &str) -> String {
        match self {
            Self::Sqlite(_) => format!("CAST(replace(CAST(sealed AS TEXT), {from}, {to}) AS BLOB)"),
            Self::Postgres(_) => {
                format!("convert_to(replace(convert_from(sealed, 'UTF8'), {from}, {to}), 'UTF8')")
            }
        }
    }

    /// Says that a newer server wrote this.
    pub fn pretend_schema(&self, number: u32) {
        let sql = match self {
            Self::Sqlite(_) => format!("PRAGMA user_version = {number}"),
            Self::Postgres(_) => format!("UPDATE schema_version SET number = {number}"),
        };
        self.run(&sql).unwrap();
    }
}

impl Postgres {
    fn connect(url: &str) -> Self {
        let client = apart(|| Client::connect(url, NoTls).unwrap());
        Self(Some(Box::new(Mutex::new(client))))
    }

    fn with<T: Send>(
        &self,
        work: impl FnOnce(&mut Client) -> Result<T, postgres::Error> + Send,
    ) -> Result<T, String> {
        let client = self.0.as_ref().unwrap();
        apart(|| work(&mut client.lock().unwrap())).map_err(|error| match error.as_db_error() {
            Some(said) => format!("{} {}", said.message(), said.detail().unwrap_or_default()),
            None => error.to_string(),
        })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let client = self.0.take();
        apart(|| drop(client));
    }
}

/// A database of one story's own, gone with it.
pub struct OwnDatabase {
    cluster: String,
    name: String,
    pub url: String,
}

impl OwnDatabase {
    /// On the cluster that the environment names; none without one.
    pub fn create() -> Option<Self> {
        let cluster = std::env::var("PINPOINT_TEST_POSTGRES").ok()?;
        let name = format!("pinpoint_{}", super::random_uuid().simple());
        let url = format!("{}/{name}", cluster.rsplit_once('/').unwrap().0);
        let create = format!("CREATE DATABASE {name}");
        Postgres::connect(&cluster).with(|client| client.batch_execute(&create)).unwrap();
        Some(Self { cluster, name, url })
    }

    /// Takes the database away from everybody, or gives it back.
    pub fn lock_out(&self, out: bool) {
        let sql = format!(
            "ALTER DATABASE {0} ALLOW_CONNECTIONS {1};
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {out} AND datname = '{0}'",
            self.name, !out
        );
        let client = Postgres::connect(&self.cluster);
        for statement in sql.split(';') {
            client.with(|client| client.batch_execute(statement)).unwrap();
        }
    }

    /// As the server is told of it.
    pub fn database(&self) -> Database {
        Database::Postgres(self.url.parse().unwrap())
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let _ = Postgres::connect(&self.cluster).with(|client| client.batch_execute(&drop));
    }
}

/// On a thread of its own, where one may block.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}
