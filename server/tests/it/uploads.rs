//! A photo leaves a car park over a link that breaks.

use std::time::Duration;

use crate::support::record::Job;
use crate::support::{self, Answer, Network, Phone, network_key};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use data_encoding::BASE64;
use jiff::SignedDuration;
use pinpoint_domain::demo;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::{Digest, Receipt, Signed, Subject};
use pinpoint_server::Role;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub(crate) const BYTES: &str = "application/offset+octet-stream";

/// A JPEG as far as its segments go, with noise for a picture.
pub(crate) fn picture(bytes: usize) -> Vec<u8> {
    let mut jpeg =
        b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x00\x00\xFF\xDA\x00\x02".to_vec();
    jpeg.extend((0..bytes).map(|n| u8::try_from(n % 251).unwrap()));
    jpeg.extend([0xFF, 0xD9]);
    jpeg
}

fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    [&jpeg[..2], &[0xFF, 0xE1, 0, 8, b'E', b'x', b'i', b'f', 0, 0], &jpeg[2..]].concat()
}

pub(crate) fn metadata(photo: PhotoId, pinpoint: PinpointId) -> String {
    let encode = |text: String| BASE64.encode(text.as_bytes());
    format!("photo_id {},pinpoint_id {}", encode(photo.to_string()), encode(pinpoint.to_string()))
}

pub(crate) fn offset(answer: &Answer) -> u64 {
    answer.header("upload-offset").unwrap_or_else(|| panic!("no offset: {answer:?}")).parse().unwrap()
}

impl Phone<'_> {
    pub(crate) async fn tus(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, String)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = self.request(method, path).header("tus-resumable", "1.0.0");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let answer = self.network.send(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.header("tus-resumable"), Some("1.0.0"), "{answer:?}");
        answer
    }

    pub(crate) async fn create(&self, photo: PhotoId, pinpoint: PinpointId, length: usize) -> Answer {
        let headers = [("upload-length", length.to_string()), ("upload-metadata", metadata(photo, pinpoint))];
        self.tus(Method::POST, "/v1/uploads", &headers, Vec::new()).await
    }

    pub(crate) async fn patch(&self, photo: PhotoId, at: usize, bytes: &[u8]) -> Answer {
        let headers = [("upload-offset", at.to_string()), ("content-type", BYTES.to_owned())];
        self.tus(Method::PATCH, &upload(photo), &headers, bytes.to_vec()).await
    }

    /// Seals and delivers a record with one photo.
    pub(crate) async fn deliver(&self, published: &[u8], original: &[u8]) -> (Job, PhotoId, PhotoId) {
        let job = Job::new("NL50000400").with_photo(published, original);
        let stored = self.put(&job.path(), &self.seal(&job, &self.network.label().await.label)).await;
        assert_eq!(stored.status, StatusCode::CREATED);
        let (published, original) = (job.photos[0].published.id, job.photos[0].original.id);
        (job, published, original)
    }

    pub(crate) async fn receipt(&self, photo: PhotoId) -> Answer {
        self.get(&format!("/v1/photos/{photo}/receipt")).await
    }
}

pub(crate) fn upload(photo: PhotoId) -> String {
    format!("/v1/uploads/{photo}")
}

#[tokio::test]
async fn a_photo_arrives_in_pieces_and_gets_its_receipt() {
    let network = Network::with_photos_in_the_folder();
    let phone = network.crew("Watt").await;
    let bytes = picture(9_000);
    let (job, photo, _) = phone.deliver(&bytes, b"raw").await;
    let created = phone.create(photo, job.id, bytes.len()).await;
    assert_eq!(created.status, StatusCode::CREATED);
    assert_eq!(created.header("location"), Some(upload(photo).as_str()));
    assert_eq!(created.header("upload-expires"), Some("Mon, 17 May 2027 09:00:00 GMT"));
    let piece = phone.patch(photo, 0, &bytes[..4_000]).await;
    assert_eq!((piece.status, offset(&piece)), (StatusCode::NO_CONTENT, 4_000));
    assert_eq!(phone.receipt(photo).await.problem(), (404, "photo-not-complete".into()));

    let again = phone.create(photo, job.id, bytes.len()).await;
    assert_eq!((again.status, offset(&again)), (StatusCode::OK, 4_000), "a lost reply to the creation");
    let head = phone.tus(Method::HEAD, &upload(photo), &[], Vec::new()).await;
    assert_eq!(
        (offset(&head), head.header("upload-length")),
        (4_000, Some(bytes.len().to_string().as_str()))
    );
    assert_eq!(head.header("upload-metadata"), Some(metadata(photo, job.id).as_str()));
    let wrong_place = phone.patch(photo, 3_999, &bytes[3_999..]).await;
    assert_eq!(wrong_place.problem(), (409, "upload-offset-differs".into()));

    assert_eq!(phone.patch(photo, 4_000, &bytes[4_000..]).await.status, StatusCode::NO_CONTENT);
    let answer = phone.receipt(photo).await;
    let receipt: Signed<Receipt> = answer.read();
    let receipt = receipt.verify([(demo::RECEIPT_KEY_ID, &network_key())]).unwrap();
    assert_eq!((receipt.subject, receipt.digest), (Subject::Photo(photo), Digest::of(&bytes)));
    assert_eq!(phone.get(&format!("/v1/photos/{photo}")).await.bytes, bytes);
    let head = phone.tus(Method::HEAD, &upload(photo), &[], Vec::new()).await;
    assert_eq!(offset(&head), u64::try_from(bytes.len()).unwrap());
    assert_eq!(phone.patch(photo, bytes.len(), b"").await.problem(), (409, "upload-finished".into()));
    let late = phone.create(photo, job.id, bytes.len()).await;
    assert_eq!((late.status, offset(&late)), (StatusCode::OK, u64::try_from(bytes.len()).unwrap()));
    assert_eq!(phone.receipt(photo).await.bytes, answer.bytes);
    let kept = support::files(&network.folder.path().join("photos"));
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(kept[0].ends_with(format!("published/{}/{}", &receipt.digest.hex()[..2], receipt.digest.hex())));
}

#[tokio::test]
async fn what_was_not_sealed_is_not_taken() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let stranger = network.crew("Volt").await;
    let bytes = picture(2_000);
    let (job, photo, _) = phone.deliver(&bytes, b"raw").await;
    let unknown = PhotoId::from(support::random_uuid());
    assert_eq!(phone.create(unknown, job.id, 10).await.problem(), (404, "photo-unknown".into()));
    assert_eq!(stranger.create(photo, job.id, bytes.len()).await.problem(), (404, "photo-unknown".into()));
    assert_eq!(phone.create(photo, job.id, 10).await.problem(), (422, "upload-length-differs".into()));
    assert_eq!(phone.patch(photo, 0, &bytes).await.problem(), (404, "upload-unknown".into()));

    phone.create(photo, job.id, bytes.len()).await;
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(phone.patch(photo, 0, &longer).await.problem(), (413, "upload-too-long".into()));
    let mut other = bytes.clone();
    other[1_000] ^= 1;
    assert_eq!(phone.patch(photo, 0, &other).await.problem(), (460, "photo-digest-differs".into()));
    let head = phone.tus(Method::HEAD, &upload(photo), &[], Vec::new()).await;
    assert_eq!(offset(&head), 0, "it begins anew");
    assert_eq!(phone.patch(photo, 0, &bytes).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_published_copy_that_says_where_it_was_taken_is_refused_and_an_original_is_private() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let bytes = with_exif(&picture(2_000));
    let (job, published, original) = phone.deliver(&bytes, &bytes).await;
    phone.create(published, job.id, bytes.len()).await;
    assert_eq!(phone.patch(published, 0, &bytes).await.problem(), (422, "photo-has-metadata".into()));
    let gone = phone.tus(Method::HEAD, &upload(published), &[], Vec::new()).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let behind = [picture(2_000), with_exif(&picture(0))].concat();
    let (other, hidden, _) = phone.deliver(&behind, &bytes).await;
    phone.create(hidden, other.id, behind.len()).await;
    assert_eq!(phone.patch(hidden, 0, &behind).await.problem(), (422, "photo-has-metadata".into()));

    phone.create(original, job.id, bytes.len()).await;
    assert_eq!(phone.patch(original, 0, &bytes).await.status, StatusCode::NO_CONTENT);
    let path = format!("/v1/photos/{original}");
    assert_eq!(phone.get(&path).await.problem(), (403, "back-office-only".into()));
    network.company("Network").await;
    network.account("desk@network.example", "Network", Role::BackOffice, None).await;
    let desk = Phone::sign_in(&network, "desk@network.example").await;
    assert_eq!(desk.get(&path).await.bytes, bytes);
}

#[tokio::test]
async fn a_first_piece_comes_with_the_creation_and_each_piece_may_bring_its_checksum() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let bytes = picture(5_000);
    let (job, photo, _) = phone.deliver(&bytes, b"raw").await;
    let first = [
        ("upload-length", bytes.len().to_string()),
        ("upload-metadata", metadata(photo, job.id)),
        ("content-type", BYTES.to_owned()),
        ("upload-checksum", format!("sha256 {}", BASE64.encode(&Sha256::digest(&bytes[..1_000])))),
    ];
    let created = phone.tus(Method::POST, "/v1/uploads", &first, bytes[..1_000].to_vec()).await;
    assert_eq!((created.status, offset(&created)), (StatusCode::CREATED, 1_000));

    let piece = async |checksum: String| {
        let headers = [
            ("upload-offset", "1000".to_owned()),
            ("content-type", BYTES.to_owned()),
            ("upload-checksum", checksum),
        ];
        phone.tus(Method::PATCH, &upload(photo), &headers, bytes[1_000..].to_vec()).await
    };
    assert_eq!(piece("md5 AAAA".into()).await.problem(), (400, "checksum-algorithm".into()));
    assert_eq!(piece("sha1 ***".into()).await.problem(), (400, "malformed-header".into()));
    let wrong = format!("sha1 {}", BASE64.encode(&[0; 20]));
    assert_eq!(piece(wrong).await.problem(), (460, "checksum-differs".into()));
    let head = phone.tus(Method::HEAD, &upload(photo), &[], Vec::new()).await;
    assert_eq!(offset(&head), 1_000, "what did not fit was discarded, what fitted was kept");
    let right = format!("sha1 {}", BASE64.encode(&sha1::Sha1::digest(&bytes[1_000..])));
    assert_eq!(piece(right).await.status, StatusCode::NO_CONTENT);
    assert_eq!(phone.receipt(photo).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_upload_is_given_up_or_runs_out() {
    let network = Network::with_photos_in_the_folder();
    let phone = network.crew("Watt").await;
    let bytes = picture(2_000);
    let (job, photo, _) = phone.deliver(&bytes, b"raw").await;
    phone.create(photo, job.id, bytes.len()).await;
    phone.patch(photo, 0, &bytes[..500]).await;
    assert_eq!(network.server.sweep_uploads().await.unwrap(), 0);
    let ended = phone.tus(Method::DELETE, &upload(photo), &[], Vec::new()).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(phone.patch(photo, 500, &bytes[500..]).await.problem(), (404, "upload-unknown".into()));

    phone.create(photo, job.id, bytes.len()).await;
    phone.patch(photo, 0, &bytes[..500]).await;
    network.clock.pass(SignedDuration::from_hours(8 * 24));
    assert_eq!(network.server.sweep_uploads().await.unwrap(), 1);
    assert!(support::files(&network.folder.path().join("photos")).is_empty());
}

#[tokio::test]
async fn a_server_that_died_before_checking_the_last_byte_finishes_when_it_is_asked() {
    let network = Network::with_photos_in_the_folder();
    let phone = network.crew("Watt").await;
    let bytes = picture(2_000);
    let (job, published, original) = phone.deliver(&bytes, &bytes).await;
    for photo in [published, original] {
        phone.create(photo, job.id, bytes.len()).await;
        let incoming = network.folder.path().join("photos/incoming").join(photo.to_string());
        std::fs::write(incoming, &bytes).unwrap();
    }
    let head = phone.tus(Method::HEAD, &upload(published), &[], Vec::new()).await;
    let created = phone.create(original, job.id, bytes.len()).await;
    for (answer, photo) in [(head, published), (created, original)] {
        assert_eq!((answer.status, offset(&answer)), (StatusCode::OK, u64::try_from(bytes.len()).unwrap()));
        assert_eq!(phone.receipt(photo).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_server_says_what_it_speaks_and_speaks_nothing_else() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let options = phone.tus(Method::OPTIONS, "/v1/uploads", &[], Vec::new()).await;
    assert_eq!(options.status, StatusCode::NO_CONTENT);
    assert_eq!(options.header("tus-version"), Some("1.0.0"));
    assert_eq!(
        options.header("tus-extension"),
        Some("creation,creation-with-upload,checksum,termination,expiration")
    );
    let old = phone.request(Method::POST, "/v1/uploads").header("tus-resumable", "0.2.2");
    let refused = network.send(old.body(Body::empty()).unwrap()).await;
    assert_eq!(refused.problem(), (412, "tus-version".into()));
    assert_eq!(refused.header("tus-version"), Some("1.0.0"));
    for (headers, reason) in [
        (vec![], "upload-length"),
        (vec![("upload-length", "-1".to_owned())], "upload-length"),
        (vec![("upload-length", "1".to_owned())], "upload-metadata"),
        (
            vec![("upload-length", "1".to_owned()), ("upload-metadata", "photo_id ***".to_owned())],
            "upload-metadata",
        ),
    ] {
        let refused = phone.tus(Method::POST, "/v1/uploads", &headers, Vec::new()).await;
        assert_eq!(refused.problem(), (400, "malformed-header".into()));
        assert_eq!(refused.read::<pinpoint_domain::wire::Problem>().fields["header"], reason);
    }
}

/// A PATCH on a real socket that announces more than it sends.
pub(crate) async fn begin_patch(
    address: std::net::SocketAddr,
    phone: &Phone<'_>,
    photo: PhotoId,
    at: usize,
    whole: &[u8],
    sent: usize,
) -> TcpStream {
    let mut socket = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "PATCH {} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ntus-resumable: 1.0.0\r\nupload-offset: {at}\r\n\
         content-type: {BYTES}\r\ncontent-length: {}\r\n\r\n",
        upload(photo),
        phone.session.access_token,
        whole.len() - at,
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&whole[at..sent]).await.unwrap();
    socket.flush().await.unwrap();
    socket
}

/// Waits until the server holds so many bytes of an upload, without asking it (asking would end the request).
pub(crate) async fn until_arrived(network: &Network, photo: PhotoId, bytes: usize) {
    let path = network.folder.path().join("photos/incoming").join(photo.to_string());
    for _ in 0..500 {
        if std::fs::metadata(&path).is_ok_and(|file| file.len() >= u64::try_from(bytes).unwrap()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the bytes did not arrive");
}

#[tokio::test]
async fn a_cut_link_keeps_every_byte_and_a_stale_request_gives_way() {
    let network = Network::with_photos_in_the_folder();
    let phone = network.crew("Watt").await;
    let bytes = picture(600_000);
    let (job, photo, _) = phone.deliver(&bytes, b"raw").await;
    phone.create(photo, job.id, bytes.len()).await;
    let (listener, address) = network.server.listen().await.unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let story = async {
        // The lift goes down: the connection is gone in the middle of a piece.
        drop(begin_patch(address, &phone, photo, 0, &bytes, 250_000).await);
        until_arrived(&network, photo, 250_000).await;
        let head = phone.tus(Method::HEAD, &upload(photo), &[], Vec::new()).await;
        assert_eq!(offset(&head), 250_000);

        // The next request hangs: neither end has noticed that the link is dead. A new one takes over.
        let mut hanging = begin_patch(address, &phone, photo, 250_000, &bytes, 400_000).await;
        until_arrived(&network, photo, 400_000).await;
        let head = phone.tus(Method::HEAD, &upload(photo), &[], Vec::new()).await;
        assert_eq!(offset(&head), 400_000);
        let mut said = String::new();
        hanging.read_to_string(&mut said).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 409") && said.contains("upload-taken-over"), "{said}");

        let finished = phone.patch(photo, 400_000, &bytes[400_000..]).await;
        assert_eq!(finished.status, StatusCode::NO_CONTENT);
        assert_eq!(phone.receipt(photo).await.status, StatusCode::OK);
        assert_eq!(phone.get(&format!("/v1/photos/{photo}")).await.bytes, bytes);
        stop.send(()).unwrap();
    };
    let serving = network.server.serve(listener, async { stopped.await.unwrap() });
    let (served, ()) = tokio::join!(serving, story);
    served.unwrap();
}
