//! A backup, what phones hear of it, and a server that had to go back to one.

use crate::support::office::{OFFICE, office};
use crate::support::record::Job;
use crate::support::{Network, Phone, files, network_key};
use crate::uploads::picture;
use pinpoint_domain::Coded as _;
use pinpoint_domain::demo;
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::wire::{ChangePage, Receipt, Signed, Watermark};
use pinpoint_server::{Photos, ToErase, restore};
use std::path::Path;

async fn told(phone: &Phone<'_>) -> (String, Option<Watermark>) {
    let page: ChangePage = phone.get("/v1/changes").await.read();
    let signed =
        page.watermark.map(|signed| signed.verify([(demo::RECEIPT_KEY_ID, &network_key())]).unwrap());
    (page.server_epoch, signed)
}

async fn put(phone: &Phone<'_>, job: &Job, envelope: &pinpoint_domain::wire::Envelope) -> Receipt {
    let receipt: Signed<Receipt> = phone.put(&job.path(), envelope).await.read();
    receipt.verify([(demo::RECEIPT_KEY_ID, &network_key())]).unwrap()
}

/// The server of a folder that somebody went back to, in the same world.
async fn restored(network: &Network, backup: &Path) -> Network {
    let folder = tempfile::tempdir().unwrap();
    let demo = NetworkId::parse(demo::NETWORK).unwrap();
    restore(backup, folder.path(), &demo, &*network.clock).await.unwrap();
    Network::of_folder(folder, network.clock.clone())
}

/// The same phone, after the server's address came to lead to another machine.
async fn moved<'n>(phone: &Phone<'_>, network: &'n Network) -> Phone<'n> {
    let mut moved = Phone::sign_in(network, &phone.email).await;
    (moved.device, moved.key) = (phone.device, phone.key.clone());
    moved.sign_in_again().await;
    moved
}

#[tokio::test]
async fn a_phone_hears_what_a_backup_holds_and_not_a_receipt_more() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    assert_eq!(told(&phone).await.1, None, "without a backup nobody lets go of anything");

    let (early, late) = (Job::new("NL-50 000 701"), Job::new("NL-50 000 702"));
    let early_receipt = put(&phone, &early, &phone.seal(&early, &network.label().await.label)).await;
    let backups = network.server.backups();
    let mark = backups.counted().await.unwrap();
    let late_receipt = put(&phone, &late, &phone.seal(&late, &network.label().await.label)).await;

    // Whoever copies by other means takes a mark before, and notes it afterwards.
    backups.note(mark).await.unwrap();
    let watermark = told(&phone).await.1.unwrap();
    assert!(
        watermark.covers(early_receipt.server_sequence) && !watermark.covers(late_receipt.server_sequence)
    );
    backups.note(backups.counted().await.unwrap()).await.unwrap();
    assert!(told(&phone).await.1.unwrap().covers(late_receipt.server_sequence), "a day later");
}

#[tokio::test]
async fn a_server_restored_from_yesterday_knows_what_it_knew_and_says_that_it_lost_something() {
    let network = Network::embedded();
    let phone = network.crew("Watt").await;
    let (early, late) = (Job::new("NL-50 000 703"), Job::new("NL-50 000 704"));
    let envelopes = [&early, &late];
    let label = network.label().await.label;
    let [early_envelope, late_envelope] = envelopes.map(|job| phone.seal(job, &label));
    let kept = put(&phone, &early, &early_envelope).await;
    let backup = tempfile::tempdir().unwrap();
    network.server.backups().make(backup.path()).await.unwrap();
    let lost = put(&phone, &late, &late_envelope).await;
    let (epoch, _) = told(&phone).await;

    let later = restored(&network, backup.path()).await;
    let phone = moved(&phone, &later).await;
    assert_ne!(told(&phone).await.0, epoch);
    assert_eq!(
        put(&phone, &early, &early_envelope).await,
        kept,
        "what is in the backup has its receipt for ever"
    );
    assert_eq!(phone.get(&late.path()).await.problem(), (404, "pinpoint-unknown".into()));
    let again = put(&phone, &late, &late_envelope).await;
    assert!(again.server_sequence > lost.server_sequence, "no number is given to two");

    let second = tempfile::tempdir().unwrap();
    later.server.backups().make(second.path()).await.unwrap();
    let watermark = told(&phone).await.1.unwrap();
    assert!(watermark.covers(kept.server_sequence) && watermark.covers(again.server_sequence));
    assert!(!watermark.covers(lost.server_sequence), "the receipt of what was lost frees nothing");
}

#[tokio::test]
async fn a_backup_holds_the_keys_for_its_owner_alone_and_no_half_of_an_upload() {
    let network = Network::embedded();
    let backup = tempfile::tempdir().unwrap();
    let folder = backup.path().join("north");
    std::fs::write(network.folder.path().join("photos/incoming/half"), b"half").unwrap();
    let first = network.server.backups().make(&folder).await.unwrap();
    let found: Vec<_> =
        files(&folder).iter().map(|path| path.strip_prefix(&folder).unwrap().to_owned()).collect();
    assert!(
        found.contains(&"keys/label-pepper".into()) && found.contains(&"pinpoint.db".into()),
        "{found:?}"
    );
    assert_eq!(first.files, found.len());
    assert!(
        !found
            .iter()
            .any(|path| path.ends_with("half") || path.extension().is_some_and(|it| it == "unfinished"))
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("keys/label-pepper"))), (0o700, 0o600));
    }
}

#[tokio::test]
async fn a_backup_that_is_made_again_lets_go_of_what_was_erased() {
    let network = Network::embedded();
    let (_desk, phone) = (office(&network).await, network.crew("Watt").await);
    let bytes = picture(2_000);
    let job = Job::new("NL-50 000 705").with_photo(&bytes, b"raw");
    put(&phone, &job, &phone.seal(&job, &network.label().await.label)).await;
    let photo = job.photos[0].published.id;
    phone.create(photo, job.id, bytes.len()).await;
    phone.patch(photo, 0, &bytes).await;
    let backup = tempfile::tempdir().unwrap();
    network.server.backups().make(backup.path()).await.unwrap();
    let photos = || files(&backup.path().join("photos")).len();
    assert_eq!(photos(), 1);

    let what = ToErase { all_photos: true, ..ToErase::default() };
    network.server.erasures().erase(job.id, what, "Asked for", OFFICE).await.unwrap();
    assert_eq!(photos(), 1, "what was made before is nobody's to change");
    network.server.backups().make(backup.path()).await.unwrap();
    assert_eq!(photos(), 0);
    let later = restored(&network, backup.path()).await;
    let phone = moved(&phone, &later).await;
    assert_eq!(phone.get(&format!("/v1/photos/{photo}")).await.problem(), (410, "photo-erased".into()));
}

#[tokio::test]
async fn a_backup_that_cannot_be_is_refused_and_says_why() {
    let network = Network::embedded();
    let backups = network.server.backups();
    let inside = backups.make(&network.folder.path().join("backup")).await.unwrap_err();
    assert_eq!(inside.code(), "admin-value-refused");
    let beyond = backups.note(backups.counted().await.unwrap() + 1).await.unwrap_err();
    assert_eq!(beyond.fields()["field"], "through");

    let demo = NetworkId::parse(demo::NETWORK).unwrap();
    let over =
        restore(Path::new("/nowhere"), network.folder.path(), &demo, &*network.clock).await.unwrap_err();
    assert_eq!(over.code(), "admin-taken", "a database that is there is never written over");
    let empty = tempfile::tempdir().unwrap();
    let nothing = restore(empty.path(), &empty.path().join("new"), &demo, &*network.clock).await.unwrap_err();
    assert_eq!(nothing.code(), "server-file");
    assert!(!empty.path().join("new/pinpoint.db").exists());
}

#[tokio::test]
async fn what_lies_elsewhere_is_copied_by_the_means_of_that_place() {
    let network = Network::open_with(|config| {
        config.photos = Photos::Bucket("s3://photos".parse().unwrap());
    });
    let folder = tempfile::tempdir().unwrap();
    let refused = network.server.backups().make(&folder.path().join("backup")).await.unwrap_err();
    assert_eq!(refused.code(), "store-copied-elsewhere");
    assert!(!folder.path().join("backup").exists(), "nobody takes half of it for a backup");
}
