//! No words live in code: told in English of nowhere, the program says nothing outside of brackets but what is data.

use std::collections::BTreeSet;

use pinpoint_domain::work::Playbooks;

use crate::support::{
    EMAIL, PASSWORD, SERIAL, Said, Site, photographed, pinpoint, run, station, text, type_plate,
};

const NOWHERE: [&str; 2] = ["--lang", "qps-ploc"];

/// What was named by people and not by us: their company, their station, what a barcode is called.
const NAMES: [&str; 9] =
    ["Elektro", "Nordwand", "Noor", "Lindqvist", "Nordlicht", "demo", "qr-code", "code-128", "pinpoint"];

/// Everything that stands outside of brackets.
fn outside(said: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for found in said.chars() {
        match found {
            '⟦' => depth += 1,
            '⟧' => depth = depth.checked_sub(1).expect("brackets open before they close"),
            _ if depth == 0 => outside.push(found),
            _ => {}
        }
    }
    assert_eq!(depth, 0, "a bracket stays open: {said}");
    outside
}

/// Names of steps and items, as they are typed.
fn typed() -> BTreeSet<String> {
    let playbooks = Playbooks::built_in().unwrap();
    let steps = playbooks.iter().flat_map(|playbook| &playbook.steps);
    steps
        .flat_map(|step| {
            let items = step.items.iter().map(|item| item.id.to_string());
            [step.id.to_string()].into_iter().chain(items).collect::<Vec<_>>()
        })
        .collect()
}

/// Words outside of brackets that are neither data nor a command to type.
fn plain_words(said: &str) -> Vec<String> {
    let (outside, typed) = (outside(said), typed());
    // A server's log is for programs.
    let lines =
        outside.lines().filter(|line| !line.trim_start().starts_with("pinpoint ") && !line.starts_with('{'));
    let words = lines.flat_map(|line| line.split([' ', '\u{a0}', ',', '·', '(', ')']));
    let is_word = |word: &&str| {
        let letters = word.chars().any(|c| c.is_ascii_alphabetic());
        let hex = word.len() >= 12 && word.chars().all(|c| c.is_ascii_hexdigit());
        // One that was made here: once in some thirty it has no digit.
        let password = word.len() == 16 && word.chars().all(|c| matches!(c, 'a'..='z' | '2'..='7'));
        let data = hex || password || word.contains(|c: char| c.is_ascii_digit() || "/@•=_[$".contains(c));
        letters && !data && !NAMES.contains(word) && !typed.contains(*word)
    };
    words.filter(is_word).map(str::to_owned).collect()
}

/// Holds what was said, whatever the end was.
fn holds(said: &Said, args: &[&str]) {
    for stream in [&said.out, &said.err] {
        let plain = plain_words(stream);
        assert!(plain.is_empty(), "{args:?} says {plain:?} in code:\n{stream}");
    }
}

/// A site where everything is said in the language of nowhere.
struct Nowhere(Site);

impl Nowhere {
    fn device(&self, args: &[&str]) -> Said {
        let said = self.0.device(&[&NOWHERE, args].concat());
        holds(&said, args);
        said
    }

    fn told(&self, line: &str, args: &[&str]) -> Said {
        let said = self.0.device_told(line, &[&NOWHERE, args].concat());
        holds(&said, args);
        said
    }

    fn operator(&self, args: &[&str]) -> Said {
        let said = self.0.operator(&[&NOWHERE, args].concat());
        holds(&said, args);
        said
    }

    fn done(&self, args: &[&str]) {
        let said = self.device(&[&["job", "do"], args].concat());
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    }

    /// Nothing of this goes well, and everything says why.
    fn refused(&self, args: &[&str]) {
        let said = self.device(args);
        assert_ne!(said.code, 0, "{args:?}: {}", said.out);
        assert!(said.err.contains('⟦') || said.out.contains('⟦'), "{args:?} is silent");
    }
}

#[test]
fn the_bracket_finds_what_stands_outside_of_it() {
    assert_eq!(
        plain_words("⟦Ñéẋţ:⟧ ⟦a “⟦b⟧” c⟧ 0024:B100:0002:9F81 and photo-before\n  pinpoint job seal"),
        ["and"]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a day is long")]
fn a_whole_day_says_nothing_in_code() {
    let site = Site::new();
    let labels = site.open_for_business(2);
    let nowhere = Nowhere(site);
    let photo = nowhere.0.file("label.jpg", &photographed(&labels[0]));
    let plate = nowhere.0.file("plate.jpg", &type_plate());
    let picture = nowhere.0.file("station.jpg", &station());
    let (photo, plate, picture) = (text(&photo), text(&plate), text(&picture));

    nowhere.refused(&["whoami"]);
    nowhere.refused(&["login", EMAIL]);
    assert_ne!(nowhere.told(PASSWORD, &["login", EMAIL, "--password-stdin"]).code, 0);
    let office = nowhere.0.server();
    assert_ne!(nowhere.told("wrong horse", &["login", EMAIL, "--password-stdin"]).code, 0);
    assert_eq!(nowhere.told(PASSWORD, &["login", EMAIL, "--password-stdin"]).code, 0);
    drop(office);
    nowhere.device(&["whoami"]);
    nowhere.refused(&["job", "list"]);
    nowhere.refused(&["job", "show"]);
    nowhere.device(&["outbox"]);
    nowhere.device(&["scan", photo, plate, picture]);
    nowhere.refused(&["job", "start", plate, "--circuit", "F12"]);
    nowhere.refused(&["job", "start", photo, "--circuit", ""]);

    assert_eq!(nowhere.device(&["job", "start", photo, "--circuit", "F12"]).code, 0);
    nowhere.device(&["job", "show"]);
    for wrong in [
        &["photo-before"][..],
        &["photo-before", "--volts", "1"],
        &["photo-before", "--photo", plate, "--job", "ffffffffffff"],
        &["label", "disconnected"],
        &["lockout", "--all-items"],
        &["lockout"],
        &["lockout", "tagged"],
        &["lockout", "measured", "--volts", "off"],
        &["open-cabinet"],
        &["serial"],
        &["location"],
        &["details"],
        &["no-such-step"],
        &["seal"],
    ] {
        nowhere.refused(&[&["job", "do"], wrong].concat());
    }
    nowhere.done(&["photo-before", "--photo", picture]);
    nowhere.done(&["condition", "--all-items"]);
    nowhere.done(&["network-checklist"]);
    for item in ["disconnected", "locked", "tagged"] {
        nowhere.done(&["lockout", item]);
    }
    nowhere.refused(&["job", "do", "lockout", "measured", "--volts", "230"]);
    for item in ["disconnected", "locked", "tagged"] {
        nowhere.device(&["job", "do", "lockout", item]);
    }
    nowhere.done(&["lockout", "measured", "--volts", "0.2"]);
    nowhere.done(&["lockout", "stays-off"]);
    nowhere.done(&["open-cabinet"]);
    nowhere.device(&["job", "undo", "lockout", "stays-off"]);
    nowhere.device(&["job", "show"]);
    nowhere.device(&["job", "do", "lockout", "stays-off"]);
    nowhere.refused(&["job", "undo", "open-cabinet"]);
    nowhere.done(&["replace-sim"]);
    nowhere.device(&["job", "undo", "replace-sim"]);
    nowhere.done(&["replace-sim"]);
    nowhere.done(&["type-plate"]);
    for step in ["activation-sticker", "branding-place", "branding-label"] {
        nowhere.done(&[step, "--all-items"]);
    }
    nowhere.done(&["label"]);
    nowhere.done(&["location", "--at", "48.8584,2.2945", "--accuracy", "120"]);
    nowhere.refused(&["job", "do", "station", "--manufacturer", "Nordlicht", "--model", "NL-99"]);
    nowhere.done(&["station", "--manufacturer", "Nordlicht", "--model", "NL-11"]);
    nowhere.refused(&["job", "do", "serial", "--scan-plate", picture]);
    nowhere.done(&["serial", "--scan-plate", plate]);
    nowhere.refused(&["job", "do", "serial", "--again", "0307"]);
    nowhere.done(&["serial", "--scan-plate", plate, "--again", "0306"]);
    nowhere.refused(&[
        "job",
        "do",
        "address",
        "--address",
        "12 quai",
        "--city",
        "Paris",
        "--country",
        "France",
    ]);
    nowhere.done(&["address", "--address", "12 quai", "--city", "Paris", "--country", "FRA"]);
    nowhere.refused(&["job", "seal"]);
    nowhere.done(&["pin", "--at", "48.8683701,2.2944813"]);
    nowhere.done(&["photo-station", "--photo", picture]);
    nowhere.device(&["job", "show"]);

    let mac = labels[0].mac.as_str();
    nowhere.device(&["job", "seal", "--show"]);
    nowhere.refused(&["job", "seal", "--confirm-serial", "NL50-2418-0307", "--confirm-mac", mac]);
    assert_eq!(nowhere.device(&["job", "seal", "--confirm-serial", SERIAL, "--confirm-mac", mac]).code, 0);
    nowhere.refused(&["job", "do", "serial", "--typed", "172841008201"]);
    nowhere.device(&["job", "list"]);
    nowhere.device(&["visit", "list"]);
    nowhere.device(&["visit", "board"]);
    nowhere.refused(&["sync", "--for", "1s"]);
    nowhere.device(&["outbox"]);

    let server = nowhere.0.server();
    nowhere.device(&["sync"]);
    nowhere.device(&["sync"]);
    nowhere.device(&["outbox"]);
    nowhere.refused(&["job", "relabel", text(&nowhere.0.file("b.jpg", &photographed(&labels[1])))]);
    nowhere.device(&["job", "relabel", photo]);
    let exported = nowhere.0.path("all.tar");
    nowhere.device(&["export", text(&exported)]);
    nowhere.device(&["take-in", text(&exported)]);
    nowhere.refused(&["take-in", photo]);
    nowhere.refused(&["login", EMAIL]);
    nowhere.device(&["logout"]);
    nowhere.device(&["whoami"]);
    nowhere.refused(&["scan", text(&nowhere.0.path("gone.jpg")), text(&nowhere.0.file("empty.jpg", b""))]);
    drop(server);
}

#[test]
fn the_networks_office_says_nothing_in_code() {
    let nowhere = Nowhere(Site::new());
    let add = ["user", "add", "new@nordwand.example", "--company", "Elektro Nordwand", "--name", "Noor"];
    assert_eq!(nowhere.operator(&add).code, 0);
    nowhere.operator(&add);
    nowhere.operator(&["user", "certify", "new@nordwand.example", "--until", "2099-12-31"]);
    nowhere.operator(&["user", "certify", "new@nordwand.example", "--revoke"]);
    nowhere.operator(&["user", "certify", "nobody@nordwand.example", "--revoke"]);
    nowhere.operator(&["user", "password", "new@nordwand.example"]);
    nowhere.operator(&["user", "revoke", "new@nordwand.example", "--reason", "left"]);
    let list = nowhere.0.path("labels.csv");
    assert_eq!(nowhere.operator(&["labels", "issue", "--count", "2", "--out", text(&list)]).code, 0);
    nowhere.operator(&["labels", "issue", "--count", "2", "--out", text(&list)]);
    nowhere.operator(&["labels", "print", text(&list), "--out", text(&nowhere.0.path("sheets"))]);
    let more = nowhere.0.file("more.csv", b"0200000000000001,hT7kPq2x\n");
    nowhere.operator(&["labels", "import", text(&more)]);
    nowhere.operator(&["labels", "print", text(&nowhere.0.file("no.csv", b"no label\n"))]);
    nowhere.operator(&["server", "--listen", "192.0.2.1:1"]);
}

#[test]
fn the_demo_says_nothing_in_code() {
    let site = Site::new();
    let folder = site.path("demo");
    for _ in 0..2 {
        let args = ["demo", "--no-serve", "--data", text(&folder)];
        let said = run(pinpoint().args(NOWHERE).args(args));
        assert_eq!(said.code, 0, "{}", said.err);
        holds(&said, &args);
    }
}

#[test]
fn texts_and_files_are_judged_without_a_word_in_code() {
    let site = Site::new();
    let nowhere = |args: &[&str]| {
        let said = run(pinpoint().args(NOWHERE).args(args));
        assert!(
            said.out.contains('⟦') || said.err.contains('⟦'),
            "{args:?} is silent: {}{}",
            said.out,
            said.err
        );
        holds(&said, args);
    };
    for (kind, text) in [
        ("mac", "0024:B100:0002:9F8G"),
        ("mac", "FFFFFFFFFFFF"),
        ("label", "https://evil.example/l/0024B10000029F81#x"),
        ("serial", "42"),
        ("iccid", "8933150319010012341"),
        ("evse", "DE*AB7"),
        ("firmware", "2024..1"),
        ("coordinate", "91,0"),
        ("phone", "0514 555 0142"),
    ] {
        nowhere(&["parse", kind, text]);
    }
    for state in [["up", "disconnected", "disconnected"], ["down", "connected", "unknown"]] {
        let [link, vpn, cloud] = state;
        nowhere(&["diagnose", "--link", link, "--vpn", vpn, "--cloud", cloud]);
    }
    for kind in ["renetworking", "new-installation", "ethernet-connectivity"] {
        nowhere(&["playbook", "show", kind]);
    }
    let cut = site.file("cut.json", b"{\"kind\": \"renetworking\", \"steps\": [");
    let other = site.file("other.json", b"{\"kind\": \"gardening\", \"color\": 1}");
    for file in [text(&cut), text(&other)] {
        nowhere(&["playbook", "check", file]);
        nowhere(&["profile", "check", file]);
        nowhere(&["catalog", "check", file]);
        nowhere(&["addresses", "check", file]);
    }
}

#[test]
fn every_code_that_is_explained_is_explained_in_brackets() {
    for code in ["stop", "step-serial-how", "no-open-job", "code-of-tomorrow"] {
        let args = ["explain", code];
        let said = run(pinpoint().args(NOWHERE).args(args));
        assert!(said.code == 0 && said.out.contains('⟦'), "{}", said.err);
        holds(&said, &args);
    }
}
