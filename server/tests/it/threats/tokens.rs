//! Somebody has a token, or something that looks like one, or the server's database, or many passwords to try.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use futures_util::future::join_all;
use pinpoint_domain::wire::{RefreshRequest, Session, SessionRequest};
use tokio::time::Instant;

use crate::support::{Answer, Network, PASSWORD, json, session};

async fn changes(network: &Network, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers.iter().fold(Request::get(path), |asked, (name, value)| asked.header(*name, *value));
    network.send(request.body(Body::empty()).unwrap()).await
}

async fn refresh(network: &Network, token: &str) -> Answer {
    network.post("/v1/sessions/refresh", &RefreshRequest { refresh_token: token.into() }).await
}

#[tokio::test]
async fn only_an_access_token_in_its_one_place_opens_anything() {
    let network = Network::open();
    network.crew("Watt").await;
    let Session { access_token, refresh_token, .. } = session(&network, "camille@watt.example").await;
    // {"alg":"none"}.{"sub":"camille"}: a token that would vouch for itself.
    let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW1pbGxlIn0.";
    for bearer in [&*refresh_token, unsigned, "", "null", "undefined", "*", &access_token.to_lowercase()] {
        let answer =
            changes(&network, "/v1/changes", &[("authorization", &format!("Bearer {bearer}"))]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{bearer}");
    }
    let cookie = format!("__Secure-pinpoint={access_token}; access_token={access_token}");
    for header in [
        ("authorization", format!("Basic {access_token}")),
        ("authorization", access_token.clone()),
        ("cookie", cookie),
        ("x-access-token", access_token.clone()),
    ] {
        let answer = changes(&network, "/v1/changes", &[(header.0, &header.1)]).await;
        assert_eq!(answer.problem(), (401, "token-missing".into()), "{header:?}");
    }
    let in_address = changes(&network, &format!("/v1/changes?access_token={access_token}"), &[]).await;
    assert_eq!(in_address.problem(), (401, "token-missing".into()));
    assert_eq!(refresh(&network, &access_token).await.problem(), (401, "refresh-refused".into()));
    let right = ("authorization", &*format!("bearer {access_token}"));
    assert_eq!(changes(&network, "/v1/changes", &[right]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_stole_the_database_has_no_token() {
    let network = Network::open();
    network.crew("Watt").await;
    let database = network.database();
    for table in ["access_token", "refresh_token"] {
        let kept =
            database.column::<String>(&format!("SELECT {} FROM {table}", database.hex("hash"))).remove(0);
        let bytes = HEXLOWER.decode(kept.as_bytes()).unwrap();
        for written in [kept, BASE64URL_NOPAD.encode(&bytes)] {
            let bearer = format!("Bearer {written}");
            let answer = changes(&network, "/v1/changes", &[("authorization", &bearer)]).await;
            assert_eq!(answer.problem(), (401, "token-refused".into()));
            assert_eq!(refresh(&network, &written).await.problem(), (401, "refresh-refused".into()));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refreshing_twenty_times_at_once_signs_nobody_out() {
    let network = Network::open();
    network.crew("Watt").await;
    let first = session(&network, "camille@watt.example").await;
    let renewed = join_all((0..20).map(|_| refresh(&network, &first.refresh_token))).await;
    let renewed: Vec<Session> = renewed.iter().map(Answer::read).collect();
    let works = async |session: &Session| {
        let bearer = format!("Bearer {}", session.access_token);
        changes(&network, "/v1/changes", &[("authorization", &bearer)]).await.status == StatusCode::OK
    };
    for session in &renewed {
        assert!(works(session).await);
    }
    // The first one that is used is the one whose reply arrived; whoever shows another one now has stolen it.
    let next: Session = refresh(&network, &renewed[7].refresh_token).await.read();
    assert!(works(&next).await);
    assert_eq!(refresh(&network, &renewed[8].refresh_token).await.problem(), (401, "refresh-refused".into()));
    assert!(!works(&next).await, "the session ends for both");
}

#[tokio::test]
async fn a_guesser_who_claims_other_addresses_is_counted_where_it_is() {
    let network = Network::open();
    network.company("Watt").await;
    network.installer("camille@watt.example", "Watt", Some(30)).await;
    let attempt = async |password: &str, claimed: u8| {
        let body = SessionRequest { email: "camille@watt.example".into(), password: password.into() };
        let mut request = json(Method::POST, "/v1/sessions", None, &body);
        let peer = SocketAddr::from((Ipv4Addr::new(203, 0, 113, 1), 40_000));
        request.extensions_mut().insert(ConnectInfo(peer));
        for header in ["x-forwarded-for", "x-real-ip", "forwarded", "true-client-ip", "cf-connecting-ip"] {
            let value = if header == "forwarded" { "for=" } else { "" };
            request.headers_mut().insert(header, format!("{value}198.51.100.{claimed}").parse().unwrap());
        }
        network.send(request).await.problem()
    };
    for n in 0..10 {
        assert_eq!(attempt("guess", n).await, (401, "sign-in-refused".into()));
    }
    assert_eq!(attempt(PASSWORD, 11).await, (429, "throttled".into()));
}

/// Whether there is such an account must not be heard from how long "no" takes: a password is hashed all the same.
#[tokio::test]
async fn an_account_that_is_not_there_takes_as_long_as_a_wrong_password() {
    let network = Network::open();
    network.crew("Watt").await;
    network.installer("left@watt.example", "Watt", Some(30)).await;
    network.server.accounts().revoke("left@watt.example", "left").await.unwrap();
    let mut shortest = [Duration::MAX; 3];
    let emails = ["camille@watt.example", "nobody@watt.example", "left@watt.example"];
    // The shortest of several: what else the machine does only adds.
    for _ in 0..9 {
        for (email, shortest) in emails.iter().zip(&mut shortest) {
            let body = SessionRequest { email: (*email).into(), password: "tournevis".into() };
            let began = Instant::now();
            let refused = network.post("/v1/sessions", &body).await.problem();
            *shortest = (*shortest).min(began.elapsed());
            assert_eq!(refused, (401, "sign-in-refused".into()));
        }
    }
    let [known, unknown, left] = shortest;
    assert!(unknown > known / 4 && left > known / 4, "without the hash it would be a tenth: {shortest:?}");
}

/// A page of another origin in the installer's browser may send, and must not be able to read or to be asked for.
#[tokio::test]
async fn no_page_of_another_origin_is_let_in() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let origin = ("origin", "https://elsewhere.example");
    for path in ["/v1/sessions", "/v1/changes", "/v1/uploads", "/v1/profile", "/healthz", "/"] {
        for method in [Method::GET, Method::OPTIONS] {
            let asked = phone.request(method, path).header(origin.0, origin.1);
            let asked = asked.header("access-control-request-method", "PUT");
            let answer = network.send(asked.body(Body::empty()).unwrap()).await;
            let shared = answer.headers.keys().find(|name| name.as_str().starts_with("access-control-"));
            assert_eq!(shared, None, "{path}");
        }
    }
    // What a form of another page can send without asking is no JSON, and nothing reads it as such.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let form = Request::post("/v1/sessions").header("content-type", kind);
        let body = r#"{"email":"camille@watt.example","password":"tournevis"}"#;
        let answer = network.send(form.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.problem(), (415, "media-type".into()));
    }
}
