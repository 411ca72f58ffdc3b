//! A phone is left in a taxi. The network hears no more from it, and whoever finds the work on it loses none.

use pinpoint_domain::wire::Decision;
use pinpoint_engine::ExportScope;
use pinpoint_engine::outbox::DeliveryState;
use pinpoint_tests::{Outcome, World};
use rusqlite::Connection;

#[tokio::test]
async fn a_revoked_phone_delivers_nothing_more_and_its_queue_stays_exportable() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let before = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    assert_eq!(anna.verdict(before).await?.decision, Decision::Accepted);
    world.stop_server().await?;
    let queued = anna.sealed_job(world.label().await?.label, "172841008202").await?;
    let exported = anna.export(ExportScope::Unsent).await?;

    let books = Connection::open(world.server_data().join("pinpoint.db"))?;
    let device: String = books.query_row("SELECT id FROM device", [], |row| row.get(0))?;
    world.server().accounts().revoke_device(device.parse()?, "left in a taxi").await?;
    world.start_server().await?;
    assert_eq!(anna.sync(5).await?.delivered, 0);
    // Even whoever knows the password signs in with this phone no more.
    assert!(anna.sign_in().await.is_err());
    anna.sync(5).await?;
    let outbox = anna.phone.outbox().await?;
    let held = outbox.pinpoints.iter().find(|pinpoint| pinpoint.id == queued).ok_or("it is there")?;
    assert!(held.receipt.is_none());
    let is_held = |state: &DeliveryState| {
        matches!(state, DeliveryState::HeldAuth { .. } | DeliveryState::Blocked { .. })
    };
    assert!(held.deliveries.iter().all(|delivery| is_held(&delivery.state)), "{:?}", held.deliveries);
    assert!(
        anna.export(ExportScope::Unsent).await?.len() >= exported.len(),
        "what was not sent can still be taken off the phone"
    );
    let stored: u32 = books.query_row("SELECT count(*) FROM pinpoint", [], |row| row.get(0))?;
    assert_eq!(stored, 1, "only what came before the taxi");
    Ok(())
}
