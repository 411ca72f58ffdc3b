//! The server's manners: every error is a problem document, every answer names its request, and it stops politely.

use crate::support::record::Job;
use crate::support::{Answer, Network};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use pinpoint_domain::demo;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{Problem, SessionRequest, Signed};
use pinpoint_server::{Config, Server, ServerError, SystemClock};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

async fn get(network: &Network, path: &str) -> Answer {
    network.send(Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_mistake_is_answered_with_a_problem() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    assert_eq!(get(&network, "/v2/pinpoints").await.problem(), (404, "route-unknown".into()));
    let patched =
        network.send(phone.request(Method::PATCH, "/v1/changes").body(Body::empty()).unwrap()).await;
    assert_eq!(patched.problem(), (405, "method-not-allowed".into()));
    assert_eq!(phone.get("/v1/pinpoints/42").await.problem(), (400, "malformed-path".into()));
    assert_eq!(phone.get("/v1/changes?after=-1").await.problem(), (400, "malformed-query".into()));
    assert_eq!(phone.get("/v1/stations/nordlicht/x").await.problem(), (400, "malformed-path".into()));

    let put = async |body: Vec<u8>, kind: &str| {
        let path = Job::new("NL50000500").path();
        let request = phone.request(Method::PUT, &path).header("content-type", kind);
        network.send(request.body(Body::from(body)).unwrap()).await
    };
    let broken = put(b"{\n  \"v\": 1,\n  \"sealed\": oops}".to_vec(), "application/json").await;
    assert_eq!(broken.problem(), (400, "malformed-json".into()));
    let problem: Problem = broken.read();
    assert_eq!((problem.fields["line"].as_str(), problem.fields["column"].as_str()), ("3", "13"));
    assert_eq!(put(b"{}".to_vec(), "text/html").await.problem(), (415, "media-type".into()));
    assert_eq!(put(vec![b' '; 300_000], "application/json").await.problem(), (413, "body-too-large".into()));
}

#[tokio::test]
async fn an_answer_names_its_request_and_the_servers_epoch() {
    let mut network = Network::open();
    let asked = Request::get("/healthz").header("x-request-id", "phone-7.1").body(Body::empty()).unwrap();
    let answer = network.send(asked).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("x-request-id"), Some("phone-7.1"));
    assert_ne!(
        get(&network, "/healthz").await.header("x-request-id"),
        get(&network, "/healthz").await.header("x-request-id")
    );
    let epoch = answer.header("server-epoch").unwrap().to_owned();
    assert_eq!(epoch.len(), 32);
    network.restart();
    assert_eq!(get(&network, "/nowhere").await.header("server-epoch"), Some(epoch.as_str()));
    assert_ne!(get(&Network::open(), "/healthz").await.header("server-epoch"), Some(epoch.as_str()));
}

#[tokio::test]
async fn health_asks_the_database_and_not_the_whole_inventory() {
    let network = Network::open();
    network.database().run("ALTER TABLE label RENAME TO label_away").unwrap();
    assert_eq!(get(&network, "/healthz").await.status, StatusCode::OK);
    network.database().run("ALTER TABLE meta RENAME TO meta_away").unwrap();
    assert_eq!(get(&network, "/healthz").await.problem(), (500, "internal".into()));
}

#[tokio::test]
async fn the_profile_is_signed_by_the_demo_root() {
    let network = Network::open();
    let signed: Signed<NetworkProfile> = get(&network, "/v1/profile").await.read();
    let (profile, _) = NetworkProfile::believe(&signed, &demo::root()).unwrap();
    assert_eq!(profile.network.as_str(), "demo");
}

#[tokio::test]
async fn the_interface_describes_itself_and_leaves_no_code_out() {
    let network = Network::open();
    let document: serde_json::Value = get(&network, "/openapi.json").await.read();
    let codes = document["info"]["description"].as_str().unwrap();
    let said = document["paths"].to_string();
    let mut operations = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations += 1;
            assert!(operation["summary"].is_string(), "{method} {path} has no summary");
            assert_eq!(
                operation["responses"]["5XX"]["content"][Problem::MEDIA_TYPE]["schema"]["$ref"].as_str(),
                (method != "head").then_some("#/components/schemas/Problem")
            );
            let asks_who = operation["security"] != serde_json::json!([{}]);
            assert!(!asks_who || operation["responses"]["401"].is_object(), "{method} {path}");
            for code in operation["responses"].to_string().split('`').skip(1).step_by(2) {
                let is_code = code.contains('-') && code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                assert!(
                    !is_code || codes.contains(&format!("`{code}`")),
                    "{method} {path} names unknown code {code}"
                );
            }
        }
    }
    assert_eq!(operations, 28);
    let text = document.to_string();
    for name in text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document["components"]["schemas"][name].is_object(), "{name} is named and not described");
    }
    for code in [
        "pinpoint-differs",
        "not-certified",
        "photo-has-metadata",
        "upload-offset-differs",
        "refresh-refused",
    ] {
        assert!(codes.contains(code) && said.contains(code), "{code}");
    }
    assert!(
        text.contains(r#""format":"uint32","maximum":4294967295,"minimum":0"#),
        "a number says how far it goes"
    );
    let asked = document["paths"]["/v1/changes"]["get"]["parameters"].as_array().unwrap();
    assert_eq!(asked.iter().map(|parameter| &parameter["name"]).collect::<Vec<_>>(), ["after", "limit"]);
    assert_eq!(document["paths"]["/healthz"]["get"]["security"], serde_json::json!([{}]));
    let scheme = &document["components"]["securitySchemes"]["access_token"];
    assert_eq!((scheme["type"].as_str(), scheme["scheme"].as_str()), (Some("http"), Some("bearer")));
    let page = get(&network, "/docs/").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = String::from_utf8(page.bytes).unwrap();
    assert!(
        html.contains("swagger-ui") && !html.contains("https://"),
        "the page needs nothing from elsewhere"
    );
    // What its policy forbids, the page does not need: code in the page itself, code made from text, other places.
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'; script-src 'self';"), "{policy}");
    assert!(!policy.contains("eval") && !policy.contains("http"), "{policy}");
    let scripts: Vec<_> = html.split("<script").skip(1).collect();
    assert!(scripts.len() > 1 && scripts.iter().all(|script| script.starts_with(" src=\"./")), "{html}");
    for script in scripts {
        let file = script.split('"').nth(1).unwrap().trim_start_matches("./");
        let answer = get(&network, &format!("/docs/{file}")).await;
        assert_eq!((answer.status, answer.header("content-security-policy")), (StatusCode::OK, Some(policy)));
    }
}

#[tokio::test]
async fn a_stopping_server_finishes_what_it_began() {
    let network = Network::open();
    let (listener, address) = network.server.listen().await.unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let story = async {
        let mut socket = TcpStream::connect(address).await.unwrap();
        let body = br#"{"email":"nobody@watt.example","password":"none"}"#;
        let head = format!(
            "POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        socket.write_all(&body[..10]).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        stop.send(()).unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        assert!(TcpStream::connect(address).await.is_err(), "nobody new is let in");
        socket.write_all(&body[10..]).await.unwrap();
        let mut said = String::new();
        socket.read_to_string(&mut said).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 401") && said.contains("sign-in-refused"), "{said}");
        assert!(said.contains("\r\ndate: "), "{said}");
    };
    let serving = network.server.serve(listener, async { stopped.await.unwrap() });
    let (served, ()) = tokio::join!(serving, story);
    served.unwrap();
}

#[test]
fn a_folder_belongs_to_one_network_and_its_keys() {
    let folder = tempfile::tempdir().unwrap();
    let open = |network: &str| {
        let config = Config { network: network.parse().unwrap(), ..Config::demo(folder.path()).unwrap() };
        Server::open(config, std::sync::Arc::new(SystemClock))
    };
    open("north").unwrap();
    open("north").unwrap();
    assert!(matches!(open("south"), Err(ServerError::NetworkDiffers { .. })));
    std::fs::remove_file(folder.path().join("keys/receipts-ed25519")).unwrap();
    assert!(matches!(open("north"), Err(ServerError::KeyLost { .. })), "new keys would orphan every receipt");
    std::fs::write(folder.path().join("keys/receipts-ed25519"), [7; 32]).unwrap();
    assert!(matches!(open("north"), Err(ServerError::KeyLost { .. })));
}

#[tokio::test]
async fn a_null_character_is_a_text_that_nothing_is_found_under() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let stranger = SessionRequest { email: "camille\0@watt.example".into(), password: "whatever1".into() };
    assert_eq!(network.post("/v1/sessions", &stranger).await.status, StatusCode::UNAUTHORIZED);
    assert!(phone.get("/v1/stations/Nord%00licht/NL50000300").await.status.is_client_error());
}

#[tokio::test]
async fn a_broken_database_is_refused_with_a_code() {
    use pinpoint_domain::Coded as _;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pinpoint.db"), b"this was a database once, long ago").unwrap();
    let Err(refused) = Server::open(Config::demo(folder.path()).unwrap(), std::sync::Arc::new(SystemClock))
    else {
        panic!("opened");
    };
    assert_eq!(refused.code(), "store-database");

    let newer = Network::open();
    newer.database().pretend_schema(99);
    let Err(refused) = Server::open(newer.config(), std::sync::Arc::new(SystemClock)) else {
        panic!("opened")
    };
    assert_eq!((refused.code(), refused.fields()["found"].as_str()), ("store-newer", "99"));
}
