//! A station is gone and another stands in its place (A21): the old one's record ends, and both stay in both timelines.

use crate::support::office::{decide, office, reviews, timeline};
use crate::support::record::{BAY, Job};
use crate::support::{Network, Phone};
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::{Decision, ReasonCode, StationIs};
use pinpoint_domain::work::JobKind;

const OLD: &str = "NL-50 000 600";
const NEW: &str = "NL-50 000 601";

/// Thirty kilometres away.
const ELSEWHERE: (i32, i32) = (BAY.0 + 3_000_000, BAY.1);

async fn put(phone: &Phone<'_>, job: &Job) -> PinpointId {
    let label = phone.network.label().await.label;
    phone.put(&job.path(), &phone.seal(job, &label)).await;
    phone.verdict(job.id).await.unwrap();
    job.id
}

/// A new station whose installer says which one is gone, in another spelling of its serial.
fn new_one() -> Job {
    let old_serial = SerialNumber::parse("nl50000600").unwrap();
    let claim = Some(StationIs::Replacement { old_serial });
    Job { kind: JobKind::NewInstallation, claim, ..Job::new(NEW) }
}

#[tokio::test]
async fn the_old_record_ends_and_each_timeline_shows_both() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let old = put(&phone, &Job::new(OLD)).await;
    let new = put(&phone, &new_one()).await;
    assert_eq!(phone.verdict(new).await, Some((Decision::Accepted, vec![])));
    assert_eq!(phone.verdict(old).await, Some((Decision::Superseded, vec![ReasonCode::Replaced])));
    for serial in [OLD, NEW] {
        let timeline = timeline(&phone, serial).await;
        let told: Vec<_> = timeline
            .iter()
            .map(|entry| {
                let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
                let active = entry["active"].as_bool().unwrap();
                (text("pinpoint_id"), text("serial"), active, text("replaced_by"))
            })
            .collect();
        let expected = [
            (old.to_string(), "NL50000600".to_owned(), false, new.to_string()),
            (new.to_string(), "NL50000601".to_owned(), true, String::new()),
        ];
        assert_eq!(told, expected, "the timeline of {serial}");
        assert_eq!(timeline[1]["replaces"], old.to_string());
    }
    let counts = network.server.labels().count().await.unwrap();
    assert_eq!((counts.active, counts.retired), (1, 1), "the label of the one that is gone is retired");
}

#[tokio::test]
async fn a_station_that_the_network_never_had_leaves_nothing_to_end() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let new = put(&phone, &new_one()).await;
    assert_eq!(phone.verdict(new).await, Some((Decision::Accepted, vec![])));
    assert_eq!(timeline(&phone, NEW).await.len(), 1);
}

#[tokio::test]
async fn nobody_ends_a_station_of_another_town_or_another_company_by_naming_it() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let in_review = Some((Decision::InReview, vec![ReasonCode::OldStationElsewhere]));
    let far = put(&watt, &Job { pin: ELSEWHERE, ..Job::new(OLD) }).await;
    let new = put(&watt, &new_one()).await;
    assert_eq!(watt.verdict(new).await, in_review);
    let theirs = put(&volt, &new_one()).await;
    assert_eq!(volt.verdict(theirs).await, in_review);
    assert_eq!(watt.verdict(far).await, Some((Decision::Accepted, vec![])), "it stands as it stood");
}

#[tokio::test]
async fn a_reviewer_sees_the_station_that_is_named_as_gone_and_ends_it_by_accepting() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let office = office(&network).await;
    let theirs = put(&watt, &Job::new(OLD)).await;
    let ours = put(&volt, &new_one()).await;
    let waiting = reviews(&office).await;
    let gone = &waiting[0]["records"][1];
    assert_eq!(
        (gone["pinpoint_id"].as_str(), gone["named_as_gone"].as_bool()),
        (Some(&*theirs.to_string()), Some(true))
    );
    decide(&office, ours, "accept", "The owner changed installers").await;
    assert_eq!(volt.verdict(ours).await, Some((Decision::Accepted, vec![ReasonCode::Reviewed])));
    assert_eq!(watt.verdict(theirs).await, Some((Decision::Superseded, vec![ReasonCode::Replaced])));
    assert_eq!(timeline(&office, OLD).await.len(), 2, "the network's own people see both");
    let own = timeline(&watt, OLD).await;
    assert_eq!((own.len(), own[0].get("replaced_by")), (1, None), "a company sees its own");
}

#[tokio::test]
async fn two_makers_with_one_serial_are_not_guessed_between() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let one = put(&phone, &Job::new(OLD)).await;
    let other = put(&phone, &Job { maker: "Voltwerk".into(), ..Job::new(OLD) }).await;
    let new = put(&phone, &new_one()).await;
    assert_eq!(phone.verdict(new).await, Some((Decision::InReview, vec![ReasonCode::OldStationElsewhere])));
    for id in [one, other] {
        assert_eq!(phone.verdict(id).await, Some((Decision::Accepted, vec![])));
    }
}
