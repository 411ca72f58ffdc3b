//! The server's disk after a power cut.

use std::path::Path;
use std::sync::Arc;

use pinpoint_domain::wire::Digest;
use pinpoint_engine::outbox::DeliveryState;
use pinpoint_powercut::Image;
use pinpoint_server::{Config, Server, SystemClock};
use pinpoint_tests::{Outcome, Seat, TestClock};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::day::{self, PHONE, SERVER, day};
use crate::moments::{Left, Story, below, scratch};
use crate::{phone, rows};

/// To every so manieth of the disks that are left everything is delivered again.
const TO_THE_END: usize = 8;

#[test]
fn the_power_goes_at_any_moment_and_the_server_has_what_it_gave_receipts_for() -> Outcome {
    let story = Story {
        begins: Image::default(),
        entries: below(&day().entries, SERVER),
        shelves: rows::SERVER,
        database: day::server_database,
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let looked_at = runtime.block_on(story.cut_everywhere("server", law))?;
    assert!(looked_at > 100, "a day has more moments than {looked_at}");
    Ok(())
}

pub(crate) async fn law(left: &Left<'_>) -> Outcome {
    let data = left.folder.path().join(SERVER);
    let server = Arc::new(Server::open(Config::demo(&data)?, Arc::new(SystemClock))?);
    let database = data.join("pinpoint.db");
    rows::whole(&database)?;
    left.kept(&rows::read(&database, rows::SERVER)?)?;
    photos_are_whole(&data)?;
    server.labels().issue(1).await?;
    if !(left.holds("device") && left.number.is_multiple_of(TO_THE_END)) {
        return Ok(());
    }
    deliver_all_again(&server, &database).await?;
    photos_are_whole(&data)
}

/// A photo that has a receipt is there, byte for byte.
fn photos_are_whole(data: &Path) -> Outcome {
    let connection = Connection::open(data.join("pinpoint.db"))?;
    let mut photos =
        connection.prepare("SELECT kind, lower(hex(digest)) FROM photo WHERE receipt_json IS NOT NULL")?;
    for photo in photos.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (kind, digest) = photo?;
        let shelf: String = digest.chars().take(2).collect();
        let bytes = std::fs::read(data.join("photos").join(&kind).join(shelf).join(&digest))
            .map_err(|error| format!("{kind} photo {digest}: {error}"))?;
        if Digest::of(&bytes).hex() != digest {
            return Err(format!("{kind} photo {digest} holds {} other bytes", bytes.len()).into());
        }
    }
    Ok(())
}

/// The phone as it was before it sent anything offers everything: it ends with each once, whatever was there already, and
/// with the receipts that were given before.
async fn deliver_all_again(server: &Arc<Server>, database: &Path) -> Outcome {
    let before = rows::read(database, rows::SERVER)?;
    let (listener, address) = server.listen().await?;
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = Arc::clone(server);
    let task = tokio::spawn(async move { serving.serve(listener, async { drop(stopped.await) }).await });

    let folder = scratch()?;
    day().unsent.lay(folder.path())?;
    let clock = TestClock::default();
    let seat = Seat::open(folder.path().join(PHONE), day().email.clone(), address, clock).await?;
    // As long as something moves: how fast that goes is no law of this story.
    let mut report = seat.sync(30).await?;
    while report.delivered > 0 {
        report = seat.sync(30).await?;
    }
    let outbox = seat.phone.outbox().await?;
    let mut deliveries = outbox.pinpoints.iter().flat_map(|pinpoint| &pinpoint.deliveries);
    if let Some(stuck) = deliveries.find(|delivery| delivery.state != DeliveryState::Done) {
        return Err(format!("stuck: {stuck:?}, {report:?}").into());
    }
    let receipts = |rows: &rows::Rows| -> Vec<_> {
        let told = |(name, _): &(&(&'static str, String), &String)| {
            name.0 == "pinpoint" || name.0.starts_with("photo WHERE")
        };
        rows.iter().filter(told).map(|(name, content)| (name.clone(), content.clone())).collect()
    };
    let after = rows::read(database, rows::SERVER)?;
    let given = receipts(&after);
    if let Some((changed, _)) = receipts(&before).iter().find(|receipt| !given.contains(receipt)) {
        return Err(format!("another receipt than before: {changed:?}").into());
    }
    let phones = rows::read(&phone::database(&seat).ok_or("signed in")?, rows::PHONE)?;
    let taken = phones.keys().filter(|(shelf, _)| *shelf == "receipt").count();
    if (given.len(), taken) != (10, 10) {
        return Err(
            format!("2 records with 4 files each; {} receipts given, {taken} taken", given.len()).into()
        );
    }
    drop(stop);
    task.await??;
    Ok(())
}
