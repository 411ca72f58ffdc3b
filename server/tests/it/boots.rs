//! What a station says of itself when it comes online reaches the phones that pinned it, and nobody else.

use crate::support::office::office;
use crate::support::record::{BAY, Job};
use crate::support::{Answer, Network, Phone, json, network_key, random_uuid, reread};
use axum::http::{Method, StatusCode};
use pinpoint_domain::demo;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::{Changed, StationAnswer, StationQuestion};

const SAID: &str = "NL-50 000 701";

async fn boot(who: &Phone<'_>, label: &ActivationLabel, serial: &str) -> Answer {
    let path = format!("/v1/labels/{}/boot", label.mac.digits().to_lowercase());
    let body = serde_json::json!({ "serial": serial });
    who.network.send(json(Method::PUT, &path, Some(&who.session), &body)).await
}

/// The serials that stations said, as the change feed brings them.
async fn heard(phone: &Phone<'_>, pinpoint: PinpointId) -> Vec<String> {
    let key = network_key();
    let boots = phone.changes().await.into_iter().filter_map(|change| match change.what {
        Changed::Boot { boot } if change.pinpoint_id == pinpoint => Some(boot),
        _ => None,
    });
    boots.map(|boot| boot.verify([(demo::RECEIPT_KEY_ID, &key)]).unwrap().serial.to_string()).collect()
}

#[tokio::test]
async fn a_word_after_the_seal_comes_once_and_another_one_comes_anew() {
    let network = Network::open();
    let (phone, office) = (network.crew("Watt").await, office(&network).await);
    let label = network.label().await.label;
    let job = Job::new("NL-50 000 700");
    phone.put(&job.path(), &phone.seal(&job, &label)).await;
    phone.verdict(job.id).await.unwrap();
    assert_eq!(boot(&office, &label, SAID).await.status, StatusCode::NO_CONTENT);
    boot(&office, &label, "nl50000701").await;
    assert_eq!(heard(&phone, job.id).await, [SAID], "the same serial in another spelling is no news");
    boot(&office, &label, "NL-50 000 700").await;
    assert_eq!(heard(&phone, job.id).await, [SAID, "NL-50 000 700"]);
}

#[tokio::test]
async fn a_serial_that_begins_like_a_caption_stays_to_the_letter() {
    let network = Network::open();
    let (phone, office) = (network.crew("Watt").await, office(&network).await);
    let label = network.label().await.label;
    let job = Job::new("SN 172841008201");
    phone.put(&job.path(), &phone.seal(&job, &label)).await;
    phone.verdict(job.id).await.unwrap();
    boot(&office, &label, "SN 172841008201").await;
    boot(&office, &label, "SN-172841008201").await;
    assert_eq!(heard(&phone, job.id).await, ["SN 172841008201"], "the same word again is no news");
    boot(&office, &label, "172841008201").await;
    assert_eq!(heard(&phone, job.id).await, ["SN 172841008201", "172841008201"]);
}

#[tokio::test]
async fn a_word_before_the_seal_comes_with_the_answer_and_with_the_verdict() {
    let network = Network::open();
    let (phone, office) = (network.crew("Watt").await, office(&network).await);
    let label = network.label().await.label;
    boot(&office, &label, SAID).await;
    let pinpoint_id = PinpointId::from(random_uuid());
    let question = StationQuestion {
        pinpoint_id,
        mac: label.mac.clone(),
        capsule: phone.capsule(pinpoint_id, &label),
        manufacturer: "Nordlicht".into(),
        serial: SerialNumber::parse("NL-50 000 700").unwrap(),
        pin: Coordinate::from_e7(BAY.0, BAY.1).unwrap(),
    };
    let asked = network.send(json(Method::POST, "/v1/stations/known", Some(&phone.session), &question)).await;
    assert_eq!(asked.read::<StationAnswer>().booted_serial.unwrap().printed(), SAID);

    let job = Job::new("NL-50 000 700");
    phone.put(&job.path(), &phone.seal(&job, &reread(&label))).await;
    phone.verdict(job.id).await.unwrap();
    assert_eq!(heard(&phone, job.id).await, [SAID], "also a phone that did not ask");
}

#[tokio::test]
async fn only_the_network_says_it_and_only_who_proved_the_label_hears_it() {
    let network = Network::open();
    let (phone, office) = (network.crew("Watt").await, office(&network).await);
    let label = network.label().await.label;
    assert_eq!(boot(&phone, &label, SAID).await.problem(), (403, "back-office-only".into()));
    let guess = ActivationLabel::typed(label.mac.digits(), "guessed1").unwrap();
    let job = Job::new("NL-50 000 700");
    phone.put(&job.path(), &phone.seal(&job, &guess)).await;
    phone.verdict(job.id).await.unwrap();
    boot(&office, &label, SAID).await;
    assert_eq!(heard(&phone, job.id).await, Vec::<String>::new());
}
