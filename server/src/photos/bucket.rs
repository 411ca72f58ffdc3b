//! Photos in an S3 bucket. A bucket has no file that grows, so what arrives is kept in parts, each under the byte it begins
//! at and written only where there is none: whichever servers work on an upload, no two parts of it overlap, and a stale
//! request ends at the first part that a newer one wrote. Parts have to be readable as soon as they are written, as S3
//! promises.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::TryStreamExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{
    ClientOptions, Error, ObjectStore as _, ObjectStoreExt as _, PutMode, PutPayload, RetryConfig,
};
use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::wire::Digest;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use url::Url;

use super::{PhotoError, Untaken, check, shelf};
use crate::error::ServerError;
use crate::store::{PhotoKind, PhotoRow};
use crate::tls;

/// Bytes of a part, unless the request ends before.
const PART: usize = 1024 * 1024;
/// Whole files in memory at a time, while they are checked.
const SETTLING: usize = 4;
/// A bucket that is away is said within this time.
const PATIENCE: Duration = Duration::from_secs(10);
/// Marks an upload that may have no bytes yet.
const BEGUN: &str = "begun";

/// Where a bucket is: `s3://bucket?region=REGION&endpoint=URL`, both optional. Its keys are the environment's
/// (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, or what a machine of the cloud is given).
#[derive(Debug, Clone)]
pub struct BucketUrl {
    bucket: String,
    region: Option<String>,
    endpoint: Option<String>,
}

/// Its name; its keys are elsewhere.
impl fmt::Display for BucketUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}", self.bucket)
    }
}

/// No address of a bucket.
#[derive(Debug, thiserror::Error)]
#[error("not of the form s3://bucket?region=REGION&endpoint=URL")]
pub struct BucketUrlError;

impl FromStr for BucketUrl {
    type Err = BucketUrlError;

    fn from_str(text: &str) -> Result<Self, BucketUrlError> {
        let url = Url::parse(text).map_err(|_| BucketUrlError)?;
        let bucket =
            url.host_str().filter(|_| url.scheme() == "s3" && url.path().trim_matches('/').is_empty());
        let mut named =
            Self { bucket: bucket.ok_or(BucketUrlError)?.to_owned(), region: None, endpoint: None };
        for (name, value) in url.query_pairs() {
            match name.as_ref() {
                "region" => named.region = Some(value.into_owned()),
                "endpoint" => named.endpoint = Some(value.into_owned()),
                _ => return Err(BucketUrlError),
            }
        }
        Ok(named)
    }
}

/// An opened bucket.
#[derive(Clone)]
pub(crate) struct Bucket {
    store: AmazonS3,
    settling: Arc<Semaphore>,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bucket(..)")
    }
}

/// What one request brings.
pub(crate) struct Parts {
    bucket: Bucket,
    id: PhotoId,
    /// Where the part begins that is not written yet.
    offset: u64,
    waiting: Vec<Bytes>,
    bytes: usize,
}

/// A part that is there.
struct Part {
    path: Path,
    /// None for the mark of the beginning.
    offset: Option<u64>,
    bytes: u64,
}

impl Bucket {
    pub(super) fn open(url: &BucketUrl) -> Result<Self, ServerError> {
        tls::say_provider();
        let plain = url.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let client = ClientOptions::new()
            .with_allow_http(plain)
            .with_connect_timeout(PATIENCE / 2)
            .with_timeout(PATIENCE * 3);
        let retry = RetryConfig { max_retries: 3, retry_timeout: PATIENCE, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::from_env()
            .with_client_options(client)
            .with_retry(retry)
            .with_bucket_name(&url.bucket);
        if let Some(region) = &url.region {
            builder = builder.with_region(region);
        }
        if let Some(endpoint) = &url.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let unusable = |error: Error| ServerError::Value { field: "bucket", reason: error.to_string() };
        let store = builder.build().map_err(unusable)?;
        Ok(Self { store, settling: Arc::new(Semaphore::new(SETTLING)) })
    }

    pub(super) async fn answers(&self) -> Result<(), PhotoError> {
        // Nothing lies there; that it says so is the answer.
        self.store.list(Some(&Path::from("nothing"))).try_next().await?;
        Ok(())
    }

    pub(super) async fn offset(&self, id: PhotoId) -> Result<Option<u64>, PhotoError> {
        let parts = self.parts(id).await?;
        if parts.is_empty() { Ok(None) } else { Ok(Some(end(&chain(&parts)))) }
    }

    pub(super) async fn create(&self, id: PhotoId) -> Result<(), PhotoError> {
        self.store.put(&incoming(id, BEGUN), PutPayload::new()).await?;
        Ok(())
    }

    pub(super) fn append(&self, id: PhotoId, offset: u64) -> Parts {
        Parts { bucket: self.clone(), id, offset, waiting: Vec::new(), bytes: 0 }
    }

    pub(super) async fn truncate(&self, id: PhotoId, bytes: u64) -> Result<(), PhotoError> {
        let parts = self.parts(id).await?;
        self.delete(parts.iter().filter(|part| part.offset.is_some_and(|offset| offset >= bytes))).await
    }

    pub(super) async fn remove(&self, id: PhotoId) -> Result<(), PhotoError> {
        self.delete(self.parts(id).await?.iter()).await
    }

    pub(super) async fn settle(&self, photo: &PhotoRow) -> Result<(), Untaken> {
        let _turn = self.settling.acquire().await.map_err(std::io::Error::other)?;
        let parts = self.parts(photo.id).await?;
        let mut whole = Vec::new();
        for part in chain(&parts) {
            let bytes = self.store.get(&part.path).await.map_err(PhotoError::from)?.bytes().await;
            whole.extend_from_slice(&bytes.map_err(PhotoError::from)?);
        }
        if Digest::from_bytes(Sha256::digest(&whole).into()) != photo.digest {
            return Err(Untaken::Digest);
        }
        check(photo, &whole)?;
        // Two servers may do this at once: they write the same bytes under the same name.
        let settled = Path::from_iter(shelf(photo.kind, &photo.digest));
        self.store.put(&settled, whole.into()).await.map_err(PhotoError::from)?;
        Ok(self.delete(parts.iter()).await?)
    }

    pub(super) async fn has(&self, kind: PhotoKind, digest: &Digest) -> Result<bool, PhotoError> {
        match self.store.head(&Path::from_iter(shelf(kind, digest))).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn settled(&self, kind: PhotoKind, digest: &Digest) -> Result<Body, PhotoError> {
        let found = self.store.get(&Path::from_iter(shelf(kind, digest))).await?;
        Ok(Body::from_stream(found.into_stream()))
    }

    pub(super) async fn discard(&self, kind: PhotoKind, digest: &Digest) -> Result<(), PhotoError> {
        self.delete_one(&Path::from_iter(shelf(kind, digest))).await
    }

    /// All that lies under an upload, in order; the mark of its beginning first.
    async fn parts(&self, id: PhotoId) -> Result<Vec<Part>, PhotoError> {
        let folder = Path::from_iter(["incoming".to_owned(), id.to_string()]);
        let mut parts: Vec<Part> = self
            .store
            .list(Some(&folder))
            .map_ok(|found| Part {
                offset: found.location.filename().and_then(|name| name.parse().ok()),
                path: found.location,
                bytes: found.size,
            })
            .try_collect()
            .await?;
        parts.sort_by_key(|part| part.offset);
        Ok(parts)
    }

    /// From the last to the first, so that whatever a crash leaves is an upload.
    async fn delete(&self, parts: impl DoubleEndedIterator<Item = &Part>) -> Result<(), PhotoError> {
        for part in parts.rev() {
            self.delete_one(&part.path).await?;
        }
        Ok(())
    }

    async fn delete_one(&self, path: &Path) -> Result<(), PhotoError> {
        match self.store.delete(path).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Parts {
    pub(super) async fn take(&mut self, bytes: Bytes) -> Result<(), PhotoError> {
        self.bytes += bytes.len();
        self.waiting.push(bytes);
        if self.bytes >= PART { self.put().await } else { Ok(()) }
    }

    pub(super) async fn keep(mut self) -> Result<(), PhotoError> {
        if self.bytes == 0 { Ok(()) } else { self.put().await }
    }

    async fn put(&mut self) -> Result<(), PhotoError> {
        let path = incoming(self.id, &format!("{:020}", self.offset));
        let payload: PutPayload = std::mem::take(&mut self.waiting).into_iter().collect();
        self.bucket.store.put_opts(&path, payload, PutMode::Create.into()).await?;
        self.offset += u64::try_from(std::mem::take(&mut self.bytes)).unwrap_or_default();
        Ok(())
    }
}

impl From<Error> for PhotoError {
    fn from(error: Error) -> Self {
        match error {
            Error::AlreadyExists { .. } | Error::Precondition { .. } => Self::TakenOver,
            Error::NotFound { .. } => Self::Io(std::io::Error::new(std::io::ErrorKind::NotFound, error)),
            other => Self::Away(other.to_string()),
        }
    }
}

fn incoming(id: PhotoId, name: &str) -> Path {
    Path::from_iter(["incoming".to_owned(), id.to_string(), name.to_owned()])
}

/// The parts that follow each other without a gap from byte 0. One beyond a gap was left by a request that was ended.
fn chain(parts: &[Part]) -> Vec<&Part> {
    let mut end = 0;
    let mut chain = Vec::new();
    for part in parts {
        if part.offset == Some(end) {
            end += part.bytes;
            chain.push(part);
        }
    }
    chain
}

fn end(chain: &[&Part]) -> u64 {
    chain.iter().map(|part| part.bytes).sum()
}
