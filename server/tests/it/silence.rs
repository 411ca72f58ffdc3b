//! Strangers hold sockets open and say nothing, or the wrong thing. Installers are served all the same.

use std::net::SocketAddr;
use std::time::Duration;

use crate::support::sockets::{PATIENCE, answer_to, impatient, last_words, plain, serving};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Serves while the story goes on; a head may take 300 ms here.
async fn while_serving(connections: usize, story: impl AsyncFnOnce(SocketAddr)) {
    serving(&impatient(|limits| limits.connections = connections), story).await;
}

#[tokio::test]
async fn a_connection_that_says_nothing_useful_is_closed() {
    while_serving(64, async |address| {
        let openings: [&[u8]; 5] =
            [b"", b"P", b"PRI * HTTP/2.0\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET /healthz HTT"];
        for opening in openings {
            let said = answer_to(address, opening).await;
            assert!(!said.starts_with("HTTP/1.1 2"), "{said}");
        }
        let mut idle = TcpStream::connect(address).await.unwrap();
        idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let said = last_words(&mut idle).await;
        assert!(
            said.starts_with("HTTP/1.1 200"),
            "an answered connection may be idle for a while, not for ever"
        );
    })
    .await;
}

#[tokio::test]
async fn an_upgrade_to_a_protocol_without_a_clock_is_not_taken() {
    while_serving(64, async |address| {
        let upgrade = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\n\
            http2-settings: AAMAAABkAAQAAP__\r\n\r\n";
        let said = answer_to(address, upgrade).await;
        assert!(said.starts_with("HTTP/1.1 200"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn who_asks_and_asks_and_takes_no_answer_is_cut_off() {
    while_serving(64, async |address| {
        let mut socket = TcpStream::connect(address).await.unwrap();
        let (mut from_server, mut to_server) = socket.split();
        let ask = b"GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(400);
        // Cut off at the first unread answers, the server may close before all was asked.
        drop(timeout(PATIENCE, to_server.write_all(&ask)).await.unwrap());
        tokio::time::sleep(Duration::from_secs(1)).await;
        let mut said = Vec::new();
        drop(timeout(PATIENCE, from_server.read_to_end(&mut said)).await.unwrap());
        let answers = String::from_utf8_lossy(&said).matches("HTTP/1.1 200").count();
        assert!((1..400).contains(&answers), "{answers} answers were kept for whoever did not read them");
    })
    .await;
}

#[tokio::test]
async fn an_installer_is_served_when_silent_strangers_hold_every_place() {
    while_serving(3, async |address| {
        let mut silent = Vec::new();
        for _ in 0..3 {
            silent.push(TcpStream::connect(address).await.unwrap());
        }
        let said = timeout(PATIENCE, answer_to(address, plain("GET", "/healthz", ""))).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 200"), "{said}");
    })
    .await;
}
