//! Somebody stands where the server should be. The phone tells it no more than it must, and reads no more than it can hold.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use pinpoint_tests::{Outcome, World};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// Stands in for a server; how often somebody came.
async fn stands_in<F>(
    answer: impl Fn(TcpStream) -> F + Send + 'static,
) -> Outcome<(SocketAddr, Arc<AtomicUsize>)>
where
    F: Future<Output = std::io::Result<()>> + Send,
{
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let (address, came) = (listener.local_addr()?, Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&came);
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let mut request = vec![0; 64 * 1024];
            if socket.read(&mut request).await.is_ok() {
                // Whoever it stands in for, the phone may leave at any moment.
                drop(answer(socket).await);
            }
        }
    });
    Ok((address, came))
}

#[tokio::test]
async fn a_password_is_sent_to_no_other_place_on_the_servers_word() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let (elsewhere, came) = stands_in(|_| async { Ok(()) }).await?;
    let (portal, _) = stands_in(move |mut socket| async move {
        let moved = format!(
            "HTTP/1.1 307 Moved\r\nlocation: http://{elsewhere}/v1/sessions\r\ncontent-length: 0\r\n\r\n"
        );
        socket.write_all(moved.as_bytes()).await
    })
    .await?;
    let anna = anna.reopen(portal).await?;
    assert!(anna.sign_in().await.is_err());
    assert_eq!(came.load(Ordering::SeqCst), 0);
    Ok(())
}

#[tokio::test]
async fn a_reply_without_end_is_not_read_to_its_end() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let (endless, came) = stands_in(|mut socket| async move {
        socket.write_all(b"HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n\r\n").await?;
        loop {
            socket.write_all(&[b' '; 8 * 1024]).await?;
        }
    })
    .await?;
    let anna = anna.reopen(endless).await?;
    // Its patience for a whole answer is far longer: it is the length that ends this one.
    assert!(timeout(Duration::from_secs(10), anna.sign_in()).await?.is_err());
    assert!(came.load(Ordering::SeqCst) >= 1);
    Ok(())
}
