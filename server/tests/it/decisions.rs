//! A person decides what no rule does. The sealed bytes stay; who decided what, when and why stands in the timeline, and the
//! phones hear it as they hear every verdict.

use crate::support::office::{colleague, decide, office, reviews, timeline};
use crate::support::record::Job;
use crate::support::{Answer, Network, Phone, open, reread};
use axum::http::StatusCode;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{Changed, Decision, EventBody, ReasonCode, Signed, Verdict};
use pinpoint_server::{ReviewDecision, ServerError};
use serde_json::Value;

const SERIAL: &str = "NL-50 000 500";

/// Anna's record is active; Robin's later one of the same station waits for a person.
struct TwoPhones<'n> {
    anna: Phone<'n>,
    robin: Phone<'n>,
    office: Phone<'n>,
    first: PinpointId,
    second: PinpointId,
}

async fn two_phones(network: &Network) -> TwoPhones<'_> {
    let (anna, office) = (network.crew("Watt").await, office(network).await);
    let robin = colleague(network, "Watt").await;
    let label = network.label().await.label;
    let first = sealed(&anna, SERIAL, &label).await;
    let second = sealed(&robin, SERIAL, &reread(&label)).await;
    TwoPhones { anna, robin, office, first, second }
}

async fn sealed(phone: &Phone<'_>, serial: &str, label: &ActivationLabel) -> PinpointId {
    let job = Job::new(serial);
    phone.put(&job.path(), &phone.seal(&job, label)).await;
    phone.verdict(job.id).await.unwrap();
    job.id
}

/// The reviewer's own words, as the newest verdict on a record brings them to a phone.
async fn words(phone: &Phone<'_>, pinpoint: PinpointId) -> Option<String> {
    let newest = phone.changes().await.into_iter().rev().find_map(|change| match change.what {
        Changed::Verdict { verdict } if change.pinpoint_id == pinpoint => Some(open(&verdict)),
        _ => None,
    })?;
    let reviewed = newest.reasons.into_iter().find(|reason| reason.code == ReasonCode::Reviewed)?;
    reviewed.fields.get("reason").cloned()
}

fn verdict(answer: &Answer) -> Verdict {
    open(&answer.read::<Signed<Verdict>>())
}

/// Which of the station's records is active.
async fn active(office: &Phone<'_>) -> Option<String> {
    let timeline = timeline(office, SERIAL).await;
    let active = timeline.iter().find(|entry| entry["active"] == true)?;
    Some(active["pinpoint_id"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn the_second_record_is_accepted_and_the_first_one_ends() {
    let network = Network::open();
    let TwoPhones { anna, robin, office, first, second } = two_phones(&network).await;
    let before: Value = robin.get(&format!("/v1/pinpoints/{second}")).await.read();
    let decided = decide(&office, second, "accept", " Robin’s photo shows the plate ").await;
    assert_eq!((decided.status, verdict(&decided).decision), (StatusCode::CREATED, Decision::Accepted));
    let accepted = Some((Decision::Accepted, vec![ReasonCode::Reviewed]));
    assert_eq!(robin.verdict(second).await, accepted);
    assert_eq!(words(&robin, second).await.unwrap(), "Robin’s photo shows the plate");
    let ended = Some((Decision::Superseded, vec![ReasonCode::Renetworked, ReasonCode::Reviewed]));
    assert_eq!(anna.verdict(first).await, ended);
    assert_eq!(active(&office).await, Some(second.to_string()));
    assert_eq!(reviews(&office).await, Vec::<Value>::new(), "nothing waits any more");

    let after: Value = robin.get(&format!("/v1/pinpoints/{second}")).await.read();
    assert_eq!(after["sealed"], before["sealed"], "no sealed byte changed");
    let timeline = timeline(&anna, SERIAL).await;
    let decision = &timeline[1]["decisions"][0];
    assert_eq!(
        (&decision["decision"], &decision["reason"]),
        (&"accept".into(), &"Robin’s photo shows the plate".into())
    );
    assert_eq!(decision["by"], office.session.account.installer.to_string());
    assert!(decision["at"].is_string() && timeline[0].get("decisions").is_none());
}

#[tokio::test]
async fn both_records_stand_and_the_first_one_stays_the_one_that_is_active() {
    let network = Network::open();
    let TwoPhones { anna, robin, office, first, second } = two_phones(&network).await;
    decide(&office, second, "keep-both", "One looked, one read").await;
    let beside = Some((Decision::Accepted, vec![ReasonCode::Reviewed, ReasonCode::StandsBeside]));
    assert_eq!(robin.verdict(second).await, beside);
    assert_eq!(anna.verdict(first).await, Some((Decision::Accepted, vec![])));
    assert_eq!(active(&office).await, Some(first.to_string()));
}

#[tokio::test]
async fn a_rejected_record_stays_rejected_whatever_capsule_comes() {
    let network = Network::open();
    let (anna, office) = (network.crew("Watt").await, office(&network).await);
    let label = network.label().await.label;
    sealed(&anna, SERIAL, &label).await;
    let copy = sealed(&anna, "NL-50 000 501", &reread(&label)).await;
    decide(&office, copy, "reject", "The neighbour’s plate").await;
    let rejected = Some((Decision::Rejected, vec![ReasonCode::Reviewed]));
    assert_eq!(anna.verdict(copy).await, rejected);
    let capsule = anna.capsule(copy, &label);
    let (path, event) = anna.event(copy, EventBody::CapsuleReplaced { capsule });
    anna.put(&path, &event).await;
    assert_eq!(anna.verdict(copy).await, rejected, "a person decided; no rule decides again");
}

#[tokio::test]
async fn a_label_that_was_read_at_the_wrong_station_counts_where_the_reviewer_says() {
    let network = Network::open();
    let (anna, office) = (network.crew("Watt").await, office(&network).await);
    let label = network.label().await.label;
    let wrong = sealed(&anna, "NL-50 000 502", &label).await;
    let right = sealed(&anna, SERIAL, &reread(&label)).await;
    decide(&office, right, "accept", "It hangs here").await;
    assert_eq!(anna.verdict(wrong).await, Some((Decision::Superseded, vec![ReasonCode::Reviewed])));
    assert_eq!(active(&office).await, Some(right.to_string()));
    assert_eq!(timeline(&anna, "NL-50 000 502").await[0]["active"], false);
    let counts = network.server.labels().count().await.unwrap();
    assert_eq!((counts.active, counts.retired), (1, 0), "one label, on one station");
}

#[tokio::test]
async fn a_decision_whose_answer_was_lost_is_the_same_decision_and_another_one_comes_too_late() {
    let network = Network::open();
    let TwoPhones { robin, office, second, .. } = two_phones(&network).await;
    let first = decide(&office, second, "reject", "Twice").await;
    let changes = robin.changes().await.len();
    let again = decide(&office, second, "reject", "Twice").await;
    assert_eq!((again.status, &again.bytes), (StatusCode::OK, &first.bytes));
    assert_eq!(robin.changes().await.len(), changes, "nobody hears it twice");
    let late = decide(&office, second, "accept", "After all").await;
    assert_eq!(late.problem(), (409, "review-decided".into()));

    let database = network.database();
    let mut tried = vec!["UPDATE decision SET reason = 'other'", "DELETE FROM decision"];
    tried.push(if database.are_sqlite() {
        "REPLACE INTO decision SELECT * FROM decision"
    } else {
        "TRUNCATE decision"
    });
    for sql in tried {
        assert!(database.run(sql).is_err(), "`{sql}` went through");
    }
    assert_eq!(database.number("SELECT count(*) FROM decision"), 1);
}

#[tokio::test]
async fn only_the_networks_own_people_decide_and_only_about_what_waits() {
    let network = Network::open();
    let TwoPhones { anna, office, first, second, .. } = two_phones(&network).await;
    assert_eq!(decide(&anna, second, "accept", "Mine").await.problem(), (403, "back-office-only".into()));
    assert_eq!(decide(&office, first, "reject", "No").await.problem(), (404, "review-unknown".into()));
    assert_eq!(decide(&office, second, "accept", " ").await.problem(), (422, "facts-refused".into()));
    assert_eq!(decide(&office, second, "perhaps", "?").await.problem(), (400, "malformed-json".into()));
}

#[tokio::test]
async fn what_is_not_proved_can_be_rejected_and_not_accepted() {
    let network = Network::open();
    let (anna, office) = (network.crew("Watt").await, office(&network).await);
    let label = network.label().await.label;
    let guess = ActivationLabel::typed(label.mac.digits(), "guessed1").unwrap();
    for n in 0..20 {
        sealed(&anna, &format!("NL5000{n:04}"), &guess).await;
    }
    let throttled = sealed(&anna, SERIAL, &guess).await;
    assert_eq!(
        anna.verdict(throttled).await,
        Some((Decision::InReview, vec![ReasonCode::AttemptsThrottled]))
    );
    let refused = decide(&office, throttled, "accept", "Let it pass").await;
    assert_eq!(refused.problem(), (409, "review-unproved".into()));
    assert_eq!(decide(&office, throttled, "reject", "Guessed").await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn another_company_learns_that_its_record_ended_and_not_by_which_one() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let office = office(&network).await;
    let theirs = sealed(&watt, SERIAL, &network.label().await.label).await;
    let ours = sealed(&volt, SERIAL, &network.label().await.label).await;
    decide(&office, ours, "accept", "The owner changed").await;
    let change = watt.changes().await.pop().unwrap();
    let Changed::Verdict { verdict } = change.what else { panic!("{change:?}") };
    let told = open(&verdict);
    assert_eq!((change.pinpoint_id, told.decision), (theirs, Decision::Superseded));
    assert!(!serde_json::to_string(&told).unwrap().contains(&ours.to_string()), "{told:?}");
}

#[tokio::test]
async fn in_the_servers_own_folder_a_decision_names_somebody_of_the_networks_people() {
    let network = Network::open();
    let TwoPhones { anna, robin, office, second, .. } = two_phones(&network).await;
    let reviews = network.server.reviews();
    let waiting = reviews.list().await.unwrap();
    assert_eq!(waiting[0].records.len(), 2);
    let by = async |email: &str| reviews.decide(second, ReviewDecision::Accept, "Seen", email).await;
    let refused = by(&anna.email).await.unwrap_err();
    assert!(matches!(refused, ServerError::Unknown { kind: "reviewer", .. }), "{refused}");
    by(&office.email).await.unwrap();
    assert_eq!(robin.verdict(second).await, Some((Decision::Accepted, vec![ReasonCode::Reviewed])));
}
