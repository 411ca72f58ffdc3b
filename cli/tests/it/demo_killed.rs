//! The demo, killed without warning half-way through a photo and started again, ends with one record, each photo once,
//! and one receipt. The server is a process of its own on a real socket; this is no simulation.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rusqlite::Connection;
use serde_json::Value;

/// Slow enough to be killed in the middle of a photo of some hundred kilobytes.
const SLOW: &str = "150000";

fn demo(data: &Path, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_pinpoint"))
        .args(["--json", "demo", "--no-serve", "--data"])
        .arg(data)
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn stages(child: &mut Child) -> impl Iterator<Item = Value> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}

fn is(stage: &Value, name: &str) -> bool {
    stage["stage"] == name
}

/// Kills the demo at the first stage that fits, and gives that stage.
fn killed_at(data: &Path, fits: impl Fn(&Value) -> bool) -> Value {
    let mut child = demo(data, &["--photo-rate", SLOW]);
    let found = stages(&mut child).find(fits).expect("the demo came that far");
    child.kill().unwrap();
    child.wait().unwrap();
    found
}

/// Runs the demo to its end; all stages.
fn finished(data: &Path) -> Vec<Value> {
    let mut child = demo(data, &[]);
    let all: Vec<Value> = stages(&mut child).collect();
    assert!(child.wait().unwrap().success(), "{all:?}");
    all
}

#[test]
fn killed_half_way_through_the_photo_it_still_ends_with_one_of_each() {
    let folder = tempfile::tempdir().unwrap();
    let half_way = |stage: &Value| {
        is(stage, "photo") && stage["sent"].as_u64().unwrap() * 2 >= stage["total"].as_u64().unwrap()
    };
    let cut = killed_at(folder.path(), half_way);
    let on_the_server =
        one(&folder.path().join("day-1/server"), "SELECT count(*) FROM photo WHERE receipt_json IS NULL");
    assert!(on_the_server > 0, "it was killed before all photos were there");

    let again = finished(folder.path());
    let resumed = again.iter().find(|stage| is(stage, "photo") && stage["photo"] == cut["photo"]);
    let resumed = resumed.expect("the cut photo went on");
    assert!(resumed["sent"].as_u64().unwrap() > 0, "from the byte that the server had: {resumed}");
    assert!(!again.iter().any(|stage| is(stage, "sealed")), "nothing was sealed twice");
    ends_with_one_of_each(folder.path(), &again);
}

#[test]
fn killed_at_its_turning_points_one_after_the_other_it_still_ends_with_one_of_each() {
    let folder = tempfile::tempdir().unwrap();
    for turning_point in ["label", "signed-in", "lockout", "sealed", "server-started"] {
        killed_at(folder.path(), |stage| is(stage, turning_point));
    }
    let again = finished(folder.path());
    ends_with_one_of_each(folder.path(), &again);
}

fn ends_with_one_of_each(data: &Path, stages: &[Value]) {
    let last = stages.last().unwrap();
    assert_eq!(last["stage"], "done", "{last}");
    assert_eq!(
        (&last["records"], &last["photos"], &last["verdict"]),
        (&1.into(), &2.into(), &"accepted".into())
    );

    let server = data.join("day-1/server");
    assert_eq!(one(&server, "SELECT count(*) FROM pinpoint"), 1);
    assert_eq!(one(&server, "SELECT count(*) FROM photo"), 4);
    assert_eq!(one(&server, "SELECT count(*) FROM photo WHERE receipt_json IS NOT NULL"), 4);
    assert_eq!(files(&server.join("photos/published")), 2);
    assert_eq!(files(&server.join("photos/original")), 2);

    let phone = only_folder(&data.join("day-1/phone/demo"));
    assert_eq!(one(&phone, "SELECT count(*) FROM pinpoint"), 1);
    assert_eq!(one(&phone, "SELECT count(*) FROM receipt WHERE subject LIKE 'pinpoint:%'"), 1);
    assert_eq!(one(&phone, "SELECT count(*) FROM delivery WHERE state <> 'done'"), 0);
}

fn one(folder: &Path, sql: &str) -> i64 {
    Connection::open(folder.join("pinpoint.db")).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

fn only_folder(folder: &Path) -> PathBuf {
    let mut entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let first = entries.next().unwrap();
    assert!(entries.next().is_none(), "one account");
    first
}
