//! Many do the same at the same moment.

use axum::http::StatusCode;
use futures_util::future::join_all;
use pinpoint_domain::wire::{Decision, ReasonCode};

use crate::support::Network;
use crate::support::record::Job;

#[tokio::test(flavor = "multi_thread")]
async fn twenty_labels_race_for_one_serial_and_one_of_them_is_active() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let mut racing = Vec::new();
    for _ in 0..20 {
        let job = Job::new("NL-50 000 800");
        let envelope = phone.seal(&job, &network.label().await.label);
        racing.push((job, envelope));
    }
    let verdicts = async {
        while count(&network, "SELECT count(*) FROM pinpoint") < 20 {
            network.server.decide_due().await.unwrap();
        }
    };
    let puts = join_all(racing.iter().map(async |(job, envelope)| phone.put(&job.path(), envelope).await));
    let (answers, ()) = tokio::join!(puts, verdicts);
    assert!(answers.iter().all(|answer| answer.status == StatusCode::CREATED), "each is kept");
    let mut accepted = 0;
    for (job, _) in &racing {
        match phone.verdict(job.id).await.unwrap() {
            (Decision::Accepted, reasons) if reasons.is_empty() => accepted += 1,
            other => assert_eq!(other, (Decision::InReview, vec![ReasonCode::SerialActiveElsewhere])),
        }
    }
    let active = "SELECT count(*) FROM station WHERE active_pinpoint IS NOT NULL";
    assert_eq!((accepted, count(&network, active)), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_record_that_arrives_twenty_times_at_once_is_one_record() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL-50 000 801").with_photo(b"published", b"original");
    let envelope = phone.seal(&job, &network.label().await.label);
    let path = job.path();
    let answers = join_all((0..20).map(|_| phone.put(&path, &envelope))).await;
    let created = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
    assert_eq!(created, 1);
    assert!(answers.iter().all(|answer| answer.bytes == answers[0].bytes), "one receipt for all");
    assert_eq!(count(&network, "SELECT count(*) FROM pinpoint"), 1);
    assert_eq!(count(&network, "SELECT count(*) FROM photo"), 2);
    assert_eq!(count(&network, "SELECT count(*) FROM outgoing WHERE kind = 'pinpoint-stored'"), 1);
}

fn count(network: &Network, sql: &str) -> i64 {
    network.database().number(sql)
}
