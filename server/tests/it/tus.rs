//! What tus 1.0 demands of a server, sentence by sentence (<https://tus.io/protocols/resumable-upload>), each with a request and
//! what has to come back. Other people's clients are in `server/tests/clients`; days over broken links in `uploads.rs`.
//!
//! Three things we do otherwise, and may: a creation repeated for a photo that is there is answered 200 (nothing was created), a
//! finished photo is not terminated (409: it is the network's), and an upload whose length is not known yet is not offered.

use crate::support::record::Job;
use crate::support::{Answer, Network, Phone};
use crate::uploads::{BYTES, metadata, picture, upload};
use axum::body::Body;
use axum::http::{Method, Request};
use data_encoding::BASE64;
use pinpoint_domain::wire::{Receipt, Signed};

type Headers = Vec<(&'static str, String)>;
/// One demand: the protocol's words, the request, the status, and headers that the answer has, or has not.
type Demand = (&'static str, Method, String, Headers, Vec<u8>, u16, Vec<(&'static str, Option<String>)>);

const LENGTH: usize = 900;

async fn ask(phone: &Phone<'_>, method: Method, path: &str, headers: &Headers, body: Vec<u8>) -> Answer {
    let request = headers
        .iter()
        .fold(phone.request(method, path), |request, (name, value)| request.header(*name, value));
    phone.network.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a table: a line for each sentence")]
async fn the_server_does_what_the_protocol_demands() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let bytes = picture(LENGTH - 26);
    assert_eq!(bytes.len(), LENGTH);
    let job = Job::new("NL50000400").with_photo(&bytes, b"raw");
    phone.put(&job.path(), &phone.seal(&job, &network.label().await.label)).await;
    let photo = job.photos[0].published.id;
    let (at, named) = (upload(photo), metadata(photo, job.id));

    let tus = |more: &[(&'static str, &str)]| -> Headers {
        let more = more.iter().map(|(name, value)| (*name, (*value).to_owned()));
        [("tus-resumable", "1.0.0".to_owned())].into_iter().chain(more).collect()
    };
    let create = |length: &str| tus(&[("upload-length", length), ("upload-metadata", &named)]);
    let part = |offset: &str| tus(&[("upload-offset", offset), ("content-type", BYTES)]);
    let with = |mut headers: Headers, name, value: String| {
        headers.push((name, value));
        headers
    };
    let checksum = |piece: &[u8]| {
        use sha1::Digest as _;
        format!("sha1 {}", BASE64.encode(&sha1::Sha1::digest(piece)))
    };
    let is = |name, value: &str| (name, Some(value.to_owned()));
    let expires = || is("upload-expires", "Mon, 17 May 2027 09:00:00 GMT");
    let (post, head, patch) = (Method::POST, Method::HEAD, Method::PATCH);
    let uploads = || "/v1/uploads".to_owned();

    let demands: Vec<Demand> = vec![
        // Core: versions
        (
            "OPTIONS contains Tus-Version, and its Tus-Resumable is ignored",
            Method::OPTIONS,
            uploads(),
            vec![("tus-resumable", "0.2.2".into())],
            vec![],
            204,
            vec![
                is("tus-version", "1.0.0"),
                is("tus-checksum-algorithm", "sha256,sha1"),
                is("tus-max-size", "67108864"),
                is("tus-extension", "creation,creation-with-upload,checksum,termination,expiration"),
            ],
        ),
        (
            "a version that is not supported: 412, Tus-Version, and nothing is processed",
            post.clone(),
            uploads(),
            vec![
                ("tus-resumable", "0.2.2".into()),
                ("upload-length", "900".into()),
                ("upload-metadata", named.clone()),
            ],
            vec![],
            412,
            vec![is("tus-version", "1.0.0")],
        ),
        (
            "not found: 404 without Upload-Offset",
            head.clone(),
            at.clone(),
            tus(&[]),
            vec![],
            404,
            vec![("upload-offset", None)],
        ),
        ("a PATCH of nothing: 404", patch.clone(), at.clone(), part("0"), vec![], 404, vec![]),
        // Creation
        (
            "a length beyond Tus-Max-Size: 413",
            post.clone(),
            uploads(),
            create("67108865"),
            vec![],
            413,
            vec![],
        ),
        (
            "a request includes a length, or defers it by 1: else 400",
            post.clone(),
            uploads(),
            tus(&[("upload-defer-length", "2"), ("upload-metadata", &named)]),
            vec![],
            400,
            vec![],
        ),
        (
            "created: 201, Location, and when it expires",
            post.clone(),
            uploads(),
            create("900"),
            vec![],
            201,
            vec![is("location", &at), is("upload-offset", "0"), expires()],
        ),
        // Core: offsets
        (
            "HEAD includes the offset even if it is 0, the length, the metadata as given, and is not cached",
            head.clone(),
            at.clone(),
            tus(&[]),
            vec![],
            200,
            vec![
                is("upload-offset", "0"),
                is("upload-length", "900"),
                is("upload-metadata", &named),
                is("cache-control", "no-store"),
            ],
        ),
        (
            "another media type: 415",
            patch.clone(),
            at.clone(),
            tus(&[("upload-offset", "0"), ("content-type", "image/jpeg")]),
            bytes[..9].to_vec(),
            415,
            vec![],
        ),
        ("an offset that is no number: 400", patch.clone(), at.clone(), part("-1"), vec![], 400, vec![]),
        (
            "another offset: 409, and nothing is modified",
            patch.clone(),
            at.clone(),
            part("7"),
            bytes[7..20].to_vec(),
            409,
            vec![],
        ),
        (
            "a piece: 204, the new offset, when it expires",
            patch.clone(),
            at.clone(),
            part("0"),
            bytes[..100].to_vec(),
            204,
            vec![is("upload-offset", "100"), expires()],
        ),
        // Checksum
        (
            "an algorithm that is not supported: 400, and the piece is discarded",
            patch.clone(),
            at.clone(),
            with(part("100"), "upload-checksum", "md5 AAAA".into()),
            bytes[100..200].to_vec(),
            400,
            vec![],
        ),
        (
            "a checksum that differs: 460, and the piece is discarded",
            patch.clone(),
            at.clone(),
            with(part("100"), "upload-checksum", checksum(b"other")),
            bytes[100..200].to_vec(),
            460,
            vec![],
        ),
        (
            "sha1 is supported",
            patch.clone(),
            at.clone(),
            with(part("100"), "upload-checksum", checksum(&bytes[100..200])),
            bytes[100..200].to_vec(),
            204,
            vec![is("upload-offset", "200")],
        ),
        // Core: X-HTTP-Method-Override
        (
            "the method in X-HTTP-Method-Override counts, the actual one is ignored",
            post.clone(),
            at.clone(),
            with(part("200"), "x-http-method-override", "PATCH".into()),
            bytes[200..300].to_vec(),
            204,
            vec![is("upload-offset", "300")],
        ),
        (
            "whichever it is",
            Method::GET,
            at.clone(),
            with(tus(&[]), "x-http-method-override", "HEAD".into()),
            vec![],
            200,
            vec![is("upload-offset", "300")],
        ),
        // Termination
        ("DELETE: 204", Method::DELETE, at.clone(), tus(&[]), vec![], 204, vec![]),
        ("from then on 404", head.clone(), at.clone(), tus(&[]), vec![], 404, vec![("upload-offset", None)]),
        // Creation with upload
        (
            "bytes beyond the length: 413, and none is kept",
            post.clone(),
            uploads(),
            with(create("900"), "content-type", BYTES.into()),
            [&bytes[..], b"!"].concat(),
            413,
            vec![],
        ),
        (
            "it is created all the same, and begins at 0",
            head.clone(),
            at.clone(),
            tus(&[]),
            vec![],
            200,
            vec![is("upload-offset", "0")],
        ),
        ("DELETE again", Method::DELETE, at.clone(), tus(&[]), vec![], 204, vec![]),
        (
            "a first piece in the POST: 201, and the offset behind it",
            post.clone(),
            uploads(),
            with(create("900"), "content-type", BYTES.into()),
            bytes[..300].to_vec(),
            201,
            vec![is("upload-offset", "300"), expires()],
        ),
        (
            "the last piece: 204; what is whole does not expire",
            patch.clone(),
            at.clone(),
            part("300"),
            bytes[300..].to_vec(),
            204,
            vec![is("upload-offset", "900"), ("upload-expires", None)],
        ),
        (
            "HEAD of what is complete includes the offset",
            head,
            at.clone(),
            tus(&[]),
            vec![],
            200,
            vec![is("upload-offset", "900"), is("upload-length", "900"), ("upload-expires", None)],
        ),
    ];
    for (words, method, path, headers, body, status, said) in demands {
        let answer = ask(&phone, method, &path, &headers, body).await;
        assert_eq!(answer.status.as_u16(), status, "{words}: {answer:?}");
        assert_eq!(answer.header("tus-resumable"), Some("1.0.0"), "in every answer; {words}");
        for (name, value) in said {
            assert_eq!(answer.header(name), value.as_deref(), "{words}: {name}");
        }
    }
    let stranger = Request::head(&at).header("tus-resumable", "1.0.0").body(Body::empty()).unwrap();
    let stranger = network.send(stranger).await;
    assert_eq!((stranger.status.as_u16(), stranger.header("tus-resumable")), (401, Some("1.0.0")));
    let put = ask(&phone, Method::PUT, &at, &tus(&[]), vec![]).await;
    assert_eq!((put.status.as_u16(), put.header("tus-resumable")), (405, Some("1.0.0")));
}

#[tokio::test]
async fn a_photo_that_comes_whole_with_its_creation_has_its_receipt_in_the_answer_each_time() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let bytes = picture(900);
    let job = Job::new("NL50000400").with_photo(&bytes, b"raw");
    phone.put(&job.path(), &phone.seal(&job, &network.label().await.label)).await;
    let photo = job.photos[0].published.id;
    let headers = vec![
        ("tus-resumable", "1.0.0".to_owned()),
        ("upload-length", bytes.len().to_string()),
        ("upload-metadata", metadata(photo, job.id)),
        ("content-type", BYTES.to_owned()),
    ];
    let created = ask(&phone, Method::POST, "/v1/uploads", &headers, bytes.clone()).await;
    assert_eq!(created.status.as_u16(), 201);
    let again = ask(&phone, Method::POST, "/v1/uploads", &headers, bytes).await;
    assert_eq!((again.status.as_u16(), &again.bytes), (200, &created.bytes), "the answer was lost");
    let receipt = phone.get(&format!("/v1/photos/{photo}/receipt")).await;
    assert_eq!(receipt.bytes, created.bytes);
    assert_eq!(receipt.read::<Signed<Receipt>>().digest(), created.read::<Signed<Receipt>>().digest());
}
