//! The network erases what somebody asked it to, and the phones of the company do the same. What was sealed stays.

use std::path::PathBuf;

use pinpoint_domain::demo;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::{Change, ChangePage, Changed, Decision, Digest, Erasure, Signed, VERSION};
use pinpoint_engine::outbox::{Ending, Item};
use pinpoint_engine::{ExportScope, SavedOn, Source, TransferOutcome, TransferState};
use pinpoint_server::ToErase;
use pinpoint_tests::{Outcome, Seat, World};
use rusqlite::Connection;

use crate::hostile_weather::{response, stranger};
use crate::restored::photos;

const SERIAL: &str = "172841009301";

/// The network erases all that it may of a record.
async fn erase(world: &World, desk: &str, job: PinpointId) -> Outcome<Erasure> {
    let what = ToErase { annex: true, all_photos: true, ..ToErase::default() };
    Ok(world.server().erasures().erase(job, what, "The resident asked for it", desk).await?)
}

/// Where a phone keeps its account.
fn database(seat: &Seat) -> Outcome<PathBuf> {
    let account = seat.phone.session().ok_or("signed in")?.account;
    Ok(seat.data.join(account.network.as_str()).join(account.installer.to_string()).join("pinpoint.db"))
}

/// Annexes on a phone.
fn annexes(seat: &Seat) -> Outcome<u32> {
    let database = Connection::open(database(seat)?)?;
    Ok(database.query_row("SELECT count(annex) FROM pinpoint", [], |row| row.get(0))?)
}

/// The digest of the bytes that a phone sealed.
fn sealed(seat: &Seat) -> Outcome<Digest> {
    let database = Connection::open(database(seat)?)?;
    let bytes: Vec<u8> = database.query_row("SELECT sealed FROM pinpoint", [], |row| row.get(0))?;
    Ok(Digest::of(&bytes))
}

/// Files of photos, and annexes.
fn held(seat: &Seat) -> Outcome<(usize, u32)> {
    Ok((photos(seat)?, annexes(seat)?))
}

/// Nothing of a phone's work waits, and the next sync has nothing to do.
async fn is_done(seat: &Seat) -> Outcome {
    let outbox = seat.phone.outbox().await?;
    assert_eq!(outbox.counts.keys().collect::<Vec<_>>(), ["done"], "{:?}", outbox.counts);
    assert_eq!(outbox.pinpoints[0].saved, SavedOn::Server);
    let report = seat.sync(20).await?;
    assert_eq!((report.ending, report.delivered), (Ending::Idle, 0));
    Ok(())
}

#[tokio::test]
async fn a_phone_lets_go_of_what_the_network_erased_and_keeps_what_it_sealed() -> Outcome {
    let mut world = World::begin().await?;
    let (desk, anna) = (world.reviewer().await?, world.installer("anna").await?);
    let job = anna.sealed_job(world.label().await?.label, SERIAL).await?;
    anna.verdict(job).await?;
    let (digest, before) = (sealed(&anna)?, held(&anna)?);
    assert!(before.0 > 0 && before.1 == 1, "{before:?}");
    let backup = tempfile::tempdir()?;
    world.server().backups().make(backup.path()).await?;

    let gone = erase(&world, &desk, job).await?;
    assert_eq!(gone.photos.len(), before.0);
    anna.sync(20).await?;
    assert_eq!(held(&anna)?, (0, 0));
    assert_eq!((sealed(&anna)?, anna.phone.job(job).await?.sealed), (digest, Some(digest)));
    let export = anna.export(ExportScope::Everything).await?;
    assert!(!export.windows(7).any(|window| window == b"photos/"), "an export holds no photo");
    is_done(&anna).await?;

    // The server goes back to a backup that still has them; the phone brings nothing back, and is told once more.
    world.restore_server(backup.path()).await?;
    anna.sync(20).await?;
    anna.sign_in().await?;
    anna.sync(20).await?;
    is_done(&anna).await?;
    assert_eq!(erase(&world, &desk, job).await?.photos.len(), before.0, "the backup had it");
    anna.sync(20).await?;
    assert_eq!(held(&anna)?, (0, 0));
    Ok(())
}

#[tokio::test]
async fn a_phone_that_had_not_sent_its_photos_is_done_with_them() -> Outcome {
    let world = World::begin().await?;
    let (desk, anna) = (world.reviewer().await?, world.installer("anna").await?);
    let job = anna.sealed_job(world.label().await?.label, SERIAL).await?;
    anna.send_record(job).await?;
    erase(&world, &desk, job).await?;
    anna.sync(60).await?;
    assert_eq!(held(&anna)?, (0, 0));
    is_done(&anna).await?;
    let server = Connection::open(world.server_data().join("pinpoint.db"))?;
    let arrived: u32 =
        server
            .query_row("SELECT count(*) FROM photo WHERE receipt_json IS NOT NULL", [], |row| row.get(0))?;
    assert_eq!(arrived, 0);
    Ok(())
}

#[tokio::test]
async fn what_the_system_carries_is_erased_under_way() -> Outcome {
    let world = World::begin().await?;
    let (desk, anna) = (world.reviewer().await?, world.installer("anna").await?);
    let job = anna.sealed_job(world.label().await?.label, SERIAL).await?;
    anna.send_record(job).await?;
    let transfers = anna.phone.next_transfers(10).await?;
    assert!(!transfers.is_empty());
    erase(&world, &desk, job).await?;
    anna.sync(20).await?;
    for transfer in transfers {
        let finished = anna.phone.transfer_finished(transfer.photo, TransferOutcome::Lost).await?;
        assert_eq!(finished, TransferState::Done);
    }
    assert_eq!(held(&anna)?, (0, 0));
    is_done(&anna).await
}

#[tokio::test]
async fn every_phone_of_the_company_lets_go_also_one_that_takes_the_record_in_later() -> Outcome {
    let world = World::begin().await?;
    let desk = world.reviewer().await?;
    let (anna, ben, carla) =
        (world.installer("anna").await?, world.installer("ben").await?, world.installer("carla").await?);
    let job = anna.sealed_job(world.label().await?.label, SERIAL).await?;
    let file = anna.export(ExportScope::Unsent).await?;
    ben.phone.take_in(Source::Bytes(file.clone())).await?;
    assert_eq!(ben.verdict(job).await?.decision, Decision::Accepted);
    erase(&world, &desk, job).await?;
    carla.sync(20).await?;

    // Anna's photos wait still, Ben's are delivered, and Carla has read past the word before she got the file.
    carla.phone.take_in(Source::Bytes(file)).await?;
    assert_ne!(held(&carla)?, (0, 0));
    for seat in [&anna, &ben, &carla] {
        seat.sync(60).await?;
        assert_eq!(held(seat)?, (0, 0), "{}", seat.email);
        is_done(seat).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_forged_word_takes_nothing_off_a_phone() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.sealed_job(world.label().await?.label, SERIAL).await?;
    let before = held(&anna)?;
    let waiting = anna.phone.outbox().await?.pinpoints.remove(0).deliveries;
    let photos: Vec<PhotoId> = waiting
        .iter()
        .filter_map(|delivery| match delivery.item {
            Item::Photo { photo, .. } => Some(photo),
            _ => None,
        })
        .collect();
    let lie = Erasure {
        v: VERSION,
        network: demo::profile()?.network,
        pinpoint_id: job,
        digest: sealed(&anna)?,
        annex: true,
        photos,
        at: "2026-11-21T07:40:00Z".parse()?,
    };
    // Signed by the demo root, which signs profiles and never erases.
    let erasure: Signed<Erasure> =
        Signed::sign_ed25519(serde_json::to_vec(&lie)?, demo::RECEIPT_KEY_ID, &demo::root_key());
    let page = ChangePage {
        server_epoch: "forged".to_owned(),
        changes: vec![Change { sequence: 1, pinpoint_id: job, what: Changed::Erased { erasure } }],
        next_after: 1,
        more: false,
        watermark: None,
    };
    let forger = stranger(response("200 OK", "application/json", &serde_json::to_string(&page)?)).await?;
    let anna = anna.reopen(forger).await?;
    anna.sync(2).await?;
    assert_eq!(held(&anna)?, before);
    let anna = anna.reopen(world.address()).await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    is_done(&anna).await
}
