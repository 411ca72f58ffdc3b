//! A small proxy that adds a round trip: every byte leaves as late as it would over a slow link, and none is lost.
//!
//! Bytes are delayed, not throttled: a reader takes them at once and a writer lets each chunk go when its time has
//! come, so a pipelined client is not slowed down more than a real distance would slow it.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// A running proxy; dropping it closes its door.
pub struct DelayProxy {
    address: SocketAddr,
    door: JoinHandle<()>,
}

impl DelayProxy {
    /// Listens on a free local port and leads to `target`, half of `round_trip` each way.
    pub async fn start(target: SocketAddr, round_trip: Duration) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let door = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(join(client, target, round_trip / 2));
            }
        });
        Ok(Self { address, door })
    }

    /// Where clients connect.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for DelayProxy {
    fn drop(&mut self) {
        self.door.abort();
    }
}

/// A connection of TCP costs one round trip before its first byte, so the way there is opened one trip late.
async fn join(client: TcpStream, target: SocketAddr, one_way: Duration) -> io::Result<()> {
    tokio::time::sleep(one_way * 2).await;
    let server = TcpStream::connect(target).await?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::try_join!(carry(from_client, to_server, one_way), carry(from_server, to_client, one_way))?;
    Ok(())
}

async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, one_way: Duration) -> io::Result<()> {
    let (sender, mut receiver) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    let reader = async {
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let count = from.read(&mut buffer).await?;
            let chunk = buffer.get(..count).unwrap_or_default().to_vec();
            let end = chunk.is_empty();
            if sender.send((Instant::now() + one_way, chunk)).is_err() || end {
                drop(sender);
                return io::Result::Ok(());
            }
        }
    };
    let writer = async {
        while let Some((at, chunk)) = receiver.recv().await {
            tokio::time::sleep_until(at).await;
            if chunk.is_empty() {
                return to.shutdown().await;
            }
            to.write_all(&chunk).await?;
        }
        Ok(())
    };
    tokio::try_join!(reader, writer)?;
    Ok(())
}
