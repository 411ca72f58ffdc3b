//! The server on a real socket, and bytes that no client library would send.

use std::net::SocketAddr;
use std::time::Duration;

use pinpoint_server::Limits;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Network;

/// Longer than any silence of an [`impatient`] server, far shorter than for ever.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// A network whose server waits for 300 ms where others wait for a minute.
pub fn impatient(change: impl FnOnce(&mut Limits)) -> Network {
    Network::open_with(|config| {
        config.limits.head = Duration::from_millis(300);
        config.limits.silence = Duration::from_millis(300);
        config.limits.drain = Duration::from_millis(200);
        change(&mut config.limits);
    })
}

/// Serves while the story goes on.
pub async fn serving(network: &Network, story: impl AsyncFnOnce(SocketAddr)) {
    let (listener, address) = network.server.listen().await.unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = network.server.serve(listener, async { stopped.await.unwrap() });
    let story = async {
        story(address).await;
        stop.send(()).unwrap();
    };
    let (served, ()) = tokio::join!(serving, story);
    served.unwrap();
}

/// What the server says until it closes; it has to close by itself.
pub async fn last_words(socket: &mut TcpStream) -> String {
    let mut said = Vec::new();
    // A reset is as good an end as a close.
    drop(timeout(PATIENCE, socket.read_to_end(&mut said)).await.unwrap());
    String::from_utf8_lossy(&said).into_owned()
}

/// What the server says to these bytes until it closes.
pub async fn answer_to(address: SocketAddr, bytes: impl AsRef<[u8]>) -> String {
    let mut socket = TcpStream::connect(address).await.unwrap();
    // It may answer and close before it has read them all.
    drop(socket.write_all(bytes.as_ref()).await);
    last_words(&mut socket).await
}

/// What the server says to somebody who never stops sending this, with pauses.
pub async fn answer_to_drips(address: SocketAddr, head: &str, drip: &[u8], pause: Duration) -> String {
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(head.as_bytes()).await.unwrap();
    let (mut from_server, mut to_server) = socket.split();
    let dripping = async {
        while to_server.write_all(drip).await.is_ok() {
            tokio::time::sleep(pause).await;
        }
        std::future::pending::<()>().await;
    };
    let mut said = Vec::new();
    tokio::select! {
        ended = timeout(PATIENCE, from_server.read_to_end(&mut said)) => drop(ended.unwrap()),
        () = dripping => {}
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// A small request, as a program writes it.
pub fn plain(method: &str, path: &str, headers: &str) -> String {
    format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n")
}
