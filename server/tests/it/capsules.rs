//! Whoever brings a capsule answers for it, and a capsule decides about the label alone.

use crate::support::record::Job;
use crate::support::{Answer, Network, Phone, reread};
use axum::http::StatusCode;
use pinpoint_domain::ids::{PinpointId, StepId};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{Base64, Decision, EventBody, ReasonCode};

fn mistyped(label: &ActivationLabel) -> ActivationLabel {
    ActivationLabel::typed(label.mac.digits(), "mistyped1").unwrap()
}

impl Phone<'_> {
    /// Offers a new capsule for a stored record.
    async fn offer(&self, pinpoint: PinpointId, label: &ActivationLabel) -> Answer {
        let capsule = self.capsule(pinpoint, label);
        let (path, event) = self.event(pinpoint, EventBody::CapsuleReplaced { capsule });
        self.put(&path, &event).await
    }
}

fn count(network: &Network, sql: &str) -> i64 {
    network.database().number(sql)
}

#[tokio::test]
async fn a_colleague_who_guesses_is_throttled_and_the_author_is_not() {
    let network = Network::open();
    let author = network.crew("Watt").await;
    network.installer("sam@watt.example", "Watt", Some(365)).await;
    let colleague = Phone::sign_in(&network, "sam@watt.example").await;
    let label = network.label().await.label;
    let job = Job::new("NL50000500");
    author.put(&job.path(), &author.seal(&job, &mistyped(&label))).await;
    for _ in 0..20 {
        assert_eq!(colleague.offer(job.id, &mistyped(&label)).await.status, StatusCode::CREATED);
        network.server.decide_due().await.unwrap();
    }
    let next = Job::new("NL50000501");
    author.put(&next.path(), &author.seal(&next, &network.label().await.label)).await;
    assert_eq!(author.verdict(next.id).await, Some((Decision::Accepted, vec![])));
    let own = Job::new("NL50000502");
    colleague.put(&own.path(), &colleague.seal(&own, &network.label().await.label)).await;
    let throttled = Some((Decision::InReview, vec![ReasonCode::AttemptsThrottled]));
    assert_eq!(colleague.verdict(own.id).await, throttled);
}

#[tokio::test]
async fn a_colleague_who_relays_a_record_answers_for_the_capsule_that_came_with_it() {
    let network = Network::open();
    let author = network.crew("Watt").await;
    network.installer("sam@watt.example", "Watt", Some(365)).await;
    let colleague = Phone::sign_in(&network, "sam@watt.example").await;
    let label = network.label().await.label;
    let job = Job::new("NL50000505");
    colleague.put(&job.path(), &author.seal(&job, &mistyped(&label))).await;
    network.server.decide_due().await.unwrap();
    let whose = format!(
        "SELECT count(*) FROM attempt WHERE kind = 'proof' AND who = '{}'",
        colleague.grant().installer
    );
    assert_eq!(count(&network, &whose), 1);
}

#[tokio::test]
async fn who_is_not_certified_ticks_steps_off_and_brings_no_capsule() {
    let network = Network::open();
    let author = network.crew("Watt").await;
    network.installer("kim@watt.example", "Watt", None).await;
    let apprentice = Phone::sign_in(&network, "kim@watt.example").await;
    let label = network.label().await.label;
    let job = Job::new("NL50000510");
    author.put(&job.path(), &author.seal(&job, &mistyped(&label))).await;
    assert_eq!(apprentice.offer(job.id, &label).await.problem(), (403, "not-certified".into()));
    let done = EventBody::StepDone { step: StepId::parse("display-checked").unwrap() };
    let (path, event) = apprentice.event(job.id, done);
    assert_eq!(apprentice.put(&path, &event).await.status, StatusCode::CREATED);
    let rejected = Some((Decision::Rejected, vec![ReasonCode::LabelNotProved]));
    assert_eq!(author.verdict(job.id).await, rejected);
}

#[tokio::test]
async fn what_a_person_has_to_decide_stays_with_them_whatever_capsule_comes() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let (first, second) = (Job::new("NL50000520"), Job::new("NL50000520"));
    phone.put(&first.path(), &phone.seal(&first, &network.label().await.label)).await;
    assert_eq!(phone.verdict(first.id).await, Some((Decision::Accepted, vec![])));
    phone.put(&second.path(), &phone.seal(&second, &label)).await;
    let in_review = Some((Decision::InReview, vec![ReasonCode::SerialActiveElsewhere]));
    assert_eq!(phone.verdict(second.id).await, in_review);
    let news = phone.changes().await.len();
    for offered in [mistyped(&label), reread(&label)] {
        assert_eq!(phone.offer(second.id, &offered).await.status, StatusCode::CREATED);
        assert_eq!(phone.verdict(second.id).await, in_review);
    }
    assert_eq!(phone.changes().await.len(), news);
    assert_eq!(count(&network, "SELECT count(*) FROM review WHERE closed_at_ms IS NULL"), 1);
    assert_eq!(count(&network, "SELECT count(capsule_json) FROM pinpoint"), 0, "the label was proved");
}

#[tokio::test]
async fn a_record_that_came_bare_takes_its_capsule_and_annex_later_and_never_twice() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let job = Job::new("NL50000530");
    let whole = phone.seal(&job, &label);
    let mut bare = whole.clone();
    (bare.capsule, bare.annex) = (None, None);
    let stored = phone.put(&job.path(), &bare).await;
    let rejected = Some((Decision::Rejected, vec![ReasonCode::CapsuleMissing]));
    assert_eq!(phone.verdict(job.id).await, rejected);

    let again = phone.put(&job.path(), &whole).await;
    assert_eq!((again.status, &again.bytes), (StatusCode::OK, &stored.bytes));
    assert_eq!(phone.verdict(job.id).await, Some((Decision::Accepted, vec![])));
    let kept = "SELECT count(annex_json) * 10 + count(capsule_json) FROM pinpoint";
    assert_eq!(count(&network, kept), 10, "the annex stays, the capsule has done its work");

    network.database().run("UPDATE pinpoint SET annex_json = NULL").unwrap();
    phone.put(&job.path(), &whole).await;
    assert_eq!(count(&network, kept), 0, "what was deleted by law does not come back with a lost reply");
}

#[tokio::test]
async fn a_pinpoint_takes_two_hundred_events_and_repeats_their_receipts() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL50000535");
    phone.put(&job.path(), &phone.seal(&job, &network.label().await.label)).await;
    let ticked = || {
        let step = StepId::parse("display-checked").unwrap();
        phone.event(job.id, EventBody::StepDone { step })
    };
    let (first, event) = ticked();
    assert_eq!(phone.put(&first, &event).await.status, StatusCode::CREATED);
    for _ in 1..200 {
        let (path, event) = ticked();
        assert_eq!(phone.put(&path, &event).await.status, StatusCode::CREATED);
    }
    let (path, more) = ticked();
    assert_eq!(phone.put(&path, &more).await.problem(), (422, "events-too-many".into()));
    assert_eq!(phone.put(&first, &event).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_capsule_has_the_size_of_a_capsule() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let job = Job::new("NL50000540");
    let fitting = phone.seal(&job, &label);
    for (field, n) in [("key_id", 0), ("enc", 1), ("ciphertext", 2), ("v", 3)] {
        let mut swollen = fitting.clone();
        let capsule = swollen.capsule.as_mut().unwrap();
        match n {
            0 => capsule.key_id = "k".repeat(65),
            1 => capsule.enc = Base64(vec![0; 33]),
            2 => capsule.ciphertext = Base64(vec![0; 10_000]),
            _ => capsule.v = 2,
        }
        let refused = phone.put(&job.path(), &swollen).await;
        assert_eq!(refused.problem(), (422, "capsule-form".into()));
        assert_eq!(refused.read::<serde_json::Value>()["fields"]["field"], field);
        let capsule = swollen.capsule.unwrap();
        let (path, event) = phone.event(job.id, EventBody::CapsuleReplaced { capsule });
        assert_eq!(phone.put(&path, &event).await.problem(), (422, "capsule-form".into()));
    }
    assert_eq!(phone.put(&job.path(), &fitting).await.status, StatusCode::CREATED);
}
