//! What comes between phone and server: pages that are not ours, wrong clocks, receipts of strangers, lost replies.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use pinpoint_domain::demo;
use pinpoint_domain::wire::{Decision, Digest, Receipt, Signed, Subject, VERSION};
use pinpoint_engine::outbox::{Delivery, DeliveryState, Ending, Item, Progress, Weather};
use pinpoint_engine::{ExportScope, SavedOn};
use pinpoint_tests::proxy::{Answer, Certificates, Endpoint, Fault, FaultProxy};
use pinpoint_tests::{Outcome, Seat, World};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// Answers every request with the same bytes.
pub(crate) async fn stranger(reply: String) -> Outcome<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let reply = reply.clone();
            tokio::spawn(async move {
                let mut request = vec![0; 64 * 1024];
                while socket.read(&mut request).await.is_ok_and(|count| count > 0) {
                    if socket.write_all(reply.as_bytes()).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    Ok(address)
}

pub(crate) fn response(status: &str, media_type: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

async fn record(seat: &Seat) -> Outcome<Delivery> {
    let outbox = seat.phone.outbox().await?;
    let deliveries = outbox.pinpoints.into_iter().flat_map(|pinpoint| pinpoint.deliveries);
    deliveries.into_iter().find(|delivery| matches!(delivery.item, Item::Record(_))).ok_or("a record".into())
}

#[tokio::test]
async fn a_captive_portal_is_weather_and_costs_nothing() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    let portal = stranger(response("200 OK", "text/html", "<html>Welcome to Park&Wifi</html>")).await?;

    let anna = anna.reopen(portal).await?;
    assert_eq!(anna.sync(2).await?.delivered, 0);
    let DeliveryState::Waiting { why, .. } = record(&anna).await?.state else { panic!("it waits") };
    assert_eq!(why, Weather::Stranger { status: 200 });
    assert_eq!(anna.phone.session().map(|session| session.signed_in), Some(true), "nobody was signed out");

    let anna = anna.reopen(world.address()).await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

#[tokio::test]
async fn a_receipt_by_an_unknown_key_deletes_nothing() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    let digest = anna.phone.job(job).await?.sealed.ok_or("sealed")?;
    let receipt = forged_receipt(job, digest)?;
    let forger = stranger(response("201 Created", "application/json", &receipt)).await?;

    let anna = anna.reopen(forger).await?;
    assert_eq!(anna.sync(2).await?.delivered, 0);
    let DeliveryState::Waiting { why, .. } = record(&anna).await?.state else { panic!("it waits") };
    assert_eq!(why, Weather::ReceiptNotBelieved);
    let outbox = anna.phone.outbox().await?;
    assert!(outbox.pinpoints[0].receipt.is_none());
    assert_eq!(outbox.pinpoints[0].saved, SavedOn::Phone);

    let anna = anna.reopen(world.address()).await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

/// Signed by the demo root, which signs profiles and never receipts.
fn forged_receipt(job: pinpoint_domain::ids::PinpointId, digest: Digest) -> Outcome<String> {
    let profile = demo::profile()?;
    let receipt = Receipt {
        v: VERSION,
        network: profile.network,
        subject: Subject::Pinpoint(job),
        digest,
        received_at: "2026-11-21T07:40:00Z".parse()?,
        server_sequence: 1,
    };
    let signed: Signed<Receipt> =
        Signed::sign_ed25519(serde_json::to_vec(&receipt)?, demo::RECEIPT_KEY_ID, &demo::root_key());
    Ok(serde_json::to_string(&signed)?)
}

#[tokio::test]
async fn whoever_taps_need_not_wait_for_the_sync_that_waits() -> Outcome {
    const RECORDS: Endpoint = Endpoint { method: "PUT", path: "/v1/pinpoints/{}" };
    let world = World::begin().await?;
    let certificates = Certificates::new()?;
    let authority = certificates.authority_pem.clone();
    let proxy = FaultProxy::start(world.address(), certificates).await?;
    let anna = world.installer_behind("anna", &proxy.url(), &authority).await?;
    anna.sign_in().await?;
    anna.sealed_job(world.label().await?.label, "172841008201").await?;
    let busy = Answer { status: 503, code: Some("unavailable"), retry_after_s: Some(600) };
    proxy.play(RECORDS, Fault::Answers(busy));
    let waits = Arc::new(Notify::new());
    let hears = Arc::clone(&waits);
    let patient = anna.phone.sync(
        None,
        Arc::new(move |progress| {
            if matches!(progress, Progress::Settled(_)) {
                hears.notify_one();
            }
        }),
    );
    let tap = async {
        waits.notified().await;
        proxy.clear();
        anna.sync(20).await
    };
    let (patient, tapped) = tokio::join!(tokio::time::timeout(Duration::from_mins(1), patient), tap);
    tapped?;
    assert_eq!(patient??.ending, Ending::Idle, "ten minutes were not waited for");
    assert_eq!(record(&anna).await?.state, DeliveryState::Done);
    Ok(())
}

#[tokio::test]
async fn an_expired_token_is_refreshed_without_anyone_noticing() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    world.clock.shift(SignedDuration::from_hours(2));
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

#[tokio::test]
async fn a_session_that_ended_holds_the_queue_until_the_next_sign_in() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    world.clock.shift(SignedDuration::from_hours(24 * 120));
    anna.sync(5).await?;
    assert!(
        matches!(record(&anna).await?.state, DeliveryState::HeldAuth { .. }),
        "{:?}",
        record(&anna).await?
    );
    anna.sign_in().await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

#[tokio::test]
async fn signing_out_deletes_nothing() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    anna.phone.sign_out().await?;
    anna.sync(2).await?;
    assert!(matches!(record(&anna).await?.state, DeliveryState::HeldAuth { .. }));
    let anna = anna.reopen(world.address()).await?;
    assert!(anna.export(ExportScope::Unsent).await?.len() > 1000, "the queue stays exportable");
    anna.sign_in().await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

#[tokio::test]
async fn a_clock_ten_years_off_delays_nothing() -> Outcome {
    let mut world = World::begin().await?;
    for (name, years) in [("past", -10_i64), ("future", 10)] {
        let seat = world.installer(name).await?;
        world.stop_server().await?;
        seat.clock.shift(SignedDuration::from_hours(24 * 365 * years));
        let job = seat.sealed_job(world.label().await?.label, &format!("CLOCK{name}")).await?;
        seat.sync(2).await?;
        seat.clock.shift(SignedDuration::from_hours(-24 * 365 * years));
        world.start_server().await?;
        tokio::time::sleep(Duration::from_millis(10)).await;
        assert_eq!(seat.verdict(job).await?.decision, Decision::Accepted, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn an_uncertified_installer_signs_in_and_the_record_goes_through_after_certification() -> Outcome {
    let world = World::begin().await?;
    let ben = world.uncertified("ben").await?;
    assert_eq!(ben.phone.session().map(|session| session.certified), Some(false));
    let job = ben.sealed_job(world.label().await?.label, "172841008201").await?;
    ben.sync(5).await?;
    let DeliveryState::HeldAuth { code } = record(&ben).await?.state else { panic!("held") };
    assert_eq!(code, "not-certified");

    let until = "2099-01-01T00:00:00Z".parse()?;
    world.server().accounts().certify(&ben.email, Some(until), "training finished").await?;
    assert_eq!(ben.verdict(job).await?.decision, Decision::Accepted);
    assert_eq!(ben.phone.session().map(|session| session.certified), Some(true));
    Ok(())
}
