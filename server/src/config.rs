//! What an operator chooses. By which name, and where, is in [`crate::settings`].

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use pinpoint_domain::demo;
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::wire::{BATCH_BYTES, BATCH_ITEMS};

use crate::error::ServerError;
use crate::photos::{BucketUrl, PhotoFiles};
use crate::proxies::Proxies;
use crate::store::{DatabaseUrl, Place};
use crate::webhooks::Webhook;

/// Where a server listens when nobody says otherwise.
const USUAL_PORT: u16 = 8750;

/// How a server runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder: database, keys, photos. Made when missing.
    pub data: PathBuf,
    /// Where to listen; port 0 takes a free one, which [`crate::Server::listen`] reports.
    pub bind: SocketAddr,
    /// Where metrics are read, if anywhere: whoever reaches it may read them.
    pub metrics: Option<SocketAddr>,
    /// The network that the folder belongs to, for ever.
    pub network: NetworkId,
    /// How much and how long.
    pub limits: Limits,
    /// Where the rows are.
    pub database: Database,
    /// Where photos are.
    pub photos: Photos,
    /// Where the certificate lies, if the server speaks TLS itself.
    pub tls: TlsFiles,
    /// Whose word is believed about where a request comes from.
    pub proxies: Proxies,
    /// Who is told what happens here.
    pub webhooks: Vec<Webhook>,
    /// How long is kept what need not be kept for ever.
    pub retention: Retention,
}

/// A certificate and its key, as PEM; both or none.
#[derive(Debug, Clone, Default)]
pub struct TlsFiles {
    /// The chain of certificates, the server's own first.
    pub certificate: Option<PathBuf>,
    /// The private key of the first.
    pub key: Option<PathBuf>,
}

impl TlsFiles {
    /// Both of them, if the server speaks TLS.
    pub(crate) fn pair(&self) -> Result<Option<(&Path, &Path)>, ServerError> {
        let lacks = |key: &str| ServerError::Setting {
            place: "tls".to_owned(),
            key: key.to_owned(),
            reason: "a certificate and its key are set together".to_owned(),
        };
        match (&self.certificate, &self.key) {
            (None, None) => Ok(None),
            (Some(certificate), Some(key)) => Ok(Some((certificate, key))),
            (None, Some(_)) => Err(lacks("tls.certificate")),
            (Some(_), None) => Err(lacks("tls.key")),
        }
    }
}

/// Where photos are.
#[derive(Debug, Clone, Default)]
pub enum Photos {
    /// In the data folder.
    #[default]
    Folder,
    /// In an S3 bucket; any number of servers may share it.
    Bucket(BucketUrl),
}

impl Photos {
    pub(crate) fn open(&self, data: &Path) -> Result<PhotoFiles, ServerError> {
        match self {
            Self::Folder => Ok(PhotoFiles::folder(data.join("photos"))),
            Self::Bucket(url) => PhotoFiles::bucket(url),
        }
    }
}

/// Where the rows are. Its `Debug` tells no password.
#[derive(Debug, Clone, Default)]
pub enum Database {
    /// `SQLite`, in the data folder.
    #[default]
    Embedded,
    /// `PostgreSQL`; any number of servers may share it.
    Postgres(DatabaseUrl),
}

impl Database {
    pub(crate) fn place(self, data: &Path) -> Place {
        match self {
            Self::Embedded => Place::File(data.join("pinpoint.db")),
            Self::Postgres(url) => Place::Postgres(url),
        }
    }
}

/// How much the server takes, and how long it waits.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at a time. A fourth of them may come from one source; this machine, where a proxy may be, and trusted
    /// proxies are exempt.
    pub connections: usize,
    /// A single JSON body, in bytes.
    pub body_bytes: usize,
    /// The body of a batch, in bytes.
    pub batch_bytes: usize,
    /// Items of a batch.
    pub batch_items: usize,
    /// A photo, in bytes.
    pub upload_bytes: u64,
    /// For a request's head to arrive, from the first moment of a connection; and for which a kept one may be idle.
    pub head: Duration,
    /// For a request without an upload, from its head to its answer.
    pub request: Duration,
    /// Silence within a body after which it counts as cut; and for which an answer may wait to be taken.
    pub silence: Duration,
    /// For requests in flight when the server stops.
    pub drain: Duration,
    /// How long the bytes of an unfinished upload are kept.
    pub upload_kept: Duration,
    /// For a receiver of webhooks to answer.
    pub webhook: Duration,
}

impl Config {
    /// Whether other servers may use the same database meanwhile.
    pub const fn is_shared(&self) -> bool {
        matches!(self.database, Database::Postgres(_))
    }

    /// What is usual: the demo network, for this machine alone, on a port that its other commands know. Its folder is still
    /// to be named.
    pub fn usual() -> Result<Self, ServerError> {
        Ok(Self { bind: SocketAddr::from((Ipv4Addr::LOCALHOST, USUAL_PORT)), ..Self::demo("")? })
    }

    /// A demo server on a free local port.
    pub fn demo(data: impl Into<PathBuf>) -> Result<Self, ServerError> {
        let network = NetworkId::parse(demo::NETWORK);
        Ok(Self {
            data: data.into(),
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            metrics: None,
            network: network
                .map_err(|error| ServerError::Value { field: "network", reason: error.to_string() })?,
            limits: Limits::default(),
            database: Database::default(),
            photos: Photos::default(),
            tls: TlsFiles::default(),
            proxies: Proxies::default(),
            webhooks: Vec::new(),
            retention: Retention::default(),
        })
    }
}

/// How long is kept what goes by time.
#[derive(Debug, Clone)]
pub struct Retention {
    /// A sign-in, after its end.
    pub sessions: Duration,
    /// A wrong password. The bounds on guessing look back for an hour.
    pub attempts: Duration,
    /// A source that somebody signed in from, after the last time.
    pub sources: Duration,
    /// What other systems were told, or were to be told and never took.
    pub webhooks: Duration,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            sessions: Duration::from_hours(90 * 24),
            attempts: Duration::from_hours(24),
            sources: Duration::from_hours(90 * 24),
            webhooks: Duration::from_hours(30 * 24),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            body_bytes: 256 * 1024,
            batch_bytes: BATCH_BYTES,
            batch_items: BATCH_ITEMS,
            upload_bytes: 64 * 1024 * 1024,
            head: Duration::from_secs(15),
            request: Duration::from_secs(30),
            silence: Duration::from_mins(1),
            drain: Duration::from_secs(10),
            upload_kept: Duration::from_hours(7 * 24),
            webhook: Duration::from_secs(15),
        }
    }
}
