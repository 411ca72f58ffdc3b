//! An operator's own certificate, and its successor.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::support::Network;
use crate::support::sockets::{PATIENCE, plain, serving};
use pinpoint_server::{ServerError, TlsFiles};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// A fresh certificate for this machine, written where the server looks.
fn issue(folder: &Path) -> CertificateDer<'static> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    // The key first: in between, the pair does not fit.
    fs::write(folder.join("key.pem"), signing_key.serialize_pem()).unwrap();
    fs::write(folder.join("chain.pem"), cert.pem()).unwrap();
    cert.der().clone()
}

fn secure(files: &Path) -> Network {
    let tls = TlsFiles { certificate: Some(files.join("chain.pem")), key: Some(files.join("key.pem")) };
    Network::open_with(|config| config.tls = tls)
}

/// Whether somebody who trusts this certificate and no other is served.
async fn serves(address: SocketAddr, trusted: &CertificateDer<'static>) -> bool {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let socket = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let Ok(mut stream) = TlsConnector::from(Arc::new(config)).connect(name, socket).await else {
        return false;
    };
    stream.write_all(plain("GET", "/healthz", "").as_bytes()).await.unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).await.unwrap();
    said.starts_with("HTTP/1.1 200")
}

async fn soon_serves(address: SocketAddr, trusted: &CertificateDer<'static>) -> bool {
    let served = async {
        while !serves(address, trusted).await {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(PATIENCE, served).await.is_ok()
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_up_while_the_server_serves_and_a_broken_one_is_not() {
    let files = tempfile::tempdir().unwrap();
    let first = issue(files.path());
    serving(&secure(files.path()), async |address| {
        assert!(serves(address, &first).await);
        let second = issue(files.path());
        assert!(soon_serves(address, &second).await);
        assert!(!serves(address, &first).await, "newcomers meet the new one");

        fs::write(files.path().join("key.pem"), KeyPair::generate().unwrap().serialize_pem()).unwrap();
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        assert!(serves(address, &second).await, "a key that does not fit changes nothing");
        let third = issue(files.path());
        assert!(soon_serves(address, &third).await);
    })
    .await;
}

#[tokio::test]
async fn a_server_does_not_start_with_a_certificate_that_nobody_could_be_greeted_with() {
    let files = tempfile::tempdir().unwrap();
    issue(files.path());
    fs::write(files.path().join("key.pem"), KeyPair::generate().unwrap().serialize_pem()).unwrap();
    let network = secure(files.path());
    let (listener, _) = network.server.listen().await.unwrap();
    let refused = network.server.entrance(listener).map(|_| ());
    assert!(matches!(refused, Err(ServerError::Value { field: "certificate", .. })), "{refused:?}");
}
