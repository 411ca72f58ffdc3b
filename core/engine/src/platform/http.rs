//! HTTP: the one place that knows reqwest and rustls.
//!
//! Certificates are checked against Mozilla's roots and, if given, one more authority. Nothing is taken from the
//! environment, no redirect is followed (a captive portal's redirect is weather), and HTTP/1.1 connections are reused.

use std::error::Error as StdError;
use std::io;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream};
use pinpoint_domain::code::{Coded, Fields, fields};
use reqwest::header::{CONTENT_LENGTH, HeaderMap};
use reqwest::{Client, Method, StatusCode};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{CertificateError, ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use url::Url;

use super::time;

/// A reply that only drips must end within so many patiences.
const REPLY_PATIENCES: u32 = 4;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const USER_AGENT: &str = concat!("pinpoint/", env!("CARGO_PKG_VERSION"));
/// How much of a file is read at once.
const CHUNK: u64 = 64 << 10;

/// What can be chosen about a client.
#[derive(Debug, Clone, Default)]
pub struct HttpConfig {
    /// An authority to trust besides Mozilla's, as PEM.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// The most bytes of files that are sent in a second, for metered links.
    pub upload_bytes_per_second: Option<NonZeroU64>,
}

/// A client with its pool of connections. Clones share the pool.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    upload_bytes_per_second: Option<NonZeroU64>,
}

/// One request.
#[derive(Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Where to.
    pub url: Url,
    /// Headers. Mark secrets as sensitive, so that they are never printed.
    pub headers: HeaderMap,
    /// What is sent along.
    pub body: Body,
    /// The longest silence, of either side, before the request is given up.
    pub patience: Duration,
    /// The most bytes of a reply that are read.
    pub reply_limit: usize,
}

/// What a request carries.
#[derive(Debug, Default)]
pub enum Body {
    /// Nothing.
    #[default]
    Empty,
    /// Bytes in memory.
    Bytes(Bytes),
    /// Part of a file, read while it is sent.
    File(FilePart),
}

/// Part of a file.
pub struct FilePart {
    /// The file.
    pub path: PathBuf,
    /// The first byte.
    pub from: u64,
    /// How many bytes.
    pub length: u64,
    /// Called with the bytes handed to the network so far, of this part.
    pub sent: Arc<dyn Fn(u64) + Send + Sync>,
}

/// A reply, read whole.
#[derive(Debug, Clone)]
pub struct Response {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// Why there was no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection could be made.
    #[error("no connection")]
    Offline,
    /// Silence for too long.
    #[error("silence for too long")]
    Timeout,
    /// No secure connection could be made.
    #[error("no secure connection")]
    Tls,
    /// The server's certificate is not valid today, by this device's clock.
    #[error("the server's certificate is not valid today")]
    CertificateDates,
    /// The connection broke.
    #[error("the connection broke")]
    Interrupted,
    /// The reply is longer than any that was expected.
    #[error("the reply is too long")]
    TooLarge,
    /// The file to be sent is gone, unreadable or too short.
    #[error("the file to be sent cannot be read")]
    File,
}

impl Coded for TransportError {
    fn code(&self) -> &'static str {
        match self {
            Self::Offline => "transport-offline",
            Self::Timeout => "transport-timeout",
            Self::Tls => "transport-tls",
            Self::CertificateDates => "transport-certificate-dates",
            Self::Interrupted => "transport-interrupted",
            Self::TooLarge => "transport-too-large",
            Self::File => "transport-file",
        }
    }
}

/// Why no client could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpConfigError {
    /// The extra authority is no PEM certificate.
    #[error("the extra authority is no PEM certificate: {reason}")]
    ExtraCa {
        /// What the parser said.
        reason: String,
    },
    /// The client could not be set up.
    #[error("the HTTP client could not be set up: {reason}")]
    Client {
        /// What the library said.
        reason: String,
    },
}

impl Coded for HttpConfigError {
    fn code(&self) -> &'static str {
        match self {
            Self::ExtraCa { .. } => "http-extra-ca",
            Self::Client { .. } => "http-client",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::ExtraCa { reason } | Self::Client { reason } => fields([("reason", reason.clone())]),
        }
    }
}

impl Http {
    /// A client.
    pub fn new(config: &HttpConfig) -> Result<Self, HttpConfigError> {
        let client = Client::builder()
            .tls_backend_preconfigured(tls(config)?)
            .http1_only()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .tcp_nodelay(true)
            .user_agent(USER_AGENT)
            .build()
            .map_err(|error| HttpConfigError::Client { reason: error.to_string() })?;
        Ok(Self { client, upload_bytes_per_second: config.upload_bytes_per_second })
    }

    /// Sends a request and reads the whole reply.
    pub async fn request(&self, request: Request) -> Result<Response, TransportError> {
        let moved = Arc::new(AtomicU64::new(0));
        let patience = request.patience;
        let mut exchange = pin!(self.exchange(request, Arc::clone(&moved)));
        loop {
            let before = moved.load(Ordering::Relaxed);
            tokio::select! {
                reply = &mut exchange => return reply,
                () = time::sleep(patience) => {
                    if moved.load(Ordering::Relaxed) == before {
                        return Err(TransportError::Timeout);
                    }
                }
            }
        }
    }

    /// `moved` counts whatever went through, so that silence can be told from slowness.
    async fn exchange(&self, request: Request, moved: Arc<AtomicU64>) -> Result<Response, TransportError> {
        let reply_time = request.patience.saturating_mul(REPLY_PATIENCES);
        let builder = self.client.request(request.method, request.url).headers(request.headers);
        let builder = match request.body {
            Body::Empty => builder,
            Body::Bytes(bytes) => builder.body(bytes),
            Body::File(part) => {
                let length = part.length;
                let stream = read(part, self.upload_bytes_per_second, Arc::clone(&moved)).await?;
                builder.header(CONTENT_LENGTH, length).body(reqwest::Body::wrap_stream(stream))
            }
        };
        let mut reply = builder.send().await.map_err(|error| TransportError::of(&error))?;
        let mut body = BytesMut::new();
        let mut over = pin!(time::sleep(reply_time));
        loop {
            let chunk = tokio::select! {
                chunk = reply.chunk() => chunk.map_err(|error| TransportError::of(&error))?,
                () = &mut over => return Err(TransportError::Timeout),
            };
            let Some(chunk) = chunk else { break };
            if body.len() + chunk.len() > request.reply_limit {
                return Err(TransportError::TooLarge);
            }
            moved.fetch_add(1, Ordering::Relaxed);
            body.extend_from_slice(&chunk);
        }
        Ok(Response {
            status: reply.status(),
            headers: std::mem::take(reply.headers_mut()),
            body: body.freeze(),
        })
    }
}

impl TransportError {
    fn of(error: &reqwest::Error) -> Self {
        match tls_error(error) {
            Some(rustls::Error::InvalidCertificate(
                CertificateError::Expired
                | CertificateError::ExpiredContext { .. }
                | CertificateError::NotValidYet
                | CertificateError::NotValidYetContext { .. },
            )) => Self::CertificateDates,
            Some(_) => Self::Tls,
            None if error.is_timeout() => Self::Timeout,
            None if error.is_connect() => Self::Offline,
            None => Self::Interrupted,
        }
    }
}

/// The TLS error somewhere among the causes. An `io::Error` hides what it wraps from `source`.
fn tls_error<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e rustls::Error> {
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    error
        .downcast_ref::<rustls::Error>()
        .or_else(|| wrapped.and_then(|inner| tls_error(inner)))
        .or_else(|| error.source().and_then(tls_error))
}

fn tls(config: &HttpConfig) -> Result<ClientConfig, HttpConfigError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let refused = |reason: String| HttpConfigError::ExtraCa { reason };
    if let Some(pem) = &config.extra_ca_pem {
        let mut found = false;
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| refused(error.to_string()))?;
            roots.add(certificate).map_err(|error| refused(error.to_string()))?;
            found = true;
        }
        if !found {
            return Err(refused("no certificate in it".to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| HttpConfigError::Client { reason: error.to_string() })?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// Opens the part and streams it, not faster than `rate`.
async fn read(
    part: FilePart,
    rate: Option<NonZeroU64>,
    moved: Arc<AtomicU64>,
) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + 'static, TransportError> {
    let mut file = tokio::fs::File::open(&part.path).await.map_err(|_| TransportError::File)?;
    let size = file.metadata().await.map_err(|_| TransportError::File)?.len();
    if part.from.checked_add(part.length).is_none_or(|end| end > size) {
        return Err(TransportError::File);
    }
    file.seek(io::SeekFrom::Start(part.from)).await.map_err(|_| TransportError::File)?;
    let chunk = rate.map_or(CHUNK, |rate| (rate.get() / 10).clamp(1, CHUNK));
    Ok(stream::try_unfold((file, 0), move |(mut file, done)| {
        let (sent, moved) = (Arc::clone(&part.sent), Arc::clone(&moved));
        let length = part.length;
        async move {
            if done == length {
                return Ok(None);
            }
            if let (Some(rate), true) = (rate, done > 0) {
                time::sleep(Duration::from_millis(chunk.saturating_mul(1000) / rate)).await;
            }
            let size = usize::try_from(chunk.min(length - done)).unwrap_or(usize::MAX);
            let mut bytes = vec![0; size];
            file.read_exact(&mut bytes).await?;
            let done = done + chunk.min(length - done);
            moved.fetch_add(1, Ordering::Relaxed);
            sent(done);
            Ok(Some((Bytes::from(bytes), (file, done))))
        }
    }))
}

impl std::fmt::Debug for FilePart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FilePart")
            .field("path", &self.path)
            .field("from", &self.from)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
