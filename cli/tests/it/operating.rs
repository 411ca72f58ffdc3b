//! An operator sets a server up by a file, and asks whether it would run.

use crate::review::{DESK, add_desk, sealed};
use crate::support::{Said, Site, pinpoint, run, text};
use crate::working_day::{refused, signed_in};
use serde_json::Value;

/// `pinpoint server --check` on a file of settings.
fn check(site: &Site, settings: &str, more: &[&str]) -> Said {
    let file = site.file("server.toml", settings.as_bytes());
    run(pinpoint().args(["server", "--check", "--config", text(&file)]).args(more))
}

/// The state and the code of each finding.
fn findings(said: &Said) -> Vec<(String, String)> {
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let texts = |finding: &Value, name: &str| finding[name].as_str().unwrap().to_owned();
    let findings = json["findings"].as_array().unwrap();
    findings.iter().map(|finding| (texts(finding, "state"), texts(finding, "code"))).collect()
}

#[test]
fn a_check_says_what_would_be_used_and_makes_nothing() {
    let site = Site::new();
    let folder = site.path("server");
    let settings = format!("data = '{}'\n[limits]\nconnections = 7\n", folder.display());
    let said = check(&site, &settings, &[]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("limits.connections") && said.out.contains(" 7\n"), "{}", said.out);
    assert!(said.out.contains("There is no database yet"), "{}", said.out);
    assert!(!folder.exists());
}

#[test]
fn a_check_fails_where_a_start_would() {
    let site = Site::new();
    let nowhere = "database_url = 'postgres://pinpoint:hunter2@127.0.0.1:9/pinpoint'";
    let said = check(&site, nowhere, &["--json", "--data", text(&site.path("server"))]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(findings(&said).contains(&("fail".into(), "check-database-refused".into())), "{}", said.out);
    assert!(!said.out.contains("hunter2") && said.out.contains(r#""database_url":"***""#), "{}", said.out);

    let file = site.file("a-file", b"");
    let said = check(&site, "", &["--json", "--data", text(&file.join("server"))]);
    assert!(findings(&said).contains(&("fail".into(), "check-data-refused".into())), "{}", said.out);
}

#[test]
fn a_mistyped_setting_is_named_with_its_place() {
    let said = check(&Site::new(), "\nlisten_to = '127.0.0.1:1'\n", &[]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("server.toml:2:1: `listen_to`:"), "{}", said.err);
    assert!(said.err.contains("code: server-setting"), "{}", said.err);
}

#[test]
fn an_administrators_command_reads_the_settings_of_the_server() {
    let site = Site::new();
    let folder = site.path("north");
    let settings = format!("data = '{}'\nnetwork = 'north'\n", folder.display());
    let file = site.file("server.toml", settings.as_bytes());
    let add = ["user", "add", "noor@nordwand.example", "--company", "Nordwand", "--name", "Noor"];
    let added = run(pinpoint().env("PINPOINT_CONFIG", text(&file)).args(add));
    assert_eq!(added.code, 0, "{}", added.err);
    assert!(folder.join("keys/receipts-ed25519").is_file(), "a network of its own has keys of its own");
    let said = check(&site, &settings, &["--json"]);
    assert!(findings(&said).contains(&("ok".into(), "check-database".into())), "{}", said.out);
    let other = settings.replace("'north'", "'south'");
    let said = check(&site, &other, &["--json"]);
    assert_eq!(said.code, 1);
    assert!(findings(&said).contains(&("fail".into(), "check-database-network".into())), "{}", said.out);
}

#[test]
fn what_is_out_of_time_is_counted_before_it_goes() {
    let site = Site::new();
    site.open_for_business(1);
    for (arguments, dry_run) in [
        (&["server", "retention", "--dry-run", "--json"][..], true),
        (&["server", "retention", "--json"], false),
    ] {
        let said = site.operator(arguments);
        assert_eq!(said.code, 0, "{}", said.err);
        let json: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(json["dry_run"], dry_run);
        let classes = json["classes"].as_array().unwrap();
        assert!(classes.len() > 5 && classes.iter().all(|class| class["rows"] == 0), "{}", said.out);
    }
    let said = site.operator(&["server", "retention", "--dry-run"]);
    assert!(said.out.contains("Out of time") && said.out.contains("ended sign-ins"), "{}", said.out);
}

#[test]
fn a_doctor_fails_where_a_server_would_not_run_and_warns_where_it_lacks_something() {
    let site = Site::new();
    let folder = site.path("server");
    let ask = |task: &str| run(pinpoint().args(["server", task, "--json", "--data", text(&folder)]));
    let nothing_yet = findings(&ask("doctor"));
    assert!(nothing_yet.contains(&("ok".into(), "check-database-new".into())), "{nothing_yet:?}");
    assert!(!folder.exists(), "it was only looked at");

    let added = run(pinpoint().args(["user", "add", "anna@elektro-nord.example", "--name", "Anna"]).args([
        "--company",
        "Elektro Nord",
        "--data",
        text(&folder),
    ]));
    assert_eq!(added.code, 0, "{}", added.err);
    let said = ask("doctor");
    assert_eq!(said.code, 0, "{}", said.err);
    let there = findings(&said);
    assert!(there.contains(&("warn".into(), "doctor-backup-none".into())), "{there:?}");
    let listed = run(pinpoint().args(["user", "list", "--data", text(&folder)]));
    assert!(listed.out.contains("anna@elektro-nord.example: Anna, Elektro Nord"), "{}", listed.out);

    std::fs::write(folder.join("pinpoint.db"), "no database").unwrap();
    let said = ask("doctor");
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(findings(&said).contains(&("fail".into(), "check-database-refused".into())), "{}", said.out);
}

#[test]
fn a_servers_report_goes_into_a_file_and_takes_the_log_along() {
    let site = Site::new();
    let line =
        r#"{"timestamp":"2027-05-10T07:00:00Z","level":"INFO","message":"answered","secret":"hunter2"}"#;
    let log = site.file("server.log", line.as_bytes());
    let (file, data) = (site.path("report.json"), site.path("server"));
    let said =
        run(pinpoint().args(["server", "support", text(&file), "--log", text(&log), "--data", text(&data)]));
    assert_eq!(said.code, 0, "{}", said.err);
    let report: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(report["log"]["lines"][0]["message"], "answered");
    assert!(!report.to_string().contains("hunter2"));
    let again = run(pinpoint().args([
        "server",
        "support",
        "--log",
        text(&site.path("nowhere")),
        "--data",
        text(&data),
    ]));
    assert_eq!(again.code, 1, "{}", again.out);
    assert!(again.err.contains("nowhere"), "{}", again.err);
}

#[test]
fn what_is_erased_is_named_and_asked_again_nothing_is_left() {
    let (site, labels) = signed_in(1);
    add_desk(&site);
    let _server = site.server();
    let job = sealed(&site, &labels[0]);
    site.device_json(&["sync"]);
    let erase = |record: &str, more: &[&str]| {
        let asked = ["server", "erase", record, "--reason", "Somebody is on it", "--by", DESK];
        site.operator(&[&asked[..], more].concat())
    };
    assert_eq!(erase(&job, &[]).code, 2, "nobody erases without saying what");
    refused(&erase("0199c6a0-7c00-7abc-8def-0123456789ab", &["--annex"]), 1, "admin-unknown");
    refused(&erase(&job, &["--photo", "0199c6a0-7c00-7abc-8def-0123456789ab"]), 1, "admin-unknown");

    let said = erase(&job, &["--annex", "--photos"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains(&job) && said.out.contains("the annex"), "{}", said.out);
    assert!(said.out.contains("photo 0") && said.out.contains("Note this command"), "{}", said.out);
    let again = erase(&job, &["--annex", "--photos"]);
    assert!(again.code == 0 && again.out.contains("Nothing was left to erase"), "{}{}", again.out, again.err);
    let json: Value = serde_json::from_str(&erase(&job, &["--photos", "--json"]).out).unwrap();
    assert_eq!((&json["pinpoint_id"], &json["photos"]), (&job.into(), &Vec::<Value>::new().into()));
}
