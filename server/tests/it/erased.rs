//! Somebody is on a photo and asks that it goes: it goes from the server, phones are told, and the record stays whole.

use axum::http::{Method, StatusCode};
use pinpoint_domain::Coded as _;
use pinpoint_domain::demo;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::{Changed, Envelope, Erasure};
use pinpoint_server::{ServerError, ToErase};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::support::office::{OFFICE, office};
use crate::support::record::Job;
use crate::support::{Network, Phone, files, network_key, random_uuid};
use crate::uploads::{begin_patch, offset, picture, until_arrived, upload};

const REASON: &str = "A passer-by asked for it";

fn annex() -> ToErase {
    ToErase { annex: true, ..ToErase::default() }
}

fn photo(photo: PhotoId) -> ToErase {
    ToErase { photos: vec![photo], ..ToErase::default() }
}

fn photos() -> ToErase {
    ToErase { all_photos: true, ..ToErase::default() }
}

async fn erase(network: &Network, pinpoint: PinpointId, what: ToErase) -> Result<Erasure, ServerError> {
    network.server.erasures().erase(pinpoint, what, REASON, OFFICE).await
}

/// A record that announces one photo; nothing of that is sent yet.
async fn announced(phone: &Phone<'_>, published: &[u8], original: &[u8]) -> (Job, Envelope) {
    let job = Job::new("NL50000400").with_photo(published, original);
    let envelope = phone.seal(&job, &phone.network.label().await.label);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::CREATED);
    (job, envelope)
}

async fn bring(phone: &Phone<'_>, job: &Job, photo: PhotoId, bytes: &[u8]) {
    phone.create(photo, job.id, bytes.len()).await;
    assert_eq!(phone.patch(photo, 0, bytes).await.status, StatusCode::NO_CONTENT);
}

/// A record with its photo, all of it on the server.
async fn delivered(phone: &Phone<'_>, published: &[u8], original: &[u8]) -> (Job, Envelope) {
    let (job, envelope) = announced(phone, published, original).await;
    bring(phone, &job, job.photos[0].published.id, published).await;
    bring(phone, &job, job.photos[0].original.id, original).await;
    (job, envelope)
}

fn both(job: &Job) -> [PhotoId; 2] {
    [job.photos[0].published.id, job.photos[0].original.id]
}

async fn status(phone: &Phone<'_>, photo: PhotoId) -> StatusCode {
    phone.get(&format!("/v1/photos/{photo}")).await.status
}

/// What the audit says of erasures: who, what, to what, why.
fn audited(network: &Network) -> Vec<String> {
    network.database().column(
        "SELECT installer.email || ' ' || action || ' ' || subject || ' ' || reason FROM audit
         JOIN installer ON installer.id = audit.actor WHERE action LIKE '%-erased' ORDER BY sequence",
    )
}

/// Files below the room of photos.
fn kept(network: &Network) -> Vec<std::path::PathBuf> {
    files(&network.folder.path().join("photos"))
}

#[tokio::test]
async fn what_is_erased_is_gone_phones_are_told_and_the_audit_says_by_whom_and_why() {
    let network = Network::open();
    let (desk, phone) = (office(&network).await, network.crew("Watt").await);
    let bytes = picture(2_000);
    let (job, envelope) = delivered(&phone, &bytes, b"raw").await;
    let [published, original] = both(&job);
    let before: Value = phone.get(&job.path()).await.read();
    assert_eq!(
        (&before["annex_erased"], &before["erased_photos"]),
        (&false.into(), &Vec::<Value>::new().into())
    );
    let receipt = phone.receipt(published).await.bytes;

    let gone = erase(&network, job.id, annex()).await.unwrap();
    assert_eq!((gone.annex, gone.photos.len()), (true, 0));
    let gone = erase(&network, job.id, photo(published)).await.unwrap();
    assert!(
        !gone.annex && both(&job).iter().all(|file| gone.photos.contains(file)),
        "one file names the picture"
    );

    for (who, file) in [(&phone, published), (&desk, published), (&desk, original)] {
        assert_eq!(who.get(&format!("/v1/photos/{file}")).await.problem(), (410, "photo-erased".into()));
    }
    assert_eq!(phone.receipt(published).await.bytes, receipt, "that it was there stays true");
    let shown: Value = phone.get(&job.path()).await.read();
    assert_eq!((&shown["sealed"], &shown["receipt"]), (&before["sealed"], &before["receipt"]));
    assert_eq!((&shown["annex_erased"], shown["erased_photos"].as_array().unwrap().len()), (&true.into(), 2));
    let annexes = "SELECT count(*) FROM pinpoint WHERE annex_json IS NOT NULL";
    assert_eq!(network.database().number(annexes), 0);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::OK);
    assert_eq!(network.database().number(annexes), 0, "a phone that sends the record again brings no annex");

    let told: Vec<Erasure> = phone
        .changes()
        .await
        .into_iter()
        .filter_map(|change| match change.what {
            Changed::Erased { erasure } => {
                Some(erasure.verify([(demo::RECEIPT_KEY_ID, &network_key())]).unwrap())
            }
            _ => None,
        })
        .collect();
    assert_eq!((told.len(), told[0].annex, &told[1]), (2, true, &gone));
    assert!(told.iter().all(|told| (told.pinpoint_id, told.digest) == (job.id, envelope.sealed.digest())));
    let mut expected = vec![format!("{OFFICE} annex-erased {} {REASON}", job.id)];
    expected.extend(gone.photos.iter().map(|photo| format!("{OFFICE} photo-erased {photo} {REASON}")));
    assert_eq!(audited(&network), expected);
    let webhooks = "SELECT count(*) FROM outgoing WHERE kind = 'pinpoint-erased'";
    assert_eq!(network.database().number(webhooks), 2);
}

#[tokio::test]
async fn erased_again_it_is_no_news_and_takes_what_a_crash_left() {
    let network = Network::with_photos_in_the_folder();
    let (_desk, phone) = (office(&network).await, network.crew("Watt").await);
    let bytes = picture(2_000);
    let (job, _) = delivered(&phone, &bytes, b"raw").await;
    let files = kept(&network);
    assert_eq!(files.len(), 2);
    let everything = || ToErase { annex: true, ..photos() };
    assert_eq!(erase(&network, job.id, everything()).await.unwrap().photos.len(), 2);
    assert_eq!(kept(&network), Vec::<std::path::PathBuf>::new());
    let (said, told) = (audited(&network), phone.changes().await.len());

    // The server ended between its books and its files.
    std::fs::write(&files[0], &bytes).unwrap();
    let again = erase(&network, job.id, everything()).await.unwrap();
    assert_eq!((again.annex, again.photos.len()), (false, 0));
    assert!(kept(&network).is_empty());
    assert_eq!((audited(&network), phone.changes().await.len()), (said, told), "it is no news");
    // And nobody asked again.
    std::fs::write(&files[1], &bytes).unwrap();
    network.database().run("UPDATE erased_photo SET file_gone_at_ms = NULL").unwrap();
    network.server.sweep_uploads().await.unwrap();
    assert!(kept(&network).is_empty());

    for sql in ["DELETE FROM erased_photo", "UPDATE erased_photo SET at_ms = 1"] {
        let refused = network.database().run(sql).unwrap_err();
        assert!(refused.contains("an erased photo stays erased"), "{refused}");
    }
}

#[tokio::test]
async fn equal_bytes_are_one_file_and_stay_until_the_last_photo_of_them_is_erased() {
    let network = Network::open();
    let (desk, phone) = (office(&network).await, network.crew("Watt").await);
    let bytes = picture(2_000);
    let (first, _) = delivered(&phone, &bytes, b"raw").await;
    let (second, _) = delivered(&phone, &bytes, b"another").await;
    erase(&network, first.id, photos()).await.unwrap();
    assert_eq!(status(&phone, both(&first)[0]).await, StatusCode::GONE);
    assert_eq!(phone.get(&format!("/v1/photos/{}", both(&second)[0])).await.bytes, bytes);

    // A third one brings the same bytes, and is not there yet when the second one goes.
    let (third, _) = announced(&phone, &bytes, b"a third").await;
    phone.create(both(&third)[0], third.id, bytes.len()).await;
    erase(&network, second.id, photos()).await.unwrap();
    phone.patch(both(&third)[0], 0, &bytes).await;
    assert_eq!(phone.get(&format!("/v1/photos/{}", both(&third)[0])).await.bytes, bytes);
    erase(&network, third.id, photos()).await.unwrap();
    for job in [&first, &second, &third] {
        assert_eq!(status(&desk, both(job)[0]).await, StatusCode::GONE);
    }
    if network.bucket_url().is_none() {
        assert!(kept(&network).is_empty());
    }
    let left = "SELECT count(*) FROM erased_photo WHERE file_gone_at_ms IS NULL";
    assert_eq!(network.database().number(left), 0);
}

#[tokio::test]
async fn a_photo_that_had_not_arrived_is_not_taken_and_one_that_had_is_finished() {
    let network = Network::open();
    let (_desk, phone) = (office(&network).await, network.crew("Watt").await);
    let bytes = picture(5_000);
    let (job, _) = announced(&phone, &bytes, &bytes).await;
    let [arriving, arrived] = both(&job);
    bring(&phone, &job, arrived, &bytes).await;
    phone.create(arriving, job.id, bytes.len()).await;
    phone.patch(arriving, 0, &bytes[..1_000]).await;
    erase(&network, job.id, photos()).await.unwrap();

    let gone = (410, "photo-erased".to_owned());
    assert_eq!(phone.create(arriving, job.id, bytes.len()).await.problem(), gone);
    assert_eq!(phone.patch(arriving, 1_000, &bytes[1_000..]).await.problem(), gone);
    assert_eq!(phone.receipt(arriving).await.problem(), gone);
    let head = phone.tus(Method::HEAD, &upload(arriving), &[], Vec::new()).await;
    assert_eq!(head.status, StatusCode::GONE);
    // The phone had not heard that it was there, and offers it again.
    let known = phone.create(arrived, job.id, bytes.len()).await;
    assert_eq!((known.status, offset(&known)), (StatusCode::OK, u64::try_from(bytes.len()).unwrap()));
    assert_eq!(known.bytes, phone.receipt(arrived).await.bytes);
    if network.bucket_url().is_none() {
        assert!(kept(&network).is_empty());
    }
}

#[tokio::test]
async fn what_is_erased_while_its_last_bytes_arrive_does_not_come_back() {
    let network = Network::with_photos_in_the_folder();
    let (_desk, phone) = (office(&network).await, network.crew("Watt").await);
    let bytes = picture(300_000);
    let (job, _) = announced(&phone, &bytes, &bytes).await;
    let (listener, address) = network.server.listen().await.unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let story = async {
        for (photo, files_too) in both(&job).into_iter().zip([false, true]) {
            phone.create(photo, job.id, bytes.len()).await;
            let mut sending = begin_patch(address, &phone, photo, 0, &bytes, 200_000).await;
            until_arrived(&network, photo, 200_000).await;
            let other = network.another_server();
            if files_too {
                other.erasures().erase(job.id, photos(), REASON, OFFICE).await.unwrap();
            } else {
                // Its books say so, and it has not come to the files yet.
                let values = format!("VALUES ('demo', '{photo}', 1)");
                let tombstone = format!("INSERT INTO erased_photo (network, photo, at_ms) {values}");
                network.database().run(&tombstone).unwrap();
            }
            sending.write_all(&bytes[200_000..]).await.unwrap();
            let mut said = [0; 12];
            sending.read_exact(&mut said).await.unwrap();
            assert_eq!(&said, b"HTTP/1.1 410", "files too: {files_too}");
        }
        stop.send(()).unwrap();
    };
    let serving = network.server.serve(listener, async { stopped.await.unwrap() });
    let (served, ()) = tokio::join!(serving, story);
    served.unwrap();
    for photo in both(&job) {
        assert_eq!(phone.receipt(photo).await.problem(), (410, "photo-erased".into()));
    }
    network.server.sweep_uploads().await.unwrap();
    assert!(kept(&network).is_empty());
}

#[tokio::test]
async fn what_is_unknown_is_refused_by_name_and_nothing_is_erased() {
    let network = Network::open();
    let (_desk, phone) = (office(&network).await, network.crew("Watt").await);
    let bytes = picture(2_000);
    let (job, _) = delivered(&phone, &bytes, b"raw").await;
    let (other, _) = delivered(&phone, &picture(100), b"other").await;
    let kind = |refused: ServerError| (refused.code().to_owned(), refused.fields()["kind"].clone());
    let unknown = |kind: &str| ("admin-unknown".to_owned(), kind.to_owned());
    let nowhere = erase(&network, PinpointId::from(random_uuid()), annex()).await.unwrap_err();
    assert_eq!(kind(nowhere), unknown("pinpoint"));
    let of_another = ToErase { photos: vec![both(&job)[0], both(&other)[0]], ..annex() };
    assert_eq!(kind(erase(&network, job.id, of_another).await.unwrap_err()), unknown("photo"));
    let by_whom = network.server.erasures().erase(job.id, annex(), REASON, &phone.email).await.unwrap_err();
    assert_eq!(kind(by_whom), unknown("reviewer"));
    let why = network.server.erasures().erase(job.id, annex(), "  ", OFFICE).await.unwrap_err();
    assert_eq!(why.code(), "admin-value-refused");
    assert_eq!(status(&phone, both(&job)[0]).await, StatusCode::OK);
    assert!(audited(&network).is_empty());
}

#[tokio::test]
async fn a_file_that_is_gone_and_was_erased_by_nobody_is_said() {
    let network = Network::with_photos_in_the_folder();
    let phone = network.crew("Watt").await;
    let (job, _) = delivered(&phone, &picture(2_000), b"raw").await;
    for file in kept(&network) {
        std::fs::remove_file(file).unwrap();
    }
    let answer = phone.get(&format!("/v1/photos/{}", both(&job)[0])).await;
    assert_eq!(answer.problem(), (500, "photo-missing".into()));
}
