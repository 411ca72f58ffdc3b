//! What an operator is told of a server that has run for a while.

use std::collections::BTreeMap;

use crate::support::Network;
use crate::support::record::Job;
use crate::uploads::picture;
use axum::http::StatusCode;
use jiff::SignedDuration;
use pinpoint_domain::Coded as _;
use pinpoint_server::{Log, State, SupportReport, doctor};

/// The state of each finding by its code.
async fn found(network: &Network) -> BTreeMap<String, State> {
    let findings = doctor(&network.config(), &*network.clock).await;
    findings.iter().map(|finding| (finding.code().to_owned(), finding.state)).collect()
}

#[tokio::test]
async fn a_server_that_does_well_is_told_so_and_what_it_lacks() {
    let network = Network::open();
    let found = found(&network).await;
    for (code, state) in [
        ("check-database", State::Ok),
        ("doctor-database-whole", State::Ok),
        ("doctor-demo-keys", State::Warn),
        ("doctor-backup-none", State::Warn),
        ("doctor-no-answer", State::Warn),
    ] {
        assert_eq!(found.get(code), Some(&state), "{code}: {found:?}");
    }
    assert!(!found.values().any(|state| *state == State::Fail), "{found:?}");
    // The world of this test is years from the database's.
    assert_eq!(found.contains_key("doctor-clock"), !network.database().are_sqlite());
}

#[tokio::test]
async fn a_photo_whose_file_is_gone_is_named() {
    let network = Network::with_photos_in_the_folder();
    let phone = network.crew("Watt").await;
    let bytes = picture(900);
    let (job, photo, _) = phone.deliver(&bytes, b"raw").await;
    assert_eq!(phone.create(photo, job.id, bytes.len()).await.status, StatusCode::CREATED);
    phone.patch(photo, 0, &bytes).await;
    assert_eq!(found(&network).await.get("doctor-photos"), Some(&State::Ok));

    let published = network.config().data.join("photos/published");
    std::fs::remove_dir_all(&published).unwrap();
    let findings = doctor(&network.config(), &*network.clock).await;
    let missing = findings.iter().find(|finding| finding.code() == "doctor-photos-missing").unwrap();
    assert_eq!(missing.state, State::Fail);
    assert_eq!(missing.fields()["photo"], photo.to_string());
    assert!(!published.exists(), "whoever looks mends nothing");
}

#[tokio::test]
async fn a_verdict_that_is_late_and_a_backup_that_is_old_are_said() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL50000931");
    let envelope = phone.seal(&job, &network.label().await.label);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::CREATED);
    let backups = network.server.backups();
    backups.note(backups.counted().await.unwrap()).await.unwrap();
    let before = found(&network).await;
    assert_eq!(before.get("doctor-backup"), Some(&State::Ok));
    assert!(!before.contains_key("doctor-verdicts-late"), "it is due since a moment ago");

    network.clock.pass(SignedDuration::from_hours(24 * 8));
    let after = found(&network).await;
    assert_eq!(after.get("doctor-backup-old"), Some(&State::Warn));
    assert_eq!(after.get("doctor-verdicts-late"), Some(&State::Warn));
    network.server.decide_due().await.unwrap();
    assert!(!found(&network).await.contains_key("doctor-verdicts-late"));
}

#[tokio::test]
async fn a_damaged_database_is_a_failure() {
    let network = Network::embedded();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL50000932");
    let envelope = phone.seal(&job, &network.label().await.label);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::CREATED);
    let copy = tempfile::tempdir().unwrap();
    network.server.backups().make(copy.path()).await.unwrap();
    let mut config = network.config();
    config.data = copy.path().to_owned();
    let file = copy.path().join("pinpoint.db");
    let mut bytes = std::fs::read(&file).unwrap();
    // All but the first page, which says what the file is.
    for byte in bytes.iter_mut().skip(8 * 4096).step_by(97) {
        *byte ^= 0x5A;
    }
    std::fs::write(&file, bytes).unwrap();
    let findings = doctor(&config, &*network.clock).await;
    let codes: Vec<&str> = findings.iter().map(pinpoint_domain::Coded::code).collect();
    let failed = findings.iter().any(|finding| {
        finding.state == State::Fail
            && matches!(finding.code(), "doctor-database-damaged" | "check-database-refused")
    });
    assert!(failed, "{codes:?}");
}

#[tokio::test]
async fn a_report_for_whoever_helps_holds_no_secret_and_nobody() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL50000933");
    let envelope = phone.seal(&job, &network.label().await.label);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::CREATED);
    let settings = network.config().data.join("server.toml");
    let secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD/AzHVRwU0j8=";
    let hook = format!("[[webhooks]]\nurl = 'https://office.example/hook'\nsecret = '{secret}'\n");
    std::fs::write(&settings, hook).unwrap();
    let config = network.config().with_file(&settings).unwrap();
    let report = SupportReport::of(&config, Log::default(), &*network.clock).await;
    let report = serde_json::to_string(&report).unwrap();
    for private in [phone.email.as_str(), "Watt", "NL50000933", "whsec_C2FVs", "elektro"] {
        assert!(!report.contains(private), "{private} is in {report}");
    }
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["rows"]["pinpoint"], 1);
    assert!(report["findings"].as_array().unwrap().len() > 4);
    assert_eq!(report["settings"]["network"], "demo");
}
