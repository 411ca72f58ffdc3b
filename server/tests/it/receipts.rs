//! A record goes up: once, whole, with one receipt for ever.

use crate::support::record::{Job, sign, sign_bytes};
use crate::support::{self, Network, Phone, network_key, random_uuid};
use axum::http::StatusCode;
use pinpoint_domain::demo;
use pinpoint_domain::ids::StepId;
use pinpoint_domain::wire::{
    Annex, Base64, BatchItem, BatchPut, BatchResult, BatchResults, Decision, EventBody, ReasonCode, Receipt,
    Signed, Subject,
};

fn receipt(signed: &Signed<Receipt>) -> Receipt {
    signed.verify([(demo::RECEIPT_KEY_ID, &network_key())]).unwrap()
}

#[tokio::test]
async fn the_same_record_gets_the_same_receipt_for_ever_and_other_bytes_get_none() {
    let mut network = Network::open();
    let (job, envelope, first) = {
        let phone = network.crew("Watt").await;
        let label = network.label().await.label;
        let job = Job::new("NL-50 000 123");
        let envelope = phone.seal(&job, &label);
        let first = phone.put(&job.path(), &envelope).await;
        assert_eq!(first.status, StatusCode::CREATED);
        let said = receipt(&first.read());
        assert_eq!(said.subject, Subject::Pinpoint(job.id));
        assert_eq!(said.digest, envelope.sealed.digest());

        let again = phone.put(&job.path(), &envelope).await;
        assert_eq!((again.status, &again.bytes), (StatusCode::OK, &first.bytes));

        let other = phone.seal(&Job { id: job.id, ..Job::new("NL-50 000 124") }, &label);
        assert_eq!(phone.put(&job.path(), &other).await.problem(), (409, "pinpoint-differs".into()));
        (job, envelope, first)
    };
    network.restart();
    let phone = Phone::sign_in(&network, "camille@watt.example").await;
    let after_restart = phone.put(&job.path(), &envelope).await;
    assert_eq!((after_restart.status, &after_restart.bytes), (StatusCode::OK, &first.bytes));
    let shown: serde_json::Value = phone.get(&job.path()).await.read();
    assert_eq!(shown["receipt"], first.read::<serde_json::Value>());
    assert_eq!(shown["sealed"], serde_json::to_value(&envelope.sealed).unwrap());
}

#[tokio::test]
async fn an_uncertified_installer_signs_in_and_the_held_record_goes_through_after_certification() {
    let network = Network::open();
    network.company("Watt").await;
    network.installer("robin@watt.example", "Watt", None).await;
    let phone = Phone::sign_in(&network, "robin@watt.example").await;
    assert_eq!(phone.session.account.certified_until, None);
    assert_eq!(phone.grant().certified_until, None);
    let job = Job::new("NL50000125");
    let envelope = phone.seal(&job, &network.label().await.label);
    assert_eq!(phone.put(&job.path(), &envelope).await.problem(), (403, "not-certified".into()));

    let until = "2028-01-01T00:00:00Z".parse().unwrap();
    network.server.accounts().certify("robin@watt.example", Some(until), "course passed").await.unwrap();
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::CREATED);

    network.server.accounts().certify("robin@watt.example", None, "course expired").await.unwrap();
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::OK, "a receipt is for ever");
}

#[tokio::test]
async fn a_long_queue_goes_up_in_one_request_and_each_record_is_answered_for_itself() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let jobs: Vec<_> = (0..40).map(|n| Job::new(&format!("NL50{n:06}"))).collect();
    let mut items: Vec<_> =
        jobs.iter().map(|job| BatchItem { id: job.id, envelope: phone.seal(job, &label) }).collect();
    let stored_before = phone.put(&jobs[3].path(), &items[3].envelope).await.bytes;
    items[5].envelope.annex = Some(Annex { salt: Base64(vec![1; 32]), body: Base64(b"{}".to_vec()) });
    items[6].id = random_uuid().into();
    items[8] = items[7].clone();
    let results: BatchResults = phone.put("/v1/pinpoints", &BatchPut { items: items.clone() }).await.read();
    assert_eq!(results.results.len(), 40);
    for (index, result) in results.results.iter().enumerate() {
        match (index, result) {
            (5, BatchResult::Refused { problem }) => assert_eq!(problem.code, "annex-differs"),
            (6, BatchResult::Refused { problem }) => assert_eq!(problem.code, "id-differs"),
            (_, BatchResult::Stored { receipt: signed }) => {
                assert_eq!(receipt(signed).digest, items[index].envelope.sealed.digest());
            }
            other => panic!("{other:?}"),
        }
    }
    let BatchResult::Stored { receipt: again } = &results.results[3] else { panic!("stored before") };
    assert_eq!(serde_json::to_vec(again).unwrap(), stored_before);
    assert_eq!(results.results[7], results.results[8]);

    let too_many = BatchPut { items: vec![items[0].clone(); 251] };
    assert_eq!(phone.put("/v1/pinpoints", &too_many).await.problem(), (413, "batch-too-long".into()));
}

#[tokio::test]
async fn whoever_signs_for_somebody_else_is_told_what_does_not_fit() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let stranger = network.crew("Volt").await;
    let label = network.label().await.label;
    let job = Job::new("NL50000126");
    let good = phone.seal(&job, &label);

    let mut forged = good.clone();
    forged.sealed = sign_bytes(forged.sealed.payload().to_vec(), &stranger.key);
    let mut foreign_grant = good.clone();
    foreign_grant.grant = stranger.grant.clone();
    let mut own_grant = good.clone();
    own_grant.grant = sign(&phone.grant(), &phone.key);
    let mut as_colleague = stranger.seal(&job, &label);
    as_colleague.sealed = sign_bytes(as_colleague.sealed.payload().to_vec(), &phone.key);
    as_colleague.grant = phone.grant.clone();
    let future = String::from_utf8(good.sealed.payload().to_vec()).unwrap().replacen("\"v\":1", "\"v\":2", 1);
    let mut newer = good.clone();
    newer.sealed = sign_bytes(future.into_bytes(), &phone.key);
    for (envelope, status, code) in [
        (&forged, 422, "signature-forged"),
        (&foreign_grant, 403, "company-differs"),
        (&own_grant, 422, "signature-unknown-key"),
        (&as_colleague, 422, "author-differs"),
        (&newer, 422, "version-unsupported"),
    ] {
        assert_eq!(phone.put(&job.path(), envelope).await.problem(), (status, code.into()));
    }
    assert_eq!(stranger.put(&job.path(), &good).await.problem(), (403, "company-differs".into()));
    assert_eq!(phone.put(&job.path(), &good).await.status, StatusCode::CREATED);
    assert_eq!(stranger.get(&job.path()).await.problem(), (404, "pinpoint-unknown".into()));
    assert!(stranger.changes().await.is_empty());
    let timeline = "/v1/stations/nordlicht/NL50000126";
    assert_eq!(stranger.get(timeline).await.problem(), (404, "station-unknown".into()));
    assert_eq!(phone.get(timeline).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_no_installer_could_have_entered_is_refused_alone_and_named() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let sealed_as = |from: &str, to: &str| {
        let job = Job::new("NL50000140");
        let mut envelope = phone.seal(&job, &label);
        let text = String::from_utf8(envelope.sealed.payload().to_vec()).unwrap();
        let id = job.id.to_string();
        let (from, to) = (from.replace("ID", &id), to.replace("ID", &id.to_uppercase()));
        assert!(text.contains(&from), "{from}");
        envelope.sealed = sign_bytes(text.replace(&from, &to).into_bytes(), &phone.key);
        BatchItem { id: job.id, envelope }
    };
    let hostile = [
        (sealed_as("\"Nordlicht\"", "\"Nordlicht\u{200B}\""), "facts-refused", "manufacturer"),
        (sealed_as("\"Nordlicht\"", "\"\""), "facts-refused", "manufacturer"),
        (sealed_as("\"NL-50\"", "\"NL\\u0007\""), "facts-refused", "model"),
        (sealed_as("\"Paris\"", &format!("\"{}\"", "é".repeat(61))), "facts-refused", "city"),
        (sealed_as("\"FRA\"", "\"fra\""), "facts-refused", "country"),
        (sealed_as("\"ID\"", "\"ID\""), "id-differs", ""),
    ];
    let sound = Job::new("NL50000141");
    let expected: Vec<_> = hostile.iter().map(|(_, code, field)| (*code, *field)).collect();
    let mut items: Vec<_> = hostile.into_iter().map(|(item, ..)| item).collect();
    items.push(BatchItem { id: sound.id, envelope: phone.seal(&sound, &label) });
    let answer = phone.put("/v1/pinpoints", &BatchPut { items }).await;
    let results = answer.read::<BatchResults>().results;
    let (last, refused) = results.split_last().unwrap();
    assert!(matches!(last, BatchResult::Stored { .. }), "{last:?}");
    let refused: Vec<_> = refused
        .iter()
        .map(|result| match result {
            BatchResult::Refused { problem } => {
                assert_eq!(problem.status, 422);
                (problem.code.as_str(), problem.fields.get("field").map_or("", String::as_str))
            }
            BatchResult::Stored { .. } => panic!("{result:?}"),
        })
        .collect();
    assert_eq!(refused, expected);
}

#[tokio::test]
async fn a_maker_spelled_otherwise_is_the_same_maker() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let first = Job { maker: "Nordlicht Nord".into(), ..Job::new("NL50000145") };
    phone.put(&first.path(), &phone.seal(&first, &network.label().await.label)).await;
    let second = Job { maker: "NORDLICHT   nord".into(), ..Job::new("NL50000145") };
    phone.put(&second.path(), &phone.seal(&second, &network.label().await.label)).await;
    assert_eq!(phone.verdict(first.id).await, Some((Decision::Accepted, vec![])));
    let in_review = Some((Decision::InReview, vec![ReasonCode::SerialActiveElsewhere]));
    assert_eq!(phone.verdict(second.id).await, in_review);
}

#[tokio::test]
async fn a_lost_phone_is_revoked_and_what_it_delivered_stays() {
    let network = Network::open();
    let mut phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let (before, after) = (Job::new("NL50000127"), Job::new("NL50000128"));
    let delivered = phone.seal(&before, &label);
    phone.put(&before.path(), &delivered).await;
    network.server.accounts().revoke_device(phone.device, "left in a taxi").await.unwrap();
    assert_eq!(phone.put(&before.path(), &delivered).await.problem(), (401, "token-refused".into()));
    phone.session = support::session(&network, &phone.email).await;
    assert_eq!(phone.put(&before.path(), &delivered).await.status, StatusCode::OK);
    let refused = phone.put(&after.path(), &phone.seal(&after, &label)).await;
    assert_eq!(refused.problem(), (403, "device-revoked".into()));
    let again = support::register(&network, &phone.session, phone.device, &phone.key).await;
    assert_eq!(again.problem(), (403, "device-revoked".into()));
}

#[tokio::test]
async fn what_happens_after_the_seal_is_said_beside_the_record() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL50000129");
    let done = EventBody::StepDone { step: StepId::parse("re-energise").unwrap() };
    let (path, event) = phone.event(job.id, done);
    assert_eq!(phone.put(&path, &event).await.problem(), (404, "pinpoint-unknown".into()));
    phone.put(&job.path(), &phone.seal(&job, &network.label().await.label)).await;

    let first = phone.put(&path, &event).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let again = phone.put(&path, &event).await;
    assert_eq!((again.status, &again.bytes), (StatusCode::OK, &first.bytes));
    let (_, mut other) =
        phone.event(job.id, EventBody::StepUndone { step: StepId::parse("re-energise").unwrap() });
    assert_eq!(phone.put(&path, &other).await.problem(), (422, "id-differs".into()));
    let text = String::from_utf8(event.event.payload().to_vec()).unwrap();
    other.event = sign_bytes(text.replace("step-done", "step-undone").into_bytes(), &phone.key);
    assert_eq!(phone.put(&path, &other).await.problem(), (409, "event-differs".into()));
    other.event = sign_bytes(text.replace("step-done", "drone-landed").into_bytes(), &phone.key);
    assert_eq!(phone.put(&path, &other).await.problem(), (422, "event-type-unknown".into()));

    let shown: serde_json::Value = phone.get(&job.path()).await.read();
    assert_eq!(shown["events"][0]["receipt"], first.read::<serde_json::Value>());
}
