//! One company reads, writes and guesses at what is another's.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use pinpoint_domain::ids::{EventId, PhotoId, PinpointId, StepId};
use pinpoint_domain::wire::{BatchItem, BatchPut, EventBody, SealedPhoto};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::support::record::Job;
use crate::support::sockets::serving;
use crate::support::{self, Answer, Network, Phone, random_uuid, reread};

const SERIAL: &str = "NL50000830";

/// What a stranger would have to guess.
struct Named {
    pinpoint: PinpointId,
    photo: PhotoId,
    event: EventId,
    serial: &'static str,
    mac: String,
}

/// How a stranger asks: body and headers as they would be right if the thing were the stranger's own.
fn asks(
    stranger: &Phone<'_>,
    method: &str,
    template: &str,
    named: &Named,
) -> axum::http::request::Request<Body> {
    let path = [
        ("{id}", named.pinpoint.to_string()),
        ("{event_id}", named.event.to_string()),
        ("{photo_id}", named.photo.to_string()),
        ("{device_id}", random_uuid().to_string()),
        ("{maker}", "Nordlicht".to_owned()),
        ("{serial}", named.serial.to_owned()),
        ("{mac}", named.mac.clone()),
    ]
    .iter()
    .fold(template.to_owned(), |path, (name, value)| path.replace(name, value));
    let body: Option<Value> = match (method, template) {
        ("PUT", "/v1/pinpoints/{id}/events/{event_id}") => {
            let done = EventBody::StepDone { step: StepId::parse("display-checked").unwrap() };
            Some(serde_json::to_value(stranger.event_named(named.pinpoint, named.event, done)).unwrap())
        }
        ("PUT", "/v1/reviews/{id}/decision") => Some(json!({ "decision": "reject", "reason": "mine now" })),
        ("POST", "/v1/pinpoints/{id}/amendments") => Some(json!({ "facts": [], "reason": "mine now" })),
        ("PUT", "/v1/labels/{mac}/boot") => Some(json!({ "serial": SERIAL })),
        _ => None,
    };
    let mut request = stranger.request(method.parse().unwrap(), &path);
    if template.starts_with("/v1/uploads") {
        request = request.header("tus-resumable", "1.0.0").header("upload-offset", "0");
        request = request.header("content-type", "application/offset+octet-stream");
    }
    match body {
        Some(body) => {
            request.header("content-type", "application/json").body(Body::from(body.to_string())).unwrap()
        }
        None => request.body(Body::empty()).unwrap(),
    }
}

/// All that an answer says, but for the name of its request.
fn said(answer: &Answer, named: &Named) -> (StatusCode, String) {
    let mut text = String::from_utf8(answer.bytes.clone()).unwrap();
    if let Some(id) = answer.header("x-request-id") {
        text = text.replace(id, "");
    }
    (answer.status, text.replace(&named.pinpoint.to_string(), "").replace(&named.photo.to_string(), ""))
}

/// Every route of the document that names a thing in its path, so a new one is tried without anybody thinking of it.
#[tokio::test]
async fn what_is_anothers_answers_like_what_is_not_there() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let job = Job::new(SERIAL).with_photo(b"published", b"original");
    let label = network.label().await.label;
    watt.put(&job.path(), &watt.seal(&job, &reread(&label))).await;
    let done = EventBody::StepDone { step: StepId::parse("display-checked").unwrap() };
    let event = EventId::from(random_uuid());
    let path = format!("{}/events/{event}", job.path());
    assert_eq!(watt.put(&path, &watt.event_named(job.id, event, done)).await.status, StatusCode::CREATED);
    watt.verdict(job.id).await.unwrap();
    let [SealedPhoto { published, .. }] = &*job.photos else { panic!("one photo") };
    let theirs = Named {
        pinpoint: job.id,
        photo: published.id,
        event,
        serial: SERIAL,
        mac: label.mac.digits().into(),
    };
    let nothing = Named {
        pinpoint: PinpointId::from(random_uuid()),
        photo: PhotoId::from(random_uuid()),
        event: EventId::from(random_uuid()),
        serial: "NL50000839",
        mac: "0200FFFFFFFFFFFF".into(),
    };
    // Whoever puts under an id that is taken is told so: it was made of 122 random bits, by somebody else. Devices
    // belong to people (sessions.rs), and a map to everybody.
    let apart =
        BTreeSet::from(["PUT /v1/pinpoints/{id}", "PUT /v1/devices/{device_id}", "GET /v1/map/{*file}"]);
    let document: Value = watt.get("/openapi.json").await.read();
    let mut tried = 0;
    for (template, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys().map(|method| method.to_uppercase()) {
            if !template.contains('{') || apart.contains(&*format!("{method} {template}")) {
                continue;
            }
            let of = async |named: &Named| network.send(asks(&volt, &method, template, named)).await;
            let (answer, about_nothing) = (of(&theirs).await, of(&nothing).await);
            assert!(matches!(answer.status.as_u16(), 403 | 404), "{method} {template}: {answer:?}");
            assert_eq!(said(&answer, &theirs), said(&about_nothing, &nothing), "{method} {template}");
            tried += 1;
        }
    }
    assert!(tried >= 11, "{tried}");
    let own = watt.get(&job.path()).await;
    assert_eq!(
        (own.status, watt.get(&format!("/v1/stations/Nordlicht/{SERIAL}")).await.status),
        (StatusCode::OK, StatusCode::OK)
    );
}

#[tokio::test]
async fn a_feed_names_nothing_of_another_company() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let job = Job::new(SERIAL);
    watt.put(&job.path(), &watt.seal(&job, &network.label().await.label)).await;
    watt.verdict(job.id).await.unwrap();
    for path in ["/v1/changes", "/v1/changes?after=0&limit=500", "/v1/changes?after=18446744073709551615"] {
        let page: Value = volt.get(path).await.read();
        assert_eq!(page["changes"], json!([]), "{path}");
    }
    assert_eq!(volt.get("/v1/reviews").await.problem(), (403, "back-office-only".into()));
    // Nor by relaying: a record that another company's installer signed is taken from that company alone.
    let relayed = Job::new("NL50000831");
    let envelope = watt.seal(&relayed, &network.label().await.label);
    assert_eq!(volt.put(&relayed.path(), &envelope).await.problem(), (403, "company-differs".into()));
    // Nor by squatting: other bytes under the same id are refused, and the first ones stay.
    let squat = Job { id: job.id, ..Job::new("NL50000832") };
    let squat = volt.put(&job.path(), &volt.seal(&squat, &network.label().await.label)).await;
    assert_eq!(squat.problem(), (409, "pinpoint-differs".into()));
}

/// A newer request for an upload ends an older one, so that no dead link holds it. Of the same company only.
#[tokio::test]
async fn a_stranger_who_knows_a_photos_id_ends_nobodys_upload() {
    let network = Network::with_photos_in_the_folder();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let original = [7; 4_000];
    let job = Job::new(SERIAL).with_photo(b"published", &original);
    watt.put(&job.path(), &watt.seal(&job, &network.label().await.label)).await;
    let photo = job.photos[0].original.id;
    let path = format!("/v1/uploads/{photo}");
    let encode = |text: String| data_encoding::BASE64.encode(text.as_bytes());
    let metadata =
        format!("photo_id {},pinpoint_id {}", encode(photo.to_string()), encode(job.id.to_string()));
    let create = watt.request(Method::POST, "/v1/uploads").header("tus-resumable", "1.0.0");
    let create = create.header("upload-length", "4000").header("upload-metadata", metadata);
    assert_eq!(network.send(create.body(Body::empty()).unwrap()).await.status, StatusCode::CREATED);

    let (path, incoming) = (&path, network.folder.path().join("photos/incoming").join(photo.to_string()));
    serving(&network, async |address| {
        let mut socket = TcpStream::connect(address).await.unwrap();
        let head = format!(
            "PATCH {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer {}\r\n\
             tus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\n\
             content-length: 4000\r\n\r\n",
            watt.session.access_token
        );
        socket.write_all(&[head.as_bytes(), &original[..2_000]].concat()).await.unwrap();
        while std::fs::metadata(&incoming).unwrap().len() < 2_000 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
            let asked = volt.request(method, path).header("tus-resumable", "1.0.0");
            let asked =
                asked.header("upload-offset", "0").header("content-type", "application/offset+octet-stream");
            let refused = network.send(asked.body(Body::empty()).unwrap()).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
        }
        socket.write_all(&original[2_000..]).await.unwrap();
        let mut said = String::new();
        socket.read_to_string(&mut said).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 204"), "{said}");
    })
    .await;
    let receipt = watt.get(&format!("/v1/photos/{photo}/receipt")).await;
    assert_eq!(receipt.status, StatusCode::OK);
}

#[tokio::test]
async fn what_a_stranger_learns_of_a_device_is_nothing() {
    let network = Network::open();
    let (watt, volt) = (network.crew("Watt").await, network.crew("Volt").await);
    let refused = |device: Uuid| support::register(&network, &volt.session, device.into(), &volt.key);
    let theirs = refused(*watt.device.as_uuid()).await.problem();
    assert_eq!(refused(random_uuid()).await.problem(), theirs, "a session speaks for one device");
}

/// Whoever floods the queue of people, or the timeline of a station, fills neither the memory nor the screen of whoever looks.
#[tokio::test]
async fn a_flood_of_records_is_shown_by_the_page() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let desk = support::office::office(&network).await;
    let label = network.label().await.label;
    for batch in 0..3 {
        let jobs = (0..80).map(|_| Job::new("NL-50 000 833"));
        let items = jobs.map(|job| BatchItem { id: job.id, envelope: phone.seal(&job, &label) }).collect();
        assert_eq!(phone.put("/v1/pinpoints", &BatchPut { items }).await.status, StatusCode::OK, "{batch}");
    }
    network.server.decide_due().await.unwrap();
    let timeline: Value = phone.get("/v1/stations/Nordlicht/NL50000833").await.read();
    assert_eq!(timeline["pinpoints"].as_array().unwrap().len(), 200, "the newest");
    let flood = "INSERT INTO review (network, pinpoint, reasons_json, opened_at_ms) SELECT network, id, '[]', sequence
         FROM pinpoint WHERE true ON CONFLICT (network, pinpoint) DO UPDATE SET closed_at_ms = NULL, opened_at_ms = excluded.opened_at_ms";
    network.database().run(flood).unwrap();
    let mut seen = BTreeSet::new();
    loop {
        let page: Value = desk.get(&format!("/v1/reviews?skip={}", seen.len())).await.read();
        let reviews = page["reviews"].as_array().unwrap();
        assert!(reviews.len() <= 50, "{}", reviews.len());
        seen.extend(reviews.iter().map(|review| review["pinpoint_id"].to_string()));
        if page["more"] == json!(false) {
            break;
        }
    }
    assert_eq!((seen.len(), network.server.reviews().list().await.unwrap().len()), (240, 240));
}
