//! The proxy: takes one request at a time from a phone, over TLS, and plays the fault of its endpoint.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::SignedDuration;
use pinpoint_server::{Clock as _, SystemClock};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::server::TlsStream;

use super::certificates::Certificates;
use super::fault::{Answer, Fault, Secrecy};

/// A kind of request: its method, and its path with `{}` for every name in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    /// The method.
    pub method: &'static str,
    /// The path.
    pub path: &'static str,
}

/// A running proxy; dropping it closes its door.
pub struct FaultProxy {
    address: SocketAddr,
    weather: Arc<Mutex<Weather>>,
    door: JoinHandle<()>,
}

/// What is wrong now.
struct Weather {
    faults: Vec<(Endpoint, Fault)>,
    secrecy: Secrecy,
    /// Every request but a refresh is answered as one with an expired token.
    tokens_expired: bool,
    seen: Vec<String>,
}

/// One request, whole.
struct Request {
    head: Vec<u8>,
    body: Vec<u8>,
    /// Method and path.
    line: String,
}

type Phone = BufReader<TlsStream<TcpStream>>;

impl FaultProxy {
    /// Listens on a free local port and leads to `target`.
    pub async fn start(target: SocketAddr, certificates: Certificates) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let weather =
            Weather { faults: Vec::new(), secrecy: Secrecy::Sound, tokens_expired: false, seen: Vec::new() };
        let weather = Arc::new(Mutex::new(weather));
        let told = Arc::clone(&weather);
        let door = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let line = Line { target, weather: Arc::clone(&told) };
                let certificates = certificates.clone();
                // A connection that ends badly is what this proxy is for.
                tokio::spawn(async move { drop(line.serve(socket, &certificates).await) });
            }
        });
        Ok(Self { address, weather, door })
    }

    /// Where phones come to.
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.address.port())
    }

    /// From now on this happens to each request of this kind, beside what happens to others.
    pub fn play(&self, endpoint: Endpoint, fault: Fault) {
        self.change(|weather| weather.faults.push((endpoint, fault)));
    }

    /// The access tokens expire: the next request of a phone makes it refresh.
    pub fn expire_tokens(&self) {
        self.change(|weather| weather.tokens_expired = true);
    }

    /// Fair weather again. The requests since the last time, as method and path.
    pub fn clear(&self) -> Vec<String> {
        self.change(|weather| {
            weather.faults.clear();
            weather.secrecy = Secrecy::Sound;
            weather.tokens_expired = false;
            std::mem::take(&mut weather.seen)
        })
    }

    fn change<T>(&self, change: impl FnOnce(&mut Weather) -> T) -> T {
        change(&mut self.weather.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.door.abort();
    }
}

impl Endpoint {
    /// Whether a request is of this kind.
    pub fn is(&self, line: &str) -> bool {
        let Some((method, path)) = line.split_once(' ') else { return false };
        let path = path.split('?').next().unwrap_or_default();
        let alike = |(pattern, part): (&str, &str)| pattern == "{}" || pattern == part;
        method == self.method
            && path.split('/').count() == self.path.split('/').count()
            && self.path.split('/').zip(path.split('/')).all(alike)
    }
}

/// One connection of a phone.
struct Line {
    target: SocketAddr,
    weather: Arc<Mutex<Weather>>,
}

impl Line {
    async fn serve(&self, mut socket: TcpStream, certificates: &Certificates) -> io::Result<()> {
        socket.set_nodelay(true)?;
        let secrecy = self.weather.lock().unwrap_or_else(PoisonError::into_inner).secrecy;
        let Some(acceptor) = certificates.acceptor(secrecy) else {
            return socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        };
        let mut phone = BufReader::new(acceptor.accept(socket).await?);
        let request = read(&mut phone).await?;
        let fault = self.fault_of(&request);
        match fault {
            None => self.pass(&mut phone, &request).await,
            Some(fault) => self.play(fault, phone, &request).await,
        }
    }

    fn fault_of(&self, request: &Request) -> Option<Fault> {
        const REFRESH: Endpoint = Endpoint { method: "POST", path: "/v1/sessions/refresh" };
        let mut weather = self.weather.lock().unwrap_or_else(PoisonError::into_inner);
        weather.seen.push(request.line.clone());
        let hit =
            weather.faults.iter().find(|(endpoint, _)| endpoint.is(&request.line)).map(|(_, fault)| *fault);
        if REFRESH.is(&request.line) {
            weather.tokens_expired &= hit.is_some_and(|fault| !fault.lets_pass());
            weather.faults.retain(|(_, fault)| *fault != Fault::TokenExpires);
        } else if weather.tokens_expired {
            return Some(Fault::TokenExpires);
        }
        if let Some(Fault::Tls(secrecy)) = hit {
            weather.secrecy = secrecy;
        }
        hit
    }

    async fn play(&self, fault: Fault, mut phone: Phone, request: &Request) -> io::Result<()> {
        match fault {
            Fault::Delay => {
                tokio::time::sleep(Duration::from_millis(150)).await;
                self.pass(&mut phone, request).await
            }
            Fault::Rate => {
                let reply = self.slowly(request).await?;
                write(&mut phone, &reply).await
            }
            Fault::Drip => {
                for drop in self.ask(request).await?.chunks(40) {
                    phone.write_all(drop).await?;
                    phone.flush().await?;
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                phone.shutdown().await
            }
            Fault::CutRequest => self.first_half(request).await,
            Fault::CutReply => {
                let reply = self.ask(request).await?;
                let half = reply.get(..reply.len() / 2).unwrap_or_default();
                phone.write_all(half).await?;
                phone.flush().await
            }
            Fault::LostReply => self.ask(request).await.map(drop),
            Fault::Silence => phone.read_to_end(&mut Vec::new()).await.map(drop),
            Fault::Twice => {
                self.ask(request).await?;
                self.pass(&mut phone, request).await
            }
            Fault::Reset => phone.into_inner().into_inner().0.set_zero_linger(),
            Fault::Tls(_) => Ok(()),
            Fault::TokenExpires => {
                let refused = Answer { status: 401, code: Some("token-refused"), retry_after_s: None };
                write(&mut phone, &answer(refused, request)).await
            }
            Fault::Answers(wrong) => write(&mut phone, &answer(wrong, request)).await,
            Fault::Date(years) => {
                let reply = self.ask(request).await?;
                write(&mut phone, &dated(&reply, years)).await
            }
        }
    }

    async fn pass(&self, phone: &mut Phone, request: &Request) -> io::Result<()> {
        let reply = self.ask(request).await?;
        write(phone, &reply).await
    }

    /// The server's whole reply; it closes after each.
    async fn ask(&self, request: &Request) -> io::Result<Vec<u8>> {
        let mut server = TcpStream::connect(self.target).await?;
        server.write_all(&request.head).await?;
        server.write_all(&request.body).await?;
        let mut reply = Vec::new();
        server.read_to_end(&mut reply).await?;
        Ok(reply)
    }

    async fn slowly(&self, request: &Request) -> io::Result<Vec<u8>> {
        let mut server = TcpStream::connect(self.target).await?;
        server.write_all(&request.head).await?;
        for part in request.body.chunks(32 * 1024) {
            server.write_all(part).await?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let mut reply = Vec::new();
        server.read_to_end(&mut reply).await?;
        Ok(reply)
    }

    /// The server gets the first half, and its answer to that gets lost.
    async fn first_half(&self, request: &Request) -> io::Result<()> {
        let mut server = TcpStream::connect(self.target).await?;
        let whole = if request.body.is_empty() { &request.head } else { &request.body };
        if !request.body.is_empty() {
            server.write_all(&request.head).await?;
        }
        server.write_all(whole.get(..whole.len() / 2).unwrap_or_default()).await?;
        server.shutdown().await?;
        server.read_to_end(&mut Vec::new()).await.map(drop)
    }
}

/// Reads a request whole, and asks the server to close after it.
async fn read(phone: &mut Phone) -> io::Result<Request> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(phone.read_u8().await?);
    }
    let text = String::from_utf8_lossy(&head).into_owned();
    let line = text.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok()).flatten()
    });
    let mut body = vec![0; length.unwrap_or(0)];
    phone.read_exact(&mut body).await?;
    head.truncate(head.len() - 2);
    head.extend_from_slice(b"connection: close\r\n\r\n");
    Ok(Request { head, body, line })
}

async fn write(phone: &mut Phone, reply: &[u8]) -> io::Result<()> {
    phone.write_all(reply).await?;
    phone.shutdown().await
}

fn answer(Answer { status, code, retry_after_s }: Answer, request: &Request) -> Vec<u8> {
    // The answer to a `HEAD` has no body; there the server is known by its epoch.
    let is_head = request.line.starts_with("HEAD ");
    let (media_type, beside, body) = match code {
        Some(_) if is_head => ("application/problem+json", "server-epoch: proxy\r\n", String::new()),
        None if is_head => ("text/html", "", String::new()),
        Some(code) => (
            "application/problem+json",
            "",
            format!(r#"{{"type":"about:blank","title":"{code}","status":{status},"code":"{code}"}}"#),
        ),
        None => ("text/html", "location: https://hotel.example/\r\n", "<html>Grand Hotel</html>".to_owned()),
    };
    let retry = retry_after_s.map(|seconds| format!("retry-after: {seconds}\r\n")).unwrap_or_default();
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\ncontent-type: {media_type}\r\n{beside}{retry}connection: close\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// The same reply as from another year.
fn dated(reply: &[u8], years: i64) -> Vec<u8> {
    let then = SystemClock.now().saturating_add(SignedDuration::from_hours(years * 365 * 24));
    let date = then.unwrap_or_default().strftime("date: %a, %d %b %Y %H:%M:%S GMT").to_string();
    let split = reply.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap_or(reply.len());
    let (head, body) = reply.split_at(split);
    let head = String::from_utf8_lossy(head);
    let line = |line: &str| {
        if line.to_ascii_lowercase().starts_with("date:") { date.clone() } else { line.to_owned() }
    };
    let mut dated = head.split("\r\n").map(line).collect::<Vec<_>>().join("\r\n").into_bytes();
    dated.extend_from_slice(body);
    dated
}
