//! What need not be kept for ever goes by time, and what must be kept stays.

use std::collections::BTreeMap;

use crate::support::record::Job;
use crate::support::{Network, PASSWORD, Phone, json};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use pinpoint_domain::wire::SessionRequest;
use pinpoint_server::Retained;

/// Rows by class, without those that have none.
fn by_class(rows: Vec<Retained>) -> BTreeMap<&'static str, u64> {
    rows.into_iter().filter(|class| class.rows > 0).map(|class| (class.class, class.rows)).collect()
}

/// How many rows each table has that must never lose one.
fn kept_for_ever(network: &Network) -> Vec<i64> {
    let tables = ["pinpoint", "photo", "verdict", "change", "audit", "installer", "device", "label"];
    let database = network.database();
    tables.map(|table| database.number(&format!("SELECT count(*) FROM {table}"))).to_vec()
}

#[tokio::test]
async fn a_year_later_sign_ins_attempts_and_messages_are_gone_and_records_are_not() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL50001001");
    let envelope = phone.seal(&job, &network.label().await.label);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::CREATED);
    network.server.decide_due().await.unwrap();
    let wrong = SessionRequest { email: phone.email.clone(), password: format!("{PASSWORD}?") };
    network.send(json(Method::POST, "/v1/sessions", None, &wrong)).await.problem();
    assert!(by_class(network.server.retain().await.unwrap()).is_empty(), "nothing is out of time yet");

    network.clock.pass(SignedDuration::from_hours(365 * 24));
    let before = kept_for_ever(&network);
    let counted = by_class(network.server.out_of_time().await.unwrap());
    for class in ["sessions", "access-tokens", "refresh-tokens", "attempts", "familiar-sources", "outgoing"] {
        assert!(counted.contains_key(class), "{class} is not in {counted:?}");
    }
    assert_eq!(by_class(network.server.out_of_time().await.unwrap()), counted, "counting deletes nothing");
    let gone = by_class(network.server.retain().await.unwrap());
    assert_eq!((gone["attempts"], gone["outgoing"]), (counted["attempts"], counted["outgoing"]));
    assert!(by_class(network.server.out_of_time().await.unwrap()).is_empty());
    assert_eq!(kept_for_ever(&network), before);
    assert_eq!(network.database().number("SELECT count(*) FROM session"), 0);
}

#[tokio::test]
async fn who_is_signed_in_stays_signed_in() {
    let network = Network::open();
    let mut phone = network.crew("Watt").await;
    network.clock.pass(SignedDuration::from_hours(200 * 24));
    phone.sign_in_again().await;
    network.server.retain().await.unwrap();
    assert_eq!(network.database().number("SELECT count(*) FROM session"), 1, "the old one went");
    assert_eq!(phone.get("/v1/changes").await.status, StatusCode::OK);
    let other = Phone::sign_in(&network, &phone.email).await;
    assert_eq!(other.get("/v1/changes").await.status, StatusCode::OK);
}

#[tokio::test]
async fn more_than_fits_into_one_transaction_goes_all_the_same() {
    let network = Network::open();
    let many = "INSERT INTO outgoing (network, kind, subject, body_json, created_at_ms)
                WITH RECURSIVE numbers (number) AS (
                    SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 1200)
                SELECT 'demo', 'verdict', 'x', '{}', 0 FROM numbers";
    network.database().run(many).unwrap();
    assert_eq!(by_class(network.server.retain().await.unwrap()), BTreeMap::from([("outgoing", 1200)]));
}
