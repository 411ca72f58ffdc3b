//! Photos that the system carries while the app has ended.

use pinpoint_engine::outbox::{DeliveryState, Item};
use pinpoint_engine::{SavedOn, Transfer, TransferOutcome, TransferState};
use pinpoint_tests::{Outcome, Seat, World, break_off};

/// What `URLSession` and `WorkManager` do with a description: send part of a file and keep the reply, in no process of
/// ours.
async fn carry(transfer: &Transfer) -> Outcome<TransferOutcome> {
    let file = std::fs::read(&transfer.file)?;
    let (from, length) = (usize::try_from(transfer.from)?, usize::try_from(transfer.length)?);
    let part = file[from..from + length].to_vec();
    // Whoever installed it first did the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut request = reqwest::Client::builder()
        .no_proxy()
        .build()?
        .request(transfer.method.parse()?, transfer.url.clone())
        .header("authorization", transfer.bearer.reveal());
    for (name, value) in &transfer.headers {
        request = request.header(name, value);
    }
    let reply = request.body(part).send().await?;
    let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    Ok(TransferOutcome::Answered {
        status: reply.status().as_u16(),
        headers: reply.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        body: reply.bytes().await?.to_vec(),
    })
}

async fn states(seat: &Seat) -> Outcome<Vec<DeliveryState>> {
    let pinpoint = seat.phone.outbox().await?.pinpoints.remove(0);
    let photos =
        pinpoint.deliveries.into_iter().filter(|delivery| matches!(delivery.item, Item::Photo { .. }));
    Ok(photos.map(|delivery| delivery.state).collect())
}

/// Anna's phone has sent the record; its photos wait.
async fn with_photos_waiting(world: &World) -> Outcome<Seat> {
    let anna = world.installer("anna").await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008301").await?;
    let carried = anna.phone.next_transfers(10).await?;
    assert!(carried.is_empty(), "a photo never goes before its record");
    anna.send_record(job).await?;
    Ok(anna)
}

#[tokio::test]
async fn a_photo_arrives_although_the_app_has_ended() -> Outcome {
    let world = World::begin().await?;
    let anna = with_photos_waiting(&world).await?;
    let transfers = anna.phone.next_transfers(10).await?;
    assert!(!transfers.is_empty());
    assert!(states(&anna).await?.iter().any(|state| matches!(state, DeliveryState::Carried { .. })));
    assert!(!format!("{transfers:?}").contains("Bearer ey"), "tokens are printed nowhere");

    // The app ends; the system sends; the app is woken to hear of it.
    let anna = anna.reopen(world.address()).await?;
    assert!(anna.phone.next_transfers(10).await?.is_empty(), "what is carried is given to nobody else");
    for transfer in &transfers {
        let outcome = carry(transfer).await?;
        let finished = anna.phone.transfer_finished(transfer.photo, outcome.clone()).await?;
        assert_eq!(finished, TransferState::Done);
        assert_eq!(anna.phone.transfer_finished(transfer.photo, outcome).await?, TransferState::Done);
    }
    let left = states(&anna).await?.into_iter().filter(|state| *state != DeliveryState::Done).count();
    if left > 0 {
        anna.sync(20).await?;
    }
    assert_eq!(anna.phone.outbox().await?.pinpoints[0].saved, SavedOn::Server);
    Ok(())
}

#[tokio::test]
async fn an_answer_of_the_server_is_taken_as_one_and_a_late_repeat_changes_nothing() -> Outcome {
    let world = World::begin().await?;
    let anna = with_photos_waiting(&world).await?;
    let transfers = anna.phone.next_transfers(2).await?;
    let said = |status: u16, code: &str| TransferOutcome::Answered {
        status,
        headers: vec![("content-type".into(), "application/problem+json".into())],
        body: format!(r#"{{"type":"about:blank","title":"{code}","status":{status},"code":"{code}"}}"#)
            .into(),
    };
    let [first, second] = transfers.as_slice() else { return Err("two photos wait".into()) };
    let refused = anna.phone.transfer_finished(first.photo, said(422, "photo-differs")).await?;
    assert_eq!(refused, TransferState::Held);
    let busy = anna.phone.transfer_finished(second.photo, said(503, "busy")).await?;
    assert_eq!(busy, TransferState::Again);
    let after = states(&anna).await?;
    assert!(after.iter().any(|state| matches!(state, DeliveryState::NeedsYou { .. })), "{after:?}");
    assert!(after.iter().any(|state| matches!(state, DeliveryState::Waiting { .. })), "{after:?}");

    for transfer in &transfers {
        let state = anna.phone.transfer_finished(transfer.photo, TransferOutcome::Lost).await?;
        assert_eq!(state, TransferState::Again);
    }
    assert_eq!(states(&anna).await?, after);
    Ok(())
}

#[tokio::test]
async fn a_transfer_that_breaks_goes_on_from_what_the_server_has() -> Outcome {
    let world = World::begin().await?;
    let anna = with_photos_waiting(&world).await?;
    let transfer = anna.phone.next_transfers(1).await?.remove(0);
    let outcome = break_off(&transfer, 1000).await?;
    assert_eq!(anna.phone.transfer_finished(transfer.photo, outcome).await?, TransferState::Again);

    // Carried again: the server was asked how far it is, and the rest goes.
    let rest = anna.phone.next_transfers(1).await?.remove(0);
    assert_eq!((rest.photo, rest.method), (transfer.photo, "PATCH"));
    assert!(rest.from > 0 && rest.from + rest.length == transfer.length);
    let outcome = carry(&rest).await?;
    assert_eq!(anna.phone.transfer_finished(rest.photo, outcome).await?, TransferState::Done);
    Ok(())
}

#[tokio::test]
async fn a_photo_that_nobody_hears_of_comes_back_after_an_hour() -> Outcome {
    let world = World::begin().await?;
    let anna = with_photos_waiting(&world).await?;
    assert!(!anna.phone.next_transfers(10).await?.is_empty());
    let waits = |state: &DeliveryState| matches!(state, DeliveryState::Carried { .. });
    anna.sync(1).await?;
    assert!(states(&anna).await?.iter().any(waits), "no sync takes what the system carries");
    anna.clock.shift(jiff::SignedDuration::from_mins(61));
    world.clock.shift(jiff::SignedDuration::from_mins(61));
    anna.sync(20).await?;
    assert_eq!(anna.phone.outbox().await?.pinpoints[0].saved, SavedOn::Server);
    Ok(())
}
