//! Where a `PostgreSQL` database is, as its own tools write it, and how it is spoken to on the way there.

use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

/// A database that is not there is said within this time.
const CONNECT: Duration = Duration::from_secs(5);
/// A peer that is gone without a word is noticed within this time.
const SILENT: Duration = Duration::from_secs(10);
/// No node waits or works longer than this; one that stands still within a transaction is thrown out by the database,
/// so that its lock never holds up the others.
const PATIENCE: &str =
    "-c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=10s";

/// Where a `PostgreSQL` database is, with its password. Never shown.
#[derive(Clone)]
pub struct DatabaseUrl {
    config: Arc<Config>,
    /// Who is trusted to be the database, where it is spoken to over TLS.
    trusted: Option<Arc<ClientConfig>>,
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseUrl(..)")
    }
}

/// No address of a `PostgreSQL` database. What was given is not repeated: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseUrlError {
    /// It is none.
    #[error("not of the form postgres://user:password@host:port/database")]
    Form,
    /// TLS without looking at the certificate would keep nobody out.
    #[error("`sslmode` is disable, or require (the certificate is always checked)")]
    SslMode,
    /// The authority cannot be used.
    #[error("`sslrootcert` names no PEM file with certificates: {reason}")]
    Authority {
        /// In the words of whoever noticed.
        reason: String,
    },
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        let (address, query) = text.split_once('?').unwrap_or((text, ""));
        let (mut mode, mut authority, mut kept) = (None, None, Vec::new());
        for part in query.split('&').filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                Some(("sslmode", given)) => mode = Some(given),
                Some(("sslrootcert", given)) => authority = Some(given),
                _ => kept.push(part),
            }
        }
        let rest = if kept.is_empty() { address.to_owned() } else { format!("{address}?{}", kept.join("&")) };
        let mut config: Config = rest.parse().map_err(|_| DatabaseUrlError::Form)?;
        let secure = match (mode, authority) {
            (None | Some("prefer" | "allow"), None) => config.get_ssl_mode() == SslMode::Require,
            (Some("disable"), None) => false,
            (None | Some("require" | "verify-full"), _) => true,
            _ => return Err(DatabaseUrlError::SslMode),
        };
        let trusted = secure.then(|| trusting(authority)).transpose()?;
        config.ssl_mode(if secure { SslMode::Require } else { SslMode::Disable });
        let given = config.get_options().map(|options| format!(" {options}")).unwrap_or_default();
        config.options(&format!("{PATIENCE}{given}"));
        config.application_name("pinpoint");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        config.keepalives_idle(SILENT).keepalives_interval(SILENT / 5).keepalives_retries(3);
        config.tcp_user_timeout(SILENT);
        Ok(Self { config: Arc::new(config), trusted })
    }
}

impl DatabaseUrl {
    /// A new connection.
    pub(super) fn connect(&self) -> Result<Client, postgres::Error> {
        match &self.trusted {
            Some(trusted) => self.config.connect(MakeRustlsConnect::new(ClientConfig::clone(trusted))),
            None => self.config.connect(NoTls),
        }
    }

    /// Whether records and passwords leave this machine in the clear.
    pub(crate) fn is_open(&self) -> bool {
        let is_here = |host: &Host| match host {
            Host::Tcp(name) => {
                name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
            }
            #[cfg(unix)]
            Host::Unix(_) => true,
        };
        self.trusted.is_none() && !self.config.get_hosts().iter().all(is_here)
    }
}

/// The authorities in this file, or those that browsers trust.
fn trusting(authority: Option<&str>) -> Result<Arc<ClientConfig>, DatabaseUrlError> {
    let unusable = |reason: String| DatabaseUrlError::Authority { reason };
    let mut roots = RootCertStore::empty();
    match authority {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(path) => {
            let path = percent_decode_str(path).decode_utf8_lossy();
            let pem = std::fs::read(Path::new(&*path)).map_err(|error| unusable(error.to_string()))?;
            for certificate in CertificateDer::pem_slice_iter(&pem) {
                let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
                roots.add(certificate).map_err(|error| unusable(error.to_string()))?;
            }
            if roots.is_empty() {
                return Err(unusable("the file holds none".to_owned()));
            }
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_for_tls_gets_it_with_a_certificate_that_is_looked_at() {
        let at = |query: &str| format!("postgres://pinpoint:hunter2@db.example:5432/pinpoint{query}").parse();
        let opened = |query: &str| at(query).map(|url: DatabaseUrl| url.is_open());
        for open in ["", "?sslmode=disable", "?sslmode=prefer", "?connect_timeout=3"] {
            assert!(opened(open).unwrap(), "{open}");
        }
        for secure in ["?sslmode=require", "?connect_timeout=3&sslmode=verify-full"] {
            assert!(!opened(secure).unwrap(), "{secure}");
        }
        assert!(matches!(opened("?sslmode=verify-ca"), Err(DatabaseUrlError::SslMode)));
        let nowhere = opened("?sslmode=require&sslrootcert=%2Fnowhere%2Fca.pem");
        assert!(matches!(nowhere, Err(DatabaseUrlError::Authority { .. })));
        assert!(matches!(opened("?nonsense=1"), Err(DatabaseUrlError::Form)));
        let kv: DatabaseUrl = "host=db.example user=pinpoint sslmode=require".parse().unwrap();
        assert!(!kv.is_open());
        let here: DatabaseUrl = "postgres://127.0.0.1/pinpoint".parse().unwrap();
        assert!(!here.is_open(), "it never leaves the machine");
    }
}
