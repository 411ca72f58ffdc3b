//! Names that lead out of the folder that they are looked for in.

use axum::body::Body;
use axum::http::Method;
use data_encoding::BASE64;

use crate::support::record::Job;
use crate::support::sockets::{answer_to, impatient, plain, serving};
use crate::support::{Network, files, random_uuid};

/// Where a name from outside ends a path.
const PLACES: [&str; 9] = [
    "/",
    "/assets/",
    "/docs/",
    "/v1/map/",
    "/v1/photos/",
    "/v1/uploads/",
    "/v1/pinpoints/",
    "/v1/stations/nordlicht/",
    "/v1/reviews/",
];

const NAMES: [&str; 17] = [
    "../pinpoint.db",
    "../../pinpoint.db",
    "../keys/label-pepper",
    "..%2fpinpoint.db",
    "%2e%2e/pinpoint.db",
    "%2e%2e%2fpinpoint.db",
    "%252e%252e%252fpinpoint.db",
    "..%255cpinpoint.db",
    "..\\pinpoint.db",
    "..%5cpinpoint.db",
    "....//pinpoint.db",
    "..;/pinpoint.db",
    "%c0%ae%c0%ae/pinpoint.db",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "../../../../../../../../etc/passwd",
    "../Cargo.toml",
];

/// What stands in a file that nobody may have: the database, the machine's users, this repository.
const MARKS: [&str; 3] = ["SQLite format 3", "root:x:", "[package]"];

#[tokio::test]
async fn no_name_leads_out_of_its_folder() {
    let network = impatient(|_| {});
    let phone = network.crew("Watt").await;
    let token = &phone.session.access_token;
    serving(&network, async |address| {
        for place in PLACES {
            for name in NAMES.into_iter().chain(["%00", "x%00.json", "file:///etc/passwd"]) {
                let headers =
                    format!("authorization: Bearer {token}\r\ntus-resumable: 1.0.0\r\naccept: text/html\r\n");
                // As it stands: a library for requests would tidy the path up.
                let said = answer_to(address, plain("GET", &format!("{place}{name}"), &headers)).await;
                let mark = MARKS.into_iter().find(|mark| said.contains(mark));
                assert_eq!(mark, None, "{place}{name}");
                // A page that somebody navigates to is the web installer's own, where this server has one.
                let page = said.starts_with("HTTP/1.1 200") && said.contains("text/html");
                assert!(page || said.starts_with("HTTP/1.1 4"), "{place}{name}: {said}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_photo_is_named_by_an_id_and_by_nothing_else() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL-50 000 820").with_photo(b"published", b"original");
    phone.put(&job.path(), &phone.seal(&job, &network.label().await.label)).await;
    let before = files(network.folder.path());
    let base64 = |text: &str| BASE64.encode(text.as_bytes());
    let names = ["../../pinpoint.db", "/etc/passwd", "..\\x", "\0", "published/../x", "*", ""];
    for name in names.into_iter().chain(NAMES) {
        let metadata = format!("photo_id {},pinpoint_id {}", base64(name), base64(&job.id.to_string()));
        let create = phone.request(Method::POST, "/v1/uploads").header("tus-resumable", "1.0.0");
        let create = create.header("upload-length", "9").header("upload-metadata", metadata);
        let refused = network.send(create.body(Body::empty()).unwrap()).await;
        assert_eq!(refused.problem(), (400, "malformed-header".into()), "{name}");
    }
    let unknown = format!("/v1/photos/{}", random_uuid());
    assert_eq!(phone.get(&unknown).await.problem(), (404, "photo-unknown".into()));
    assert_eq!(files(network.folder.path()), before);
}
