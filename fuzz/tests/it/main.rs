//! The laws on stable Rust: every input that was ever worth keeping, and what is nasty on purpose.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pinpoint_fuzz::{LONGEST, TARGETS, Target, nasty};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/fuzz")
}

/// The kept inputs of a target, with their names.
fn kept(target: &Target) -> Vec<(String, Vec<u8>)> {
    let folder = fs::read_dir(corpus().join(target.name)).unwrap();
    let mut kept: Vec<_> = folder
        .map(|file| file.unwrap())
        .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .collect();
    kept.sort();
    kept
}

/// The message of a panic, if there was one.
fn broken(target: &Target, input: &[u8]) -> Option<String> {
    let outcome = std::panic::catch_unwind(|| target.hold(input));
    outcome.err().map(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        said.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

#[test]
fn every_kept_input_keeps_the_law_of_its_target() {
    for target in &TARGETS {
        let kept = kept(target);
        assert!(!kept.is_empty(), "{} has no input to begin from", target.name);
        for (name, input) in kept {
            assert_eq!(broken(target, &input), None, "fixtures/fuzz/{}/{name}", target.name);
        }
    }
}

#[test]
fn no_input_of_64_kb_is_slow_however_nasty() {
    let mut slow = Vec::new();
    for target in &TARGETS {
        let kept = kept(target).into_iter().map(|(_, input)| input);
        let good: Vec<Vec<u8>> = kept.filter(|input| input.len() < LONGEST / 4).collect();
        for input in nasty::inputs(&good) {
            if let Some(said) = broken(target, &input) {
                let begins = String::from_utf8_lossy(&input[..input.len().min(60)]).into_owned();
                let middle = String::from_utf8_lossy(&input[LONGEST / 2..][..60]).into_owned();
                slow.push(format!("{}: {said}: {begins:?} ... {middle:?}", target.name));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn each_target_has_its_folder_and_each_folder_its_target() {
    let folders: BTreeSet<String> = fs::read_dir(corpus())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let names: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(names, folders);
    assert!(names.iter().all(|name| Target::named(name).is_some()));
}
