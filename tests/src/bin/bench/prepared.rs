//! A phone with one job ready to seal, and as many copies of it as a benchmark wants.

use pinpoint_domain::ids::PinpointId;
use pinpoint_engine::Copies;
use pinpoint_tests::{Outcome, Seat, World};

/// A signed-in installer's phone with copies of a job.
pub(crate) async fn phone(
    world: &World,
    name: &str,
    count: u32,
    copies: Copies,
) -> Outcome<(Seat, Vec<PinpointId>)> {
    let seat = world.installer(name).await?;
    let job = seat.start(world.label().await?.label).await?;
    seat.walk_to_seal(job, "BENCH-0001").await?;
    let made = seat.phone.copy_job(job, count, copies).await?;
    Ok((seat, made))
}
