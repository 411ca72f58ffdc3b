//! The phone's disk after a power cut.

use std::path::{Path, PathBuf};

use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::wire::Digest;
use pinpoint_domain::work::playbook::StepKind;
use pinpoint_engine::JobFilter;
use pinpoint_powercut::Image;
use pinpoint_tests::{Outcome, Seat, TestClock};
use rusqlite::Connection;

use crate::day::{self, PHONE, SERIALS, SIGNED_IN, day};
use crate::moments::{Left, Story, below};
use crate::rows;

/// Of the disks that are left, on every so manieth the work goes on to its end; on all others by one step.
const TO_THE_END: usize = 16;

#[test]
fn the_power_goes_at_any_moment_and_the_phone_has_what_it_said_was_saved() -> Outcome {
    let story = Story {
        begins: Image::default(),
        entries: below(&day().entries, PHONE),
        shelves: rows::PHONE,
        database: day::phone_database,
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let looked_at = runtime.block_on(story.cut_everywhere("phone", law))?;
    assert!(looked_at > 100, "a day has more moments than {looked_at}");
    Ok(())
}

pub(crate) async fn law(left: &Left<'_>) -> Outcome {
    let data = left.folder.path().join(PHONE);
    let seat = open(data.clone()).await?;
    let signed_in = seat.phone.session().is_some_and(|session| session.signed_in);
    let begun = left.promised(SIGNED_IN) || left.holds("journal");
    let Some(database) = database(&seat) else {
        return if begun { Err("nobody was ever signed in".into()) } else { Ok(()) };
    };
    rows::whole(&database)?;
    let found = rows::read(&database, rows::PHONE)?;
    left.kept(&found)?;
    if begun && !signed_in {
        return Err("signed out".into());
    }
    photos_are_whole(&database)?;
    if signed_in { go_on(&seat, left.number.is_multiple_of(TO_THE_END)).await } else { Ok(()) }
}

/// A phone whose server is out of reach.
pub(crate) async fn open(data: PathBuf) -> Outcome<Seat> {
    Seat::open(data, day().email.clone(), ([127, 0, 0, 1], 9).into(), TestClock::default()).await
}

/// Where the phone that is open keeps its work.
pub(crate) fn database(seat: &Seat) -> Option<PathBuf> {
    let account = seat.phone.session()?.account;
    Some(seat.data.join(account.network.as_str()).join(account.installer.to_string()).join("pinpoint.db"))
}

/// A photo that has a row is there, byte for byte.
fn photos_are_whole(database: &Path) -> Outcome {
    let folder = database.parent().ok_or("a database lies in a folder")?;
    let connection = Connection::open(database)?;
    let mut photos = connection.prepare("SELECT path, digest FROM photo")?;
    for photo in photos.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (path, digest) = photo?;
        let bytes = std::fs::read(folder.join(&path)).map_err(|error| format!("{path}: {error}"))?;
        if Digest::of(&bytes).to_string() != digest {
            return Err(format!("{path} holds {} other bytes", bytes.len()).into());
        }
    }
    Ok(())
}

/// Whoever worked with the phone goes on with it.
async fn go_on(seat: &Seat, to_the_end: bool) -> Outcome {
    let jobs = seat.phone.jobs(JobFilter::Open).await?;
    if let Some(unreadable) = jobs.unreadable.first() {
        return Err(format!("unreadable: {unreadable:?}").into());
    }
    let pin = Coordinate::parse("45.5088400,-73.5878100")?;
    for job in jobs.jobs {
        let step = job.next().ok_or("an open job has a next step")?;
        if to_the_end && job.sealed.is_none() {
            seat.walk_to_seal(job.id, SERIALS[0]).await?;
            seat.seal(job.id).await?;
            seat.walk_to_end(job.id).await?;
        } else if step.kind == StepKind::Seal {
            seat.seal(job.id).await?;
        } else {
            seat.do_step(job.id, step, SERIALS[0], pin).await?;
        }
    }
    let outbox = seat.phone.outbox().await?;
    if to_the_end && outbox.pinpoints.iter().any(|pinpoint| pinpoint.deliveries.is_empty()) {
        return Err("a sealed record that is not on its way".into());
    }
    Ok(())
}
