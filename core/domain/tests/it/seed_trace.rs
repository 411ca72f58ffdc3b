//! Nothing that the guide asks is skipped: the trace, the playbook and the tests agree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pinpoint_domain::work::{JobKind, Playbooks};

struct Row {
    id: String,
    carried_by: String,
    walked_by: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rows() -> Vec<Row> {
    let trace = fs::read_to_string(root().join("docs/seed-trace.md")).unwrap();
    let cells =
        trace.lines().filter(|line| line.starts_with("| A")).map(|line| line.split('|').map(str::trim));
    cells
        .map(|cells| {
            let cells: Vec<&str> = cells.collect();
            Row { id: cells[1].to_owned(), carried_by: cells[3].to_owned(), walked_by: cells[4].to_owned() }
        })
        .collect()
}

#[test]
fn every_sentence_of_the_guide_has_one_row() {
    let ids: Vec<String> = rows().into_iter().map(|row| row.id).collect();
    let asked: Vec<String> = (1..=33).map(|number| format!("A{number:02}")).collect();
    assert_eq!(ids, asked);
}

#[test]
fn each_step_stands_in_the_row_of_each_sentence_that_it_comes_from() {
    let carried: BTreeMap<String, String> = rows().into_iter().map(|row| (row.id, row.carried_by)).collect();
    let playbooks = Playbooks::built_in().unwrap();
    for step in &playbooks.newest(JobKind::Renetworking).unwrap().steps {
        assert!(!step.from.is_empty(), "{} comes from nowhere", step.id);
        for id in &step.from {
            assert!(carried[id].contains(&format!("`{}`", step.id)), "{id} does not name `{}`", step.id);
        }
    }
}

#[test]
fn each_test_that_is_named_is_there() {
    let folders = ["core/domain/tests/it", "tests/tests/it"].map(|folder| root().join(folder));
    for row in rows() {
        let (file, test) = row.walked_by.trim_matches('`').split_once("::").unwrap();
        let sources = folders.iter().filter_map(|folder| fs::read_to_string(folder.join(file)).ok());
        let found = sources.into_iter().any(|source| source.contains(&format!("fn {test}(")));
        assert!(found, "{} is said to be walked by {file}::{test}, which is not there", row.id);
    }
}
