//! What an operator chooses.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use pinpoint_domain::demo;
use pinpoint_domain::ids::{NetworkId, SlugError};
use pinpoint_domain::wire::{BATCH_BYTES, BATCH_ITEMS};

use crate::error::ServerError;
use crate::photos::{BucketUrl, PhotoFiles};
use crate::store::{DatabaseUrl, Place};

/// How a server runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder: database, keys, photos. Made when missing.
    pub data: PathBuf,
    /// Where to listen; port 0 takes a free one, which [`crate::Server::listen`] reports.
    pub bind: SocketAddr,
    /// The network that the folder belongs to, for ever.
    pub network: NetworkId,
    /// How much and how long.
    pub limits: Limits,
    /// Where the rows are.
    pub database: Database,
    /// Where photos are.
    pub photos: Photos,
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
            Self::Folder => PhotoFiles::folder(data.join("photos")),
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
    /// Connections at a time. A fourth of them may come from one source; this machine, where a proxy may be, is exempt.
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
}

/// Names the database, with its password: `postgres://user:password@host/database`.
pub const DATABASE_VARIABLE: &str = "PINPOINT_DATABASE_URL";
/// Names the bucket of photos: `s3://bucket?region=REGION&endpoint=URL`. Its keys are in `AWS_ACCESS_KEY_ID` and
/// `AWS_SECRET_ACCESS_KEY`.
pub const PHOTOS_VARIABLE: &str = "PINPOINT_PHOTOS_URL";

impl Config {
    /// Takes what the environment says. Only there, because a command line is open to every account of the machine, and
    /// because an administrator's commands must find the same place without being told each time.
    pub fn with_environment(
        mut self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ServerError> {
        let given = |name| variable(name).filter(|value| !value.is_empty());
        if let Some(url) = given(DATABASE_VARIABLE) {
            self.database = Database::Postgres(url.parse().map_err(refused(DATABASE_VARIABLE))?);
        }
        if let Some(url) = given(PHOTOS_VARIABLE) {
            self.photos = Photos::Bucket(url.parse().map_err(refused(PHOTOS_VARIABLE))?);
        }
        Ok(self)
    }

    /// Whether other servers may use the same database meanwhile.
    pub const fn is_shared(&self) -> bool {
        matches!(self.database, Database::Postgres(_))
    }

    /// A demo server on a free local port.
    pub fn demo(data: impl Into<PathBuf>) -> Result<Self, SlugError> {
        Ok(Self {
            data: data.into(),
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            network: NetworkId::parse(demo::NETWORK)?,
            limits: Limits::default(),
            database: Database::default(),
            photos: Photos::default(),
        })
    }
}

fn refused<E: std::fmt::Display>(field: &'static str) -> impl Fn(E) -> ServerError {
    move |error| ServerError::Value { field, reason: error.to_string() }
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
        }
    }
}
