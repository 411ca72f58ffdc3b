//! Two programs on one phone's folder, as when a person types `pinpoint job do` while a `pinpoint sync` runs: neither goes on
//! from what it remembers of a visit once the other has written to it.

use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::work::playbook::StepKind;
use pinpoint_tests::{Outcome, Seat, World};

/// What a program shows of a job.
async fn shown(seat: &Seat, job: PinpointId) -> Outcome<serde_json::Value> {
    Ok(serde_json::to_value(seat.phone.job(job).await?)?)
}

#[tokio::test]
async fn steps_that_two_programs_do_in_turn_are_one_job_in_both() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.start(world.label().await?.label).await?;
    let again =
        Seat::open(anna.data.clone(), anna.email.clone(), world.address(), anna.clock.clone()).await?;
    let pin = Coordinate::parse("45.5088400,-73.5878100")?;
    let mut steps = 0;
    for seat in [&anna, &again].into_iter().cycle() {
        assert_eq!(shown(&anna, job).await?, shown(&again, job).await?, "after {steps} steps");
        let view = seat.phone.job(job).await?;
        let Some(next) = view.next().filter(|next| next.kind != StepKind::Seal) else { break };
        seat.do_step(job, next, "172841008201", pin).await?;
        steps += 1;
    }
    assert!(steps > 10, "{steps}");
    let sealed = again.seal(job).await?;
    assert_eq!(anna.phone.job(job).await?.sealed, Some(sealed.digest));
    Ok(())
}

#[tokio::test]
async fn taps_of_two_programs_at_once_are_all_kept_and_numbered_once() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let again =
        Seat::open(anna.data.clone(), anna.email.clone(), world.address(), anna.clock.clone()).await?;
    let (mut jobs, pin) = (Vec::new(), Coordinate::parse("45.5088400,-73.5878100")?);
    for _ in 0..2 {
        jobs.push(anna.start(world.label().await?.label).await?);
    }
    let walk = async |seat: &Seat, job| seat.walk_to_seal_at(job, "172841008201", pin).await;
    tokio::try_join!(walk(&anna, jobs[0]), walk(&again, jobs[1]))?;
    for job in jobs {
        let seen = shown(&anna, job).await?;
        assert_eq!(seen, shown(&again, job).await?);
        let reopened =
            Seat::open(anna.data.clone(), anna.email.clone(), world.address(), anna.clock.clone()).await?;
        assert_eq!(seen, shown(&reopened, job).await?, "as the disk has it");
    }
    Ok(())
}
