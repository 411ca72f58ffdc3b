//! A server that is restored from yesterday's backup: phones hear of its new epoch and offer again what it lost, so that
//! nothing is lost. And what a backup holds for certain, they let go of.

use std::path::Path;

use pinpoint_domain::wire::Decision;
use pinpoint_engine::outbox::DeliveryState;
use pinpoint_engine::{Copies, Installer};
use pinpoint_tests::{Outcome, Seat, World};
use rusqlite::Connection;

/// Today's records, beside one whole job with its photos.
const TODAY: u32 = 40;

#[tokio::test]
async fn phones_heal_a_server_that_was_restored_from_yesterday() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let yesterday = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    assert_eq!(anna.verdict(yesterday).await?.decision, Decision::Accepted);
    let backup = tempfile::tempdir()?;
    world.server().backups().make(backup.path()).await?;

    anna.sign_in().await?;
    let today = anna.sealed_job(world.label().await?.label, "172841008202").await?;
    assert_eq!(anna.verdict(today).await?.decision, Decision::Accepted);
    let queued = anna.start(world.label().await?.label).await?;
    anna.walk_to_seal(queued, "172841008203").await?;
    anna.phone.copy_job(queued, TODAY, Copies::Queued).await?;
    anna.sync(60).await?;
    let before = books(&world)?;
    assert_eq!(before.len(), usize::try_from(TODAY)? + 2);

    world.restore_server(backup.path()).await?;
    assert_eq!(books(&world)?.len(), 1, "the server stands as it did yesterday");
    // Today's session is not in its books.
    anna.sync(60).await?;
    anna.sign_in().await?;
    anna.sync(60).await?;
    anna.verdict(today).await?;

    assert_eq!(books(&world)?, before, "every record once, with the very bytes that were sealed");
    assert_eq!(photos_without_receipt(&world)?, 0);
    for delivery in anna.phone.outbox().await?.pinpoints.into_iter().flat_map(|pinpoint| pinpoint.deliveries)
    {
        assert_eq!(delivery.state, DeliveryState::Done, "{delivery:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_phone_lets_go_of_photos_that_a_backup_has_and_of_no_others() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let backed_up = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    anna.verdict(backed_up).await?;
    let all = photos(&anna)?;
    assert!(all > 0);
    anna.sync(20).await?;
    assert_eq!(photos(&anna)?, all, "a receipt alone frees nothing");

    let backup = tempfile::tempdir()?;
    world.server().backups().make(backup.path()).await?;
    let later = anna.sealed_job(world.label().await?.label, "172841008202").await?;
    anna.verdict(later).await?;
    age(&anna.data)?;
    anna.sync(20).await?;
    assert_eq!(photos(&anna)?, all, "those of the second job, and none of the first");
    assert_eq!(jobs(&anna.phone).await?, 2, "the records stay");

    world.restore_server(backup.path()).await?;
    anna.sync(20).await?;
    anna.verdict(later).await?;
    assert_eq!(photos_without_receipt(&world)?, 0, "what was let go of was in the backup");
    let outbox = anna.phone.outbox().await?;
    assert!(outbox.counts.keys().all(|state| state == "done"), "{:?}", outbox.counts);

    let second = tempfile::tempdir()?;
    world.server().backups().make(second.path()).await?;
    anna.sync(20).await?;
    age(&anna.data)?;
    anna.sync(20).await?;
    assert_eq!(photos(&anna)?, 0, "the receipt of the restored server counts, too");
    Ok(())
}

/// Records on the server: id and the digest of what lies there.
fn books(world: &World) -> Outcome<Vec<(String, Vec<u8>)>> {
    let database = Connection::open(world.server_data().join("pinpoint.db"))?;
    let mut statement = database.prepare("SELECT id, sealed FROM pinpoint ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn photos_without_receipt(world: &World) -> Outcome<i64> {
    let database = Connection::open(world.server_data().join("pinpoint.db"))?;
    let announced = "SELECT count(*) FROM photo WHERE receipt_json IS NULL
                     AND pinpoint NOT IN (SELECT id FROM pinpoint WHERE serial_printed LIKE 'COPY%')";
    Ok(database.query_row(announced, [], |row| row.get(0))?)
}

/// Photo files on the phone.
pub(crate) fn photos(seat: &Seat) -> Outcome<usize> {
    let mut folders = vec![seat.data.clone()];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if folder.ends_with("photos") {
                count += 1;
            }
        }
    }
    Ok(count)
}

/// An hour passes for the files: a young one may belong to what is just being attached.
fn age(folder: &Path) -> Outcome {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            age(&path)?;
        } else if folder.ends_with("photos") {
            let earlier = path.metadata()?.modified()? - std::time::Duration::from_hours(2);
            std::fs::File::options().write(true).open(&path)?.set_modified(earlier)?;
        }
    }
    Ok(())
}

async fn jobs(phone: &Installer) -> Outcome<usize> {
    Ok(phone.outbox().await?.pinpoints.len())
}
