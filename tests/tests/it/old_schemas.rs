//! A thousand jobs queued by an app of an earlier version, or received by a server of one: today's program upgrades the
//! database, and each is still there. (The power goes meanwhile in `tests/powercut`.)

use std::fs;
use std::path::Path;
use std::sync::Arc;

use pinpoint_engine::Copies;
use pinpoint_fixtures::database::{self, take_back};
use pinpoint_server::{Config, Server, SystemClock};
use pinpoint_tests::{Outcome, Seat, World};
use rusqlite::Connection;

const JOBS: u32 = 1000;

#[tokio::test]
async fn a_thousand_queued_jobs_of_every_earlier_schema_are_upgraded_and_arrive() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.start(world.label().await?.label).await?;
    anna.walk_to_seal(job, "172841008201").await?;
    anna.phone.copy_job(job, JOBS, Copies::Queued).await?;
    let account = anna.phone.session().ok_or("signed in")?.account;
    let database =
        anna.data.join(account.network.as_str()).join(account.installer.to_string()).join("pinpoint.db");
    let (data, email, clock) = (anna.data.clone(), anna.email.clone(), anna.clock.clone());
    anna.close().await?;
    let today = database.with_extension("today");
    fs::copy(&database, &today)?;

    for schema in 1..database::PHONE.len() {
        fs::copy(&today, &database)?;
        take_back(&database, &database::PHONE, schema)?;
        let old = database.with_extension("as-it-was");
        fs::copy(&database, &old)?;
        let anna = Seat::open(data.clone(), email.clone(), world.address(), clock.clone()).await?;
        assert_eq!(anna.phone.outbox().await?.counts.values().sum::<u64>(), u64::from(JOBS));
        anna.close().await?;
        upgraded(&old, &database, &today)?;
        nothing_is_lost(&old, &database.with_extension(format!("before-{schema}.db")))?;
    }

    let anna = Seat::open(data, email, world.address(), clock).await?;
    while anna.phone.outbox().await?.counts.iter().any(|(state, count)| *state != "done" && *count > 0) {
        assert!(anna.sync(60).await?.delivered > 0, "stuck");
    }
    let receipts: u32 =
        Connection::open(&database)?.query_row("SELECT count(*) FROM receipt", [], |row| row.get(0))?;
    assert_eq!(receipts, JOBS);
    a_server_keeps_them(&world.server_data())
}

/// What the server received, in the database of an earlier one.
fn a_server_keeps_them(data: &Path) -> Outcome {
    let folder = tempfile::tempdir()?;
    let today = folder.path().join("today");
    Connection::open(data.join("pinpoint.db"))?.execute("VACUUM INTO ?1", [today.to_string_lossy()])?;
    for schema in 1..database::SERVER.len() {
        let server = folder.path().join(format!("schema-{schema}"));
        fs::create_dir_all(server.join("keys"))?;
        fs::copy(data.join("keys/label-pepper"), server.join("keys/label-pepper"))?;
        let database = server.join("pinpoint.db");
        fs::copy(&today, &database)?;
        take_back(&database, &database::SERVER, schema)?;
        let old = folder.path().join("as-it-was");
        fs::copy(&database, &old)?;
        drop(Server::open(Config::demo(&server)?, Arc::new(SystemClock))?);
        let pinpoints: u32 =
            Connection::open(&database)?.query_row("SELECT count(*) FROM pinpoint", [], |row| row.get(0))?;
        assert_eq!(pinpoints, JOBS);
        upgraded(&old, &database, &today)?;
        nothing_is_lost(&old, &database.with_extension(format!("before-{schema}.db")))?;
    }
    Ok(())
}

/// The upgraded database has the schema of a fresh one, and every row of the old.
fn upgraded(old: &Path, new: &Path, fresh: &Path) -> Outcome {
    assert_eq!(schema(new)?, schema(fresh)?);
    nothing_is_lost(old, new)
}

/// What SQLite says of everything in a database.
fn schema(database: &Path) -> Outcome<Vec<String>> {
    let connection = Connection::open(database)?;
    let mut statement = connection
        .prepare("SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY 1")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Every row of one database is in another, column by column, byte for byte.
fn nothing_is_lost(of: &Path, within: &Path) -> Outcome {
    let connection = Connection::open(within)?;
    connection.execute("ATTACH ?1 AS old", [of.to_string_lossy()])?;
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM old.sqlite_schema WHERE sql LIKE 'CREATE TABLE%'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    assert!(!tables.is_empty());
    for table in tables {
        let lost: i64 = connection.query_row(
            &format!("SELECT count(*) FROM (SELECT * FROM old.{table} EXCEPT SELECT * FROM main.{table})"),
            [],
            |row| row.get(0),
        )?;
        assert_eq!(lost, 0, "rows of {table}");
    }
    Ok(())
}
