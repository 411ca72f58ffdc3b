//! The page about privacy speaks of every table that server and phone keep, and names no file that is not there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::named_tests::{named, root};

fn page() -> String {
    fs::read_to_string(root().join("docs/privacy.md")).unwrap()
}

/// The tables that the schemas of a folder, and of the folders in it, make.
fn tables(folder: &Path) -> BTreeSet<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.extension() {
            _ if path.is_dir() => tables(&path),
            Some(extension) if extension == "sql" => {
                let schema = fs::read_to_string(&path).unwrap();
                let made = schema.lines().filter_map(|line| {
                    line.strip_prefix("CREATE TABLE ").or_else(|| line.strip_prefix("CREATE VIRTUAL TABLE "))
                });
                made.map(|rest| rest.split([' ', '(']).next().unwrap().to_owned()).collect()
            }
            _ => BTreeSet::new(),
        })
        .collect()
}

#[test]
fn every_table_is_spoken_of() {
    let page = page();
    let spoken_of: BTreeSet<&str> = named(&page).collect();
    for (room, least) in [("server/src/store/migrations", 20), ("core/engine/src/store", 9)] {
        let tables = tables(&root().join(room));
        assert!(tables.len() >= least, "{room}: {tables:?}");
        let silent: Vec<&String> =
            tables.iter().filter(|table| !spoken_of.contains(table.as_str())).collect();
        assert!(silent.is_empty(), "nobody says what is kept in {silent:?} of {room}, and for how long");
    }
}

#[test]
fn every_file_that_is_named_is_there() {
    let page = page();
    let is_source = |name: &&str| Path::new(name).extension().is_some_and(|it| it == "rs" || it == "sql");
    let files = named(&page).filter(is_source);
    for file in files {
        assert!(root().join(file).exists(), "{file}");
    }
}
