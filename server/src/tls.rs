//! https by a certificate at hand. Without one, the server stands behind a proxy or talks to its own machine.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::sync::CancellationToken;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use zeroize::Zeroizing;

use crate::error::ServerError;

/// A renewed certificate is taken up within this time.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// A certificate with its key, ready to greet with.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    current: Arc<Current>,
    /// Where it is renewed, if anywhere.
    files: Option<Arc<Files>>,
}

/// Where a certificate and its key lie, and what was read there last.
struct Files {
    certificate: PathBuf,
    key: PathBuf,
    seen: Mutex<Pem>,
}

/// A chain of certificates, the server's own first, and its private key.
#[derive(PartialEq, Eq)]
struct Pem {
    chain: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
}

/// What newcomers are greeted with.
struct Current(RwLock<Arc<CertifiedKey>>);

impl fmt::Debug for Current {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Current(..)")
    }
}

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Tls {
    /// From a chain of certificates, the server's own first, and its private key, both as PEM.
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Self, ServerError> {
        Self::of(certified(&Pem { chain: chain.to_vec(), key: Zeroizing::new(key.to_vec()) })?)
    }

    /// From two files, which are read again when somebody renewed them.
    pub(crate) fn from_files(certificate: &Path, key: &Path) -> Result<Self, ServerError> {
        let seen = Pem::read(certificate, key)?;
        let tls = Self::of(certified(&seen)?)?;
        let (certificate, key, seen) = (certificate.to_owned(), key.to_owned(), Mutex::new(seen));
        Ok(Self { files: Some(Arc::new(Files { certificate, key, seen })), ..tls })
    }

    fn of(key: CertifiedKey) -> Result<Self, ServerError> {
        let current = Arc::new(Current(RwLock::new(Arc::new(key))));
        let resolver: Arc<dyn ResolvesServerCert> = Arc::<Current>::clone(&current);
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| unfit("certificate", error))?
            .with_no_client_auth()
            .with_cert_resolver(resolver);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), current, files: None })
    }

    /// When the server's own certificate ends; none when it does not say so in a way that is understood here.
    pub(crate) fn ends_at(&self) -> Option<Timestamp> {
        let current = self.current.0.read().unwrap_or_else(PoisonError::into_inner);
        let certificate = Certificate::from_der(current.cert.first()?).ok()?;
        let end = certificate.tbs_certificate.validity.not_after.to_unix_duration();
        Timestamp::from_second(i64::try_from(end.as_secs()).ok()?).ok()
    }

    /// Greets newcomers with what is in the files from now on, if that changed; whether it did. What is broken is refused
    /// and changes nothing.
    pub fn look_again(&self) -> Result<bool, ServerError> {
        let Some(files) = &self.files else { return Ok(false) };
        let found = Pem::read(&files.certificate, &files.key)?;
        let mut seen = files.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == found {
            return Ok(false);
        }
        let key = certified(&found);
        // Also what is broken is seen, and said, once.
        *seen = found;
        *self.current.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(key?);
        Ok(true)
    }

    /// Follows the files until the server stops.
    pub(crate) async fn follow(self, stop: CancellationToken) {
        while self.files.is_some() {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
            let tls = self.clone();
            match tokio::task::spawn_blocking(move || tls.look_again()).await {
                Ok(Ok(true)) => tracing::info!("greeting with a renewed certificate"),
                Ok(Err(error)) => {
                    tracing::warn!(%error, "the renewed certificate is of no use; greeting with the old one");
                }
                Ok(Ok(false)) | Err(_) => {}
            }
        }
    }

    /// Greets whoever came in, for so long at most; nothing when that led to nothing.
    pub(crate) async fn greet<S>(&self, socket: S, patience: Duration) -> Option<TlsStream<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        match tokio::time::timeout(patience, self.acceptor.accept(socket)).await {
            Ok(Ok(stream)) => Some(stream),
            Ok(Err(error)) => {
                // A scanner, or a phone that does not trust the certificate.
                tracing::debug!(%error, "no TLS");
                None
            }
            Err(_) => {
                tracing::debug!("no TLS in time");
                None
            }
        }
    }
}

impl Pem {
    fn read(certificate: &Path, key: &Path) -> Result<Self, ServerError> {
        let chain = fs::read(certificate).map_err(ServerError::file(certificate))?;
        let key = Zeroizing::new(fs::read(key).map_err(ServerError::file(key))?);
        Ok(Self { chain, key })
    }
}

/// Says which provider of TLS a client uses that is made from here on: the one there is. Whoever was first to say so said the
/// same.
pub(crate) fn say_provider() {
    let _ = ring::default_provider().install_default();
}

/// The certificate with its key, if they fit.
fn certified(pem: &Pem) -> Result<CertifiedKey, ServerError> {
    let chain = CertificateDer::pem_slice_iter(&pem.chain).collect::<Result<Vec<_>, _>>();
    let chain = chain.map_err(|error| unfit("certificate", error))?;
    let key = PrivateKeyDer::from_pem_slice(&pem.key).map_err(|error| unfit("certificate-key", error))?;
    if chain.is_empty() {
        return Err(unfit("certificate", "the file holds none"));
    }
    CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(|error| unfit("certificate", error))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn unfit(field: &'static str, error: impl ToString) -> ServerError {
    ServerError::Value { field, reason: error.to_string() }
}
