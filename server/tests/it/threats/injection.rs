//! Texts that would be commands to whoever does not keep them apart from texts: SQL, lines of a header, of a log, of a page.

use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode};
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Annex, Base64, Correction, EventBody, Mark, SealedField, SessionRequest};
use serde_json::{Value, json};

use crate::support::office::{decide, office};
use crate::support::record::Job;
use crate::support::sockets::{answer_to, impatient, plain, serving};
use crate::support::{Answer, Network, json as request};

const TEXTS: [&str; 10] = [
    "'; DROP TABLE pinpoint; --",
    "\" OR \"\"=\"",
    "1' UNION SELECT password_hash FROM installer --",
    "x'||(SELECT value FROM meta)||'",
    "%' OR 1=1 --",
    "?1",
    "\0",
    "a\r\nset-cookie: stolen=1\r\n\r\n<script>alert(1)</script>",
    "{\"level\":\"ERROR\"}\n{\"level\":\"INFO\"}",
    "\u{202e}${jndi:ldap://x}{{7*7}}\u{1b}[2J",
];

/// Answered by the server's own rules: neither broken, nor with a line of somebody else among its headers.
#[track_caller]
fn unharmed(answer: &Answer, text: &str) {
    assert!(answer.status.as_u16() < 500, "{text:?}: {answer:?}");
    assert_eq!(answer.header("set-cookie"), None, "{text:?}");
    let html = answer.header("content-type").is_some_and(|kind| kind.contains("html"));
    assert!(!html, "{text:?} came back as a page");
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
}

fn counts(network: &Network) -> Vec<(String, i64)> {
    let database = network.database();
    let count = |table: &String| database.number(&format!("SELECT count(*) FROM \"{table}\""));
    database.tables().into_iter().map(|table| (table.clone(), count(&table))).collect()
}

#[tokio::test]
async fn a_text_in_a_body_is_kept_as_a_text() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let desk = office(&network).await;
    let label = network.label().await.label;
    let job = Job::new("NL-50 000 850");
    phone.put(&job.path(), &phone.seal(&job, &label)).await;
    phone.verdict(job.id).await.unwrap();
    let tables = counts(&network).len();
    for text in TEXTS {
        let sign_in = SessionRequest { email: text.into(), password: text.into() };
        let refused = network.post("/v1/sessions", &sign_in).await;
        assert_eq!(refused.problem(), (401, "sign-in-refused".into()));
        unharmed(&network.post("/v1/sessions/refresh", &json!({ "refresh_token": text })).await, text);

        let registration = json!({ "key": phone.grant().device_key, "name": text });
        unharmed(&phone.put(&format!("/v1/devices/{}", phone.device), &registration).await, text);

        // What no rule of a record is about is kept to the letter, beside the sealed bytes.
        let beside = Job::new("NL-50 000 851");
        let mut envelope = phone.seal_without_capsule(&beside, &label);
        let annex = Annex { salt: Base64(vec![7; 32]), body: Base64(text.as_bytes().to_vec()) };
        let record = phone.record(&beside, &label, &annex);
        envelope.sealed = crate::support::record::sign(&record, &phone.key);
        envelope.annex = Some(annex);
        envelope.marks = vec![Mark::Other(text.into())];
        assert_eq!(phone.put(&beside.path(), &envelope).await.status, StatusCode::CREATED, "{text:?}");
        let kept = |column: &str| {
            let sql = format!("SELECT {column} FROM pinpoint WHERE id = '{}'", beside.id);
            network.database().column::<String>(&sql).remove(0)
        };
        assert_eq!(serde_json::from_str::<Value>(&kept("marks_json")).unwrap(), json!([text]));
        assert_eq!(serde_json::from_str::<Annex>(&kept("annex_json")).ok(), envelope.annex);

        let mut capsule = phone.capsule(job.id, &label);
        capsule.key_id = text.into();
        let (path, event) = phone.event(job.id, EventBody::CapsuleReplaced { capsule });
        unharmed(&phone.put(&path, &event).await, text);
        let correction =
            Correction { field: SealedField::Manufacturer, value: text.into(), reason: text.into() };
        let (path, event) = phone.event(job.id, EventBody::CorrectionRequested { correction });
        unharmed(&phone.put(&path, &event).await, text);
        unharmed(&decide(&desk, job.id, "accept", text).await, text);
        unharmed(&decide(&desk, job.id, text, "a reason").await, text);
        let facts = json!({ "facts": [{ "field": "city", "value": text }], "reason": text });
        let path = format!("{}/amendments", job.path());
        unharmed(&network.send(request(Method::POST, &path, Some(&desk.session), &facts)).await, text);
        unharmed(&desk.put("/v1/labels/0200000000000001/boot", &json!({ "serial": text })).await, text);
    }
    assert_eq!(counts(&network).len(), tables);
    for path in [job.path(), "/v1/changes?limit=500".into(), "/v1/stations/Nordlicht/NL50000850".into()] {
        assert_eq!(phone.get(&path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(desk.get("/v1/reviews").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_text_in_a_path_or_a_query_is_a_text() {
    let network = Network::open();
    let desk = office(&network).await;
    let before = counts(&network);
    let id = PinpointId::from(crate::support::random_uuid());
    for text in TEXTS {
        let text = text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
        for path in [
            format!("/v1/stations/{text}/NL50000850"),
            format!("/v1/stations/Nordlicht/{text}"),
            format!("/v1/pinpoints/{text}"),
            format!("/v1/pinpoints/{id}{text}"),
            format!("/v1/photos/{text}"),
            format!("/v1/photos/{text}/receipt"),
            format!("/v1/map/{text}"),
            format!("/v1/changes?after={text}"),
            format!("/v1/changes?limit={text}"),
            format!("/v1/changes?{text}=1"),
            format!("/{text}"),
        ] {
            unharmed(&desk.get(&path).await, &path);
        }
        let boot = format!("/v1/labels/{text}/boot");
        assert_eq!(desk.put(&boot, &json!({ "serial": "NL50000850" })).await.problem().0, 400);
    }
    assert_eq!(counts(&network), before);
}

#[tokio::test]
async fn a_line_in_a_header_stays_in_its_header() {
    let network = impatient(|_| {});
    let phone = network.crew("Watt").await;
    for text in TEXTS {
        for header in ["x-request-id", "if-none-match", "accept-encoding", "range", "accept", "cookie"] {
            // What a header cannot even hold comes no further than the client's own library.
            let Ok(value) = HeaderValue::from_str(text) else { continue };
            let asked = phone.request(Method::GET, "/v1/map/style.json").header(header, value);
            let answer = network.send(asked.body(Body::empty()).unwrap()).await;
            unharmed(&answer, text);
            assert!(
                !answer.headers.values().any(|told| told.as_bytes() == text.as_bytes()),
                "{header}: {text}"
            );
        }
    }
    serving(&network, async |address| {
        for broken in
            ["x-request-id: a\0b\r\n", "x-request-id: a\n set-cookie: b\r\n", "x y: z\r\n", ": z\r\n"]
        {
            let said = answer_to(address, plain("GET", "/healthz", broken)).await;
            assert!(!said.to_lowercase().contains("set-cookie"), "{broken:?}: {said}");
        }
        let split = plain("GET", "/v1/map/a%0d%0aset-cookie:%20b", "x-request-id: a%0d%0ab\r\n");
        let said = answer_to(address, split).await;
        assert!(said.starts_with("HTTP/1.1 404") && !said.contains("set-cookie:"), "{said}");
    })
    .await;
}
