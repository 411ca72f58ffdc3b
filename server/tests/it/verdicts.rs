//! After the receipt: the network decides, and says so in the change feed.

use crate::support::record::{BAY, Job};
use crate::support::{Network, Phone, open, reread};
use axum::http::StatusCode;
use jiff::SignedDuration;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{Changed, Decision, EventBody, ReasonCode};

fn mistyped(label: &ActivationLabel) -> ActivationLabel {
    ActivationLabel::typed(label.mac.digits(), "mistyped1").unwrap()
}

#[tokio::test]
async fn a_station_is_accepted_and_a_second_record_of_its_serial_goes_to_review() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let (label, other_label) = (network.label().await.label, network.label().await.label);
    let first = Job::new("NL-50 000 200");
    assert_eq!(phone.put(&first.path(), &phone.seal(&first, &label)).await.status, StatusCode::CREATED);
    assert_eq!(phone.verdict(first.id).await, Some((Decision::Accepted, vec![])));

    let second = Job::new("nl50000200");
    let stored = phone.put(&second.path(), &phone.seal(&second, &other_label)).await;
    assert_eq!(stored.status, StatusCode::CREATED, "a serial that is active elsewhere is never an error");
    let in_review = Some((Decision::InReview, vec![ReasonCode::SerialActiveElsewhere]));
    assert_eq!(phone.verdict(second.id).await, in_review);

    let cloned = Job::new("NL-50 000 201");
    phone.put(&cloned.path(), &phone.seal(&cloned, &label)).await;
    let in_review = Some((Decision::InReview, vec![ReasonCode::MacActiveElsewhere]));
    assert_eq!(phone.verdict(cloned.id).await, in_review);
    assert_eq!(
        phone.verdict(first.id).await,
        Some((Decision::Accepted, vec![])),
        "the first one is untouched"
    );
    let counts = network.server.labels().count().await.unwrap();
    assert_eq!((counts.issued, counts.active, counts.retired), (1, 1, 0));
}

#[tokio::test]
async fn re_networking_a_year_later_is_accepted_and_stands_in_the_timeline() {
    let network = Network::open();
    let mut phone = network.crew("Watt").await;
    let (old, new) = (network.label().await.label, network.label().await.label);
    let first = Job::new("NL-50 000 210");
    phone.put(&first.path(), &phone.seal(&first, &old)).await;
    assert_eq!(phone.verdict(first.id).await, Some((Decision::Accepted, vec![])));

    network.clock.pass(SignedDuration::from_hours(365 * 24));
    assert_eq!(phone.get("/v1/changes").await.problem(), (401, "token-refused".into()));
    phone.sign_in_again().await;
    let later = Job { pin: (BAY.0 + 900, BAY.1), ..Job::new("NL50 000210") };
    phone.put(&later.path(), &phone.seal(&later, &new)).await;
    assert_eq!(phone.verdict(later.id).await, Some((Decision::Accepted, vec![])));
    assert_eq!(phone.verdict(first.id).await, Some((Decision::Superseded, vec![ReasonCode::Renetworked])));

    let timeline: serde_json::Value = phone.get("/v1/stations/NORDLICHT/NL-50%20000%20210").await.read();
    let told: Vec<_> = timeline["pinpoints"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let verdict = open(&serde_json::from_value(entry["verdict"].clone()).unwrap());
            (
                entry["pinpoint_id"].as_str().unwrap().to_owned(),
                entry["active"].as_bool().unwrap(),
                verdict.decision,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (first.id.to_string(), false, Decision::Superseded),
            (later.id.to_string(), true, Decision::Accepted)
        ]
    );
    let counts = network.server.labels().count().await.unwrap();
    assert_eq!((counts.issued, counts.active, counts.retired), (0, 1, 1));

    let reused = Job::new("NL-50 000 211");
    phone.put(&reused.path(), &phone.seal(&reused, &old)).await;
    let in_review = Some((Decision::InReview, vec![ReasonCode::MacActiveElsewhere]));
    assert_eq!(phone.verdict(reused.id).await, in_review, "the old label was peeled off and used again");
}

#[tokio::test]
async fn another_company_learns_neither_where_the_station_stands_nor_by_which_record() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let first = Job::new("NL-50 000 215");
    watt.put(&first.path(), &watt.seal(&first, &network.label().await.label)).await;
    assert_eq!(watt.verdict(first.id).await, Some((Decision::Accepted, vec![])));

    let mut told = Vec::new();
    for north in [0, 90_000] {
        let theirs = Job { pin: (BAY.0 + north, BAY.1), ..Job::new("NL-50 000 215") };
        volt.put(&theirs.path(), &volt.seal(&theirs, &network.label().await.label)).await;
        let in_review = Some((Decision::InReview, vec![ReasonCode::SerialActiveElsewhere]));
        assert_eq!(volt.verdict(theirs.id).await, in_review, "at the same place too");
        let change = volt.changes().await.pop().unwrap();
        let Changed::Verdict { verdict } = change.what else { panic!("{change:?}") };
        told.push(open(&verdict).reasons);
    }
    assert_eq!(told[0], told[1]);
    let kept = network.database().column::<i64>("SELECT distance_m FROM review ORDER BY distance_m");
    assert_eq!(kept[0], 0);
    assert!((900..1_100).contains(&kept[1]), "{kept:?}: for those who review");
}

#[tokio::test]
async fn a_mistyped_password_is_mended_by_a_new_capsule_and_the_sealed_bytes_stay() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let job = Job::new("NL-50 000 220");
    let envelope = phone.seal(&job, &mistyped(&label));
    let stored = phone.put(&job.path(), &envelope).await;
    let rejected = Some((Decision::Rejected, vec![ReasonCode::LabelNotProved]));
    assert_eq!(phone.verdict(job.id).await, rejected);

    let capsule = phone.capsule(job.id, &label);
    let (path, event) = phone.event(job.id, EventBody::CapsuleReplaced { capsule });
    let mended = phone.put(&path, &event).await;
    assert_eq!(mended.status, StatusCode::CREATED);
    assert_eq!(phone.verdict(job.id).await, Some((Decision::Accepted, vec![])));
    let shown: serde_json::Value = phone.get(&job.path()).await.read();
    assert_eq!(shown["sealed"], serde_json::to_value(&envelope.sealed).unwrap());
    assert_eq!(shown["receipt"], stored.read::<serde_json::Value>());

    let database = network.database();
    for capsules in ["SELECT count(capsule_json) FROM pinpoint", "SELECT count(payload) FROM pinpoint_event"]
    {
        assert_eq!(database.number(capsules), 0, "a capsule goes once it has done its work");
    }
    let again = phone.put(&path, &event).await;
    assert_eq!((again.status, again.bytes), (StatusCode::OK, mended.bytes), "its receipt does not");
}

#[tokio::test]
async fn a_capsule_proves_its_own_pinpoint_and_no_other() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let (own, other, bare) = (Job::new("NL50000230"), Job::new("NL50000231"), Job::new("NL50000232"));
    let mut stolen = phone.seal(&other, &label);
    stolen.capsule = phone.seal(&own, &label).capsule;
    phone.put(&other.path(), &stolen).await;
    assert_eq!(phone.verdict(other.id).await, Some((Decision::Rejected, vec![ReasonCode::CapsuleShut])));
    phone.put(&bare.path(), &phone.seal_without_capsule(&bare, &label)).await;
    assert_eq!(phone.verdict(bare.id).await, Some((Decision::Rejected, vec![ReasonCode::CapsuleMissing])));
}

#[tokio::test]
async fn guessing_is_throttled_for_the_guesser_and_never_locks_the_label() {
    let network = Network::open();
    let guesser = network.crew("Volt").await;
    let honest = network.crew("Watt").await;
    let label = network.label().await.label;
    let mut last = None;
    for n in 0..21 {
        let job = Job::new(&format!("NL5000{n:04}"));
        guesser.put(&job.path(), &guesser.seal(&job, &mistyped(&label))).await;
        network.server.decide_due().await.unwrap();
        last = Some(job.id);
    }
    let last = last.unwrap();
    let throttled = Some((Decision::InReview, vec![ReasonCode::AttemptsThrottled]));
    assert_eq!(guesser.verdict(last).await, throttled);
    let unknown = ActivationLabel::typed("0200FFFFFFFFFFFF", "whatever1").unwrap();
    let job = Job::new("NL50009000");
    honest.put(&job.path(), &honest.seal(&job, &unknown)).await;
    let same_answer = Some((Decision::Rejected, vec![ReasonCode::LabelNotProved]));
    assert_eq!(honest.verdict(job.id).await, same_answer, "an unknown label looks like a wrong password");

    let job = Job::new("NL50009001");
    honest.put(&job.path(), &honest.seal(&job, &label)).await;
    assert_eq!(honest.verdict(job.id).await, Some((Decision::Accepted, vec![])));
    let alerts = network.database().number("SELECT count(*) FROM audit WHERE action = 'label-guessed'");
    assert_eq!(alerts, 1);

    network.clock.pass(SignedDuration::from_mins(61));
    network.server.decide_due().await.unwrap();
    let guesser = Phone::sign_in(&network, &guesser.email).await;
    let tried_again = Some((Decision::Rejected, vec![ReasonCode::LabelNotProved]));
    assert_eq!(guesser.verdict(last).await, tried_again, "without anyone doing anything");
}

#[tokio::test]
async fn every_company_reads_its_own_changes_in_order_and_each_verdict_once() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let mut expected = Vec::new();
    for n in 0..8 {
        let phone = if n % 3 == 0 { &volt } else { &watt };
        let job = Job::new(&format!("NL50000{n:03}"));
        phone.put(&job.path(), &phone.seal(&job, &reread(&network.label().await.label))).await;
        if n % 3 != 0 {
            expected.push(job.id);
        }
    }
    let changes = watt.changes().await;
    assert_eq!(changes.iter().map(|change| change.pinpoint_id).collect::<Vec<_>>(), expected);
    assert!(changes.is_sorted_by(|a, b| a.sequence < b.sequence));
    assert!(changes.iter().all(|change| matches!(change.what, Changed::Verdict { .. })));
    assert_eq!(volt.changes().await.len(), 3);
    network.server.decide_due().await.unwrap();
    assert_eq!(watt.changes().await.len(), changes.len());
}

#[tokio::test]
async fn one_record_that_cannot_be_decided_holds_up_nobody_behind_it() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let (broken, sound) = (Job::new("NL50000240"), Job::new("NL50000241"));
    for job in [&broken, &sound] {
        phone.put(&job.path(), &phone.seal(job, &network.label().await.label)).await;
    }
    // A row that this server would never write: only somebody who takes the guard away can.
    let database = network.database();
    let of = if database.are_sqlite() { "" } else { " ON pinpoint" };
    let damage = format!(
        "DROP TRIGGER pinpoint_never_changes{of}; UPDATE pinpoint SET kind = 'teleport' WHERE sequence = 1"
    );
    database.run(&damage).unwrap();
    assert_eq!(phone.verdict(sound.id).await, Some((Decision::Accepted, vec![])));
    assert_eq!(phone.verdict(broken.id).await, None);
    assert_eq!(network.server.decide_due().await.unwrap(), 0, "it is put off, not tried in circles");

    network.database().run("UPDATE pinpoint SET kind = 'renetworking'").unwrap();
    network.clock.pass(SignedDuration::from_mins(61));
    let phone = Phone::sign_in(&network, &phone.email).await;
    assert_eq!(phone.verdict(broken.id).await, Some((Decision::Accepted, vec![])));
}
