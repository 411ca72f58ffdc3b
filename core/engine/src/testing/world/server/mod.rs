//! A small honest server of the demo network, in memory: it believes signatures, not callers, answers the same bytes with
//! the same receipt for ever, and decides what the story tells it to decide.

mod account;
mod photos;
mod records;

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, Method};
use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::ids::{DeviceId, EventId, PhotoId, PinpointId};
use pinpoint_domain::wire::{Change, Problem, Receipt, Signed, Subject, VERSION, VerifyingKey, WireType};
use pinpoint_domain::{Timestamp, demo};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use account::Sessions;
pub use account::{EMAIL, PASSWORD};
use photos::Photo;
pub(in crate::testing) use records::Opinion;
use records::Stored;

/// A request as the server sees it.
pub(super) struct Asked {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// What the server replies.
pub(super) struct Reply {
    pub(super) status: u16,
    /// Names with numbers: no reply of ours says anything else beside its body.
    pub(super) headers: Vec<(&'static str, u64)>,
    pub(super) body: Vec<u8>,
}

/// A reply, or a refusal that is one, too.
type Answered = Result<Reply, Reply>;

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Server {
    /// Until when the one installer is certified.
    certified_until: Option<Timestamp>,
    sessions: Sessions,
    devices: BTreeMap<DeviceId, VerifyingKey>,
    records: BTreeMap<PinpointId, Stored>,
    events: BTreeMap<EventId, Stored>,
    photos: BTreeMap<PhotoId, Photo>,
    changes: Vec<Change>,
    /// What is decided as soon as the record is there.
    opinions: Vec<Opinion>,
}

impl Server {
    pub(super) fn answer(&mut self, asked: &Asked, now: Timestamp) -> Reply {
        self.route(asked, now).unwrap_or_else(|refused| refused)
    }

    fn route(&mut self, asked: &Asked, now: Timestamp) -> Answered {
        let path: Vec<&str> = asked.path.split('/').skip(1).collect();
        match (asked.method.as_str(), path.as_slice()) {
            ("POST", ["v1", "sessions"]) => self.sign_in(asked, now),
            ("POST", ["v1", "sessions", "refresh"]) => self.refresh(asked, now),
            ("GET", ["v1", "profile"]) => published(demo::signed_profile()),
            ("GET", ["v1", "catalog"]) => published(demo::signed_catalog()),
            ("GET", ["v1", "addresses"]) => published(demo::signed_addresses()),
            (method, path) => {
                self.known_caller(asked, now)?;
                match (method, path) {
                    ("DELETE", ["v1", "sessions"]) => Ok(self.sign_out()),
                    ("PUT", ["v1", "devices", device]) => self.register(id(device)?, asked, now),
                    ("PUT", ["v1", "pinpoints"]) => self.put_batch(asked, now),
                    ("PUT", ["v1", "pinpoints", id_text]) => {
                        let receipt = self.put_record(id(id_text)?, &asked.json()?, now)?;
                        Ok(Reply::json(201, &receipt))
                    }
                    ("PUT", ["v1", "pinpoints", pinpoint, "events", event]) => {
                        self.put_event(id(pinpoint)?, id(event)?, &asked.json()?, now)
                    }
                    ("GET", ["v1", "changes"]) => Ok(self.changes_after(asked.query.as_deref())),
                    ("POST", ["v1", "uploads"]) => self.create_upload(asked, now),
                    ("HEAD", ["v1", "uploads", photo]) => self.offset(id(photo)?),
                    ("PATCH", ["v1", "uploads", photo]) => self.append(id(photo)?, asked, now),
                    ("GET", ["v1", "photos", photo, "receipt"]) => self.photo_receipt(id(photo)?),
                    _ => Err(Reply::refusal(404, "route-unknown")),
                }
            }
        }
    }
}

impl Asked {
    fn json<T: DeserializeOwned>(&self) -> Result<T, Reply> {
        serde_json::from_slice(&self.body).map_err(|error| {
            Reply::problem(400, "malformed-json", Fields::from([("reason".to_owned(), error.to_string())]))
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl Reply {
    fn json(status: u16, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self { status, headers: Vec::new(), body },
            Err(_) => Self::refusal(500, "internal"),
        }
    }

    fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    fn with(mut self, header: &'static str, value: u64) -> Self {
        self.headers.push((header, value));
        self
    }

    pub(super) fn problem(status: u16, code: &str, fields: Fields) -> Self {
        let type_uri = format!("{}{code}", Problem::TYPE_BASE);
        let (title, code) = (code.to_owned(), code.to_owned());
        let problem = Problem { type_uri, title, status, detail: None, code, fields, request_id: None };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        Self { status, headers: Vec::new(), body }
    }

    fn refusal(status: u16, code: &str) -> Self {
        Self::problem(status, code, Fields::new())
    }

    fn of(status: u16, error: &impl Coded) -> Self {
        Self::problem(status, error.code(), error.fields())
    }
}

/// What the network publishes.
fn published<T: Serialize, E>(signed: Result<T, E>) -> Answered {
    let signed = signed.map_err(|_| Reply::refusal(500, "internal"))?;
    Ok(Reply::json(200, &signed))
}

/// A name in a path.
fn id<T: std::str::FromStr>(text: &str) -> Result<T, Reply> {
    text.parse().map_err(|_| Reply::refusal(400, "malformed-path"))
}

/// Signed with the key that receipts, verdicts and grants are believed under.
fn signed<T: WireType>(said: &T) -> Signed<T> {
    let payload = serde_json::to_vec(said).unwrap_or_default();
    Signed::sign_ed25519(payload, demo::RECEIPT_KEY_ID, &demo::receipt_key())
}

/// A receipt with a number among its own kind: records and photos travel at the same time, and which comes first must not
/// show.
fn receipt(
    subject: Subject,
    digest: pinpoint_domain::wire::Digest,
    before: usize,
    now: Timestamp,
) -> Result<Signed<Receipt>, Reply> {
    let network = demo::NETWORK.parse().map_err(|_| Reply::refusal(500, "internal"))?;
    let server_sequence = number(before).saturating_add(1);
    Ok(signed(&Receipt { v: VERSION, network, subject, digest, received_at: now, server_sequence }))
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
