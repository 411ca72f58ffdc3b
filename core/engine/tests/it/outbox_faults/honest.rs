//! What the network's server would say: receipts over the bytes that came, signed by the demo network.

use jiff::Timestamp;
use pinpoint_domain::demo;
use pinpoint_domain::ids::{EventId, PhotoId, PinpointId};
use pinpoint_domain::wire::{BatchResult, BatchResults, ChangePage, Digest, Receipt, Signed, Subject};
use serde::Deserialize;
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::player::{Play, Request};
use super::shelf::session;

#[derive(Deserialize)]
struct Batch<'a> {
    #[serde(borrow)]
    items: Vec<BatchItem<'a>>,
}

#[derive(Deserialize)]
struct BatchItem<'a> {
    id: PinpointId,
    #[serde(borrow)]
    envelope: &'a RawValue,
}

/// A receipt as the demo network signs it.
pub(crate) fn receipt(subject: Subject, bytes: &[u8]) -> Signed<Receipt> {
    let receipt = Receipt {
        v: 1,
        network: demo::profile().unwrap().network,
        subject,
        digest: Digest::of(bytes),
        received_at: Timestamp::UNIX_EPOCH,
        server_sequence: 1,
    };
    Signed::sign_ed25519(serde_json::to_vec(&receipt).unwrap(), demo::RECEIPT_KEY_ID, &demo::receipt_key())
}

pub(crate) fn json(status: u16, value: &impl Serialize) -> Play {
    let headers = vec![("content-type", "application/json".to_owned()), ("server-epoch", "e1".to_owned())];
    Play::Reply { status, headers, body: serde_json::to_vec(value).unwrap() }
}

pub(crate) fn empty(status: u16, headers: &[(&'static str, String)]) -> Play {
    let mut all = vec![("server-epoch", "e1".to_owned())];
    all.extend_from_slice(headers);
    Play::Reply { status, headers: all, body: Vec::new() }
}

pub(crate) fn html(status: u16) -> Play {
    let headers = vec![("content-type", "text/html".to_owned()), ("location", "http://hotel/".to_owned())];
    Play::Reply { status, headers, body: b"<html>Welcome to the Grand Hotel".to_vec() }
}

pub(crate) fn problem(status: u16, code: &str, headers: &[(&'static str, String)]) -> Play {
    let mut all = vec![("content-type", "application/problem+json".to_owned())];
    all.extend_from_slice(headers);
    let body = format!(r#"{{"type":"x","title":"x","status":{status},"code":"{code}"}}"#);
    Play::Reply { status, headers: all, body: body.into_bytes() }
}

/// Everything but uploads, answered as it should be.
pub(crate) fn answer(request: &Request) -> Play {
    let path: Vec<_> = request.path.split(['/', '?']).filter(|part| !part.is_empty()).collect();
    let id = |text: &str| text.parse::<Uuid>().unwrap();
    match (request.method.as_str(), path.as_slice()) {
        ("PUT", ["v1", "pinpoints"]) => {
            let batch: Batch<'_> = serde_json::from_slice(&request.body).unwrap();
            let stored = |item: &BatchItem<'_>| BatchResult::Stored {
                receipt: receipt(Subject::Pinpoint(item.id), item.envelope.get().as_bytes()),
            };
            json(200, &BatchResults { results: batch.items.iter().map(stored).collect() })
        }
        ("PUT", ["v1", "pinpoints", pinpoint]) => {
            json(201, &receipt(Subject::Pinpoint(id(pinpoint).into()), &request.body))
        }
        ("PUT", ["v1", "pinpoints", _, "events", event]) => {
            json(201, &receipt(Subject::Event(EventId::from(id(event))), &request.body))
        }
        ("GET", ["v1", "changes", ..]) => json(
            200,
            &ChangePage {
                server_epoch: "e1".to_owned(),
                changes: Vec::new(),
                next_after: 7,
                more: false,
                watermark: None,
            },
        ),
        ("POST", ["v1", "sessions", "refresh"]) => json(200, &session("new")),
        _ => problem(404, "route-unknown", &[]),
    }
}

/// The receipt for a photo's bytes.
pub(crate) fn photo_receipt(photo: Uuid, bytes: &[u8]) -> Play {
    json(200, &receipt(Subject::Photo(PhotoId::from(photo)), bytes))
}
