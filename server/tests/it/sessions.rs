//! Signing in from a car park: replies get lost, tokens expire, passwords are mistyped.

use crate::support::{self, Answer, Network, PASSWORD, Phone, random, session};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use jiff::SignedDuration;
use p256::ecdsa::SigningKey;
use pinpoint_domain::wire::{IN_COOKIE, RefreshRequest, SESSION_KEEPER, Session, SessionRequest};

async fn refresh(network: &Network, token: &str) -> Answer {
    network.post("/v1/sessions/refresh", &RefreshRequest { refresh_token: token.into() }).await
}

async fn works(network: &Network, session: &Session) -> bool {
    let request = support::json(Method::GET, "/v1/changes", Some(session), &());
    network.send(request).await.status == StatusCode::OK
}

#[tokio::test]
async fn a_lost_reply_to_a_refresh_signs_nobody_out() {
    let network = Network::open();
    network.crew("Watt").await;
    let first = session(&network, "camille@watt.example").await;
    let lost: Session = refresh(&network, &first.refresh_token).await.read();
    let second: Session = refresh(&network, &first.refresh_token).await.read();
    assert_ne!(lost.refresh_token, second.refresh_token);
    assert!(works(&network, &second).await);
    let third: Session = refresh(&network, &second.refresh_token).await.read();
    assert!(works(&network, &third).await);
}

#[tokio::test]
async fn a_stolen_refresh_token_ends_the_session_for_the_thief_too() {
    let network = Network::open();
    network.crew("Watt").await;
    let first = session(&network, "camille@watt.example").await;
    let elsewhere = session(&network, "camille@watt.example").await;
    let second: Session = refresh(&network, &first.refresh_token).await.read();
    let third: Session = refresh(&network, &second.refresh_token).await.read();
    assert_eq!(refresh(&network, &first.refresh_token).await.problem(), (401, "refresh-refused".into()));
    assert!(!works(&network, &third).await);
    assert_eq!(refresh(&network, &third.refresh_token).await.problem(), (401, "refresh-refused".into()));
    assert!(works(&network, &elsewhere).await, "another sign-in of the same person goes on");
    let ended =
        network.database().number("SELECT count(*) FROM audit WHERE reason = 'refresh-token-replayed'");
    assert_eq!(ended, 1);
}

#[tokio::test]
async fn tokens_run_out_by_the_servers_clock_and_sign_out_ends_them_at_once() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    network.clock.pass(SignedDuration::from_mins(16));
    assert_eq!(phone.get("/v1/changes").await.problem(), (401, "token-refused".into()));
    let renewed: Session = refresh(&network, &phone.session.refresh_token).await.read();
    assert!(works(&network, &renewed).await);
    let out = support::json(Method::DELETE, "/v1/sessions", Some(&renewed), &());
    assert_eq!(network.send(out).await.status, StatusCode::NO_CONTENT);
    assert!(!works(&network, &renewed).await);
    assert_eq!(refresh(&network, &renewed.refresh_token).await.problem(), (401, "refresh-refused".into()));

    let season = session(&network, "camille@watt.example").await;
    network.clock.pass(SignedDuration::from_hours(91 * 24));
    assert_eq!(refresh(&network, &season.refresh_token).await.problem(), (401, "refresh-refused".into()));
}

#[tokio::test]
async fn an_unknown_account_and_a_wrong_password_look_alike_and_guessing_has_to_wait() {
    let network = Network::open();
    network.crew("Watt").await;
    let attempt = async |email: &str, password: &str| {
        network.post("/v1/sessions", &SessionRequest { email: email.into(), password: password.into() }).await
    };
    let unknown = attempt("nobody@watt.example", PASSWORD).await;
    for _ in 0..10 {
        let wrong = attempt("camille@watt.example", "tournevis").await;
        assert_eq!(wrong.problem(), unknown.problem());
    }
    let throttled = attempt("CAMILLE@watt.example", PASSWORD).await;
    assert_eq!(throttled.problem(), (429, "throttled".into()));
    assert_eq!(throttled.header("retry-after"), Some("300"));
    network.clock.pass(SignedDuration::from_mins(6));
    assert_eq!(attempt("CAMILLE@watt.example", PASSWORD).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn without_a_token_nothing_is_shown() {
    let network = Network::open();
    for path in ["/v1/changes", "/v1/pinpoints/0199c6a0-7c00-7abc-8def-0123456789ab"] {
        let answer = network.send(axum::http::Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.problem(), (401, "token-missing".into()));
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
}

#[tokio::test]
async fn a_device_keeps_its_key_and_its_owner() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let other = network.crew("Volt").await;
    let again = support::register(&network, &phone.session, phone.device, &phone.key).await;
    assert_eq!(again.status, StatusCode::OK);
    let new_key = SigningKey::from_slice(&random::<32>()).unwrap();
    for (session, key) in [(&phone.session, &new_key), (&other.session, &phone.key)] {
        let refused = support::register(&network, session, phone.device, key).await;
        assert_eq!(refused.problem(), (409, "device-differs".into()));
    }
    assert_ne!(Phone::sign_in(&network, &phone.email).await.device, phone.device);
}

/// A call of a page: it asks for a cookie, and sends the one that it has.
async fn paged(network: &Network, path: &str, body: &impl serde::Serialize, cookie: Option<&str>) -> Answer {
    let mut request = support::json(Method::POST, path, None, body);
    let headers = request.headers_mut();
    headers.insert(SESSION_KEEPER, IN_COOKIE.parse().unwrap());
    headers.extend(cookie.map(|cookie| (header::COOKIE, format!("theme=dark; {cookie}").parse().unwrap())));
    network.send(request).await
}

/// The cookie that a browser would send from now on.
fn set(answer: &Answer) -> String {
    let line = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    let (pair, how) = line.split_once(';').unwrap();
    for flag in ["Path=/v1/sessions", "Secure", "HttpOnly", "SameSite=Strict"] {
        assert!(how.split("; ").any(|one| one.trim() == flag), "{flag} in {line}");
    }
    pair.to_owned()
}

#[tokio::test]
async fn a_pages_refresh_token_lives_in_a_cookie_that_no_script_reads() {
    let network = Network::open();
    network.crew("Watt").await;
    let request = SessionRequest { email: "camille@watt.example".into(), password: PASSWORD.into() };
    let signed_in = paged(&network, "/v1/sessions", &request, None).await;
    let cookie = set(&signed_in);
    let first: Session = signed_in.read();
    assert_eq!(first.refresh_token, "", "no script sees it");
    assert!(works(&network, &first).await);

    let nothing = serde_json::json!({});
    let renewed = paged(&network, "/v1/sessions/refresh", &nothing, Some(&cookie)).await;
    let second_cookie = set(&renewed);
    assert_ne!(second_cookie, cookie);
    assert!(works(&network, &renewed.read::<Session>()).await);

    // Another page's form sends the cookie, but never the header.
    let mut forged = support::json(Method::POST, "/v1/sessions/refresh", None, &nothing);
    forged.headers_mut().insert(header::COOKIE, second_cookie.parse().unwrap());
    assert_eq!(network.send(forged).await.problem(), (401, "refresh-refused".into()));

    let third = paged(&network, "/v1/sessions/refresh", &nothing, Some(&second_cookie)).await;
    let mut end = support::json(Method::DELETE, "/v1/sessions", Some(&third.read::<Session>()), &());
    end.headers_mut().insert(SESSION_KEEPER, IN_COOKIE.parse().unwrap());
    assert!(set(&network.send(end).await).ends_with('='), "signing out leaves no cookie");
}
