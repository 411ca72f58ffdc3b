//! The web installer for phones in the same network: https by a certificate that is made here.

use std::sync::Arc;

use pinpoint_engine::{Config, FileKeyStore, Installer};

use crate::support::{RunningServer, Site, pinpoint, run, text};

const LAN: [&str; 2] = ["--lan", "127.0.0.1:0"];

fn page(server: &RunningServer) -> &str {
    server.said["lan"]["page"].as_str().unwrap()
}

/// A phone that trusts this authority beside the public ones.
async fn phone(site: &Site, name: &str, server: &str, authority: Option<Vec<u8>>) -> Installer {
    let mut config = Config::demo(site.path(name), server.parse().unwrap(), "test").unwrap();
    config.extra_ca_pem = authority;
    let keys = FileKeyStore::open(site.path(name)).unwrap();
    Installer::open(config, Arc::new(keys)).await.unwrap()
}

#[tokio::test]
async fn a_phone_that_trusts_the_authority_reaches_the_server_and_no_other_does() {
    let site = Site::new();
    let serving = site.server_with(&LAN);
    assert!(page(&serving).starts_with("https://127.0.0.1:"), "{}", serving.said);
    assert!(serving.said["lan"]["welcome"].as_str().unwrap().starts_with("http://127.0.0.1:"));
    let authority = std::fs::read(site.path("server/lan/authority.crt")).unwrap();
    let stranger = phone(&site, "stranger", page(&serving), None).await;
    assert!(stranger.renew_network().await.is_err());
    let trusting = phone(&site, "trusting", page(&serving), Some(authority.clone())).await;
    trusting.renew_network().await.unwrap();

    // What a phone trusts once it trusts tomorrow.
    drop(serving);
    let again = site.server_with(&LAN);
    assert_eq!(std::fs::read(site.path("server/lan/authority.crt")).unwrap(), authority);
    phone(&site, "tomorrow", page(&again), Some(authority)).await.renew_network().await.unwrap();
}

#[test]
fn no_certificate_is_made_for_the_internet() {
    let site = Site::new();
    let said = run(pinpoint().args([
        "server",
        "--listen",
        "127.0.0.1:0",
        "--lan",
        "8.8.8.8:0",
        "--data",
        text(&site.path("server")),
    ]));
    assert!(said.code == 1 && said.err.contains("code: lan-not-private"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_reads_the_authoritys_key() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::new();
    drop(site.server_with(&LAN));
    let key = std::fs::metadata(site.path("server/lan/authority.key")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
}
