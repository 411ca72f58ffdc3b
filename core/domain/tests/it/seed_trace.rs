//! Nothing that the two guides ask is skipped: the trace, the playbooks, the rules and the tests agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use pinpoint_domain::work::Playbooks;

use crate::support::named_tests::{Sources, named, root};

struct Row {
    id: String,
    carried_by: String,
    walked_by: String,
}

/// The table's lines: `| id | asked | carried by | walked by |`.
fn rows() -> Vec<Row> {
    let trace = fs::read_to_string(root().join("docs/seed-trace.md")).unwrap();
    let lines = trace.lines().filter(|line| line.starts_with("| A") || line.starts_with("| B"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 6, "{line}");
            Row { id: cells[1].to_owned(), carried_by: cells[3].to_owned(), walked_by: cells[4].to_owned() }
        })
        .collect()
}

fn asked() -> Vec<String> {
    let of = |guide, sentences| (1..=sentences).map(move |number| format!("{guide}{number:02}"));
    of('A', 33).chain(of('B', 19)).collect()
}

/// Each step of each built-in playbook, with the sentences that it comes from.
fn steps() -> BTreeMap<String, BTreeSet<String>> {
    let mut steps: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for step in Playbooks::built_in().unwrap().iter().flat_map(|playbook| &playbook.steps) {
        steps.entry(step.id.to_string()).or_default().extend(step.from.iter().cloned());
    }
    steps
}

#[test]
fn every_sentence_of_the_guides_has_one_row() {
    assert_eq!(rows().into_iter().map(|row| row.id).collect::<Vec<_>>(), asked());
}

#[test]
fn each_step_stands_in_the_row_of_each_sentence_that_it_comes_from() {
    let carried: BTreeMap<String, String> = rows().into_iter().map(|row| (row.id, row.carried_by)).collect();
    for (step, from) in steps() {
        for id in from {
            let cell =
                carried.get(&id).unwrap_or_else(|| panic!("`{step}` comes from {id}, which no guide has"));
            assert!(named(cell).any(|name| name == step), "{id} does not name `{step}`");
        }
    }
}

#[test]
fn each_sentence_is_carried_by_a_step_or_by_a_rule_that_is_there() {
    let steps = steps();
    for Row { id, carried_by, .. } in rows() {
        let names: Vec<&str> = named(&carried_by).collect();
        let (files, others): (Vec<&str>, Vec<&str>) =
            names.iter().partition(|name| name.strip_suffix(".rs").is_some());
        for file in &files {
            assert!(root().join(file).is_file(), "{id} is said to be carried by {file}, which is not there");
        }
        let by_step = others.iter().any(|name| steps.get(*name).is_some_and(|from| from.contains(&id)));
        assert!(by_step || !files.is_empty(), "no step and no rule carries {id}");
    }
}

#[test]
fn each_test_that_is_named_is_there() {
    let sources = Sources::read();
    for Row { id, walked_by, .. } in rows() {
        let tests: Vec<&str> = named(&walked_by).collect();
        assert!(!tests.is_empty(), "{id} is walked by no test");
        for named in tests {
            assert!(sources.has(named), "{id} is said to be walked by {named}, which is not there");
        }
    }
}
