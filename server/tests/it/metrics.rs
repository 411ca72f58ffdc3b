//! Whoever watches a server reads how it is, at an entrance of its own.

use std::net::SocketAddr;

use crate::support::record::Job;
use crate::support::sockets::{answer_to, plain, serving};
use crate::support::{Network, PASSWORD, json};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use pinpoint_domain::wire::SessionRequest;
use pinpoint_server::Clock as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A network whose metrics are read at a free port.
fn watched() -> (Network, SocketAddr) {
    let at = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    (Network::open_with(|config| config.metrics = Some(at)), at)
}

/// The metrics, after checking that they are some.
async fn read(at: SocketAddr) -> String {
    let said = answer_to(at, plain("GET", "/metrics", "")).await;
    assert!(said.starts_with("HTTP/1.1 200") && said.contains("application/openmetrics-text"), "{said}");
    assert_eq!(said.matches("# EOF").count(), 1, "{said}");
    said
}

#[track_caller]
fn says(metrics: &str, line: &str) {
    assert!(metrics.lines().any(|said| said == line), "{line} is not in\n{metrics}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stored_decided_and_refused_is_counted() {
    let (network, at) = watched();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL50000801");
    let envelope = phone.seal(&job, &network.label().await.label);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::CREATED);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::OK);
    let wrong = SessionRequest { email: phone.email.clone(), password: format!("{PASSWORD}?") };
    network.send(json(Method::POST, "/v1/sessions", None, &wrong)).await.problem();
    serving(&network, async |_| {
        while !read(at).await.contains("pinpoint_verdicts_total{decision=\"accepted\"} 1") {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let metrics = read(at).await;
        says(&metrics, "pinpoint_records_stored_total 1");
        says(&metrics, "pinpoint_sign_ins_refused_total{reason=\"password\"} 1");
        says(&metrics, "pinpoint_verdicts_due 0");
        says(&metrics, "pinpoint_reviews_open 0");
        says(&metrics, "pinpoint_database_up 1");
        says(&metrics, "pinpoint_uploads_in_flight 0");
        let put = "route=\"/v1/pinpoints/{id}\",method=\"PUT\"";
        says(&metrics, &format!("pinpoint_http_requests_total{{{put},status=\"201\"}} 1"));
        says(&metrics, &format!("pinpoint_http_request_duration_seconds_count{{{put}}} 2"));
        let started = network.clock.now().as_second();
        says(&metrics, &format!("process_start_time_seconds {started}"));
        let epoch = "epoch=\"";
        assert!(metrics.contains("pinpoint_server_info{") && metrics.contains(epoch), "{metrics}");
        for told in [job.id.to_string(), phone.email.clone(), "NL50000801".into(), "127.0.0.1".into()] {
            assert!(!metrics.contains(&told), "{told} is nobody's business who only watches");
        }
    })
    .await;
}

#[tokio::test]
async fn strangers_read_no_metrics_and_choose_no_label() {
    let (network, at) = watched();
    serving(&network, async |address| {
        let public = answer_to(address, plain("GET", "/metrics", "")).await;
        assert!(!public.contains("pinpoint_"), "{public}");
        let made_up = answer_to(address, plain("FROBNICATE", "/v1/made-up-by-a-stranger", "")).await;
        assert!(made_up.starts_with("HTTP/1.1 404"), "{made_up}");
        let metrics = read(at).await;
        assert!(!metrics.contains("FROBNICATE") && !metrics.contains("made-up"), "{metrics}");
        says(&metrics, "pinpoint_http_requests_total{route=\"-\",method=\"other\",status=\"404\"} 1");
    })
    .await;
}

#[tokio::test]
async fn a_server_whose_database_is_away_is_watched_all_the_same() {
    let (network, at) = watched();
    network.database().run("ALTER TABLE verdict_due RENAME TO verdict_due_away").unwrap();
    serving(&network, async |_| {
        let metrics = read(at).await;
        says(&metrics, "pinpoint_database_up 0");
        assert!(!metrics.contains("pinpoint_verdicts_due"), "nobody knows: {metrics}");
    })
    .await;
    network.database().run("ALTER TABLE verdict_due_away RENAME TO verdict_due").unwrap();
}

#[tokio::test]
async fn a_server_that_was_told_to_stop_is_not_ready_any_more() {
    let network = Network::open();
    let ready = async || network.send(Request::get("/readyz").body(Body::empty()).unwrap()).await;
    assert_eq!(ready().await.status, StatusCode::OK);
    serving(&network, async |address| {
        let mut kept = TcpStream::connect(address).await.unwrap();
        kept.write_all(b"GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut said = [0; 12];
        kept.read_exact(&mut said).await.unwrap();
        assert_eq!(&said, b"HTTP/1.1 200");
    })
    .await;
    assert_eq!(ready().await.problem(), (503, "unavailable".into()));
}

#[tokio::test]
async fn a_server_whose_photos_are_away_is_not_ready() {
    let network = Network::with_photos_in_the_folder();
    std::fs::remove_dir_all(network.folder.path().join("photos")).unwrap();
    let request = Request::get("/readyz").body(Body::empty()).unwrap();
    assert_eq!(network.send(request).await.problem(), (500, "internal".into()));
}
