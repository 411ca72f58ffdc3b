//! Each threat that the threat model names is tried by tests that are there, and held off by files that are there.

use std::fs;

use crate::support::named_tests::{Sources, named, root};

/// The table's lines: threat, what it would cost, what stands against it, tried by, what remains.
fn rows() -> Vec<Vec<String>> {
    let model = fs::read_to_string(root().join("docs/threat-model.md")).unwrap();
    let rows = model.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| threat |"));
    rows.map(|line| {
        let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
        assert_eq!(cells.len(), 7, "{line}");
        cells[1..6].to_vec()
    })
    .collect()
}

#[test]
fn each_threat_is_tried_by_tests_that_are_there() {
    let (rows, sources) = (rows(), Sources::read());
    assert!(rows.len() >= 25, "{}", rows.len());
    for row in rows {
        let [threat, _, _, tried_by, _] = &row[..] else { panic!("{row:?}") };
        let tests: Vec<&str> = named(tried_by).collect();
        assert!(!tests.is_empty(), "nobody tries: {threat}");
        for test in tests {
            assert!(sources.has(test), "{threat}: {test} is not there");
        }
    }
}

#[test]
fn what_stands_against_each_threat_is_there() {
    for row in rows() {
        let [threat, cost, against, _, remains] = &row[..] else { panic!("{row:?}") };
        assert!(!cost.is_empty() && !remains.is_empty(), "{threat}");
        let files: Vec<&str> = named(against).filter(|name| name.contains('/')).collect();
        assert!(!files.is_empty(), "nothing stands against: {threat}");
        for file in files {
            assert!(root().join(file).exists(), "{threat}: {file} is not there");
        }
    }
}
