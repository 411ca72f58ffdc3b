//! What must be true when nobody kills any more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use pinpoint_domain::wire::Digest;
use rusqlite::Connection;

use super::installer::Installer;

/// Where a phone has its database, once somebody was signed in.
pub(super) fn database(phone: &Path) -> Option<PathBuf> {
    let accounts = fs::read_dir(phone.join("demo")).ok()?;
    let mut found =
        accounts.map(|entry| entry.unwrap().path().join("pinpoint.db")).filter(|path| path.is_file());
    let database = found.next();
    assert_eq!(found.next(), None, "one account");
    database
}

/// Photos that have lain there for hours: what has no row is swept by the next sync.
pub(super) fn age(phone: &Path) {
    let hours_ago = SystemTime::UNIX_EPOCH + Duration::from_hours(24);
    for photo in files(&database(phone).unwrap().with_file_name("photos")) {
        File::options().write(true).open(photo).unwrap().set_modified(hours_ago).unwrap();
    }
}

/// Everything went out, and nothing lies about; how many records were sealed.
pub(super) fn phone_is_done(phone: &Path) -> usize {
    let path = database(phone).unwrap();
    let database = Connection::open(&path).unwrap();
    let one = |sql: &str| -> i64 { database.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(one("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    assert_eq!(one("SELECT count(*) FROM delivery WHERE state <> 'done'"), 0, "nothing is stuck");
    assert_eq!(
        one("SELECT count(*) FROM receipt"),
        one("SELECT count(*) FROM delivery"),
        "each has its receipt"
    );
    assert_eq!(one("SELECT count(*) FROM delivery WHERE lane = 0"), one("SELECT count(*) FROM pinpoint"));
    let rows: BTreeSet<PathBuf> = texts(&database, "SELECT path FROM photo")
        .into_iter()
        .map(|photo| path.with_file_name(photo))
        .collect();
    let lying: BTreeSet<PathBuf> = files(&path.with_file_name("photos")).into_iter().collect();
    assert_eq!(lying, rows, "each photo that is kept, and no other file");
    let keys = files(&phone.join("keys"));
    let strange =
        keys.iter().find(|key| key.extension().is_none_or(|kind| kind != "key" && kind != "secret"));
    assert_eq!(strange, None, "no half-written key lies about");
    usize::try_from(one("SELECT count(*) FROM pinpoint")).unwrap()
}

/// Each sealed record is there once, byte for byte, each photo once, whole, and nothing else.
pub(super) fn server_has_each_once(server: &Path, phones: &[Installer]) {
    let database = Connection::open(server.join("pinpoint.db")).unwrap();
    let pairs = |database: &Connection, sql: &str| -> BTreeMap<String, String> {
        let mut statement = database.prepare(sql).unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let (mut sealed, mut photos) = (BTreeMap::new(), BTreeMap::new());
    for phone in phones {
        let phone = Connection::open(self::database(&phone.data).unwrap()).unwrap();
        sealed.extend(pairs(&phone, "SELECT id, hex(sealed) FROM pinpoint"));
        photos.extend(pairs(
            &phone,
            "SELECT photo.id, photo.digest FROM photo JOIN pinpoint ON pinpoint.id = photo.job",
        ));
    }
    assert_eq!(
        pairs(&database, "SELECT id, hex(sealed) FROM pinpoint"),
        sealed,
        "each record once, and no other"
    );
    let arrived = "SELECT id, 'sha256:' || lower(hex(digest)) FROM photo WHERE receipt_json IS NOT NULL";
    assert_eq!(pairs(&database, arrived), photos, "each photo once, and no other");
    assert!(texts(&database, "SELECT id FROM photo WHERE receipt_json IS NULL").is_empty());

    let mut whole = BTreeSet::new();
    for kind in ["published", "original"] {
        for file in files(&server.join("photos").join(kind)) {
            let digest = Digest::of(&fs::read(&file).unwrap());
            assert_eq!(
                file.file_name().unwrap().to_str().unwrap(),
                digest.hex(),
                "a file is what its name says"
            );
            whole.insert(digest.to_string());
        }
    }
    assert_eq!(whole, photos.into_values().collect(), "each file is there, and no other");
    assert!(files(&server.join("photos/incoming")).is_empty(), "no half upload lies about");
}

fn texts(database: &Connection, sql: &str) -> Vec<String> {
    let mut statement = database.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
