//! One authority that the phones trust, and certificates that are wrong in each way.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::TlsAcceptor;

use super::fault::Secrecy;
use crate::Outcome;

/// The authority with what it signed.
#[derive(Clone)]
pub struct Certificates {
    /// The authority as PEM, for those who shall trust it.
    pub authority_pem: String,
    sound: TlsAcceptor,
    wrong_name: TlsAcceptor,
    unknown_authority: TlsAcceptor,
    expired: TlsAcceptor,
}

impl Certificates {
    /// Made anew; their keys are nowhere else.
    pub fn new() -> Outcome<Self> {
        let (key, params) = authority()?;
        let authority_pem = params.self_signed(&key)?.pem();
        let ours = Issuer::new(params, key);
        let (stranger_key, stranger) = authority()?;
        let strangers = Issuer::new(stranger, stranger_key);
        Ok(Self {
            authority_pem,
            sound: acceptor("localhost", 2099, &ours)?,
            wrong_name: acceptor("elsewhere.example", 2099, &ours)?,
            unknown_authority: acceptor("localhost", 2099, &strangers)?,
            expired: acceptor("localhost", 2021, &ours)?,
        })
    }

    /// Who greets; nobody where plain text is spoken.
    pub(super) fn acceptor(&self, secrecy: Secrecy) -> Option<TlsAcceptor> {
        match secrecy {
            Secrecy::Sound => Some(self.sound.clone()),
            Secrecy::WrongName => Some(self.wrong_name.clone()),
            Secrecy::UnknownAuthority => Some(self.unknown_authority.clone()),
            Secrecy::Expired => Some(self.expired.clone()),
            Secrecy::PlainText => None,
        }
    }
}

fn authority() -> Outcome<(KeyPair, CertificateParams)> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.not_after = date_time_ymd(2100, 1, 1);
    Ok((KeyPair::generate()?, params))
}

fn acceptor(name: &str, until: i32, issuer: &Issuer<'_, KeyPair>) -> Outcome<TlsAcceptor> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(vec![name.to_owned()])?;
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    let certificate = params.signed_by(&key, issuer)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
