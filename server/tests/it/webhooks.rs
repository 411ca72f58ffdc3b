//! Another system is told what happened, by a receiver that checks the signature itself and has its moods.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::record::Job;
use crate::support::{Network, Phone};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::post;
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::SignedDuration;
use pinpoint_domain::ids::PinpointId;
use pinpoint_server::{Clock as _, Webhook};
use serde_json::Value;
use sha2::Sha256;

const KEY: [u8; 24] = [7; 24];

/// What the receiver answers with.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Well,
    Failing,
    Slow,
    Gone,
    Elsewhere(SocketAddr),
}

/// What it was told.
#[derive(Clone, Debug, PartialEq)]
struct Heard {
    id: String,
    body: Value,
}

/// A system of somebody else.
#[derive(Clone)]
struct Receiver {
    at: SocketAddr,
    mood: Arc<Mutex<Mood>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Receiver {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (mood, heard) = (Arc::new(Mutex::new(Mood::Well)), Arc::default());
        let receiver = Self { at: listener.local_addr().unwrap(), mood, heard };
        let routes = Router::new().route("/hook", post(hear)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        receiver
    }

    fn webhook(&self, key: &[u8], events: &[&str]) -> Webhook {
        let secret = format!("whsec_{}", BASE64.encode(key));
        Webhook::new(&format!("http://{}/hook", self.at), &secret, events).unwrap()
    }

    fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// All that it was told so far.
    fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// The kinds that it was told about a record, in order.
    fn about(&self, id: PinpointId) -> Vec<String> {
        let heard = self.heard();
        let about = heard.iter().filter(|heard| heard.body["data"]["pinpoint_id"] == id.to_string());
        about.map(|heard| heard.body["type"].as_str().unwrap().to_owned()).collect()
    }
}

/// By the specification, with nothing of ours.
async fn hear(State(receiver): State<Receiver>, headers: HeaderMap, body: String) -> impl IntoResponse {
    let said = |name: &str| headers[name].to_str().unwrap().to_owned();
    let (id, at) = (said("webhook-id"), said("webhook-timestamp"));
    let mut hmac = Hmac::<Sha256>::new_from_slice(&KEY).unwrap();
    hmac.update(format!("{id}.{at}.{body}").as_bytes());
    let expected = format!("v1,{}", BASE64.encode(&hmac.finalize().into_bytes()));
    if said("webhook-signature") != expected {
        return (StatusCode::UNAUTHORIZED, HeaderMap::new());
    }
    let mut more = HeaderMap::new();
    receiver.heard.lock().unwrap().push(Heard { id, body: serde_json::from_str(&body).unwrap() });
    let mood = *receiver.mood.lock().unwrap();
    let status = match mood {
        Mood::Well => StatusCode::NO_CONTENT,
        Mood::Failing => StatusCode::INTERNAL_SERVER_ERROR,
        Mood::Slow => {
            tokio::time::sleep(Duration::from_secs(2)).await;
            StatusCode::OK
        }
        Mood::Gone => StatusCode::GONE,
        Mood::Elsewhere(other) => {
            more.insert(header::LOCATION, format!("http://{other}/hook").parse().unwrap());
            StatusCode::TEMPORARY_REDIRECT
        }
    };
    (status, more)
}

/// A network that tells this receiver, from before anything happened.
async fn telling(webhooks: Vec<Webhook>) -> Network {
    let network = Network::open_with(|config| {
        config.webhooks = webhooks;
        config.limits.webhook = Duration::from_millis(500);
    });
    network.server.deliver_webhooks().await.unwrap();
    network
}

/// Seals and delivers a record.
async fn record(phone: &Phone<'_>, serial: &str) -> PinpointId {
    let job = Job::new(serial);
    let envelope = phone.seal(&job, &phone.network.label().await.label);
    assert_eq!(phone.put(&job.path(), &envelope).await.status, StatusCode::CREATED);
    job.id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_is_told_of_a_record_and_its_verdict_and_nothing_that_is_in_it() {
    let receiver = Receiver::open().await;
    let network = telling(vec![receiver.webhook(&KEY, &[])]).await;
    let phone = network.crew("Watt").await;
    let id = record(&phone, "NL50000901").await;
    network.server.decide_due().await.unwrap();
    assert_eq!(network.server.deliver_webhooks().await.unwrap(), 2);
    assert_eq!(receiver.about(id), ["pinpoint-stored", "verdict"]);
    let [stored, verdict] = receiver.heard().try_into().unwrap();
    assert_ne!(stored.id, verdict.id);
    assert_eq!(stored.body["timestamp"], network.clock.now().to_string());
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&stored.body), ["data", "timestamp", "type"]);
    assert_eq!(keys(&stored.body["data"]), ["network", "pinpoint_id"]);
    assert_eq!(network.server.deliver_webhooks().await.unwrap(), 0, "once it was taken, that is all");
    assert_eq!(network.database().number("SELECT count(*) FROM outgoing WHERE delivered_at_ms IS NULL"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_take_a_message_is_told_again_for_days_under_the_same_id_and_then_no_more() {
    let receiver = Receiver::open().await;
    let network = telling(vec![receiver.webhook(&KEY, &["pinpoint-stored"])]).await;
    let mut phone = network.crew("Watt").await;
    receiver.is(Mood::Failing);
    let first = record(&phone, "NL50000902").await;
    let began = network.clock.now();
    let mut attempts = BTreeSet::new();
    for _ in 0..200 {
        if network.server.deliver_webhooks().await.unwrap() > 0 {
            attempts.insert(network.clock.now().duration_since(began).as_hours());
        }
        network.clock.pass(SignedDuration::from_mins(40));
    }
    let heard = receiver.heard();
    assert_eq!(heard.len(), 10);
    assert!(heard.iter().all(|each| each.id == heard[0].id), "{heard:?}");
    let days = attempts.last().unwrap() / 24;
    assert!((3..=4).contains(&days), "{attempts:?}");
    let given_up = "SELECT count(*) FROM audit WHERE action = 'webhook-given-up'";
    assert_eq!(network.database().number(given_up), 1, "loudly");

    receiver.is(Mood::Well);
    phone.sign_in_again().await;
    let second = record(&phone, "NL50000903").await;
    network.server.deliver_webhooks().await.unwrap();
    assert_eq!((receiver.about(first).len(), receiver.about(second).len()), (10, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_up_holds_up_nothing_but_what_follows_it_about_the_same_record() {
    let receiver = Receiver::open().await;
    let network = telling(vec![receiver.webhook(&KEY, &[])]).await;
    let phone = network.crew("Watt").await;
    receiver.is(Mood::Failing);
    let first = record(&phone, "NL50000904").await;
    network.server.deliver_webhooks().await.unwrap();
    network.server.decide_due().await.unwrap();
    receiver.is(Mood::Well);
    let second = record(&phone, "NL50000905").await;
    network.server.deliver_webhooks().await.unwrap();
    assert_eq!(receiver.about(first), ["pinpoint-stored"], "its verdict waits for it");
    assert_eq!(receiver.about(second), ["pinpoint-stored"]);
    network.clock.pass(SignedDuration::from_mins(1));
    network.server.deliver_webhooks().await.unwrap();
    assert_eq!(receiver.about(first), ["pinpoint-stored", "pinpoint-stored", "verdict"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_receiver_is_not_waited_for_and_another_one_hears_at_once() {
    let (slow, quick) = (Receiver::open().await, Receiver::open().await);
    let network = telling(vec![slow.webhook(&KEY, &[]), quick.webhook(&KEY, &[])]).await;
    let phone = network.crew("Watt").await;
    slow.is(Mood::Slow);
    let id = record(&phone, "NL50000906").await;
    let began = tokio::time::Instant::now();
    network.server.deliver_webhooks().await.unwrap();
    assert!(began.elapsed() < Duration::from_millis(1_900), "{:?}", began.elapsed());
    assert_eq!((slow.about(id).len(), quick.about(id).len()), (1, 1));
    slow.is(Mood::Well);
    network.clock.pass(SignedDuration::from_mins(1));
    network.server.deliver_webhooks().await.unwrap();
    assert_eq!((slow.about(id).len(), quick.about(id).len()), (2, 1), "its late answer counted for nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_gone_is_told_nothing_more_until_it_has_another_secret() {
    let receiver = Receiver::open().await;
    let mut network = telling(vec![receiver.webhook(&KEY, &[])]).await;
    receiver.is(Mood::Gone);
    let phone = network.crew("Watt").await;
    record(&phone, "NL50000907").await;
    network.server.deliver_webhooks().await.unwrap();
    receiver.is(Mood::Well);
    record(&phone, "NL50000908").await;
    network.clock.pass(SignedDuration::from_hours(24));
    network.server.deliver_webhooks().await.unwrap();
    assert_eq!(receiver.heard().len(), 1);
    assert_eq!(network.database().number("SELECT count(*) FROM audit WHERE action = 'webhook-disabled'"), 1);

    drop(phone);
    network.change(|config| config.webhooks = vec![receiver.webhook(&[8; 24], &[])]);
    network.server.deliver_webhooks().await.unwrap();
    let phone = network.crew("Volt").await;
    record(&phone, "NL50000909").await;
    assert_eq!(network.server.deliver_webhooks().await.unwrap(), 1);
    assert_eq!(receiver.heard().len(), 1, "whoever knows only the old secret does not believe the new one");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_followed_elsewhere() {
    let (receiver, other) = (Receiver::open().await, Receiver::open().await);
    let network = telling(vec![receiver.webhook(&KEY, &[])]).await;
    let phone = network.crew("Watt").await;
    receiver.is(Mood::Elsewhere(other.at));
    record(&phone, "NL50000910").await;
    network.server.deliver_webhooks().await.unwrap();
    assert_eq!((receiver.heard().len(), other.heard().len()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_tell_it_once_and_what_one_of_them_died_over_is_told_by_the_other() {
    let receiver = Receiver::open().await;
    let network = telling(vec![receiver.webhook(&KEY, &["pinpoint-stored"])]).await;
    let other = network.another_server();
    let phone = network.crew("Watt").await;
    for n in 0..10 {
        record(&phone, &format!("NL5000092{n}")).await;
    }
    let (one, two) = tokio::join!(network.server.deliver_webhooks(), other.deliver_webhooks());
    assert_eq!(one.unwrap() + two.unwrap(), 10);
    assert_eq!(receiver.heard().len(), 10);

    receiver.is(Mood::Slow);
    let id = record(&phone, "NL50000930").await;
    let dies = tokio::time::timeout(Duration::from_millis(300), network.server.deliver_webhooks()).await;
    assert!(dies.is_err() && receiver.about(id).len() == 1, "it was gone before the answer came");
    receiver.is(Mood::Well);
    assert_eq!(other.deliver_webhooks().await.unwrap(), 0, "for a while the other one leaves it alone");
    network.clock.pass(SignedDuration::from_mins(1));
    assert_eq!(other.deliver_webhooks().await.unwrap(), 1);
    assert_eq!(receiver.about(id).len(), 2);
}

#[test]
fn a_receiver_that_anybody_could_listen_to_or_that_knows_no_secret_is_refused() {
    let secret = format!("whsec_{}", BASE64.encode(&KEY));
    Webhook::new("https://hooks.example/pinpoint", &secret, &["verdict"]).unwrap();
    for (url, secret, events) in [
        ("http://hooks.example/", secret.as_str(), &[][..]),
        ("ftp://127.0.0.1/", &secret, &[]),
        ("hooks.example", &secret, &[]),
        ("https://hooks.example/", "whsec_c2hvcnQ=", &[]),
        ("https://hooks.example/", "tournevis", &[]),
        ("https://hooks.example/", &secret, &["everything"]),
    ] {
        let refused = Webhook::new(url, secret, events).unwrap_err();
        assert!(!refused.contains("tournevis") && !refused.contains("c2hvcnQ"), "{refused}");
    }
}
