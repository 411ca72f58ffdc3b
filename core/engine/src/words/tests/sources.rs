//! Codes as they stand in the sources, so that none is forgotten: what is a code there has words here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where codes are made: every crate that a person hears from, and the browser's package.
const ROOMS: [&str; 9] = [
    "core/domain/src",
    "core/decode/src",
    "core/engine/src",
    "server/src",
    "cli/src",
    "bindings/uniffi/src",
    "bindings/wasm/store/src",
    "bindings/wasm/decode/src",
    "bindings/wasm/npm/src",
];
/// Heard by whoever writes a story for a test, and by nobody else.
const NOT_FOR_PEOPLE: [&str; 1] = ["story-world"];
/// What stands before a code where no type has it.
const MADE_IN_PASSING: [&str; 6] =
    ["Trouble::here(", "code: \"", "code = \"", "PinpointError(", " coded(\"", "asCoded(\""];

/// Every code in the sources, with the file where it stands.
pub(super) fn codes() -> BTreeMap<String, String> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut codes = BTreeMap::new();
    for path in ROOMS.iter().flat_map(|room| files(&repository.join(room))) {
        let content = fs::read_to_string(&path).unwrap();
        // What follows is the tests'.
        let content = content.split("#[cfg(test)]\nmod ").next().unwrap();
        let place = path.strip_prefix(&repository).unwrap().display().to_string();
        let found = of_types(content).into_iter().chain(in_passing(content)).chain(of_problems(content));
        codes.extend(found.map(|code| (code, place.clone())));
    }
    codes.retain(|code, _| !NOT_FOR_PEOPLE.contains(&code.as_str()));
    codes
}

/// Those of `impl Coded for`.
fn of_types(content: &str) -> Vec<String> {
    let types = content.split("impl Coded for ").skip(1);
    let bodies = types.filter_map(|rest| rest.split("\n}\n").next()?.split_once("fn code("));
    let bodies = bodies.map(|(_, body)| body.split("\n    }").next().unwrap_or(body));
    // An attribute names a feature and no code.
    let lines = bodies.flat_map(str::lines).filter(|line| !line.trim_start().starts_with("#["));
    lines.flat_map(literals).collect()
}

/// Those that are made where they are needed.
fn in_passing(content: &str) -> Vec<String> {
    let lines = content.lines().filter(|line| !line.trim_start().starts_with("//"));
    let made = lines.filter_map(|line| MADE_IN_PASSING.iter().find_map(|made| line.get(line.find(made)?..)));
    // Behind a brace stand the fields.
    made.flat_map(|made| literals(made.split('{').next().unwrap_or(made))).collect()
}

/// Those of the server's table: a name, a status, a code.
fn of_problems(content: &str) -> Vec<String> {
    let rows = content.lines().filter_map(|line| line.split_once(" = ")).map(|(_, right)| right);
    let rows =
        rows.filter(|right| right.get(..4).is_some_and(|status| status.trim_end().parse::<u16>().is_ok()));
    rows.filter_map(|right| literals(right).into_iter().next()).collect()
}

/// Literals that can be codes: small letters, digits and hyphens.
fn literals(text: &str) -> Vec<String> {
    let is_code = |text: &&str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    text.split('"').skip(1).step_by(2).filter(is_code).map(str::to_owned).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let is_test = |path: &Path| path.file_stem().is_some_and(|name| name == "tests" || name == "testing");
    paths
        .into_iter()
        .filter(|path| !is_test(path))
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs" || kind == "ts"))
        .collect()
}

#[test]
fn the_sources_are_read_where_codes_are_made() {
    let codes = codes();
    // One of each kind: a type of the domain, of the decoder, of the server and of the terminal, the server's table, in
    // passing, at a border, in the browser.
    for known in [
        "mac-length",
        "photo-dark",
        "server-key-lost",
        "no-open-job",
        "malformed-json",
        "body-missing",
        "listener",
        "store-crashed",
    ] {
        assert!(codes.contains_key(known), "{known} was not found: {:?}", codes.keys());
    }
}
