//! "Is this a new station?" (A21): the network tells whoever stands before the label, and nobody else, and never where
//! another company's station stands.

use crate::support::record::{BAY, Job};
use crate::support::{Answer, Network, Phone, json, random_uuid, reread};
use axum::http::Method;
use jiff::SignedDuration;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::{Known, StationQuestion};

/// What a phone asks before its seal.
async fn ask(phone: &Phone<'_>, label: &ActivationLabel, serial: &str, pin: (i32, i32)) -> Answer {
    let pinpoint_id = PinpointId::from(random_uuid());
    let question = StationQuestion {
        pinpoint_id,
        mac: label.mac.clone(),
        capsule: phone.capsule(pinpoint_id, label),
        manufacturer: "NORDLICHT".into(),
        serial: SerialNumber::parse(serial).unwrap(),
        pin: Coordinate::from_e7(pin.0, pin.1).unwrap(),
    };
    phone.network.send(json(Method::POST, "/v1/stations/known", Some(&phone.session), &question)).await
}

async fn pinned(phone: &Phone<'_>, job: &Job, label: &ActivationLabel) {
    phone.put(&job.path(), &phone.seal(job, label)).await;
    phone.verdict(job.id).await.unwrap();
}

/// Thirty kilometres away.
const ELSEWHERE: (i32, i32) = (BAY.0 + 3_000_000, BAY.1);

#[tokio::test]
async fn a_new_station_is_known_to_nobody() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let known: Known = ask(&phone, &network.label().await.label, "NL-50 000 400", BAY).await.read();
    assert_eq!(known, Known::default());
}

#[tokio::test]
async fn a_station_of_last_year_is_known_by_its_serial_and_may_be_taken_over() {
    let network = Network::open();
    let mut phone = network.crew("Watt").await;
    pinned(&phone, &Job::new("NL-50 000 410"), &network.label().await.label).await;
    let fresh = network.label().await.label;
    let known: Known = ask(&phone, &fresh, "nl50000410", BAY).await.read();
    assert!(known.serial_active_since.is_some() && known.mac_active_since.is_none());
    assert!(!known.takes_over, "nobody changes a SIM twice in a month");

    network.clock.pass(SignedDuration::from_hours(24 * 60));
    phone.sign_in_again().await;
    let known: Known = ask(&phone, &fresh, "nl50000410", BAY).await.read();
    assert!(known.takes_over);
    let known: Known = ask(&phone, &fresh, "nl50000410", ELSEWHERE).await.read();
    assert!(known.serial_active_since.is_some() && !known.takes_over, "it stands elsewhere");
}

#[tokio::test]
async fn a_label_and_a_place_that_are_taken_are_told() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    pinned(&phone, &Job::new("NL-50 000 420"), &label).await;
    let known: Known = ask(&phone, &reread(&label), "NL-50 000 421", BAY).await.read();
    assert!(known.mac_active_since.is_some() && known.place_taken_since.is_some());
    assert_eq!(known.serial_active_since, None);
    let next_bay = (BAY.0 + 300, BAY.1);
    let known: Known = ask(&phone, &network.label().await.label, "NL-50 000 421", next_bay).await.read();
    assert_eq!(known, Known::default(), "three metres away is another space");
}

#[tokio::test]
async fn another_company_is_told_that_a_serial_is_taken_and_never_where() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    pinned(&watt, &Job::new("NL-50 000 430"), &network.label().await.label).await;
    let label = network.label().await.label;
    let here: Known = ask(&volt, &label, "NL-50 000 430", BAY).await.read();
    let there: Known = ask(&volt, &label, "NL-50 000 430", ELSEWHERE).await.read();
    assert_eq!(here, there, "the answer does not depend on the pin");
    assert!(here.serial_active_since.is_some() && !here.takes_over && here.place_taken_since.is_none());
    let other_serial: Known = ask(&volt, &label, "NL-50 000 431", BAY).await.read();
    assert_eq!(other_serial, Known::default());
}

#[tokio::test]
async fn who_does_not_stand_before_the_label_is_told_nothing() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    pinned(&phone, &Job::new("NL-50 000 440"), &network.label().await.label).await;
    let label = network.label().await.label;
    let guessed = ActivationLabel::typed(label.mac.digits(), "guessed1").unwrap();
    for _ in 0..20 {
        let refused = ask(&phone, &guessed, "NL-50 000 440", BAY).await;
        assert_eq!(refused.problem(), (403, "label-not-proved".into()));
    }
    let throttled = ask(&phone, &label, "NL-50 000 440", BAY).await;
    assert_eq!(throttled.problem(), (429, "throttled".into()), "guesses count, wherever they are made");
    let uncertified = {
        network.installer("new@watt.example", "Watt", None).await;
        Phone::sign_in(&network, "new@watt.example").await
    };
    let refused = ask(&uncertified, &label, "NL-50 000 440", BAY).await;
    assert_eq!(refused.problem(), (403, "not-certified".into()));
}
