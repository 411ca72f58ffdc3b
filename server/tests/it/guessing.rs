//! Somebody guesses passwords, from one machine or many. The installer signs in all the same.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::support::{Answer, Network, PASSWORD, json};
use axum::extract::ConnectInfo;
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use pinpoint_domain::wire::SessionRequest;

const EMAIL: &str = "camille@watt.example";
/// Where the installer is, and where strangers are.
const VAN: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 7);
const STRANGER: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 1);

async fn attempt(network: &Network, email: &str, password: &str, from: Ipv4Addr) -> Answer {
    let request = SessionRequest { email: email.into(), password: password.into() };
    let mut request = json(Method::POST, "/v1/sessions", None, &request);
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from((from, 40_000))));
    network.send(request).await
}

fn count(network: &Network, sql: &str) -> i64 {
    network.database().number(sql)
}

async fn watt() -> Network {
    let network = Network::open();
    network.company("Watt").await;
    network.installer(EMAIL, "Watt", Some(30)).await;
    network
}

#[tokio::test]
async fn a_strangers_guesses_do_not_lock_the_installer_out() {
    let network = watt().await;
    for _ in 0..10 {
        let wrong = attempt(&network, EMAIL, "guess", STRANGER).await;
        assert_eq!(wrong.problem(), (401, "sign-in-refused".into()));
    }
    let held = attempt(&network, EMAIL, PASSWORD, STRANGER).await;
    assert_eq!((held.problem(), held.header("retry-after")), ((429, "throttled".into()), Some("300")));
    assert_eq!(attempt(&network, EMAIL, PASSWORD, VAN).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn many_machines_together_are_slowed_down_and_the_familiar_address_is_not() {
    let network = watt().await;
    assert_eq!(attempt(&network, EMAIL, PASSWORD, VAN).await.status, StatusCode::CREATED);
    for n in 0..100 {
        let wrong = attempt(&network, EMAIL, "guess", Ipv4Addr::new(203, 0, 113, n)).await;
        assert_eq!(wrong.problem(), (401, "sign-in-refused".into()), "{n}");
    }
    let held = attempt(&network, EMAIL, "guess", Ipv4Addr::new(203, 0, 113, 200)).await;
    assert_eq!((held.problem(), held.header("retry-after")), ((429, "throttled".into()), Some("3600")));
    assert_eq!(attempt(&network, EMAIL, PASSWORD, VAN).await.status, StatusCode::CREATED);
    network.clock.pass(SignedDuration::from_mins(61));
    let elsewhere = Ipv4Addr::new(192, 0, 2, 1);
    assert_eq!(attempt(&network, EMAIL, PASSWORD, elsewhere).await.status, StatusCode::CREATED);
    network.clock.pass(SignedDuration::from_hours(91 * 24));
    attempt(&network, EMAIL, PASSWORD, elsewhere).await;
    assert_eq!(count(&network, "SELECT count(*) FROM familiar_source"), 1, "an old address is forgotten");
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_address_is_counted_by_itself() {
    let network = Network::open_with(|config| config.proxies.trusted = vec!["10.0.0.2/32".parse().unwrap()]);
    network.company("Watt").await;
    network.installer(EMAIL, "Watt", Some(30)).await;
    let through_the_proxy = async |password: &str, from: &str| {
        let request = SessionRequest { email: EMAIL.into(), password: password.into() };
        let mut request = json(Method::POST, "/v1/sessions", None, &request);
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((Ipv4Addr::new(10, 0, 0, 2), 40_000))));
        request.headers_mut().insert("x-forwarded-for", from.parse().unwrap());
        network.send(request).await
    };
    for n in 0..10 {
        // What the stranger claims stands left of what the proxy saw.
        let wrong = through_the_proxy("guess", &format!("192.0.2.{n}, {STRANGER}")).await;
        assert_eq!(wrong.problem(), (401, "sign-in-refused".into()));
    }
    let held = through_the_proxy(PASSWORD, &STRANGER.to_string()).await;
    assert_eq!(held.problem(), (429, "throttled".into()));
    assert_eq!(through_the_proxy(PASSWORD, &VAN.to_string()).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn who_hangs_up_after_guessing_is_counted_all_the_same() {
    let network = watt().await;
    let guesses = || count(&network, "SELECT count(*) FROM attempt WHERE kind = 'sign-in'");
    for n in 1..=10 {
        let leaving = attempt(&network, EMAIL, "guess", STRANGER);
        drop(tokio::time::timeout(Duration::from_millis(1), leaving).await);
        for _ in 0..500 {
            if guesses() == n {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(guesses(), n);
    }
    let held = attempt(&network, EMAIL, PASSWORD, STRANGER).await;
    assert_eq!(held.problem(), (429, "throttled".into()));
}

#[tokio::test]
async fn the_audit_knows_of_guessing_and_cannot_be_filled_by_it() {
    let network = watt().await;
    let lines = |action: &str| {
        count(
            &network,
            &format!("SELECT count(*) FROM audit WHERE actor = 'stranger' AND action = '{action}'"),
        )
    };
    for n in 0..40 {
        attempt(&network, EMAIL, "guess", Ipv4Addr::new(203, 0, 113, n % 3)).await;
        attempt(&network, &format!("nobody{n}@watt.example"), "guess", STRANGER).await;
    }
    assert_eq!((lines("sign-in-refused"), lines("sign-in-throttled")), (1, 1));
    network.clock.pass(SignedDuration::from_mins(61));
    attempt(&network, EMAIL, "guess", STRANGER).await;
    assert_eq!((lines("sign-in-refused"), lines("sign-in-throttled")), (2, 1));
    let kept = count(&network, "SELECT count(*) FROM attempt");
    assert_eq!(kept, 1, "what no bound counts any more is not kept");
    let added = "SELECT count(*) FROM audit WHERE action = 'installer-added' AND reason = 'installer'";
    assert_eq!(count(&network, added), 1);
}
