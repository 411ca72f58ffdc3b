//! Disks that fill, and databases that were cut short or come from a later version.

use std::path::PathBuf;
use std::process::Command;

use pinpoint_domain::Coded as _;
use pinpoint_domain::wire::Decision;
use pinpoint_engine::EngineError;
use pinpoint_tests::{Outcome, Seat, World};
use rusqlite::Connection;

fn database(seat: &Seat) -> Outcome<PathBuf> {
    let account = seat.phone.session().ok_or("signed in")?.account;
    Ok(seat.data.join(account.network.as_str()).join(account.installer.to_string()).join("pinpoint.db"))
}

async fn refused(seat: Seat, world: &World) -> Outcome<EngineError> {
    let again = seat.reopen(world.address()).await;
    let error = again.err().ok_or("it opened")?;
    Ok(*error.downcast::<EngineError>()?)
}

#[tokio::test]
async fn a_database_of_a_later_version_is_refused_and_left_as_it_is() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let path = database(&anna)?;
    Connection::open(&path)?.pragma_update(None, "user_version", 99)?;
    let error = refused(anna, &world).await?;
    assert_eq!(error.code(), "database-newer");
    assert_eq!(error.fields()["found"], "99");
    let version: u32 = Connection::open(&path)?.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    assert_eq!(version, 99);
    Ok(())
}

#[tokio::test]
async fn a_database_that_was_cut_short_is_named_as_damaged_and_kept() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    anna.sealed_job(world.label().await?.label, "172841008201").await?;
    let path = database(&anna)?;
    Connection::open(&path)?.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let whole = std::fs::read(&path)?;
    let half = whole.get(..whole.len() / 2).ok_or("half")?;
    let folder = anna.data.clone();
    drop(anna);
    std::fs::write(&path, half)?;
    let reopened =
        Seat::open(folder, String::new(), world.address(), pinpoint_tests::TestClock::default()).await;
    let error = *reopened.err().ok_or("it opened")?.downcast::<EngineError>()?;
    assert_eq!(error.code(), "database-damaged");
    assert_eq!(std::fs::read(&path)?, half, "left as it was, for whoever can mend it");
    Ok(())
}

#[tokio::test]
async fn a_full_disk_is_a_state_and_what_was_saved_stays() -> Outcome {
    let Some(disk) = SmallDisk::mount("6m")? else { return Ok(()) };
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let email = anna.email.clone();
    let clock = anna.clock.clone();
    let data = disk.path().join("phone");
    drop(anna);
    let anna = Seat::open(data, email, world.address(), clock).await?;
    anna.sign_in().await?;
    let saved = anna.sealed_job(world.label().await?.label, "172841008201").await?;

    let ballast = disk.path().join("ballast");
    fill(&ballast)?;
    let job = anna.start(world.label().await?.label).await;
    let full = match job {
        Ok(job) => anna.walk_to_seal(job, "172841008202").await.err().ok_or("it fitted")?,
        Err(error) => error,
    };
    let full = *full.downcast::<EngineError>()?;
    assert_eq!(full.code(), "storage-full", "{full:?}");
    assert!(anna.phone.job(saved).await?.sealed.is_some());

    // Closed and opened on the full disk, it says what is wrong; what it cannot do is lose anything.
    let (data, email, clock) = (anna.data.clone(), anna.email.clone(), anna.clock.clone());
    drop(anna);
    if let Err(error) = Seat::open(data.clone(), email.clone(), world.address(), clock.clone()).await {
        assert_eq!(error.downcast::<EngineError>()?.code(), "storage-full");
    }

    std::fs::remove_file(ballast)?;
    let anna = Seat::open(data, email, world.address(), clock).await?;
    assert_eq!(anna.verdict(saved).await?.decision, Decision::Accepted);
    let job = anna.sealed_job(world.label().await?.label, "172841008202").await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

/// Writes until nothing more fits.
fn fill(path: &std::path::Path) -> Outcome {
    use std::io::Write as _;
    let mut file = std::fs::File::create(path)?;
    for size in [64 * 1024, 4096, 512, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
    Ok(())
}

/// A disk of few bytes, in memory.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// Mounting takes root. Without it this test is skipped, loudly; CI has root, and there it fails.
    fn mount(size: &str) -> Outcome<Option<Self>> {
        let folder = tempfile::tempdir()?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(folder.path())
            .status();
        if mounted.is_ok_and(|status| status.success()) {
            return Ok(Some(Self(folder)));
        }
        assert!(std::env::var_os("CI").is_none(), "a small disk could not be mounted");
        std::io::Write::write_all(
            &mut std::io::stderr(),
            b"SKIPPED: a small disk could not be mounted; it takes root\n",
        )?;
        Ok(None)
    }

    fn path(&self) -> &std::path::Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.0.path()).status());
    }
}
