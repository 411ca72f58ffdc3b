//! `diagnose`, as a person on a ladder and a script with a thousand pastes meet it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Said, Site, pinpoint, run, text};

fn diagnose(args: &[&str]) -> Said {
    run(pinpoint().env("HOME", "/nowhere").arg("diagnose").args(args))
}

fn json(args: &[&str]) -> Value {
    let said = diagnose(&[args, &["--json"]].concat());
    assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/pastes").join(format!("{name}.txt"))
}

#[test]
fn the_page_of_the_station_is_explained_in_the_installers_language() {
    let page = ["--link", "up", "--vpn", "disconnected", "--cloud", "disconnected", "--region", "ca"];
    let french = diagnose(&[&page[..], &["--lang", "fr-CA"]].concat());
    assert_eq!(french.code, 0, "{}", french.err);
    for words in [
        "client VPN",
        "pare-feu",
        "TCP 443, UDP 123, TCP 52007, TCP 52017",
        "vpn.ca.prod.chargepointnetwork.net",
        "informatique du site",
    ] {
        assert!(flowed(&french.out).contains(words), "{words}: {}", french.out);
    }
    let english = diagnose(&[&page[..], &["--lang", "en"]].concat()).out;
    assert!(
        flowed(&english).contains("(site IT; guide B18)") && flowed(&english).contains("; ours)"),
        "{english}"
    );
    assert!(english.contains("  1. ") && english.contains("  5. "), "{english}");
    assert!(!english.contains("vpn.na.prod"), "{english}");
}

/// Without the ends of lines that a narrow page makes.
fn flowed(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}

#[test]
fn old_firmware_comes_before_everything_else() {
    let old =
        json(&["--link", "up", "--vpn", "disconnected", "--model", "CP6000", "--firmware", "2024.03.00.427"]);
    assert_eq!(old["gates"][1]["standing"], "shut");
    assert_eq!(old["steps"][0]["code"], "advice-call-support");
    assert_eq!(old["steps"][0]["who"], serde_json::json!(["network-support"]));
    let new = json(&["--model", "CP6000", "--firmware", "2024.03.00.428", "--hardware", "new"]);
    assert_eq!([&new["gates"][0]["standing"], &new["gates"][1]["standing"]], ["open", "open"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let said = diagnose(&["--json", "--model", "CP6000", "--firmware", "2024.O3.00"]);
    assert_eq!(said.code, 2);
    let error = &serde_json::from_str::<Value>(&said.err).unwrap()["error"];
    assert_eq!(error["fields"]["at"], "6", "{error}");
    let said = diagnose(&["--json", "--link", "up", "--region", "Atlantis"]);
    let error = &serde_json::from_str::<Value>(&said.err).unwrap()["error"];
    assert_eq!((said.code, error["code"].as_str()), (2, Some("region-unknown")));
    assert_eq!(error["fields"]["known"], "CA, US");
    assert_eq!(diagnose(&["--link", "sideways"]).code, 2);
    assert_eq!(diagnose(&[]).code, 2, "nothing was seen");
    assert_eq!(diagnose(&["--link", "up", "--paste", "-"]).code, 2);
}

#[test]
fn a_paste_is_read_from_a_file_and_from_a_pipe() {
    let good = fixture("both-good");
    let read = json(&["--paste", text(&good)]);
    assert_eq!(read["verdict"], "name-resolved");
    assert_eq!(read["addresses"], serde_json::json!(["172.16.98.88"]));
    assert_eq!(read["gateway"], "172.16.98.1");
    assert_eq!(read["resolved"], serde_json::json!(["198.51.100.24"]));
    let mut piped = pinpoint();
    piped.args(["diagnose", "--paste", "-", "--json"]).write_stdin(std::fs::read(&good).unwrap());
    assert_eq!(serde_json::from_str::<Value>(&run(&mut piped).out).unwrap(), read);
}

#[test]
fn garbage_is_nothing_and_a_missing_file_is_named() {
    let site = Site::new();
    let garbage = site.file("garbage", &(0..=255).cycle().take(70_000).collect::<Vec<u8>>());
    let read = json(&["--paste", text(&garbage)]);
    assert_eq!(read["verdict"], "nothing-recognised");
    assert_eq!((&read["addresses"], &read["gateway"]), (&serde_json::json!([]), &Value::Null));
    let missing = site.path("missing.txt");
    let said = diagnose(&["--paste", text(&missing)]);
    assert!(said.code == 1 && said.err.contains("missing.txt"), "{}", said.err);
}

#[test]
fn a_person_reads_what_the_paste_proves_and_a_name_in_it_cannot_repaint_the_screen() {
    let said = diagnose(&["--paste", text(&fixture("cable-out-wifi-on")), "--lang", "en"]);
    let page = flowed(&said.out);
    assert!(
        page.contains("The cable is not connected") && page.contains("Wi-Fi has an address, too"),
        "{page}"
    );
    let site = Site::new();
    let hostile = "Ethernet adapter Ether\u{202e}net:\r\n   IPv4 Address. . . : 10.0.0.5\r\n\r\nWireless LAN adapter Wi-Fi\u{9b}2J:\r\n   IPv4 Address. . . : 10.0.0.6\r\n";
    let hostile = site.file("hostile.txt", hostile.as_bytes());
    let said = diagnose(&["--paste", text(&hostile)]);
    assert!(!said.out.contains(['\u{202e}', '\u{9b}']), "{}", said.out);
}
