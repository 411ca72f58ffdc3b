//! `server --lan`: the web installer for phones in the same network. Browsers give camera and storage to https alone, so the
//! server gets a certificate here, from a small authority of its own that a phone trusts once.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;

use jiff::civil::Date;
use jiff::{Span, Timestamp, tz::TimeZone};
use pinpoint_engine::platform::files;
use pinpoint_server::{Entrance, Handout, Limits, Server, ServerError, Tls, hand_out};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::LanAddress;
use crate::context::Context;
use crate::error::CliError;

/// Where a person at this machine would look for https.
const USUAL_PORT: u16 = 8443;
/// The networks that no route leads to from outside (RFC 1918, 3927, 6598), and this machine. The authority can speak for
/// nothing else, so whoever steals its key cannot stand for a site of the internet.
const PRIVATE: [(Ipv4Addr, u8); 6] = [
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
];
const AUTHORITY_DAYS: i64 = 3650;
/// No phone takes one that is good for longer than 398 days.
const CERTIFICATE_DAYS: i64 = 397;

/// What a phone in the same network comes to.
pub(super) struct Lan {
    /// What a person has to know of it.
    pub(super) address: LanAddress,
    /// To the web installer, once the authority is trusted.
    entrance: Entrance,
    /// Where a phone begins: with the authority's certificate, and the way to the page.
    welcome: Entrance,
    handouts: [Handout; 2],
}

impl Lan {
    /// Listens at the address that was given, or at this machine's own, with a fresh certificate.
    pub(super) async fn open(
        folder: &Path,
        given: Option<SocketAddr>,
        context: &Context,
    ) -> Result<Self, CliError> {
        let address = given.map_or_else(|| own_address().map(|ip| SocketAddr::new(ip, USUAL_PORT)), Ok)?;
        let ip = address.ip();
        if !PRIVATE.iter().any(|(network, bits)| contains(*network, *bits, ip)) {
            return Err(CliError::LanNotPrivate { address: ip });
        }
        let authority = Authority::of(&folder.join("lan"), context.now()?)?;
        let (chain, key) = authority.certificate(ip, context.now()?)?;
        let tls = Tls::from_pem(chain.as_bytes(), key.as_bytes())?;
        let (listener, at) = listen(address).await?;
        let (welcome, welcome_at) = listen(SocketAddr::new(ip, 0)).await?;
        let url = format!("https://{at}/");
        let page = page(&url, context);
        Ok(Self {
            address: LanAddress { page: url, welcome: format!("http://{welcome_at}/") },
            entrance: Entrance::secure(listener, tls),
            welcome: welcome.into(),
            handouts: [
                Handout { path: "/", media_type: "text/html; charset=utf-8", bytes: page.into_bytes() },
                Handout {
                    path: "/pinpoint.crt",
                    media_type: "application/x-x509-ca-cert",
                    bytes: authority.certificate.into_bytes(),
                },
            ],
        })
    }

    /// Serves here, and at the entrance for this machine, until `stop` is done.
    pub(super) async fn serve(
        self,
        server: &Server,
        local: Entrance,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServerError> {
        let Self { address: _, entrance, welcome, handouts } = self;
        let stopping = CancellationToken::new();
        let told = async {
            stop.await;
            stopping.cancel();
        };
        let limits = Limits::default();
        let serving = server.serve_at([local, entrance], stopping.cancelled());
        let welcoming = hand_out(welcome, handouts, &limits, stopping.cancelled());
        let (ended, (), ()) = tokio::join!(serving, welcoming, told);
        ended
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), CliError> {
    let failed = |error| CliError::Listen { address, error };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let at = listener.local_addr().map_err(failed)?;
    Ok((listener, at))
}

/// The address that others in this network see. Nothing is sent: the system is asked what it would send from, to a machine
/// that is none (RFC 5737).
fn own_address() -> Result<IpAddr, CliError> {
    let ask = || {
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        Ok(socket.local_addr()?.ip())
    };
    ask().map_err(|error: std::io::Error| CliError::LanNone { reason: error.to_string() })
}

fn contains(network: Ipv4Addr, bits: u8, ip: IpAddr) -> bool {
    let IpAddr::V4(ip) = ip else { return false };
    let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or_default();
    ip.to_bits() & mask == network.to_bits()
}

/// An authority for private networks alone. Its key stays in the server's folder.
struct Authority {
    key: KeyPair,
    /// As PEM; always the same bytes, because phones trust them.
    certificate: String,
}

impl Authority {
    fn of(folder: &Path, now: Timestamp) -> Result<Self, CliError> {
        let (key_path, path) = (folder.join("authority.key"), folder.join("authority.crt"));
        if !(key_path.exists() && path.exists()) {
            let key = KeyPair::generate().map_err(unmade)?;
            let certificate = Self::params(now).self_signed(&key).map_err(unmade)?;
            files::write_secret(&key_path, key.serialize_pem().as_bytes())
                .map_err(CliError::file(&key_path))?;
            files::write_file(&path, certificate.pem().as_bytes()).map_err(CliError::file(&path))?;
        }
        let read = |path: &Path| std::fs::read_to_string(path).map_err(CliError::file(path));
        let key = KeyPair::from_pem(&read(&key_path)?).map_err(|_| CliError::NoKey { path: key_path })?;
        Ok(Self { key, certificate: read(&path)? })
    }

    fn params(now: Timestamp) -> CertificateParams {
        let subnet = |(network, bits): (Ipv4Addr, u8)| {
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(network.into(), bits))
        };
        // Without a name of its own among them, names would not be limited at all.
        let permitted = PRIVATE.into_iter().map(subnet).chain([GeneralSubtree::DnsName("localhost".into())]);
        let mut params = valid(now, AUTHORITY_DAYS);
        params.distinguished_name = named("Pinpoint on your own network");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params.name_constraints =
            Some(NameConstraints { permitted_subtrees: permitted.collect(), excluded_subtrees: Vec::new() });
        params
    }

    /// A certificate for this address with the authority behind it, and its key; both as PEM.
    fn certificate(&self, ip: IpAddr, now: Timestamp) -> Result<(String, String), CliError> {
        let issuer = Issuer::new(Self::params(now), &self.key);
        let key = KeyPair::generate().map_err(unmade)?;
        let mut params = valid(now, CERTIFICATE_DAYS);
        params.distinguished_name = named(&ip.to_string());
        params.subject_alt_names = vec![rcgen::SanType::IpAddress(ip)];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&key, &issuer).map_err(unmade)?;
        Ok((certificate.pem() + &self.certificate, key.serialize_pem()))
    }
}

/// From yesterday on: clocks of phones differ.
fn valid(now: Timestamp, days: i64) -> CertificateParams {
    let today = now.to_zoned(TimeZone::UTC).date();
    let day = |days: i64| today.saturating_add(Span::new().days(days));
    let written =
        |day: Date| date_time_ymd(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs());
    let mut params = CertificateParams::default();
    params.not_before = written(day(-1));
    params.not_after = written(day(days - 1));
    params
}

fn named(name: &str) -> DistinguishedName {
    let mut named = DistinguishedName::new();
    named.push(DnType::CommonName, name);
    named
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn unmade(error: rcgen::Error) -> CliError {
    CliError::CertificateUnmade { reason: error.to_string() }
}

/// What a phone shows first.
fn page(url: &str, context: &Context) -> String {
    let words = |name| context.words.plain(name);
    format!(
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Pinpoint</title>\
         <style>body{{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;\
         color:#12211d;background:#f7f8f6}}a{{display:block;margin:.75rem 0 2rem;padding:1rem;border-radius:.75rem;\
         background:#0a4d3c;color:#fff;text-align:center;font-weight:650;text-decoration:none}}</style>\
         <h1>Pinpoint</h1><p>1. {}</p><a href=\"/pinpoint.crt\">{}</a><p>2. {}</p><a href=\"{url}\">{}</a>",
        words("lan-trust"),
        words("lan-certificate"),
        words("lan-then"),
        words("lan-open"),
    )
}
