//! Over rustls.
//!
//! Certificates are checked against Mozilla's roots and, if given, one more authority. Nothing is taken from the
//! environment, no redirect is followed (a captive portal's redirect is weather), and HTTP/1.1 connections are reused.

use std::error::Error as StdError;
use std::io;
use std::num::NonZeroU64;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::{BoxFuture, Either, select};
use futures_util::stream::{self, Stream};
use http::header::CONTENT_LENGTH;
use reqwest::Client;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{CertificateError, ClientConfig, RootCertStore};
use tokio::io::AsyncReadExt as _;

use super::{Body, FilePart, HttpConfig, HttpConfigError, Request, Response, Transport, TransportError};
use crate::platform::files;
use crate::platform::spawn::offload;
use crate::platform::time;

/// A reply that only drips must end within so many patiences.
const REPLY_PATIENCES: u32 = 4;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const USER_AGENT: &str = concat!("pinpoint/", env!("CARGO_PKG_VERSION"));
/// How much of a file is read at once.
const CHUNK: u64 = 64 << 10;

/// A client with its pool of connections. Clones share the pool.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    upload_bytes_per_second: Option<NonZeroU64>,
}

impl Transport for Http {
    fn exchange(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(self.request(request))
    }
}

type Heard = Arc<dyn Fn(u64) + Send + Sync>;

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
            match select(&mut exchange, pin!(time::sleep(patience))).await {
                Either::Left((reply, _)) => return reply,
                Either::Right(_) if moved.load(Ordering::Relaxed) == before => {
                    return Err(TransportError::Timeout);
                }
                Either::Right(_) => {}
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
            Body::File { part, sent } => {
                let length = part.length;
                let stream = read(part, sent, self.upload_bytes_per_second, Arc::clone(&moved)).await?;
                builder.header(CONTENT_LENGTH, length).body(reqwest::Body::wrap_stream(stream))
            }
        };
        let mut reply = builder.send().await.map_err(|error| TransportError::of(&error))?;
        let mut body = BytesMut::new();
        let mut over = pin!(time::sleep(reply_time));
        loop {
            let chunk = match select(pin!(reply.chunk()), &mut over).await {
                Either::Left((chunk, _)) => chunk.map_err(|error| TransportError::of(&error))?,
                Either::Right(_) => return Err(TransportError::Timeout),
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
    heard: Heard,
    rate: Option<NonZeroU64>,
    moved: Arc<AtomicU64>,
) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + 'static, TransportError> {
    let length = part.length;
    let opened = offload(move || files::part_of(&part)).await.ok_or(TransportError::File)??;
    let file = tokio::fs::File::from_std(opened);
    let chunk = rate.map_or(CHUNK, |rate| (rate.get() / 10).clamp(1, CHUNK));
    Ok(stream::try_unfold((file, 0), move |(mut file, done)| {
        let (heard, moved) = (Arc::clone(&heard), Arc::clone(&moved));
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
            heard(done);
            Ok(Some((Bytes::from(bytes), (file, done))))
        }
    }))
}
