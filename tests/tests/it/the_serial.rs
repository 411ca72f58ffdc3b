//! The serial number never changes, whoever tries; and one station has one serial through the years.

use jiff::SignedDuration;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::StepId;
use pinpoint_domain::serial::SerialSource;
use pinpoint_domain::wire::{Decision, ReasonCode};
use pinpoint_domain::work::{Answer, Refusal, SealConfirmation};
use pinpoint_engine::EngineError;
use pinpoint_tests::{Outcome, Seat, World};
use rusqlite::Connection;

#[tokio::test]
async fn two_agreeing_entries_are_needed_to_seal() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.start(world.label().await?.label).await?;
    anna.walk_to_seal(job, "172841008201").await?;
    let serial = StepId::parse("serial")?;
    let typed = Answer::Serial { text: "172841008201".into(), source: SerialSource::Typed };
    anna.apply(job, &serial, typed).await?;

    let refused = anna.phone.never_changes(job).await.err().ok_or("one entry is not enough")?;
    let EngineError::Refused(Refusal::NotReadyToSeal { missing }) = refused else { panic!("{refused:?}") };
    assert_eq!(missing, std::slice::from_ref(&serial));
    let again = Answer::SerialAgain { text: "172841008210".into() };
    assert!(anna.apply(job, &serial, again).await.is_err());
    anna.apply(job, &serial, Answer::SerialAgain { text: "172841008201".into() }).await?;
    anna.seal(job).await?;
    Ok(())
}

#[tokio::test]
async fn after_the_seal_no_command_and_no_raw_sql_changes_it() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    let other = Answer::Serial { text: "999999999999".into(), source: SerialSource::Typed };
    let refused = anna.phone.apply(job, StepId::parse("serial")?, other).await;
    assert!(matches!(refused, Err(EngineError::Refused(Refusal::Sealed { .. }))), "{refused:?}");
    let mac = anna.phone.job(job).await?.mac.to_string();
    let digest = anna.phone.job(job).await?.sealed;
    let confirmed = SealConfirmation { serial: "172841008201".into(), mac: mac.clone() };
    let again = anna.phone.seal(job, confirmed).await?;
    assert_eq!(Some(again.digest), digest, "a repeated seal is the same seal");
    let other = SealConfirmation { serial: "999999999999".into(), mac };
    let refused = anna.phone.seal(job, other).await;
    assert!(matches!(refused, Err(EngineError::Refused(Refusal::SealShownDiffers { .. }))), "{refused:?}");

    let database = raw(&anna)?;
    for sql in [
        "UPDATE pinpoint SET serial = '999999999999'",
        "UPDATE pinpoint SET digest = 'sha256:00'",
        "UPDATE pinpoint SET signatures = '[]'",
        "UPDATE pinpoint SET annex = 'another'",
        "UPDATE pinpoint SET sealed = replace(sealed, '172841008201', '999999999999')",
        "DELETE FROM pinpoint",
        "INSERT OR REPLACE INTO pinpoint (id, sequence, digest, sealed, signatures, grant_json, marks)
         SELECT id, sequence + 100, digest, replace(sealed, '172841008201', '999999999999'), signatures, grant_json, marks
         FROM pinpoint",
        "UPDATE journal SET entry = replace(entry, '172841008201', '999999999999')",
        "DELETE FROM journal",
    ] {
        let tried = database.execute_batch(sql);
        assert!(tried.is_err(), "`{sql}` went through");
    }
    let kept: String = database.query_row("SELECT serial FROM pinpoint", [], |row| row.get(0))?;
    assert_eq!(kept, "172841008201");
    Ok(())
}

#[tokio::test]
async fn a_second_record_with_the_same_serial_goes_to_review_with_its_reason() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let first = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    assert_eq!(anna.verdict(first).await?.decision, Decision::Accepted);

    let far = Coordinate::parse("46.8138783,-71.2079809")?;
    let job = anna.start(world.label().await?.label).await?;
    anna.walk_to_seal_at(job, "172841008201", far).await?;
    anna.seal(job).await?;
    let verdict = anna.verdict(job).await?;
    assert_eq!(verdict.decision, Decision::InReview);
    assert_eq!(verdict.reasons[0].code, ReasonCode::SerialActiveElsewhere);
    let outbox = anna.phone.outbox().await?;
    let stored = outbox.pinpoints.iter().find(|pinpoint| pinpoint.id == job).ok_or("listed")?;
    assert!(stored.receipt.is_some(), "stored all the same");
    Ok(())
}

#[tokio::test]
async fn re_networking_the_same_station_a_year_later_is_accepted_and_shows_in_its_timeline() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let first = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    let accepted = anna.verdict(first).await?;
    assert_eq!(accepted.decision, Decision::Accepted);

    world.clock.shift(SignedDuration::from_hours(24 * 300));
    anna.clock.shift(SignedDuration::from_hours(24 * 300));
    anna.sign_in().await?;
    let later = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    assert_eq!(anna.verdict(later).await?.decision, Decision::Accepted);
    let superseded = anna.verdict_but(first, Some(&accepted)).await?;
    assert_eq!(superseded.decision, Decision::Superseded);
    assert_eq!(superseded.reasons[0].code, ReasonCode::Renetworked);
    Ok(())
}

fn raw(seat: &Seat) -> Outcome<Connection> {
    let account = seat.phone.session().ok_or("signed in")?.account;
    let folder = seat.data.join(account.network.as_str()).join(account.installer.to_string());
    Ok(Connection::open(folder.join("pinpoint.db"))?)
}
