//! After a whole day no raw byte of a secret lies in the data folder.
//!
//! A program of its own, because it reads all that is logged, from every thread, and a program has one log.
#![cfg(test)]

#[path = "it/support/mod.rs"]
#[allow(dead_code, reason = "one story needs only a part of the stage")]
mod support;

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{Decision, EventBody};
use support::record::Job;
use support::{Network, PASSWORD, files};

/// All that is logged, at the chattiest level.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn neither_a_file_nor_the_log_of_the_server_holds_a_password_or_a_token() {
    let logged = Logged::default();
    let writer = logged.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let labels = network.server.labels().issue(5).await.unwrap();
    let imported = "0024B10000029F81,hT7kPq2x-imported";
    assert_eq!(network.server.labels().import(imported).await.unwrap(), 1);
    let mistyped = "mistyped-Pa55";
    for (n, issued) in labels.iter().enumerate() {
        let job = Job::new(&format!("NL5000060{n}"));
        let wrong = ActivationLabel::typed(issued.label.mac.digits(), mistyped).unwrap();
        phone.put(&job.path(), &phone.seal(&job, if n % 2 == 0 { &issued.label } else { &wrong })).await;
        let verdict = phone.verdict(job.id).await.unwrap().0;
        assert_eq!(verdict, if n % 2 == 0 { Decision::Accepted } else { Decision::Rejected });
        if n == 1 {
            let capsule = phone.capsule(job.id, &issued.label);
            let (path, event) = phone.event(job.id, EventBody::CapsuleReplaced { capsule });
            assert_eq!(phone.put(&path, &event).await.status, StatusCode::CREATED);
            assert_eq!(phone.verdict(job.id).await.unwrap().0, Decision::Accepted);
        }
    }
    let mut secrets = vec![
        PASSWORD.to_owned(),
        mistyped.to_owned(),
        "hT7kPq2x-imported".to_owned(),
        phone.session.access_token.clone(),
        phone.session.refresh_token.clone(),
    ];
    secrets.extend(labels.iter().map(|issued| issued.label.password.reveal().to_owned()));
    // A label's link that somebody typed into the wrong field, and a password that is no JSON text.
    let link = format!("/l/{}#{}", labels[0].label.mac.digits(), labels[0].label.password.reveal());
    assert_eq!(phone.get(&link.replace('#', "/")).await.problem(), (404, "route-unknown".into()));
    let broken = Request::post("/v1/sessions").header("content-type", "application/json");
    let broken = broken.body(Body::from(format!("{{\"password\": {PASSWORD}"))).unwrap();
    assert_eq!(network.send(broken).await.problem(), (400, "malformed-json".into()));
    let log = String::from_utf8(logged.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/v1/pinpoints/{id}") && log.contains("answered"), "{log}");
    for secret in secrets.iter().chain([&labels[0].label.mac.digits().to_owned()]) {
        assert!(!log.contains(secret.as_str()), "the log holds a secret");
    }
    let all = files(network.folder.path());
    assert!(all.iter().any(|path| path.to_string_lossy().ends_with("-wal")), "{all:?}");
    for path in all {
        let bytes = std::fs::read(&path).unwrap();
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds a secret", path.display());
        }
    }
}
