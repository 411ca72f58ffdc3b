//! One suite, every place: a folder always, and the bucket at the endpoint that `PINPOINT_TEST_S3` names.

use jiff::Timestamp;
use pinpoint_domain::ids::PinpointId;

use super::*;

/// Runs a story on a fresh folder, and in the bucket where there is one.
async fn everywhere(story: impl AsyncFn(&PhotoFiles)) {
    let folder = tempfile::tempdir().unwrap();
    let files = PhotoFiles::folder(folder.path().to_owned());
    files.make_ready().unwrap();
    story(&files).await;
    if let Some(bucket) = bucket() {
        story(&bucket).await;
    }
}

fn bucket() -> Option<PhotoFiles> {
    let url = std::env::var("PINPOINT_TEST_S3").ok()?;
    Some(PhotoFiles::bucket(&url.parse().unwrap()).unwrap())
}

fn photo(bytes: &[u8]) -> PhotoRow {
    PhotoRow {
        id: PhotoId::from(uuid()),
        pinpoint: PinpointId::from(uuid()),
        company: "Watt".into(),
        kind: PhotoKind::Original,
        digest: Digest::from_bytes(<sha2::Sha256 as sha2::Digest>::digest(bytes).into()),
        bytes: bytes.len().try_into().unwrap(),
        upload_metadata: None,
        upload_expires_at: Some(Timestamp::UNIX_EPOCH),
        receipt: None,
        erased: false,
    }
}

fn uuid() -> uuid::Uuid {
    uuid::Builder::from_random_bytes(crate::random::bytes().unwrap()).into_uuid()
}

async fn append(files: &PhotoFiles, id: PhotoId, offset: u64, bytes: &[u8]) -> Result<(), PhotoError> {
    let mut arriving = files.append(id, offset).await?;
    // As they come from a socket.
    for frame in bytes.chunks(300_000) {
        arriving.take(Bytes::copy_from_slice(frame)).await?;
    }
    arriving.keep().await
}

async fn read(files: &PhotoFiles, photo: &PhotoRow) -> Bytes {
    let body = files.settled(photo.kind, &photo.digest).await.unwrap();
    axum::body::to_bytes(body, usize::MAX).await.unwrap()
}

fn noise(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|n| u8::try_from(n % 251).unwrap()).collect()
}

#[tokio::test]
async fn a_photo_that_comes_in_pieces_is_whole_in_the_end_and_nothing_else_is_left() {
    everywhere(async |files| {
        let bytes = noise(2_600_000);
        let photo = photo(&bytes);
        assert_eq!(files.offset(photo.id).await.unwrap(), None);
        files.create(photo.id).await.unwrap();
        assert_eq!(files.offset(photo.id).await.unwrap(), Some(0));
        append(files, photo.id, 0, &bytes[..10]).await.unwrap();
        append(files, photo.id, 10, &bytes[10..2_400_000]).await.unwrap();
        assert_eq!(files.offset(photo.id).await.unwrap(), Some(2_400_000));
        append(files, photo.id, 2_400_000, &bytes[2_400_000..]).await.unwrap();
        files.settle(&photo).await.unwrap();
        assert_eq!(read(files, &photo).await, bytes);
        assert_eq!(files.offset(photo.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn other_bytes_than_the_sealed_ones_are_not_taken_and_the_upload_begins_anew() {
    everywhere(async |files| {
        let bytes = noise(5_000);
        let photo = photo(&bytes);
        files.create(photo.id).await.unwrap();
        append(files, photo.id, 0, &[7; 5_000]).await.unwrap();
        assert!(matches!(files.settle(&photo).await, Err(Untaken::Digest)));
        files.truncate(photo.id, 0).await.unwrap();
        assert_eq!(files.offset(photo.id).await.unwrap(), Some(0));
        append(files, photo.id, 0, &bytes).await.unwrap();
        files.settle(&photo).await.unwrap();
        assert_eq!(read(files, &photo).await, bytes);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_is_not_believed_leaves_what_was_there_before_it() {
    everywhere(async |files| {
        let bytes = noise(1_500_000);
        let photo = photo(&bytes);
        files.create(photo.id).await.unwrap();
        append(files, photo.id, 0, &bytes[..700]).await.unwrap();
        append(files, photo.id, 700, &vec![9; 1_400_000]).await.unwrap();
        files.truncate(photo.id, 700).await.unwrap();
        assert_eq!(files.offset(photo.id).await.unwrap(), Some(700));
        append(files, photo.id, 700, &bytes[700..]).await.unwrap();
        files.settle(&photo).await.unwrap();
        assert_eq!(read(files, &photo).await, bytes);
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_is_given_up_is_gone() {
    everywhere(async |files| {
        let photo = photo(b"never whole");
        files.create(photo.id).await.unwrap();
        append(files, photo.id, 0, b"never").await.unwrap();
        files.remove(photo.id).await.unwrap();
        assert_eq!(files.offset(photo.id).await.unwrap(), None);
        files.remove(photo.id).await.unwrap();
        assert!(files.settled(photo.kind, &photo.digest).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_whole_photo_that_is_discarded_is_gone_for_good() {
    everywhere(async |files| {
        let bytes = noise(3_000);
        let photo = photo(&bytes);
        files.create(photo.id).await.unwrap();
        append(files, photo.id, 0, &bytes).await.unwrap();
        files.settle(&photo).await.unwrap();
        let original = PhotoRow { kind: PhotoKind::Published, ..photo.clone() };
        files.discard(original.kind, &original.digest).await.unwrap();
        assert_eq!(read(files, &photo).await, bytes, "the same bytes of another kind lie elsewhere");
        for _ in 0..2 {
            files.discard(photo.kind, &photo.digest).await.unwrap();
            assert!(files.settled(photo.kind, &photo.digest).await.is_err());
        }
    })
    .await;
}

#[tokio::test]
async fn two_servers_never_write_the_same_byte_of_a_photo_in_a_bucket() {
    let Some(files) = bucket() else { return };
    let bytes = noise(4_000);
    let photo = photo(&bytes);
    files.create(photo.id).await.unwrap();
    let mut stale = files.append(photo.id, 0).await.unwrap();
    stale.take(Bytes::from_static(b"held up in a lift")).await.unwrap();
    append(&files, photo.id, 0, &bytes[..3_000]).await.unwrap();
    assert!(matches!(stale.keep().await, Err(PhotoError::TakenOver)));
    append(&files, photo.id, 3_000, &bytes[3_000..]).await.unwrap();
    files.settle(&photo).await.unwrap();
    assert_eq!(read(&files, &photo).await, bytes);
}

#[test]
fn the_address_of_a_bucket_is_read_or_refused() {
    assert!("s3://photos?region=eu-west-3".parse::<BucketUrl>().is_ok());
    assert!("s3://photos?endpoint=http://127.0.0.1:9000".parse::<BucketUrl>().is_ok());
    for wrong in ["photos", "http://photos", "s3://", "s3://photos/below", "s3://photos?key=secret"] {
        assert!(wrong.parse::<BucketUrl>().is_err(), "{wrong}");
    }
}
