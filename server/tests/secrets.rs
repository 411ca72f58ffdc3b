//! After a whole day no raw byte of a secret lies in the data folder.

mod support;

use axum::http::StatusCode;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{Decision, EventBody};
use support::record::Job;
use support::{Network, PASSWORD, files};

#[tokio::test]
async fn no_file_of_the_server_holds_a_password_or_a_token() {
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
