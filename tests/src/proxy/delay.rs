//! A small proxy that is as far away as a real server, as thin as a real line, and breaks where it is told to.
//!
//! A round trip delays bytes and does not throttle them: a reader takes them at once and a writer lets each chunk go when its
//! time has come, so a pipelined client is not slowed down more than a real distance would slow it. A rate is what all
//! connections share from the phone to the server; what the line has not carried yet is still in the phone.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// What the way between phone and server is like.
#[derive(Debug, Clone, Default)]
pub struct Way {
    /// There and back.
    pub round_trip: Duration,
    /// What it carries from the phone in a second; as much as there is, where nothing is said.
    pub bytes_per_second: Option<u64>,
    /// After so many bytes from the phone, over all connections, all of them break, and what was under way is lost.
    pub cuts: Vec<u64>,
}

/// A running proxy; dropping it closes its door.
pub struct DelayProxy {
    address: SocketAddr,
    door: JoinHandle<()>,
    line: Arc<Line>,
}

/// What all connections share.
struct Line {
    way: Way,
    sent: AtomicU64,
    /// When the line has carried what it took.
    free: Mutex<Instant>,
    /// How often it broke.
    breaks: watch::Sender<usize>,
}

impl DelayProxy {
    /// Listens on a free local port and leads to `target`, half of `round_trip` each way.
    pub async fn start(target: SocketAddr, round_trip: Duration) -> io::Result<Self> {
        Self::over(target, Way { round_trip, ..Way::default() }).await
    }

    /// The same over any way.
    pub async fn over(target: SocketAddr, way: Way) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (sent, free) = (AtomicU64::new(0), Mutex::new(Instant::now()));
        let line = Arc::new(Line { way, sent, free, breaks: watch::Sender::new(0) });
        let shared = Arc::clone(&line);
        let door = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let line = Arc::clone(&shared);
                tokio::spawn(async move {
                    let mut broken = line.breaks.subscribe();
                    tokio::select! {
                        _ = broken.changed() => {}
                        joined = line.join(client, target) => drop(joined),
                    }
                });
            }
        });
        Ok(Self { address, door, line })
    }

    /// Where clients connect.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many bytes the phone has sent.
    pub fn sent(&self) -> u64 {
        self.line.sent.load(Ordering::SeqCst)
    }
}

impl Drop for DelayProxy {
    fn drop(&mut self) {
        self.door.abort();
    }
}

impl Line {
    /// A connection of TCP costs one round trip before its first byte, so the way there is opened one trip late.
    async fn join(&self, client: TcpStream, target: SocketAddr) -> io::Result<()> {
        tokio::time::sleep(self.way.round_trip).await;
        let server = TcpStream::connect(target).await?;
        client.set_nodelay(true)?;
        server.set_nodelay(true)?;
        let (from_client, to_client) = client.into_split();
        let (from_server, to_server) = server.into_split();
        tokio::try_join!(
            self.carry(from_client, to_server, true),
            self.carry(from_server, to_client, false)
        )?;
        Ok(())
    }

    async fn carry(&self, mut from: OwnedReadHalf, mut to: OwnedWriteHalf, up: bool) -> io::Result<()> {
        let one_way = self.way.round_trip / 2;
        let (sender, mut receiver) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
        let reader = async {
            let mut buffer = vec![0; if self.way.bytes_per_second.is_some() { 4 * 1024 } else { 64 * 1024 }];
            loop {
                let count = from.read(&mut buffer).await?;
                let chunk = buffer.get(..count).unwrap_or_default().to_vec();
                let end = chunk.is_empty();
                if up {
                    self.take(count).await;
                }
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

    /// Counts bytes from the phone, waits until the line has carried them, and breaks where it is to break.
    async fn take(&self, count: usize) {
        let bytes = u64::try_from(count).unwrap_or(u64::MAX);
        let sent = self.sent.fetch_add(bytes, Ordering::SeqCst) + bytes;
        if let Some(rate) = self.way.bytes_per_second.filter(|rate| *rate > 0) {
            let carried = {
                let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
                *free = (*free).max(Instant::now())
                    + Duration::from_micros(bytes.saturating_mul(1_000_000) / rate);
                *free
            };
            tokio::time::sleep_until(carried).await;
        }
        if self.way.cuts.iter().any(|cut| (sent - bytes..sent).contains(cut)) {
            self.breaks.send_modify(|breaks| *breaks += 1);
            // This connection breaks with the others.
            std::future::pending::<()>().await;
        }
    }
}
