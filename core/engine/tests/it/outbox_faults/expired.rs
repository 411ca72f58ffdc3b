//! A server whose certificate was good in the year 2020 only. Its authority and its key live in `expired/`; the key
//! proves nothing to anyone who does not trust that authority.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection};

pub(crate) const AUTHORITY: &[u8] = include_bytes!("expired/authority.pem");

/// Shakes hands with whoever comes, as long as the test runs.
pub(crate) fn start() -> SocketAddr {
    let certificate = CertificateDer::from_slice(include_bytes!("expired/server.der"));
    let key =
        PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(include_bytes!("expired/server-key.der").as_slice()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            while connection.is_handshaking() && connection.complete_io(&mut socket).is_ok() {}
        }
    });
    address
}
