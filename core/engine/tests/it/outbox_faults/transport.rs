//! The one HTTP client, against a socket that is silent, slow or endless.

use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use http::header::HeaderMap;
use pinpoint_engine::Clock;
use pinpoint_engine::platform::files::Folder;
use pinpoint_engine::platform::http::{Body, FilePart, Http, HttpConfig, Request, TransportError};
use pinpoint_engine::remote::Remote;

use super::honest::{empty, json};
use super::phone::hungry;
use super::player::{Play, Player};

fn asking(player: &Player, method: Method, body: Body, patience: Duration) -> Request {
    let url = format!("http://{}", player.address).parse().unwrap();
    Request { method, url, headers: HeaderMap::default(), body, patience, reply_limit: 1000 }
}

#[tokio::test]
async fn silence_for_too_long_is_a_timeout() {
    let player = Player::start(|_| Play::Silence(Duration::from_secs(30)), hungry).await;
    let request = asking(&player, Method::GET, Body::Empty, Duration::from_millis(200));
    let refused = Http::new(&HttpConfig::default()).unwrap().request(request).await;
    assert_eq!(refused.unwrap_err(), TransportError::Timeout);
}

#[tokio::test]
async fn a_slow_photo_is_no_silence() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("photo.jpg"), vec![7; 50_000]).unwrap();
    let player = Player::start(|_| empty(204, &[]), hungry).await;
    let config = HttpConfig { upload_bytes_per_second: NonZeroU64::new(50_000), ..HttpConfig::default() };
    let folder = Folder::at(folder.path().to_owned());
    let part = FilePart { folder, name: "photo.jpg".to_owned(), from: 0, length: 50_000 };
    let file = Body::File { part, sent: Arc::new(|_| {}) };
    let request = asking(&player, Method::PATCH, file, Duration::from_millis(300));
    assert_eq!(Http::new(&config).unwrap().request(request).await.unwrap().status, 204);
}

#[tokio::test]
async fn a_reply_without_end_is_not_read_to_its_end() {
    let player = Player::start(|_| json(200, &"x".repeat(5000)), hungry).await;
    let request = asking(&player, Method::GET, Body::Empty, Duration::from_secs(5));
    let refused = Http::new(&HttpConfig::default()).unwrap().request(request).await;
    assert_eq!(refused.unwrap_err(), TransportError::TooLarge);
}

#[test]
fn an_extra_authority_that_is_no_certificate_is_refused_when_the_app_opens() {
    for pem in [b"hello".as_slice(), b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let config = HttpConfig { extra_ca_pem: Some(pem.to_vec()), ..HttpConfig::default() };
        assert!(Http::new(&config).is_err(), "{}", String::from_utf8_lossy(pem));
    }
    let http = Http::new(&HttpConfig::default()).unwrap();
    assert!(Remote::new(Arc::new(http), "ftp://host/".parse().unwrap(), Clock::of_this_device()).is_err());
}
