//! What a station says of itself when it comes online: with it the phone finds two exchanged labels that no camera saw, before
//! the seal where the station is quick, and with the next sync where it is not.

use pinpoint_domain::code::Notice;
use pinpoint_domain::ids::{CircuitId, PinpointId};
use pinpoint_domain::label::{ActivationLabel, MacAddress};
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::work::JobKind;
use pinpoint_tests::{Outcome, Seat, World};

const LEFT: &str = "172841008201";
const RIGHT: &str = "172841008202";

/// Two stations side by side, each with the other's label, walked up to the seal in one visit.
struct Row {
    world: World,
    anna: Seat,
    jobs: [PinpointId; 2],
    macs: [MacAddress; 2],
}

async fn row() -> Outcome<Row> {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let (one, other) = (world.label().await?.label, world.label().await?.label);
    let macs = [one.mac.clone(), other.mac.clone()];
    let left = begin(&anna, one, None).await?;
    anna.walk_to_seal(left, LEFT).await?;
    let right = begin(&anna, other, Some(left)).await?;
    anna.walk_to_seal(right, RIGHT).await?;
    Ok(Row { world, anna, jobs: [left, right], macs })
}

async fn begin(seat: &Seat, label: ActivationLabel, beside: Option<PinpointId>) -> Outcome<PinpointId> {
    let visit = match beside {
        Some(job) => Some(seat.phone.visit_of(job).await?),
        None => None,
    };
    let (job, circuit) = (seat.phone.new_job()?, CircuitId::parse("F12")?);
    Ok(seat.phone.start(job, JobKind::Renetworking, &label, circuit, visit).await?.id)
}

/// The warnings about a swap, as codes with the station that they name.
async fn swaps(seat: &Seat, job: PinpointId) -> Outcome<Vec<(String, Option<String>)>> {
    let warnings = seat.phone.job(job).await?.warnings.into_iter();
    let about = |notice: &Notice| ["labels-exchanged", "boot-serial-differs"].contains(&notice.code.as_str());
    Ok(warnings.filter(about).map(|notice| (notice.code, notice.fields.get("other").cloned())).collect())
}

#[tokio::test]
async fn before_the_seal_the_question_brings_it_and_names_the_neighbour() -> Outcome {
    let Row { world, anna, jobs: [left, right], macs: [mac, _] } = row().await?;
    assert_eq!(swaps(&anna, left).await?, []);
    anna.phone.ask_station(left).await?;
    assert_eq!(swaps(&anna, left).await?, [], "the station did not come online yet");
    world.server().labels().note_boot(&mac, SerialNumber::parse(RIGHT)?).await?;
    anna.phone.ask_station(left).await?;
    anna.phone.ask_station(left).await?;
    let named = |other: PinpointId| [("labels-exchanged".to_owned(), Some(other.to_string()))];
    assert_eq!(swaps(&anna, left).await?, named(right));
    assert_eq!(swaps(&anna, right).await?, named(left), "the neighbour is warned, too");
    assert!(anna.phone.never_changes(left).await.is_ok(), "a warning blocks nothing");
    Ok(())
}

#[tokio::test]
async fn after_the_seal_the_next_sync_brings_it() -> Outcome {
    let Row { world, anna, jobs: [left, _], macs: [mac, _] } = row().await?;
    let digest = anna.seal(left).await?.digest;
    anna.verdict(left).await?;
    world.server().labels().note_boot(&mac, SerialNumber::parse("172841009999")?).await?;
    anna.sync(20).await?;
    assert_eq!(swaps(&anna, left).await?, [("boot-serial-differs".to_owned(), None)]);
    assert_eq!(anna.phone.job(left).await?.sealed, Some(digest));

    let anna = anna.reopen(world.address()).await?;
    assert_eq!(swaps(&anna, left).await?.len(), 1, "it is kept, and noted once");
    world.server().labels().note_boot(&mac, SerialNumber::parse(LEFT)?).await?;
    anna.sync(20).await?;
    assert_eq!(swaps(&anna, left).await?, [], "the station was asked again, and agrees");
    Ok(())
}
