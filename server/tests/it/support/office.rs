//! The network's own people, and what they decide.

use axum::http::Method;
use pinpoint_domain::ids::PinpointId;
use pinpoint_server::Role;
use serde_json::{Value, json};

use super::{Answer, Network, Phone};

pub const OFFICE: &str = "desk@network.example";

/// Somebody of the network's own people.
pub async fn office(network: &Network) -> Phone<'_> {
    network.company("The network").await;
    network.account(OFFICE, "The network", Role::BackOffice, None).await;
    Phone::sign_in(network, OFFICE).await
}

/// A colleague of the same company with a phone of their own.
pub async fn colleague<'n>(network: &'n Network, company: &str) -> Phone<'n> {
    network.installer("robin@watt.example", company, Some(365)).await;
    Phone::sign_in(network, "robin@watt.example").await
}

/// All that waits.
pub async fn reviews(office: &Phone<'_>) -> Vec<Value> {
    let all: Value = office.get("/v1/reviews").await.read();
    all["reviews"].as_array().unwrap().clone()
}

/// Decides about a record.
pub async fn decide(who: &Phone<'_>, pinpoint: PinpointId, decision: &str, reason: &str) -> Answer {
    let path = format!("/v1/reviews/{pinpoint}/decision");
    let body = json!({ "decision": decision, "reason": reason });
    who.network.send(super::json(Method::PUT, &path, Some(&who.session), &body)).await
}

/// A station's timeline, an object an entry.
pub async fn timeline(who: &Phone<'_>, serial: &str) -> Vec<Value> {
    let path = format!("/v1/stations/Nordlicht/{}", serial.replace(' ', "%20"));
    let timeline: Value = who.get(&path).await.read();
    timeline["pinpoints"].as_array().unwrap().clone()
}
