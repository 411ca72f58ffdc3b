//! JSON that is built to break its reader, and sealed bytes that two readers would read differently.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use pinpoint_domain::wire::Envelope;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::record::{Job, sign_bytes};
use crate::support::{Answer, Network, Phone};

/// What none of these may take, on a machine that does much else.
const SOON: Duration = Duration::from_secs(5);

async fn sent(phone: &Phone<'_>, method: Method, path: &str, body: Vec<u8>) -> Answer {
    let request: Request<Body> =
        phone.request(method, path).header("content-type", "application/json").body(body.into()).unwrap();
    phone.network.send(request).await
}

/// What somebody does to sealed bytes before signing them.
type Change = fn(&str) -> Vec<u8>;

/// The envelope with other sealed bytes, well signed.
fn sealed_as(phone: &Phone<'_>, envelope: &Envelope, change: impl FnOnce(&str) -> Vec<u8>) -> Envelope {
    let text = std::str::from_utf8(envelope.sealed.payload()).unwrap();
    Envelope { sealed: sign_bytes(change(text), &phone.key), ..envelope.clone() }
}

#[tokio::test]
async fn a_body_that_is_a_bomb_is_refused_soon() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let kilobytes = 250 * 1024;
    let keys = (0..20_000).map(|n| format!("\"k{n:05}\":0,")).collect::<Vec<_>>().concat();
    let bombs = [
        "[".repeat(kilobytes),
        "{\"a\":".repeat(kilobytes / 5),
        format!("{{\"email\":{}", "[".repeat(kilobytes - 20)),
        format!("{{{keys}\"z\":0}}"),
        format!("{{\"v\":1e{}}}", "9".repeat(kilobytes - 20)),
        format!("{{\"v\":{}}}", "9".repeat(kilobytes - 20)),
        format!("{{\"email\":\"{}\"}}", "\\u0000".repeat(kilobytes / 6 - 20)),
        format!("\"{}", "\\".repeat(kilobytes)),
        "\u{feff}{}".to_owned(),
        "\0".repeat(1_000),
    ];
    let job = Job::new("NL-50 000 840");
    let routes = [
        (Method::POST, "/v1/sessions".to_owned()),
        (Method::PUT, job.path()),
        (Method::PUT, "/v1/pinpoints".to_owned()),
        (Method::POST, "/v1/stations/known".to_owned()),
        (Method::PUT, format!("/v1/devices/{}", phone.device)),
    ];
    let began = Instant::now();
    for (method, path) in routes {
        for bomb in &bombs {
            let refused = sent(&phone, method.clone(), &path, bomb.clone().into_bytes()).await;
            assert_eq!(
                refused.problem(),
                (400, "malformed-json".into()),
                "{path}: {}",
                &bomb[..20.min(bomb.len())]
            );
        }
    }
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
}

/// Each signature of an envelope costs a look at its whole payload: a megabyte under ten thousand of them would be ten
/// gigabytes.
#[tokio::test]
async fn an_envelope_under_thousands_of_signatures_is_not_looked_at() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job { padding: 1_000_000, ..Job::new("NL-50 000 841") };
    let envelope = phone.seal(&job, &network.label().await.label);
    for part in ["sealed", "grant"] {
        let mut signed = serde_json::to_value(&envelope).unwrap();
        let signatures = signed[part]["signatures"].as_array_mut().unwrap();
        let mut forged = signatures[0].clone();
        forged["sig"] = json!(data_encoding::BASE64.encode(&[0x11; 64]));
        *signatures = vec![forged; 10_000];
        let batch = json!({ "items": [{ "id": job.id, "envelope": signed }] });
        let began = Instant::now();
        let refused = sent(&phone, Method::PUT, "/v1/pinpoints", serde_json::to_vec(&batch).unwrap()).await;
        assert_eq!(refused.problem(), (400, "malformed-json".into()));
        let problem: Value = refused.read();
        assert!(problem["detail"].as_str().unwrap().contains("at most 8 signatures"), "{problem}");
        assert!(began.elapsed() < SOON, "{part}: {:?}", began.elapsed());
    }
}

/// The server reads a record in two places: the rules in Rust, the database for id and serial. Nothing may be one thing to
/// the one and another to the other.
#[tokio::test]
async fn sealed_bytes_that_can_be_read_in_two_ways_are_not_taken() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let (serial, other) = ("NL50000842", "NL50000843");
    let changes: [(&str, Change); 12] = [
        ("the serial twice", |text| {
            text.replacen("\"serial\":", "\"serial\":\"NL50000843\",\"serial\":", 1).into_bytes()
        }),
        ("the station twice", |text| {
            text.replacen("\"station\":", "\"station\":{\"serial\":\"NL50000843\"},\"station\":", 1)
                .into_bytes()
        }),
        ("the id twice", |text| {
            let id = "\"pinpoint_id\":\"0199c6a0-7c00-7abc-8def-0123456789ab\",\"pinpoint_id\":";
            text.replacen("\"pinpoint_id\":", id, 1).into_bytes()
        }),
        ("a second serial under an escaped name", |text| {
            text.replacen("\"serial\":", "\"s\\u0065rial\":\"NL50000843\",\"serial\":", 1).into_bytes()
        }),
        ("a second station under an escaped name", |text| {
            let escaped = "\"st\\u0061tion\":{\"serial\":\"NL50000843\"},\"station\":";
            text.replacen("\"station\":", escaped, 1).into_bytes()
        }),
        ("nested without end", |text| {
            let deep = format!("{{\"x\":{}1{},", "[".repeat(5_000), "]".repeat(5_000));
            text.replacen('{', &deep, 1).into_bytes()
        }),
        ("bytes that are no text", |text| {
            let (before, after) = text.split_once("\"model\":\"").unwrap();
            [before.as_bytes(), b"\"x\":\"\xFF\xC0\x80\",\"model\":\"", after.as_bytes()].concat()
        }),
        ("half a character", |text| text.replacen("\"NL-50\"", "\"NL-\\ud83d\"", 1).into_bytes()),
        ("half a character where no rule looks", |text| {
            text.replacen('{', "{\"later\":[\"\\ude00\"],", 1).into_bytes()
        }),
        ("no character", |text| text.replacen("story/1", "story\\u0000/1", 1).into_bytes()),
        ("no character in a name that no rule knows", |text| {
            text.replacen('{', "{\"later\":{\"\\u0000\":1},", 1).into_bytes()
        }),
        ("something behind its end", |text| format!("{text}{{\"station\":{{}}}}").into_bytes()),
    ];
    for (what, change) in changes {
        let job = Job::new(serial);
        let envelope = sealed_as(&phone, &phone.seal(&job, &label), change);
        let refused = phone.put(&job.path(), &envelope).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    }
    let rows = format!("SELECT count(*) FROM pinpoint WHERE serial_canonical IN ('{serial}', '{other}')");
    assert_eq!(network.database().number(&rows), 0);
    // A name is the same name when its letters are escaped, to both readers.
    let job = Job::new(serial);
    let escaped = sealed_as(&phone, &phone.seal(&job, &label), |text| {
        text.replacen("\"serial\":", "\"s\\u0065rial\":", 1).into_bytes()
    });
    assert_eq!(phone.put(&job.path(), &escaped).await.status, StatusCode::CREATED);
    let timeline: Value = phone.get(&format!("/v1/stations/Nordlicht/{serial}")).await.read();
    assert_eq!(timeline["pinpoints"][0]["pinpoint_id"], json!(job.id));
}

#[tokio::test]
async fn a_record_has_an_end() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let long = Job { padding: 65_000, ..Job::new("NL-50 000 845") };
    assert_eq!(
        phone.put(&long.path(), &phone.seal(&long, &label)).await.problem(),
        (413, "body-too-large".into())
    );
    // A step has a photo; forty of them are more than any playbook asks for.
    let many = (0..40).fold(Job::new("NL-50 000 846"), |job, _| job.with_photo(b"published", b"original"));
    assert_eq!(phone.put(&many.path(), &phone.seal(&many, &label)).await.status, StatusCode::CREATED);
}

/// Numbers that no column holds, and texts that nobody checked because no rule is about them.
#[tokio::test]
async fn a_record_of_extremes_is_stored_to_the_letter_or_refused() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let huge = u64::MAX.to_string();
    for (from, to) in [
        ("\"sequence\":1,", format!("\"sequence\":{huge},")),
        ("\"width_px\":1600", "\"width_px\":4294967295".to_owned()),
        ("\"bytes\":9", format!("\"bytes\":{huge}")),
        ("\"profile\":1", "\"profile\":4294967295".to_owned()),
        ("story/1", format!("\\u0001\\u001b[2J\\u202e{}", "x".repeat(50_000))),
        ("\"sealed_at\":\"2027", "\"sealed_at\":\"9999".to_owned()),
        ("\"sealed_at\":\"2027", "\"sealed_at\":\"-009999".to_owned()),
        ("\"lat_e7\":488583701", format!("\"lat_e7\":{huge}")),
        ("\"v\":1", "\"v\":1e400".to_owned()),
    ] {
        let job = Job::new("NL-50 000 844").with_photo(b"published", b"original");
        let envelope = phone.seal(&job, &label);
        let changed = sealed_as(&phone, &envelope, |text| {
            let sequence = text.split_once("\"sequence\":").unwrap().1.split_once(',').unwrap().0;
            let text = text.replacen(&format!("\"sequence\":{sequence},"), "\"sequence\":1,", 1);
            assert!(text.contains(from), "{from}: {text}");
            text.replacen(from, &to, 1).into_bytes()
        });
        let answer = phone.put(&job.path(), &changed).await;
        if answer.status == StatusCode::CREATED {
            let shown: Value = phone.get(&job.path()).await.read();
            assert_eq!(shown["sealed"], serde_json::to_value(&changed.sealed).unwrap(), "{to}");
            assert!(phone.verdict(job.id).await.is_some(), "{to}");
        } else {
            assert_eq!(answer.problem().0, 422, "{to}");
        }
        let timeline = phone.get("/v1/stations/Nordlicht/NL50000844").await;
        assert!(matches!(timeline.status, StatusCode::OK | StatusCode::NOT_FOUND), "{to}: {timeline:?}");
    }
}
