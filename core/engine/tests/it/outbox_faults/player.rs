//! A network fault player: a socket that speaks as much HTTP as a script tells it to, and breaks off when told to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
}

/// What the socket does next.
#[derive(Debug, Clone)]
pub(crate) enum Play {
    /// A whole reply.
    Reply { status: u16, headers: Vec<(&'static str, String)>, body: Vec<u8> },
    /// The connection breaks in the middle of a reply.
    BreakOff,
    /// Nothing, for so long; then the connection closes.
    Silence(Duration),
}

/// What the script says to a request's head before its body is read: how many bytes of the body to take before the
/// connection breaks; `None`: all.
pub(crate) type Appetite = dyn Fn(&Request) -> Option<usize> + Send + Sync;
/// What the script says to a request. After a cut, `body` is what had arrived.
pub(crate) type Script = dyn Fn(&Request) -> Play + Send + Sync;

pub(crate) struct Player {
    pub(crate) address: SocketAddr,
    pub(crate) requests: Arc<Mutex<Vec<Request>>>,
}

impl Player {
    pub(crate) async fn start(
        script: impl Fn(&Request) -> Play + Send + Sync + 'static,
        appetite: impl Fn(&Request) -> Option<usize> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (script, appetite, log) = (Arc::new(script), Arc::new(appetite), Arc::clone(&requests));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (script, appetite, log) = (Arc::clone(&script), Arc::clone(&appetite), Arc::clone(&log));
                tokio::spawn(async move {
                    let _ = talk(socket, &*script, &*appetite, &log).await;
                });
            }
        });
        Self { address, requests }
    }

    pub(crate) fn count(&self, method: &str, path: &str) -> usize {
        let requests = self.requests.lock().unwrap();
        requests.iter().filter(|request| request.method == method && request.path.starts_with(path)).count()
    }
}

async fn talk(
    socket: TcpStream,
    script: &Script,
    appetite: &Appetite,
    log: &Mutex<Vec<Request>>,
) -> std::io::Result<()> {
    let mut socket = BufReader::new(socket);
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(socket.read_u8().await?);
        }
        let head = String::from_utf8(head).unwrap();
        let mut words = head.split(' ').map(str::to_owned);
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        let mut request = Request { method, path, head, body: Vec::new() };
        let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
        let cut = appetite(&request).filter(|cut| *cut < length);
        request.body = vec![0; cut.unwrap_or(length)];
        socket.read_exact(&mut request.body).await?;
        log.lock().unwrap().push(request.clone());
        let play = script(&request);
        if cut.is_some() {
            return Ok(());
        }
        match play {
            Play::Reply { status, headers, body } => {
                let mut reply = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len());
                for (name, value) in headers {
                    reply.extend([name, ": ", value.as_str(), "\r\n"]);
                }
                socket.write_all(format!("{reply}\r\n").as_bytes()).await?;
                if request.method != "HEAD" {
                    socket.write_all(&body).await?;
                }
            }
            Play::BreakOff => {
                let half = b"HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"pay";
                return socket.write_all(half).await;
            }
            Play::Silence(length) => {
                tokio::time::sleep(length).await;
                return Ok(());
            }
        }
    }
}
