//! Two installers, one phone; a key that was lost; two processes that begin at once.

use pinpoint_domain::wire::Decision;
use pinpoint_engine::{FileKeyStore, KeyStore as _};
use pinpoint_tests::{Outcome, Seat, TestClock, World};

/// The phone of `first`, on which the account of `second` signs in too.
async fn also_signed_in(first: Seat, second: &Seat, world: &World) -> Outcome<Seat> {
    let data = first.data.clone();
    drop(first);
    let both = Seat::open(data, second.email.clone(), world.address(), TestClock::default()).await?;
    both.sign_in().await?;
    Ok(both)
}

#[tokio::test]
async fn tokens_of_one_account_are_never_another_accounts_even_after_a_kill_between_two_writes() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let carl = world.installer("carl").await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    let annas_file = std::fs::read(anna.data.join("account.json"))?;
    let email = anna.email.clone();

    let phone = also_signed_in(anna, &carl, &world).await?;
    phone.phone.sign_out().await?;
    let data = phone.data.clone();
    drop(phone);
    // The state after a kill between "tokens kept" and "account written".
    std::fs::write(data.join("account.json"), annas_file)?;

    let anna = Seat::open(data, email, world.address(), TestClock::default()).await?;
    let session = anna.phone.session().ok_or("an account")?;
    assert_eq!((session.account.name.as_str(), session.signed_in), ("anna", true), "by her own tokens");
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

#[tokio::test]
async fn each_account_has_a_queue_of_its_own() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let carl = world.installer("carl").await?;
    anna.sealed_job(world.label().await?.label, "172841008201").await?;
    let both = also_signed_in(anna, &carl, &world).await?;
    assert!(both.phone.outbox().await?.pinpoints.is_empty(), "Carl sees nothing of Anna's");
    assert_eq!(both.sync(5).await?.delivered, 0);
    Ok(())
}

#[tokio::test]
async fn a_device_whose_key_was_lost_signs_in_under_a_new_name_and_works_on() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let (data, email) = (anna.data.clone(), anna.email.clone());
    drop(anna);
    std::fs::remove_file(data.join("keys/device.key"))?;

    let anna = Seat::open(data, email, world.address(), TestClock::default()).await?;
    assert_eq!(
        anna.phone.session().map(|session| session.signed_in),
        Some(false),
        "nothing would be believed"
    );
    anna.sign_in().await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008201").await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

#[tokio::test]
async fn two_who_make_the_devices_key_at_once_end_with_the_same_one() -> Outcome {
    for _ in 0..20 {
        let folder = tempfile::tempdir()?;
        let keys = std::thread::scope(|scope| {
            let open = || FileKeyStore::open(folder.path().join("keys"));
            let threads = [scope.spawn(open), scope.spawn(open), scope.spawn(open)];
            threads.map(|thread| thread.join().expect("no panic").expect("a key"))
        });
        let first = keys[0].public_key().await?;
        for other in &keys[1..] {
            assert_eq!(other.public_key().await?, first);
        }
    }
    Ok(())
}

#[test]
fn a_file_that_somebody_laid_ready_is_not_filled_with_a_secret() -> Outcome {
    use std::io::Read as _;
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("labels.csv");
    let ready = folder.path().join("labels.csv.partial");
    std::fs::write(&ready, "")?;
    std::fs::set_permissions(&ready, std::fs::Permissions::from_mode(0o666))?;
    let mut reader = std::fs::File::open(&ready)?;
    pinpoint_engine::platform::files::write_secret(&list, b"0200000000000001,hT7kPq2x")?;
    let mut read = String::new();
    reader.read_to_string(&mut read)?;
    assert_eq!(read, "", "whoever laid it ready reads along");
    assert_eq!(std::fs::metadata(&list)?.permissions().mode() & 0o777, 0o600);
    Ok(())
}

#[tokio::test]
async fn what_a_phone_keeps_is_for_its_user_alone() -> Outcome {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    for folder in ["keys", "demo"] {
        let mode = std::fs::metadata(anna.data.join(folder))?.permissions().mode();
        assert_eq!(mode & 0o077, 0, "{folder} has mode {mode:o}");
    }
    Ok(())
}
