//! Tests that a document names as `file::test`, held against the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// Where a test that is named may stand.
const ROOMS: [&str; 12] = [
    "core/domain/tests",
    "core/domain/src",
    "core/decode/tests",
    "core/engine/tests",
    "core/engine/src",
    "server/tests",
    "server/src",
    "cli/tests",
    "tests/tests",
    "bindings/wasm/npm/tests",
    "bindings/uniffi/tests",
    "web/tests",
];

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What stands between backticks.
pub(crate) fn named(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The sources that hold tests: path and text of each.
pub(crate) struct Sources(Vec<(String, String)>);

impl Sources {
    pub(crate) fn read() -> Self {
        Self(ROOMS.iter().flat_map(|room| sources(&root().join(room))).collect())
    }

    /// Whether `file::test` is there, and a test.
    pub(crate) fn has(&self, named: &str) -> bool {
        let Some((file, test)) = named.split_once("::") else { return false };
        let inside = format!("/{file}");
        self.0.iter().any(|(path, source)| path.ends_with(&inside) && is_test(path, source, test))
    }
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.extension() {
            _ if path.is_dir() => sources(&path),
            Some(extension) if extension == "rs" || extension == "mjs" => {
                vec![(path.to_str().unwrap().replace('\\', "/"), fs::read_to_string(&path).unwrap())]
            }
            _ => Vec::new(),
        })
        .collect()
}

/// Whether there is a function of this name, and it is a test; in JavaScript, a test of this title.
fn is_test(path: &str, source: &str, name: &str) -> bool {
    if path.ends_with("mjs") {
        return source.contains(&format!("test(\"{name}\""));
    }
    source.match_indices(&format!("fn {name}(")).any(|(at, _)| {
        let before = source[..at].trim_end_matches("async ").trim_end();
        before.ends_with("test]") || before.ends_with("test(flavor = \"multi_thread\")]")
    })
}
