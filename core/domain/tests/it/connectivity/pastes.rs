//! Each paste in `fixtures/pastes` proves what stands beside it.

use std::fs;
use std::path::{Path, PathBuf};

use pinpoint_domain::connectivity::{Connectivity, PasteReading, read_paste};
use serde_json::{Value, json};

use super::needs;

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pastes")
}

fn names() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".txt")?.to_owned()))
        .collect();
    names.sort();
    names
}

pub(super) fn paste(name: &str) -> Vec<u8> {
    fs::read(folder().join(format!("{name}.txt"))).unwrap()
}

fn shown(reading: &PasteReading) -> Value {
    let mut shown = serde_json::to_value(reading).unwrap();
    let notes: Vec<_> = reading.notes.iter().map(|note| json!(note.code)).collect();
    shown["notes"] = Value::Array(notes);
    shown
}

#[test]
fn every_paste_proves_what_stands_beside_it() {
    let names = names();
    assert!(names.len() >= 90, "{} pastes", names.len());
    let mut wrong = Vec::new();
    for name in names {
        let expected = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
        let expected: serde_json::Map<String, Value> = serde_json::from_str(&expected).unwrap();
        let reading = shown(&read_paste(&paste(&name), &needs(), None));
        for (key, value) in expected {
            if reading[&key] != value {
                wrong.push(format!("{name}: {key} is {}, not {value}", reading[&key]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_reading_says_what_to_do_next_and_whether_the_guide_says_so() {
    let bad = read_paste(&paste("name-not-found-macos"), &needs(), Some("US"));
    assert_eq!(
        (bad.steps[0].code.as_str(), bad.steps[0].from.as_slice()),
        ("advice-tell-administrator", ["B10".to_owned()].as_slice())
    );
    let good = read_paste(&paste("guide-address-good"), &needs(), Some("US"));
    assert_eq!(
        (good.meaning.code.as_str(), good.meaning.from.as_slice()),
        ("paste-router-reached", ["B06".to_owned()].as_slice())
    );
    assert_eq!(good.measure[0].fields["host"], "vpn.na.prod.chargepointnetwork.net");
    let picture = read_paste(&paste("guide-name-good"), &needs(), Some("US"));
    assert_eq!(
        picture.steps[0].code, "advice-ask-right-name",
        "the guide's own picture asks for another host"
    );
}

#[test]
fn only_the_regions_name_counts_where_the_region_is_known() {
    let lookup = |host: &str, answer: &str| {
        format!("C:\\>nslookup {host}\r\nServer:  dns.google\r\nAddress:  8.8.8.8\r\n\r\n{answer}\r\n\r\n")
    };
    let (us, canada) = ("vpn.na.prod.chargepointnetwork.net", "vpn.ca.prod.chargepointnetwork.net");
    let text = lookup(us, &format!("*** dns.google can't find {us}: Non-existent domain"))
        + &lookup(canada, &format!("Name:    {canada}\r\nAddress:  198.51.100.24"));
    let verdict = |region| shown(&read_paste(text.as_bytes(), &needs(), region))["verdict"].clone();
    assert_eq!(verdict(Some("CA")), "name-resolved");
    assert_eq!(verdict(Some("us")), "name-not-resolved");
    assert_eq!(verdict(None), "name-not-resolved", "the worst of both");
}

#[test]
fn a_network_that_names_no_host_cannot_say_that_another_was_asked() {
    let reading = read_paste(&paste("another-name-asked"), &Connectivity::default(), None);
    assert_eq!(shown(&reading)["verdict"], "name-resolved");
}
