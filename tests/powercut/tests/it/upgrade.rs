//! An app and a server of today open what those of an earlier version left, and the power goes while they upgrade it.

use std::path::Path;
use std::sync::Arc;

use pinpoint_fixtures::database::{self, take_back};
use pinpoint_powercut::{Image, Recording};
use pinpoint_server::{Config, Server, SystemClock};
use pinpoint_tests::Outcome;

use crate::day::{PHONE, SERVER, SIGNED_IN, day, phone_database, server_database};
use crate::moments::{Left, Story, below, scratch};
use crate::rows::{self, Shelf};
use crate::{phone, server};

#[test]
fn the_power_goes_while_a_phone_upgrades_and_nothing_of_the_old_database_is_lost() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    for schema in 1..database::PHONE.len() {
        let folder = scratch()?;
        day().unsent.lay(folder.path())?;
        let path = phone_database(&day().unsent).ok_or("a database")?;
        take_back(&folder.path().join(&path), &database::PHONE, schema)?;
        let begins = Image::of(folder.path())?;
        let entries = runtime.block_on(async {
            let recording = Recording::begin(folder.path())?;
            let seat = phone::open(folder.path().join(PHONE)).await?;
            recording.say(SIGNED_IN);
            seat.close().await?;
            Outcome::Ok(recording.end())
        })?;
        let story =
            Story { begins, entries: below(&entries, PHONE), shelves: rows::PHONE, database: phone_database };
        let law = async |left: &Left<'_>| {
            phone::law(left).await?;
            let database = left.folder.path().join(&path);
            copy_is_whole(&database, &database.with_extension(format!("before-{schema}.db")), rows::PHONE)
        };
        runtime.block_on(story.cut_everywhere(&format!("phone, from schema {schema}"), law))?;
    }
    Ok(())
}

#[test]
fn the_power_goes_while_a_server_upgrades_and_nothing_of_the_old_database_is_lost() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    for schema in 1..database::SERVER.len() {
        let folder = scratch()?;
        day().decided.lay(folder.path())?;
        take_back(&folder.path().join(SERVER).join("pinpoint.db"), &database::SERVER, schema)?;
        let begins = Image::of(folder.path())?;
        let recording = Recording::begin(folder.path())?;
        let opened = Server::open(Config::demo(folder.path().join(SERVER))?, Arc::new(SystemClock))?;
        recording.say("upgraded");
        drop(opened);
        let entries = recording.end();
        let story = Story {
            begins,
            entries: below(&entries, SERVER),
            shelves: rows::SERVER,
            database: server_database,
        };
        let law = async |left: &Left<'_>| {
            server::law(left).await?;
            let database = left.folder.path().join(SERVER).join("pinpoint.db");
            copy_is_whole(&database, &database.with_extension(format!("before-{schema}.db")), rows::SERVER)
        };
        runtime.block_on(story.cut_everywhere(&format!("server, from schema {schema}"), law))?;
    }
    Ok(())
}

/// The copy that is made before an upgrade holds what the database held.
fn copy_is_whole(database: &Path, copy: &Path, shelves: &[Shelf]) -> Outcome {
    rows::whole(copy)?;
    let (kept, upgraded) = (rows::read(copy, shelves)?, rows::read(database, shelves)?);
    match kept.iter().find(|(name, content)| upgraded.get(*name) != Some(*content)) {
        Some((name, _)) => Err(format!("the copy has another {name:?}").into()),
        None if kept.is_empty() => Err("the copy holds nothing".into()),
        None => Ok(()),
    }
}
