//! Several servers share what there is: the rows, the photos, the keys. They know nothing of each other.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use data_encoding::BASE64;
use futures_util::future::join_all;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::Decision;
use pinpoint_server::{Config, Database, Server, ServerError, StoreError};

use crate::support::books::OwnDatabase;
use crate::support::record::Job;
use crate::support::{Network, Phone, ask, json};

#[test]
fn two_servers_that_open_a_fresh_database_at_once_make_its_schema_once() {
    let own = OwnDatabase::create();
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::demo(folder.path()).unwrap();
    if let Some(own) = &own {
        config.database = own.database();
    }
    let open = || Server::open(config.clone(), Network::morning()).map(drop);
    let opened =
        std::thread::scope(|scope| [(); 4].map(|()| scope.spawn(open)).map(|one| one.join().unwrap()));
    for one in opened {
        one.unwrap();
    }
}

#[tokio::test]
async fn what_one_server_acknowledged_another_tells_and_repeats() {
    let network = Network::open();
    let other = network.another_server();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL50000800");
    let envelope = phone.seal(&job, &network.label().await.label);
    let stored = phone.put(&job.path(), &envelope).await;
    let again = json(Method::PUT, &job.path(), Some(&phone.session), &envelope);
    let again = ask(&other, again).await;
    assert_eq!((again.status, again.bytes), (StatusCode::OK, stored.bytes), "the one receipt");
    assert_eq!(phone.verdict(job.id).await, Some((Decision::Accepted, vec![])));
    other.decide_due().await.unwrap();
    let changes = phone.request(Method::GET, "/v1/changes").body(Body::empty()).unwrap();
    let changes: serde_json::Value = ask(&other, changes).await.read();
    assert_eq!(changes["changes"].as_array().unwrap().len(), 1, "one verdict, whoever made it");
}

#[tokio::test]
async fn a_wrong_password_counts_once_however_many_servers_decide() {
    let network = Network::open();
    let others = [network.another_server(), network.another_server()];
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let mistyped = ActivationLabel::typed(label.mac.digits(), "mistyped-1").unwrap();
    for record in 0..6 {
        let job = Job::new(&format!("NL5000081{record}"));
        phone.put(&job.path(), &phone.seal(&job, &mistyped)).await;
    }
    let all = others.iter().chain([&network.server]).map(Server::decide_due);
    for decided in join_all(all).await {
        decided.unwrap();
    }
    assert_eq!(network.database().number("SELECT count(*) FROM attempt WHERE kind = 'proof'"), 6);
    assert_eq!(network.database().number("SELECT count(*) FROM verdict"), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_misses_nothing_while_two_servers_write() {
    let network = Network::open();
    let other = network.another_server();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let records = (0..40).map(async |record| {
        let job = Job::new(&format!("NL500008{record:02}X"));
        let put = json(Method::PUT, &job.path(), Some(&phone.session), &phone.seal(&job, &label));
        let server = if record % 2 == 0 { &network.server } else { &other };
        assert_eq!(ask(server, put).await.status, StatusCode::CREATED);
        server.decide_due().await.unwrap();
    });
    let follow = async {
        let mut seen: Vec<u64> = Vec::new();
        while seen.len() < 40 {
            let after = seen.last().copied().unwrap_or(0);
            let path = format!("/v1/changes?after={after}");
            let page: serde_json::Value = phone.get(&path).await.read();
            seen.extend(
                page["changes"].as_array().unwrap().iter().map(|change| change["sequence"].as_u64().unwrap()),
            );
        }
        seen
    };
    let (_, seen) = futures_util::future::join(join_all(records), follow).await;
    let there = network.database().column::<i64>("SELECT sequence FROM change ORDER BY sequence");
    assert_eq!(seen, there.iter().map(|sequence| u64::try_from(*sequence).unwrap()).collect::<Vec<_>>());
    let receipts = network.database().column::<i64>("SELECT sequence FROM pinpoint ORDER BY sequence");
    assert_eq!(receipts, (1..=40).collect::<Vec<_>>(), "no number of a receipt is left out or given twice");
}

#[tokio::test]
async fn a_photo_that_began_at_one_server_goes_on_at_another() {
    let network = Network::open();
    let other = network.another_server();
    let phone = network.crew("Watt").await;
    let bytes: Vec<u8> = (0..30_000).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let job = Job::new("NL50000830").with_photo(&bytes, &bytes);
    phone.put(&job.path(), &phone.seal(&job, &network.label().await.label)).await;
    let id = job.photos[0].original.id;
    let encoded = |text: String| BASE64.encode(text.as_bytes());
    let metadata =
        format!("photo_id {},pinpoint_id {}", encoded(id.to_string()), encoded(job.id.to_string()));
    let begun = tus(&phone, Method::POST, "/v1/uploads")
        .header("upload-length", bytes.len())
        .header("upload-metadata", metadata)
        .header("content-type", "application/offset+octet-stream")
        .body(Body::from(bytes[..10_000].to_vec()));
    assert_eq!(network.send(begun.unwrap()).await.header("upload-offset"), Some("10000"));

    let upload = format!("/v1/uploads/{id}");
    let head = tus(&phone, Method::HEAD, &upload).body(Body::empty());
    assert_eq!(ask(&other, head.unwrap()).await.header("upload-offset"), Some("10000"));
    let rest = tus(&phone, Method::PATCH, &upload)
        .header("upload-offset", 10_000)
        .header("content-type", "application/offset+octet-stream")
        .body(Body::from(bytes[10_000..].to_vec()));
    assert_eq!(ask(&other, rest.unwrap()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(phone.get(&format!("/v1/photos/{id}/receipt")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_database_that_goes_away_is_waited_for_and_comes_back_by_itself() {
    let network = Network::open();
    let Some(database) = network.own_database() else { return };
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let (before, after) = (Job::new("NL50000840"), Job::new("NL50000841"));
    phone.put(&before.path(), &phone.seal(&before, &label)).await;
    let sealed = phone.seal(&after, &label);

    database.lock_out(true);
    for _ in 0..3 {
        let away = phone.put(&after.path(), &sealed).await;
        assert_eq!(away.problem(), (503, "unavailable".into()));
        assert_eq!(away.header("retry-after"), Some("5"));
    }
    assert_eq!(phone.get(&before.path()).await.problem(), (503, "unavailable".into()));
    database.lock_out(false);
    assert_eq!(phone.put(&after.path(), &sealed).await.status, StatusCode::CREATED);
    assert_eq!(phone.get(&before.path()).await.status, StatusCode::OK);
    assert_eq!(network.database().number("SELECT count(*) FROM pinpoint"), 2);
}

fn tus(phone: &Phone<'_>, method: Method, path: &str) -> axum::http::request::Builder {
    let request: axum::http::request::Builder = phone.request(method, path);
    request.header("tus-resumable", "1.0.0")
}

#[tokio::test]
async fn the_way_to_the_database_is_secret_where_its_address_says_so() {
    let Ok(authority) = std::env::var("PINPOINT_TEST_POSTGRES_CA") else { return };
    let network = Network::open();
    let url = network.database_url().unwrap();
    let mut config = network.config();
    config.database =
        Database::Postgres(format!("{url}?sslmode=require&sslrootcert={authority}").parse().unwrap());
    let secure = Server::open(config.clone(), Network::morning()).unwrap();
    let asked = Request::get("/healthz").body(Body::empty()).unwrap();
    assert_eq!(ask(&secure, asked).await.status, StatusCode::OK);
    let spoken = "SELECT count(*) FROM pg_stat_ssl s JOIN pg_stat_activity a ON a.pid = s.pid
                  WHERE s.ssl AND a.application_name = 'pinpoint' AND a.datname = current_database()";
    assert!(network.database().number(spoken) > 0, "the server of this story, and nobody else, speaks TLS");

    // Browsers do not trust it, so it could be anybody.
    config.database = Database::Postgres(format!("{url}?sslmode=require").parse().unwrap());
    let refused = Server::open(config, Network::morning()).map(drop).unwrap_err();
    assert!(matches!(refused, ServerError::Store(StoreError::Away { .. })), "{refused:?}");
}
