//! What waits for a person: two phones that contradict each other, and corrections after the seal. Nothing is merged in
//! silence, and no sealed byte changes.

use crate::support::office::{colleague, office, reviews};
use crate::support::record::Job;
use crate::support::{Network, reread};
use axum::http::StatusCode;
use pinpoint_domain::wire::{
    Amendment, Changed, Correction, Decision, EventBody, ReasonCode, SealedField, Signed,
};
use serde_json::{Value, json};

fn asked(field: SealedField, value: &str) -> EventBody {
    let reason = "Painted on the floor".into();
    EventBody::CorrectionRequested { correction: Correction { field, value: value.into(), reason } }
}

#[tokio::test]
async fn two_phones_that_seal_the_same_station_meet_in_a_review_with_both_shown() {
    let network = Network::open();
    let (anna, office) = (network.crew("Watt").await, office(&network).await);
    let robin = colleague(&network, "Watt").await;
    let label = network.label().await.label;
    let (first, second) = (Job::new("NL-50 000 300"), Job::new("NL-50 000 300"));
    anna.put(&first.path(), &anna.seal(&first, &label)).await;
    assert_eq!(anna.verdict(first.id).await, Some((Decision::Accepted, vec![])));
    robin.put(&second.path(), &robin.seal(&second, &reread(&label))).await;
    let in_review = Some((Decision::InReview, vec![ReasonCode::SealedTwice]));
    assert_eq!(robin.verdict(second.id).await, in_review);
    assert_eq!(
        anna.verdict(first.id).await,
        Some((Decision::Accepted, vec![])),
        "the first one still counts"
    );

    let waiting = reviews(&office).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0]["pinpoint_id"], second.id.to_string());
    assert_eq!(waiting[0]["reasons"][0]["code"], "sealed-twice");
    let records = waiting[0]["records"].as_array().unwrap();
    let shown: Vec<_> = records
        .iter()
        .map(|record| (record["pinpoint_id"].as_str().unwrap(), record["active"].as_bool().unwrap()))
        .collect();
    assert_eq!(shown, [(second.id.to_string().as_str(), false), (first.id.to_string().as_str(), true)]);
    for record in records {
        assert_eq!((&record["same_serial"], &record["same_label"]), (&json!(true), &json!(true)));
        assert_eq!(record["effective"]["station"]["serial"], "NL-50 000 300");
        assert!(record["sealed"]["payload"].is_string(), "each as its phone signed it");
    }
}

#[tokio::test]
async fn one_label_at_two_serials_shows_the_station_that_has_it() {
    let network = Network::open();
    let (anna, office) = (network.crew("Watt").await, office(&network).await);
    let label = network.label().await.label;
    let (first, second) = (Job::new("NL-50 000 310"), Job::new("NL-50 000 311"));
    anna.put(&first.path(), &anna.seal(&first, &label)).await;
    anna.verdict(first.id).await.unwrap();
    anna.put(&second.path(), &anna.seal(&second, &reread(&label))).await;
    anna.verdict(second.id).await.unwrap();
    let waiting = reviews(&office).await;
    let other = &waiting[0]["records"][1];
    assert_eq!(other["pinpoint_id"], first.id.to_string());
    assert_eq!((&other["same_serial"], &other["same_label"]), (&json!(false), &json!(true)));
}

#[tokio::test]
async fn a_correction_waits_for_a_person_and_an_amendment_comes_back_to_the_phone() {
    let network = Network::open();
    let (anna, office) = (network.crew("Watt").await, office(&network).await);
    let job = Job::new("NL-50 000 320");
    anna.put(&job.path(), &anna.seal(&job, &network.label().await.label)).await;
    anna.verdict(job.id).await.unwrap();
    let before: Value = anna.get(&job.path()).await.read();

    let (path, event) = anna.event(job.id, asked(SealedField::Bay, "118"));
    assert_eq!(anna.put(&path, &event).await.status, StatusCode::CREATED);
    assert_eq!(anna.put(&path, &event).await.status, StatusCode::OK, "asked twice is asked once");
    assert_eq!(anna.verdict(job.id).await, Some((Decision::Accepted, vec![])), "the station stays online");
    let waiting = reviews(&office).await;
    assert_eq!(waiting[0]["corrections"].as_array().unwrap().len(), 1);
    assert_eq!(waiting[0]["corrections"][0]["field"], "bay");
    assert_eq!(waiting[0]["reasons"], json!([]));

    let amendments = format!("{}/amendments", job.path());
    let body = json!({ "facts": [{ "field": "bay", "value": " 118 " }], "reason": "As on the plan" });
    let answer = office.network.send(crate::support::json(
        axum::http::Method::POST,
        &amendments,
        Some(&office.session),
        &body,
    ));
    let answer = answer.await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let told: Signed<Amendment> = answer.read();
    let told =
        told.verify([(pinpoint_domain::demo::RECEIPT_KEY_ID, &crate::support::network_key())]).unwrap();
    assert_eq!((told.number, told.facts[0].value.as_str()), (1, "118"));

    let change = anna.changes().await.pop().unwrap();
    let Changed::Amendment { amendment } = change.what else { panic!("{change:?}") };
    assert_eq!(amendment.read_unverified().unwrap(), told);
    assert_eq!(reviews(&office).await, Vec::<Value>::new(), "decided");

    let after: Value = anna.get(&job.path()).await.read();
    assert_eq!(after["sealed"], before["sealed"], "no sealed byte changed");
    assert_eq!(after["effective"]["place"]["details"]["bay"], "118");
    assert_eq!(before["effective"]["place"]["details"].get("bay"), None);
}

#[tokio::test]
async fn a_second_amendment_says_all_of_it_and_none_at_all_gives_the_sealed_facts_back() {
    let network = Network::open();
    let (anna, office) = (network.crew("Watt").await, office(&network).await);
    let job = Job::new("NL-50 000 330");
    anna.put(&job.path(), &anna.seal(&job, &network.label().await.label)).await;
    let amend = async |facts: Value| {
        let path = format!("{}/amendments", job.path());
        let body = json!({ "facts": facts, "reason": "Looked again" });
        let request = crate::support::json(axum::http::Method::POST, &path, Some(&office.session), &body);
        network.send(request).await
    };
    amend(json!([{ "field": "bay", "value": "118" }])).await;
    amend(json!([{ "field": "floor", "value": "P3" }])).await;
    let seen: Value = anna.get(&job.path()).await.read();
    assert_eq!(seen["effective"]["place"]["details"], json!({ "floor": "P3" }));
    amend(json!([])).await;
    let seen: Value = anna.get(&job.path()).await.read();
    assert_eq!(seen["effective"]["place"]["details"], json!({}));
    let refused = amend(json!([{ "field": "country", "value": "FR" }])).await;
    assert_eq!(refused.problem(), (422, "facts-refused".into()));
}

#[tokio::test]
async fn only_the_networks_own_people_see_reviews_and_amend() {
    let network = Network::open();
    let anna = network.crew("Watt").await;
    let job = Job::new("NL-50 000 340");
    anna.put(&job.path(), &anna.seal(&job, &network.label().await.label)).await;
    assert_eq!(anna.get("/v1/reviews").await.problem(), (403, "back-office-only".into()));
    let body = json!({ "facts": [], "reason": "Mine" });
    let path = format!("{}/amendments", job.path());
    let request = crate::support::json(axum::http::Method::POST, &path, Some(&anna.session), &body);
    assert_eq!(network.send(request).await.problem(), (403, "back-office-only".into()));
}

#[tokio::test]
async fn a_correction_that_no_record_could_hold_is_refused() {
    let network = Network::open();
    let anna = network.crew("Watt").await;
    let job = Job::new("NL-50 000 350");
    anna.put(&job.path(), &anna.seal(&job, &network.label().await.label)).await;
    for (field, value) in
        [(SealedField::Serial, "??"), (SealedField::Floor, "the third one"), (SealedField::Bay, " 118 ")]
    {
        let (path, event) = anna.event(job.id, asked(field, value));
        assert_eq!(anna.put(&path, &event).await.problem(), (422, "facts-refused".into()), "{field:?}");
    }
}
