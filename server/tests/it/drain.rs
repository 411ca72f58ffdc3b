//! A long queue comes out of the car park at once.

use crate::support::record::Job;
use crate::support::{Network, json};
use axum::http::StatusCode;
use pinpoint_domain::wire::{BatchItem, BatchPut, BatchResult, BatchResults};

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_records_are_stored_in_batches() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let items: Vec<_> = (0..1000)
        .map(|n| {
            let job = Job { padding: 3_280, ..Job::new(&format!("NL51{n:06}")) };
            BatchItem { id: job.id, envelope: phone.seal(&job, &label) }
        })
        .collect();
    let sealed = items[0].envelope.sealed.payload().len();
    assert!((3_900..4_300).contains(&sealed), "{sealed}");
    let requests: Vec<_> = items
        .chunks(250)
        .map(|chunk| {
            let batch = BatchPut { items: chunk.to_vec() };
            json(axum::http::Method::PUT, "/v1/pinpoints", Some(&phone.session), &batch)
        })
        .collect();
    let began = tokio::time::Instant::now();
    let mut answers = Vec::new();
    for request in requests {
        answers.push(network.send(request).await);
    }
    let took = began.elapsed();
    for answer in answers {
        assert_eq!(answer.status, StatusCode::OK);
        let results: BatchResults = answer.read();
        assert!(results.results.iter().all(|result| matches!(result, BatchResult::Stored { .. })));
    }
    println!("1,000 records of {sealed} bytes stored in {took:?}");
    // The benches measure; this only catches a fall by an order of magnitude. Each query travels to a database of its own.
    let most = if network.own_database().is_some() { 60 } else { 10 };
    assert!(took.as_secs() < most, "{took:?}");
}
