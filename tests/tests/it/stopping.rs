//! Stopping a sync, and being signed out in the middle of one.

use std::sync::Arc;
use std::time::Duration;

use pinpoint_engine::outbox::Ending;
use pinpoint_tests::{Outcome, World};

#[tokio::test]
async fn a_sync_that_waits_for_its_turn_keeps_its_deadline_and_can_be_stopped() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    anna.sealed_job(world.label().await?.label, "172841008701").await?;
    world.stop_server().await?;
    let without_end = anna.phone.sync(None, Arc::new(|_| {}));
    let others = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let late = tokio::time::timeout(Duration::from_secs(5), anna.sync(1)).await??;
        assert_eq!(late.ending, Ending::Deadline, "behind a sync that outlasts the night");
        let waiting = anna.sync(60);
        let stop = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            anna.phone.cancel_sync();
        };
        let (stopped, ()) = tokio::join!(waiting, stop);
        assert_eq!(stopped?.ending, Ending::Cancelled);
        Outcome::Ok(())
    };
    let (report, others) = tokio::join!(without_end, others);
    others?;
    assert_eq!(report?.ending, Ending::Cancelled);
    Ok(())
}

#[tokio::test]
async fn who_signs_out_without_a_server_is_signed_out_at_once_and_stays_so() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    world.stop_server().await?;
    anna.phone.sign_out().await?;
    assert_eq!(anna.phone.session().map(|session| session.signed_in), Some(false));
    world.start_server().await?;
    anna.sync(5).await?;
    let anna = anna.reopen(world.address()).await?;
    assert_eq!(anna.phone.session().map(|session| session.signed_in), Some(false), "no sync signs in again");
    Ok(())
}
