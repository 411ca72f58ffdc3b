//! A phone is stolen, somebody leaves, a password is known to too many: what an administrator ends is over at once.

use crate::support::record::Job;
use crate::support::{self, Answer, Network, PASSWORD, Phone, random, random_uuid, register};
use axum::http::StatusCode;
use p256::ecdsa::SigningKey;
use pinpoint_domain::Coded as _;
use pinpoint_domain::ids::DeviceId;
use pinpoint_domain::wire::{RefreshRequest, Session, SessionRequest};

async fn refresh(network: &Network, session: &Session) -> Answer {
    let request = RefreshRequest { refresh_token: session.refresh_token.clone() };
    network.post("/v1/sessions/refresh", &request).await
}

async fn sign_in(network: &Network, email: &str, password: &str) -> Answer {
    network.post("/v1/sessions", &SessionRequest { email: email.into(), password: password.into() }).await
}

fn audited(network: &Network, action: &str, reason: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM audit WHERE action = '{action}' AND reason = '{reason}'");
    network.database().number(&sql)
}

#[tokio::test]
async fn a_stolen_phone_reads_refreshes_and_registers_nothing_more() {
    let network = Network::open();
    let stolen = network.crew("Watt").await;
    let kept = Phone::sign_in(&network, &stolen.email).await;
    network.server.accounts().revoke_device(stolen.device, "left in a taxi").await.unwrap();

    assert_eq!(stolen.get("/v1/changes").await.problem(), (401, "token-refused".into()));
    assert_eq!(refresh(&network, &stolen.session).await.problem(), (401, "refresh-refused".into()));
    let fresh = DeviceId::from(random_uuid());
    let key = SigningKey::from_slice(&random::<32>()).unwrap();
    let again = register(&network, &stolen.session, fresh, &key).await;
    assert_eq!(again.problem(), (401, "token-refused".into()));
    assert_eq!(kept.get("/v1/changes").await.status, StatusCode::OK, "the other phone works on");
    assert_eq!(audited(&network, "device-revoked", "left in a taxi"), 1);
    assert_eq!(audited(&network, "session-ended", "device-revoked"), 1);
}

#[tokio::test]
async fn a_session_speaks_for_one_device_only() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let key = SigningKey::from_slice(&random::<32>()).unwrap();
    let second = register(&network, &phone.session, DeviceId::from(random_uuid()), &key).await;
    assert_eq!(second.problem(), (409, "device-differs".into()));
    let other_key = register(&network, &phone.session, phone.device, &key).await;
    assert_eq!(other_key.problem(), (409, "device-differs".into()));
    let renewed: Session = refresh(&network, &phone.session).await.read();
    let second = register(&network, &renewed, DeviceId::from(random_uuid()), &key).await;
    assert_eq!(second.problem(), (409, "device-differs".into()), "a refresh is the same session");
    assert_eq!(register(&network, &renewed, phone.device, &phone.key).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_program_that_makes_devices_is_stopped_and_a_revoked_device_makes_room() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let database = network.database();
    let made: Vec<DeviceId> = (0..99).map(|_| DeviceId::from(random_uuid())).collect();
    for device in &made {
        let copy = format!(
            "INSERT INTO device (network, id, installer, key_json, name, registered_at_ms)
             SELECT network, '{device}', installer, key_json, name, registered_at_ms FROM device LIMIT 1"
        );
        database.run(&copy).unwrap();
    }
    let session = support::session(&network, &phone.email).await;
    let key = SigningKey::from_slice(&random::<32>()).unwrap();
    let one_more = DeviceId::from(random_uuid());
    let refused = register(&network, &session, one_more, &key).await;
    assert_eq!(refused.problem(), (422, "devices-too-many".into()));
    assert_eq!(register(&network, &phone.session, phone.device, &phone.key).await.status, StatusCode::OK);
    network.server.accounts().revoke_device(made[0], "made by a program").await.unwrap();
    assert_eq!(register(&network, &session, one_more, &key).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_installer_who_left_cannot_sign_in_and_looks_like_a_wrong_password() {
    let network = Network::open();
    let left = network.crew("Watt").await;
    network.installer("noor@watt.example", "Watt", Some(30)).await;
    let colleague = Phone::sign_in(&network, "noor@watt.example").await;
    network.server.accounts().revoke("Camille@Watt.example", "left the company").await.unwrap();

    assert_eq!(left.get("/v1/changes").await.problem(), (401, "token-refused".into()));
    assert_eq!(refresh(&network, &left.session).await.problem(), (401, "refresh-refused".into()));
    let mistyped = sign_in(&network, &colleague.email, "mistyped").await.problem();
    assert_eq!(sign_in(&network, &left.email, PASSWORD).await.problem(), mistyped);
    assert_eq!(audited(&network, "account-revoked", "left the company"), 1);
    assert_eq!(audited(&network, "session-ended", "account-revoked"), 1);

    // What was signed on the phone that is still out there comes by way of a colleague, and is not taken either.
    let job = Job::new("NL50000700");
    let relayed = left.seal(&job, &network.label().await.label);
    assert_eq!(colleague.put(&job.path(), &relayed).await.problem(), (403, "device-revoked".into()));
    let unknown = network.server.accounts().revoke("nobody@watt.example", "left").await.unwrap_err();
    assert_eq!(unknown.code(), "admin-unknown");
}

#[tokio::test]
async fn a_new_password_ends_what_was_signed_in_with_the_old_one() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let accounts = network.server.accounts();
    assert_eq!(accounts.set_password(&phone.email, "short").await.unwrap_err().code(), "admin-value-refused");
    assert_eq!(phone.get("/v1/changes").await.status, StatusCode::OK);
    accounts.set_password(&phone.email, "multimètre-neuf").await.unwrap();

    assert_eq!(phone.get("/v1/changes").await.problem(), (401, "token-refused".into()));
    assert_eq!(refresh(&network, &phone.session).await.problem(), (401, "refresh-refused".into()));
    assert_eq!(sign_in(&network, &phone.email, PASSWORD).await.problem(), (401, "sign-in-refused".into()));
    let session: Session = sign_in(&network, &phone.email, "multimètre-neuf").await.read();
    let device = register(&network, &session, phone.device, &phone.key).await;
    assert_eq!(device.status, StatusCode::OK, "the device is the same, only its sign-in is new");
    assert_eq!(audited(&network, "password-set", ""), 1);
}
