//! Playbooks on a terminal: read before leaving, and checked by whoever writes one.

use std::path::Path;

use serde_json::Value;

use crate::support::{Said, pinpoint, run, text};

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

fn ours() -> String {
    std::fs::read_to_string(fixture("core/domain/playbooks/re-networking.v2.json")).unwrap()
}

fn said(args: &[&str]) -> Said {
    run(pinpoint().arg("playbook").args(args))
}

fn checked(name: &str, content: &[u8], json: bool) -> (String, Said) {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    let mut command = pinpoint();
    command.args(json.then_some("--json")).args(["playbook", "check"]).arg(&path);
    (text(&path).to_owned(), run(&mut command))
}

#[test]
fn before_leaving_the_playbook_is_read_in_either_language() {
    let english = said(&["show", "ethernet-connectivity", "--locale", "en"]);
    assert_eq!(english.code, 0, "{}", english.err);
    let (before, first) =
        (english.out.find("Before you go").unwrap(), english.out.find("On arrival").unwrap());
    assert!(
        before < first && english.out.contains("Windows laptop with an RJ45 Ethernet port"),
        "{}",
        english.out
    );
    assert!(english.out.contains("B02") && english.out.contains("ours"));
    let french = said(&["show", "renetworking", "--locale", "fr-CA"]);
    assert!(
        french.out.contains("Avant de partir") && french.out.contains("Chiffon humide"),
        "{}",
        french.out
    );
}

#[test]
fn what_a_site_adds_is_shown_with_its_own_words() {
    let garage = fixture("fixtures/playbooks/garage.extension.json");
    let said = said(&["show", "renetworking", "--with", text(&garage), "--locale", "fr-FR"]);
    assert!(said.out.contains("re-networking/2+garage/3"), "{}{}", said.out, said.err);
    assert!(
        said.out.contains("Passer à la loge") && said.out.contains("La ventilation du garage est en marche")
    );
}

#[test]
fn a_good_file_is_named_with_what_it_holds() {
    let (_, good) = checked("ours.json", ours().as_bytes(), false);
    assert_eq!(good.code, 0, "{}", good.err);
    assert!(good.out.contains("re-networking/2") && good.out.contains("sha256:"), "{}", good.out);
    let garage = std::fs::read(fixture("fixtures/playbooks/garage.extension.json")).unwrap();
    let (_, good) = checked("garage.json", &garage, true);
    let said: Value = serde_json::from_str(&good.out).unwrap();
    assert_eq!((&said["valid"], &said["adds"]), (&true.into(), &"garage/3".into()));
    assert_eq!(said["playbook"], "re-networking/2+garage/3");
}

#[test]
fn each_mistake_is_a_line_with_file_position_and_reason() {
    let broken = ours()
        .replace(r#"{ "id": "tagged" },"#, "")
        .replace(r#""needs": ["location"]"#, r#""needs": ["lcoation"]"#);
    let (path, bad) = checked("broken.json", broken.as_bytes(), false);
    assert_eq!(bad.code, 1);
    let begins: Vec<&str> = bad.out.lines().filter(|line| line.starts_with(&path)).collect();
    assert_eq!(begins.len(), 2, "{}", bad.out);
    let place = |line: &str| {
        let mut parts = line[path.len()..].split(':').skip(1).map(str::parse::<usize>);
        (parts.next().unwrap().unwrap(), parts.next().unwrap().unwrap())
    };
    assert!(place(begins[0]) < place(begins[1]));

    let (_, bad) = checked("broken.json", broken.as_bytes(), true);
    let said: Value = serde_json::from_str(&bad.out).unwrap();
    let codes: Vec<&str> =
        said["problems"].as_array().unwrap().iter().map(|each| each["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["playbook-lockout-item", "playbook-needs-unknown"]);
    assert!(said["problems"][1]["path"].as_str().unwrap().starts_with("$.steps["));
    assert!(!said["problems"][0]["message"].as_str().unwrap().is_empty());
}

#[test]
fn cut_nested_and_unknown_things_are_refused_in_either_language() {
    for (content, code) in [
        (ours().as_bytes()[..900].to_vec(), "document-cut"),
        ("[".repeat(10 << 20).into_bytes(), "document-nested"),
        (b"{\"steps\": \xff}".to_vec(), "document-not-utf8"),
        (ours().replace(r#""kind": "seal""#, r#""kind": "wish""#).into_bytes(), "document-shape"),
    ] {
        let (_, bad) = checked("bad.json", &content, true);
        assert_eq!(bad.code, 1, "{code}");
        let said: Value = serde_json::from_str(&bad.out).unwrap();
        assert_eq!((&said["valid"], &said["problems"][0]["code"]), (&false.into(), &code.into()));
    }
    let missing = said(&["check", "nowhere.json"]);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("nowhere.json"), "{}", missing.err);
}
