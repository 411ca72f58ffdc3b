//! The terminal's own words and its code fit each other.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// The names of the messages in the terminal's English files.
fn names() -> BTreeSet<String> {
    let lines = OWN.en.iter().flat_map(|file| file.lines());
    let lines = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.map(|line| line.split_once(" =").unwrap().0.to_owned()).collect()
}

/// The program's sources, one after the other, without this file.
fn code() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = sources(&root).into_iter().filter(|path| !path.ends_with("words/tests.rs"));
    sources.map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn the_terminal_replaces_no_word_of_the_work() {
    let work = words::Words::new("en", &words::Own::NOTHING);
    for name in names() {
        assert!(!work.know(&name), "{name} is of the work already");
    }
}

#[test]
fn no_words_of_the_terminal_stand_there_for_nothing() {
    let code = code();
    // Codes of a server's data folder come from its crate; what a value is called is looked up by the value.
    let elsewhere = ["server-", "store-", "admin-", "check-", "doctor-", "field-", "kind-", "what-"];
    for name in names() {
        // Names that are put together from a prefix and a state.
        let begins = |at: usize| code.contains(&format!("\"{}{{", &name[..=at]));
        let put_together = name.match_indices('-').any(|(at, _)| begins(at));
        let told = name.strip_suffix("-how").unwrap_or(&name);
        let asked = put_together || code.contains(&format!("\"{told}\""));
        assert!(asked || elsewhere.iter().any(|prefix| name.starts_with(prefix)), "nothing asks for {name}");
    }
}

#[test]
fn every_name_in_the_code_has_words() {
    let words = Words::new(Some("en"));
    let code = code();
    for call in [".say(", ".plain(", ".text("] {
        let literals = code.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
        for name in literals.map(|rest| rest.split('"').next().unwrap()) {
            assert!(words.own.know(name), "{name:?} has no words");
        }
    }
}

#[test]
fn every_finding_of_a_server_has_words() {
    let words = Words::new(Some("en"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src");
    let code: String = sources(&root).into_iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for kind in ["check-", "doctor-"] {
        let codes: Vec<_> =
            code.split(&format!("\"{kind}")).skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(codes.len() > 5, "{codes:?}");
        for code in codes {
            assert!(words.own.know(&format!("{kind}{code}")), "{kind}{code} has no words");
        }
    }
}

#[test]
fn every_file_is_spoken() {
    for (folder, spoken) in [("en", OWN.en), ("fr", OWN.fr), ("fr-FR", OWN.fr_fr), ("fr-CA", OWN.fr_ca)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("words").join(folder);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), spoken.len(), "{}", folder.display());
    }
}

#[test]
fn a_quebec_system_asks_for_canadian_french_and_a_bare_one_for_english() {
    assert_eq!(bcp47("fr_CA.UTF-8"), "fr-CA");
    assert_eq!(bcp47("de_DE@euro"), "de-DE");
    assert_eq!(bcp47("C.UTF-8"), "en");
    assert_eq!(bcp47(""), "en");
}
