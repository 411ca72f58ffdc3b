//! HTTP: the one place that knows reqwest, and what a request needs of it.

use std::fmt::Debug;
use std::io;
use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{HeaderMap, Method, StatusCode};
use pinpoint_domain::code::{Coded, Fields, fields};
use url::Url;

pub use super::files::FilePart;

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

#[cfg(not(target_family = "wasm"))]
pub use native::Http;
#[cfg(target_family = "wasm")]
pub use web::Http;

/// What carries requests: the network, or in a story what plays it.
pub trait Transport: Debug + Send + Sync {
    /// Sends a request and reads the whole reply.
    fn exchange(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>>;

    /// Whether a cookie of this server stays with it where no script can read it: in a browser, on the page's own origin.
    fn keeps_cookies(&self, _server: &Url) -> bool {
        false
    }

    /// The most bytes of a file to send in one request; none where a request that breaks leaves what had arrived.
    fn largest_part(&self) -> Option<NonZeroU64> {
        None
    }
}

/// What can be chosen about a client.
#[derive(Debug, Clone, Default)]
pub struct HttpConfig {
    /// An authority to trust besides Mozilla's, as PEM. Browsers trust whom they trust, and refuse one.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// The most bytes of files that are sent in a second, for metered links.
    pub upload_bytes_per_second: Option<NonZeroU64>,
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
#[derive(Default)]
pub enum Body {
    /// Nothing.
    #[default]
    Empty,
    /// Bytes in memory.
    Bytes(Bytes),
    /// Part of a file, read while it is sent.
    File {
        /// Which part.
        part: FilePart,
        /// Called with the bytes handed to the network so far, of this part.
        sent: Arc<dyn Fn(u64) + Send + Sync>,
    },
}

impl Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Self::File { part, .. } => write!(f, "File({part:?})"),
        }
    }
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

impl From<io::Error> for TransportError {
    fn from(_: io::Error) -> Self {
        Self::File
    }
}

/// Why no client could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpConfigError {
    /// The extra authority is no PEM certificate, or cannot be used here.
    #[error("the extra authority cannot be used: {reason}")]
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
