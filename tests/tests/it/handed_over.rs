//! A phone that finds no network hands its work to a colleague as a file. Whoever sealed it stays its author.

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::Decision;
use pinpoint_engine::{ExportScope, JobFilter, Source, TakenIn};
use pinpoint_tests::{Outcome, Seat, World};
use rusqlite::Connection;

/// Blocks of the archive.
const BLOCK: usize = 512;

async fn take(seat: &Seat, file: &[u8]) -> Outcome<TakenIn> {
    Ok(seat.phone.take_in(Source::Bytes(file.to_vec())).await?)
}

fn codes(taken: &TakenIn) -> Vec<&str> {
    taken.refused.iter().map(|refused| refused.code.as_str()).collect()
}

/// Where the file of this name begins in an archive: its header, and its bytes behind that.
fn place(file: &[u8], name: &str) -> Outcome<usize> {
    let named = |block: &[u8]| block.starts_with(name.as_bytes());
    file.chunks(BLOCK).position(named).map(|block| block * BLOCK).ok_or_else(|| name.into())
}

/// Anna's phone with one record and its two files of a photo, sealed without a network.
async fn underground(world: &mut World) -> Outcome<(Seat, PinpointId)> {
    let anna = world.installer("anna").await?;
    let label = world.label().await?.label;
    world.stop_server().await?;
    let job = anna.sealed_job(label, "172841009101").await?;
    Ok((anna, job))
}

#[tokio::test]
async fn a_colleague_carries_what_a_phone_without_network_sealed() -> Outcome {
    let mut world = World::begin().await?;
    let ben = world.installer("ben").await?;
    let (anna, job) = underground(&mut world).await?;
    let (file, waiting) = (world.server_data().with_file_name("anna.tar"), anna.phone.outbox().await?);
    std::fs::write(&file, anna.export(ExportScope::Unsent).await?)?;
    let photos = u32::try_from(waiting.pinpoints[0].deliveries.len() - 1)?;

    // Neither has a network when the file changes hands.
    let taken = ben.phone.take_in(Source::File(file.clone())).await?;
    assert_eq!(taken, TakenIn { records: 1, photos, ..TakenIn::default() });
    let again = ben.phone.take_in(Source::File(file)).await?;
    assert_eq!(again, TakenIn { known: 1, ..TakenIn::default() });
    let carried = ben.phone.outbox().await?;
    assert!(carried.pinpoints[0].taken_in && !waiting.pinpoints[0].taken_in);
    assert_eq!(carried.pinpoints[0].deliveries.len(), waiting.pinpoints[0].deliveries.len());
    assert!(ben.phone.jobs(JobFilter::All).await?.jobs.is_empty(), "it is no work of this phone");
    assert!(ben.phone.job(job).await.is_err());

    world.start_server().await?;
    let ben = ben.reopen(world.address()).await?;
    assert_eq!(ben.verdict(job).await?.decision, Decision::Accepted);
    let delivered = ben.phone.outbox().await?;
    let receipt = delivered.pinpoints[0].receipt.as_ref().ok_or("a receipt")?.read_unverified()?;

    // The author's phone comes back, and is told what the colleague was told.
    let anna = anna.reopen(world.address()).await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    let told = anna.phone.outbox().await?.pinpoints[0].receipt.clone().ok_or("a receipt")?;
    assert_eq!(told.read_unverified()?, receipt);
    let books = Connection::open(world.server_data().join("pinpoint.db"))?;
    let counts =
        "SELECT (SELECT count(*) FROM pinpoint), (SELECT count(*) FROM photo WHERE receipt_json IS NOT NULL)";
    let counted: (u32, u32) = books.query_row(counts, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    assert_eq!(counted, (1, photos));
    assert_eq!(
        anna.phone.export(ExportScope::Unsent).await?.pieces.len(),
        2,
        "nothing is left to be carried"
    );
    Ok(())
}

#[tokio::test]
async fn what_was_said_after_the_seal_goes_with_the_record() -> Outcome {
    let mut world = World::begin().await?;
    let ben = world.installer("ben").await?;
    let (anna, job) = underground(&mut world).await?;
    let before = anna.export(ExportScope::Unsent).await?;
    anna.walk_to_end(job).await?;
    let after = anna.export(ExportScope::Unsent).await?;
    take(&ben, &before).await?;
    // The second file brings what the first one had not.
    assert_eq!(take(&ben, &after).await?.known, 1);
    world.start_server().await?;
    let ben = ben.reopen(world.address()).await?;
    ben.sync(10).await?;
    let outbox = ben.phone.outbox().await?;
    assert_eq!(outbox.counts.keys().collect::<Vec<_>>(), ["done"], "{:?}", outbox.counts);
    assert_eq!(
        outbox.pinpoints[0].deliveries.len(),
        anna.phone.outbox().await?.pinpoints[0].deliveries.len()
    );
    Ok(())
}

#[tokio::test]
async fn a_file_from_elsewhere_takes_nothing_and_says_why() -> Outcome {
    let mut world = World::begin().await?;
    let (ben, volt) = (world.installer("ben").await?, world.stranger("volt").await?);
    let (anna, _) = underground(&mut world).await?;
    let file = anna.export(ExportScope::Unsent).await?;

    let strange = take(&volt, &file).await?;
    assert_eq!((strange.records, strange.photos), (0, 0));
    assert_eq!(codes(&strange)[0], "company-differs");

    for bytes in [&b""[..], b"PK\x03\x04", &[0; 2_000], &[b'7'; 2_000], &file[..100], &file[..BLOCK]] {
        let refused = ben.phone.take_in(Source::Bytes(bytes.to_vec())).await.err().ok_or("taken")?;
        assert_eq!(pinpoint_domain::Coded::code(&refused), "export-unreadable");
    }
    // A letter of the sealed bytes, which are Base64 in there, is another one.
    let mut forged = file.clone();
    let at = forged.windows(11).position(|window| window == b"\"payload\":\"").ok_or("sealed bytes")? + 40;
    forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
    assert_eq!(codes(&take(&ben, &forged).await?)[0], "export-record");
    assert!(ben.phone.outbox().await?.pinpoints.is_empty());

    // One of its photos is another one: the rest is taken, and the true file mends it.
    let mut exchanged = file.clone();
    let photo = place(&exchanged, "photos/")? + BLOCK + 20;
    exchanged[photo] ^= 1;
    let taken = take(&ben, &exchanged).await?;
    assert_eq!((taken.records, codes(&taken)), (1, vec!["export-photo"]));
    let mended = take(&ben, &file).await?;
    assert_eq!((mended.known, mended.photos, codes(&mended)), (1, 1, vec![]));
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_cut_anywhere_gives_what_came_before_the_cut() -> Outcome {
    let mut world = World::begin().await?;
    let ben = world.installer("ben").await?;
    let (anna, _) = underground(&mut world).await?;
    let file = anna.export(ExportScope::Unsent).await?;
    let photos = place(&file, "photos/")?;
    let mut most = 0;
    // The step is no multiple of a block, so that cuts lie everywhere in one.
    for end in (0..file.len()).step_by(file.len() / 97) {
        match take(&ben, &file[..end]).await {
            Ok(taken) => {
                assert!(end + BLOCK >= photos, "the records were not whole at {end}");
                assert!(codes(&taken).iter().all(|code| *code == "export-unreadable"), "{taken:?}");
                most += taken.photos;
            }
            Err(_) => assert!(end < photos, "the records were whole at {end}"),
        }
    }
    let last = take(&ben, &file).await?;
    assert_eq!((last.known, codes(&last)), (1, vec![]));
    let files = anna.phone.export(ExportScope::Unsent).await?.pieces.len() - 2;
    assert_eq!(usize::try_from(most + last.photos)?, files, "each of them once");
    Ok(())
}
