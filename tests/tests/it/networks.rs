//! What the network publishes reaches the phone when there is signal, and stays good when there is none: whatever a server
//! offers, only what the root signed, in its turn and its time, takes the place of what is kept.

use std::path::Path;

use jiff::SignedDuration;
use pinpoint_domain::addresses::AddressList;
use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::demo;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::publication::{Publication, Root, Succession, Validity};
use pinpoint_domain::wire::{Mark, Signed, VERSION, VerifyingKey, WireType, to_json};
use pinpoint_engine::Installer;
use pinpoint_server::Clock;
use pinpoint_tests::{Outcome, Seat, World};

/// Another root, whose secret half a test may have.
const NEXT_ID: &str = "demo-root-2";

fn next_root() -> Root {
    Root { id: NEXT_ID.into(), key: VerifyingKey::Ed25519(demo::receipt_key().verifying_key()) }
}

fn by_root<T: WireType>(document: &T) -> Signed<T> {
    Signed::sign_ed25519(to_json(document).into_bytes(), demo::ROOT_KEY_ID, &demo::root_key())
}

fn by_next_root<T: WireType>(document: &T) -> Signed<T> {
    Signed::sign_ed25519(to_json(document).into_bytes(), NEXT_ID, &demo::receipt_key())
}

/// The demo profile as a later version, under another name.
fn profile(version: u32, name: &str) -> Outcome<NetworkProfile> {
    Ok(NetworkProfile { version, name: name.into(), ..demo::profile()? })
}

fn publish<T: Publication>(world: &World, signed: &Signed<T>) -> Outcome {
    let name = format!("{}.json", T::DOCUMENT);
    Ok(std::fs::write(world.server_data().join(name), to_json(signed))?)
}

/// What the phone says after asking: the network's name, and why something was refused.
async fn renewed(phone: &Installer) -> Outcome<(String, Option<String>)> {
    let network = phone.renew_network().await?;
    Ok((network.name, network.refused.map(|refused| refused.code)))
}

async fn world(name: &str) -> Outcome<(World, Seat)> {
    let world = World::begin().await?;
    let seat = world.installer(name).await?;
    Ok((world, seat))
}

#[tokio::test]
async fn a_new_profile_comes_with_a_sync_and_is_there_underground_the_next_day() -> Outcome {
    let (mut world, anna) = world("anna").await?;
    publish(&world, &by_root(&profile(7, "Renewed")?))?;
    let catalog = Catalog { version: 9, ..demo::catalog()? };
    publish(&world, &by_root(&catalog))?;
    anna.sync(10).await?;
    assert_eq!(anna.phone.network().name, "Renewed");
    world.stop_server().await?;

    let anna = anna.reopen(world.address()).await?;
    let network = anna.phone.network();
    assert_eq!((&*network.name, network.profile_version, network.catalog_version), ("Renewed", 7, Some(9)));
    assert_eq!((anna.phone.profile().version, anna.phone.catalog()), (7, Some(catalog.into())));
    Ok(())
}

#[tokio::test]
async fn what_is_rolled_back_altered_out_of_its_time_or_of_another_changes_nothing() -> Outcome {
    let (world, anna) = world("ben").await?;
    publish(&world, &by_root(&profile(7, "Kept")?))?;
    assert_eq!(renewed(&anna.phone).await?, ("Kept".into(), None));

    let hour = SignedDuration::from_hours(1);
    let now = Clock::now(&anna.clock);
    let over = Validity { expires_at: Some(now.checked_sub(hour)?), not_before: None };
    let to_come = Validity { not_before: Some(now.checked_add(hour)?), expires_at: None };
    let whole = to_json(&by_root(&profile(8, "Altered")?));
    let signature = whole.rfind("\"sig\":\"").ok_or("a signature")? + 10;
    let altered = {
        let mut bytes = whole.into_bytes();
        bytes[signature] = if bytes[signature] == b'A' { b'B' } else { b'A' };
        bytes
    };
    let offers: Vec<(Vec<u8>, &str)> = vec![
        (bytes(&by_root(&profile(6, "Old")?)), "publication-rolled-back"),
        (bytes(&by_root(&profile(7, "Twin")?)), "publication-reused"),
        (bytes(&by_root(&NetworkProfile { validity: over, ..profile(8, "Over")? })), "publication-expired"),
        (
            bytes(&by_root(&NetworkProfile { validity: to_come, ..profile(8, "Early")? })),
            "publication-not-yet",
        ),
        (bytes(&by_root(&NetworkProfile { v: 2, ..profile(8, "Later")? })), "publication-form"),
        (
            bytes(&by_root(&NetworkProfile { network: "other".parse()?, ..profile(8, "Other")? })),
            "publication-network",
        ),
        (bytes(&by_next_root(&profile(8, "Forged")?)), "signature-unknown-key"),
        (altered, "signature-forged"),
    ];
    for (offer, code) in offers {
        std::fs::write(world.server_data().join("profile.json"), offer)?;
        assert_eq!(renewed(&anna.phone).await?, ("Kept".into(), Some(code.into())));
    }
    publish(&world, &by_root(&profile(8, "Mended")?))?;
    assert_eq!(renewed(&anna.phone).await?, ("Mended".into(), None));
    Ok(())
}

fn bytes(document: &impl serde::Serialize) -> Vec<u8> {
    to_json(document).into_bytes()
}

#[tokio::test]
async fn a_new_root_signs_once_the_old_one_said_so_and_the_old_one_signs_no_more() -> Outcome {
    let (world, anna) = world("cleo").await?;
    let network = demo::profile()?.network;
    let handed_on = Succession { v: VERSION, network, next: next_root() };
    let rotated = |version, name, handed_on: Signed<Succession>| -> Outcome<Signed<NetworkProfile>> {
        Ok(by_next_root(&NetworkProfile { successions: vec![handed_on], ..profile(version, name)? }))
    };
    publish(&world, &rotated(7, "Usurped", by_next_root(&handed_on))?)?;
    assert_eq!(renewed(&anna.phone).await?.1.as_deref(), Some("signature-unknown-key"));
    publish(&world, &rotated(7, "Rotated", by_root(&handed_on))?)?;
    assert_eq!(renewed(&anna.phone).await?, ("Rotated".into(), None));
    publish(&world, &by_root(&profile(8, "Old root")?))?;
    assert_eq!(renewed(&anna.phone).await?.1.as_deref(), Some("signature-unknown-key"));

    // The app still pins the first root; the kept profile leads from it to the next.
    let anna = anna.reopen(world.address()).await?;
    assert_eq!(anna.phone.network().name, "Rotated");
    publish(&world, &by_next_root(&Catalog { version: 2, ..demo::catalog()? }))?;
    assert_eq!(anna.phone.renew_network().await?.catalog_version, Some(2));
    Ok(())
}

/// What is offered for a query, one line each.
async fn offered(phone: &Installer, query: &str, near: Option<Coordinate>) -> Outcome<Vec<String>> {
    let found = phone.addresses(query, near).await?;
    Ok(found.into_iter().map(|it| it.address.address).collect())
}

#[tokio::test]
async fn an_address_of_the_network_is_found_underground_from_its_beginning() -> Outcome {
    let (mut world, anna) = world("emil").await?;
    anna.sync(10).await?;
    world.stop_server().await?;
    let anna = anna.reopen(world.address()).await?;

    // However it is written; what has a space behind it is whole; and nothing of it is a query's own language.
    for query in ["17 etinc", "étincelle 17", "RUE de l'etincelle 17 ", "  17, rue de l’ÉTINCELLE"] {
        assert_eq!(offered(&anna.phone, query, None).await?, ["17 Rue de l’Étincelle"], "{query}");
    }
    assert_eq!(offered(&anna.phone, "h0m 9j3", None).await?, ["7 Rue de l’Étincelle"]);
    assert!(offered(&anna.phone, "etin 17", None).await?.is_empty(), "`etin` is no word");
    for query in ["17 NOT rue", "address:17", "\"17", "17 OR 18", "(17", "city : volta*"] {
        offered(&anna.phone, query, None).await?;
    }
    assert!(offered(&anna.phone, "17 NOT rue", None).await?.is_empty());

    // The nearest come first, also before a word is typed.
    let here = Coordinate::from_e7(455_034_100, -735_617_000)?;
    let near = anna.phone.addresses("", Some(here)).await?;
    let metres: Vec<_> = near.iter().filter_map(|it| it.distance_m).collect();
    assert_eq!((near.len(), &*near[0].address.address, metres[0]), (8, "12 Rue des Tests", 0));
    assert!(metres.is_sorted() && metres.len() == 8, "{metres:?}");
    assert!(near.iter().all(|it| it.address.from_list && it.position.is_some()));
    let ampere = anna.phone.addresses("rue", Some(near[0].position.ok_or("a position")?)).await?;
    assert_eq!(ampere[0].address.address, "12 Rue des Tests");
    Ok(())
}

#[tokio::test]
async fn a_list_of_addresses_takes_the_place_of_the_one_before_or_changes_nothing() -> Outcome {
    let (world, anna) = world("fred").await?;
    let list = |version, addresses: &[usize]| -> Outcome<AddressList> {
        let all = demo::addresses()?.addresses;
        let addresses = addresses.iter().filter_map(|index| all.get(*index).cloned()).collect();
        Ok(AddressList { version, addresses, ..demo::addresses()? })
    };
    publish(&world, &by_root(&list(3, &[0, 1])?))?;
    anna.phone.renew_network().await?;
    assert_eq!(offered(&anna.phone, "", None).await?, ["2 Rue des Tests", "4 Rue des Tests"]);
    publish(&world, &by_root(&list(4, &[1, 2])?))?;
    anna.phone.renew_network().await?;
    assert_eq!(offered(&anna.phone, "", None).await?, ["4 Rue des Tests", "6 Rue des Tests"]);
    assert!(offered(&anna.phone, "2", None).await?.is_empty(), "the one before is not found");
    for (offer, code) in [
        (by_root(&list(3, &[7])?), "publication-rolled-back"),
        (by_root(&list(4, &[7])?), "publication-reused"),
        (by_next_root(&list(5, &[7])?), "signature-unknown-key"),
    ] {
        publish(&world, &offer)?;
        assert_eq!(renewed(&anna.phone).await?.1.as_deref(), Some(code));
        assert_eq!(offered(&anna.phone, "", None).await?.len(), 2);
    }

    // Another account on this phone has a store of its own, and asks at once.
    let another = world.installer("gina").await?;
    publish(&world, &by_root(&list(5, &[7])?))?;
    another.phone.renew_network().await?;
    assert_eq!(offered(&another.phone, "", None).await?, ["16 Rue des Tests"]);
    Ok(())
}

#[tokio::test]
async fn an_expired_profile_marks_what_is_sealed_and_blocks_nothing() -> Outcome {
    let (world, anna) = world("dora").await?;
    let soon = Clock::now(&anna.clock).checked_add(SignedDuration::from_hours(2))?;
    let validity = Validity { expires_at: Some(soon), not_before: None };
    publish(&world, &by_root(&NetworkProfile { validity, ..profile(7, "Brief")? }))?;
    assert!(!anna.phone.renew_network().await?.profile_expired);
    anna.clock.shift(SignedDuration::from_hours(3));
    assert!(anna.phone.network().profile_expired);
    let job = anna.start(world.label().await?.label).await?;
    anna.walk_to_seal(job, "EXPIRED-1").await?;
    let sealed = anna.seal(job).await?;
    assert!(sealed.marks.contains(&Mark::ProfileExpired), "{:?}", sealed.marks);
    Ok(())
}

#[tokio::test]
async fn a_file_that_was_broken_on_the_phone_is_as_none() -> Outcome {
    let (world, anna) = world("emil").await?;
    publish(&world, &by_root(&profile(7, "Kept")?))?;
    anna.phone.renew_network().await?;
    let kept = anna.data.join(demo::NETWORK).join("profile.json");
    cut(&kept)?;
    let anna = anna.reopen(world.address()).await?;
    assert_eq!(anna.phone.profile().version, demo::profile()?.version, "the one that came with the app");
    assert_eq!(renewed(&anna.phone).await?, ("Kept".into(), None));
    Ok(())
}

fn cut(path: &Path) -> Outcome {
    let bytes = std::fs::read(path)?;
    Ok(std::fs::write(path, &bytes[..bytes.len() / 2])?)
}
