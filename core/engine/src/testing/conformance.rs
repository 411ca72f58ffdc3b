//! What every platform's files and store must do, run where the platform is: on a disk by `cargo test`, on the origin
//! private file system by the browsers' tests.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use crate::platform::files::Folder;
use crate::store::{Disk, Store, StoreError, meta};

/// How one check went.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Checked {
    /// What was checked, as a sentence.
    pub check: &'static str,
    /// What was wrong; none when all is well.
    pub problem: Option<String>,
}

type Outcome = Result<(), String>;

/// Runs all checks in a folder that is empty or not there yet.
pub async fn conformance(folder: PathBuf) -> Vec<Checked> {
    let folder = Folder::at(folder);
    let mut checked = Vec::new();
    macro_rules! check {
        ($check:ident, $sentence:literal) => {
            let problem = $check(&folder.folder(stringify!($check))).await.err();
            checked.push(Checked { check: $sentence, problem });
        };
    }
    check!(a_file_is_read_as_it_was_written, "a file is read as it was written, and replaced whole");
    check!(what_is_not_there, "what is not there is none, not an error, and goes twice");
    check!(parts_and_ages, "only what is old is listed as old, and half-written files stay behind nowhere");
    check!(a_commit_stays, "what was committed is there when the store is opened again");
    check!(an_error_leaves_nothing, "a transaction that ends in an error leaves nothing");
    check!(durable_settings, "a commit is on the disk before anyone is told so");
    check!(sealed_means_sealed, "the store itself refuses to change what must never change");
    check!(a_full_disk, "a full disk is said to be full, keeps what it has, and goes on when there is room");
    check!(copies_beside_it, "the copies that migrations leave beside a database leave room for the next");
    check!(a_later_schema, "a database of a later program is left alone");
    checked
}

async fn a_file_is_read_as_it_was_written(folder: &Folder) -> Outcome {
    let long: Vec<u8> = (0..=u8::MAX).cycle().take(300_000).collect();
    folder.write("photo", long.clone()).await.map_err(said)?;
    same("the bytes", folder.read("photo").await.map_err(said)? == long)?;
    folder.write("photo", b"short".to_vec()).await.map_err(said)?;
    same("the new bytes", folder.read("photo").await.map_err(said)? == b"short")?;
    folder.write("photos/one", b"in a folder of it".to_vec()).await.map_err(said)?;
    same("a file in a folder of it", folder.read("photos/one").await.map_err(said)? == b"in a folder of it")?;
    same(
        "the same by its folder",
        folder.folder("photos").read("one").await.map_err(said)? == b"in a folder of it",
    )?;
    folder.remove("photos/one").await.map_err(said)?;
    same("gone from it", folder.read_if_there("photos/one").await.map_err(said)?.is_none())?;
    let deeper = folder.folder("a").folder("b");
    deeper.write("empty", Vec::new()).await.map_err(said)?;
    same("an empty file", deeper.read_if_there("empty").await.map_err(said)? == Some(Vec::new()))
}

async fn what_is_not_there(folder: &Folder) -> Outcome {
    same("no file in no folder", folder.read_if_there("nothing").await.map_err(said)?.is_none())?;
    folder.remove("nothing").await.map_err(said)?;
    same("an empty list", folder.older_than(Duration::ZERO).await.map_err(said)?.is_empty())?;
    folder.write("something", vec![1]).await.map_err(said)?;
    folder.remove("something").await.map_err(said)?;
    folder.remove("something").await.map_err(said)?;
    let gone = folder.read("something").await.map_err(|error| error.kind());
    same("gone", gone == Err(io::ErrorKind::NotFound))
}

async fn parts_and_ages(folder: &Folder) -> Outcome {
    folder.write("one", vec![1; 10]).await.map_err(said)?;
    folder.write("two", vec![2; 10]).await.map_err(said)?;
    let mut names = folder.older_than(Duration::ZERO).await.map_err(said)?;
    names.sort();
    same("both names and no other", names == ["one", "two"])?;
    let old = folder.older_than(Duration::from_hours(1)).await.map_err(said)?;
    same("nothing is an hour old", old.is_empty())
}

async fn a_commit_stays(folder: &Folder) -> Outcome {
    let store = Store::open(folder, Disk::default()).await.map_err(said)?;
    store.write(|transaction| meta::put(transaction, "word", "kept")).await.map_err(said)?;
    drop(store);
    let store = Store::open(folder, Disk::default()).await.map_err(said)?;
    let word = store.read(|connection| meta::get(connection, "word")).await.map_err(said)?;
    same("the word", word.as_deref() == Some("kept"))
}

async fn an_error_leaves_nothing(folder: &Folder) -> Outcome {
    let store = Store::open(folder, Disk::default()).await.map_err(said)?;
    let failed: Result<(), StoreError> = store
        .write(|transaction| {
            meta::put(transaction, "word", "half")?;
            Err(StoreError::Closed)
        })
        .await;
    same("the error", matches!(failed, Err(StoreError::Closed)))?;
    let word = store.read(|connection| meta::get(connection, "word")).await.map_err(said)?;
    same("nothing", word.is_none())
}

async fn durable_settings(folder: &Folder) -> Outcome {
    let store = Store::open(folder, Disk::default()).await.map_err(said)?;
    let settings = |connection: &Connection| {
        let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        let number = |pragma| connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
        let numbers = [
            number("PRAGMA synchronous")?,
            number("PRAGMA fullfsync")?,
            number("PRAGMA foreign_keys")?,
            number("PRAGMA secure_delete")?,
        ];
        Ok::<_, StoreError>((mode, numbers))
    };
    let settings = store.read(settings).await.map_err(said)?;
    same(&format!("{settings:?}"), settings == ("wal".to_owned(), [2, 1, 1, 1]))
}

async fn sealed_means_sealed(folder: &Folder) -> Outcome {
    let store = Store::open(folder, Disk::default()).await.map_err(said)?;
    let write = |transaction: &rusqlite::Transaction<'_>| {
        transaction
            .execute("INSERT INTO journal (sequence, visit, entry) VALUES (1, 'visit', '{}')", [])
            .map_err(StoreError::from)
    };
    store.write(write).await.map_err(said)?;
    for change in
        ["UPDATE journal SET entry = ''", "DELETE FROM journal", "REPLACE INTO journal VALUES (1, '', '')"]
    {
        let refused: Result<usize, StoreError> =
            store.write(move |transaction| Ok(transaction.execute(change, [])?)).await;
        same(change, refused.is_err())?;
    }
    Ok(())
}

async fn a_full_disk(folder: &Folder) -> Outcome {
    let store = Store::open(folder, Disk::default()).await.map_err(said)?;
    store.write(|transaction| meta::put(transaction, "word", "safe")).await.map_err(said)?;
    let limit = |most: &'static str| {
        move |connection: &Connection| Ok::<_, StoreError>(connection.execute_batch(most)?)
    };
    store.read(limit("PRAGMA max_page_count = 1")).await.map_err(said)?;
    let long = "x".repeat(1 << 20);
    let full: Result<(), StoreError> =
        store.write(move |transaction| meta::put(transaction, "long", &long)).await;
    same("storage-full", matches!(full, Err(StoreError::Full)))?;
    let word = store.read(|connection| meta::get(connection, "word")).await.map_err(said)?;
    same("what was safe", word.as_deref() == Some("safe"))?;
    store.read(limit("PRAGMA max_page_count = 4294967294")).await.map_err(said)?;
    store.write(|transaction| meta::put(transaction, "word", "room")).await.map_err(said)
}

async fn copies_beside_it(folder: &Folder) -> Outcome {
    for schema in 0..8 {
        let store = Store::open(folder, Disk::default()).await.map_err(said)?;
        let copy = move |connection: &Connection| {
            let copy =
                Path::new(connection.path().unwrap_or_default()).with_extension(format!("{schema}.db"));
            Ok::<_, StoreError>(connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?)
        };
        store.read(copy).await.map_err(|error| format!("copy {schema}: {error}"))?;
    }
    Ok(())
}

async fn a_later_schema(folder: &Folder) -> Outcome {
    let store = Store::open(folder, Disk::default()).await.map_err(said)?;
    let later = |connection: &Connection| {
        Ok::<_, StoreError>(connection.pragma_update(None, "user_version", 4711)?)
    };
    store.read(later).await.map_err(said)?;
    drop(store);
    let refused = Store::open(folder, Disk::default()).await.err();
    same("database-newer", matches!(refused, Some(StoreError::Newer { found: 4711, .. })))
}

fn same(what: &str, holds: bool) -> Outcome {
    if holds { Ok(()) } else { Err(format!("not as it should be: {what}")) }
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
