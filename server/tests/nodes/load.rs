//! Light clients: each seals records, offers them to one node, and to the other when the first does not answer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use data_encoding::BASE64;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{ChangePage, Digest};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use tokio::time::Instant;

use crate::support::Phone;
use crate::support::record::Job;

/// How long a client waits before it asks again.
const AGAIN: Duration = Duration::from_millis(100);

/// What all clients met.
pub struct Tally {
    end: Instant,
    requests: AtomicU64,
    errors: AtomicU64,
}

impl Tally {
    pub fn until(length: Duration) -> Self {
        Self { end: Instant::now() + length, requests: AtomicU64::new(0), errors: AtomicU64::new(0) }
    }

    pub fn goes_on(&self) -> bool {
        Instant::now() < self.end
    }

    /// For whoever runs this.
    pub fn line(&self, records: usize, kills: usize) -> String {
        let (requests, errors) = (self.requests.load(Ordering::Relaxed), self.errors.load(Ordering::Relaxed));
        let per_mille = errors * 1000 / requests.max(1);
        format!(
            "nodes: {records} records with a photo each, {kills} kills, {requests} requests, {errors} of them failed and \
             were repeated ({}.{} %)",
            per_mille / 10,
            per_mille % 10
        )
    }
}

/// One of many in the field.
pub struct Client<'c> {
    number: usize,
    urls: &'c [String; 2],
    phone: &'c Phone<'c>,
    label: &'c ActivationLabel,
    tally: &'c Tally,
    http: reqwest::Client,
}

/// A record that was acknowledged.
pub struct Delivered {
    path: String,
    receipt: Value,
    photo: String,
    photo_receipt: Value,
    digest: Digest,
}

impl<'c> Client<'c> {
    pub fn new(
        number: usize,
        urls: &'c [String; 2],
        phone: &'c Phone<'c>,
        label: &'c ActivationLabel,
        tally: &'c Tally,
    ) -> Self {
        Self { number, urls, phone, label, tally, http: http() }
    }

    /// Record by record, each to its end.
    pub async fn deliver_until_the_end(self) -> Vec<Delivered> {
        let mut delivered = Vec::new();
        while self.tally.goes_on() {
            delivered.push(self.deliver(delivered.len()).await);
        }
        delivered
    }

    async fn deliver(&self, record: usize) -> Delivered {
        let photo = picture(self.number, record);
        let job = Job::new(&format!("NL{:04}{record:05}", self.number)).with_photo(&photo, &photo);
        let envelope = serde_json::to_vec(&self.phone.seal(&job, self.label)).unwrap();
        let put = |url: &str| {
            let request = self.request(Method::PUT, url, &job.path());
            request.header("content-type", "application/json").body(envelope.clone())
        };
        let receipt = self.until_answered(put).await.json().await;
        let id = job.photos[0].published.id;
        let upload = format!("/v1/uploads/{id}");
        let encoded = |text: String| BASE64.encode(text.as_bytes());
        let metadata =
            format!("photo_id {},pinpoint_id {}", encoded(id.to_string()), encoded(job.id.to_string()));
        // As tus says: create with all of it, and after a cut ask for the offset and send the rest.
        let create = |url: &str| {
            self.request(Method::POST, url, "/v1/uploads")
                .header("upload-length", photo.len())
                .header("upload-metadata", metadata.clone())
                .header("content-type", "application/offset+octet-stream")
                .body(photo.clone())
        };
        let photo_receipt = loop {
            let created = self.until_answered(create).await;
            let mut offset = offset(&created).unwrap_or_default();
            while offset < photo.len() {
                let rest = |url: &str| {
                    self.request(Method::PATCH, url, &upload)
                        .header("upload-offset", offset)
                        .header("content-type", "application/offset+octet-stream")
                        .body(photo[offset..].to_vec())
                };
                self.until_answered(rest).await;
                let head = |url: &str| self.request(Method::HEAD, url, &upload);
                let Some(there) = self::offset(&self.until_answered(head).await) else { break };
                offset = there;
            }
            let path = format!("/v1/photos/{id}/receipt");
            let receipt = self.until_answered(|url: &str| self.request(Method::GET, url, &path)).await;
            if receipt.status() == StatusCode::OK {
                break receipt.json().await;
            }
        };
        Delivered {
            path: job.path(),
            receipt: receipt.unwrap(),
            photo: format!("/v1/photos/{id}"),
            photo_receipt: photo_receipt.unwrap(),
            digest: Digest::of(&photo),
        }
    }

    fn request(&self, method: Method, url: &str, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{url}{path}"))
            .bearer_auth(&self.phone.session.access_token)
            .header("tus-resumable", "1.0.0")
    }

    /// Asks one node and the other until one answers in its own words, whatever these are.
    async fn until_answered(&self, request: impl Fn(&str) -> RequestBuilder) -> Response {
        let mut which = self.number;
        loop {
            self.tally.requests.fetch_add(1, Ordering::Relaxed);
            match request(&self.urls[which % 2]).send().await {
                Ok(answer) if !answer.status().is_server_error() => return answer,
                _ => {
                    self.tally.errors.fetch_add(1, Ordering::Relaxed);
                    tokio::time::sleep(AGAIN).await;
                }
            }
            which += 1;
        }
    }
}

impl Delivered {
    /// The record and its photo are there with the receipts that the client holds.
    pub async fn is_kept_by(&self, phone: &Phone<'_>) {
        let stored: Value = phone.get(&self.path).await.read();
        assert_eq!(stored["receipt"], self.receipt, "{}", self.path);
        let receipt: Value = phone.get(&format!("{}/receipt", self.photo)).await.read();
        assert_eq!(receipt, self.photo_receipt, "{}", self.photo);
        assert_eq!(Digest::of(&phone.get(&self.photo).await.bytes), self.digest, "{}", self.photo);
    }
}

/// Reads the change feed from its beginning for as long as the load goes on; the sequences, as they came.
pub async fn follow(url: &str, phone: &Phone<'_>, tally: &Tally) -> Vec<u64> {
    let http = http();
    let mut seen = Vec::new();
    while tally.goes_on() {
        let after = seen.last().copied().unwrap_or(0);
        let asked = http.get(format!("{url}/v1/changes?after={after}"));
        match asked.bearer_auth(&phone.session.access_token).send().await {
            Ok(answer) if answer.status() == StatusCode::OK => {
                let page: Result<ChangePage, _> = answer.json().await;
                seen.extend(page.iter().flat_map(|page| &page.changes).map(|change| change.sequence));
            }
            _ => {}
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    seen
}

pub fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().timeout(Duration::from_secs(15)).build().unwrap()
}

fn offset(answer: &Response) -> Option<usize> {
    answer.headers().get("upload-offset")?.to_str().ok()?.parse().ok()
}

/// A JPEG as far as its segments go; no two are the same.
fn picture(number: usize, record: usize) -> Vec<u8> {
    let mut jpeg =
        b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x00\x00\xFF\xDA\x00\x02".to_vec();
    jpeg.extend(format!("{number} {record}").into_bytes());
    jpeg.extend((0..20_000).map(|n| u8::try_from(n % 251).unwrap()));
    jpeg.extend([0xFF, 0xD9]);
    jpeg
}
