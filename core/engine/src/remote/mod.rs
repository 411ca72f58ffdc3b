//! The server, as typed calls over HTTP. What a status means is decided in [`classify`], and nowhere else.

mod bearer;
pub mod classify;
mod publications;
mod records;
mod server_clock;
mod sessions;
mod transfer;
mod tus;
mod upload;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use pinpoint_domain::code::{Coded, Fields, fields};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::{Host, Url};

pub use bearer::Bearer;
pub use server_clock::ServerClock;
pub use transfer::{Transfer, TransferOutcome};
pub use tus::{Step, Tus};
pub use upload::Upload;

use crate::outbox::{Trouble, Weather};
use crate::platform::http::{Body, Request, Response, Transport};
use crate::platform::time::Clock;

/// The longest silence for small requests.
const PATIENCE: Duration = Duration::from_secs(30);
/// A batch or a page of changes may take a server longer.
const LONG_PATIENCE: Duration = Duration::from_mins(1);
/// The longest reply that is read: 250 receipts, or a page of changes, are far below.
const REPLY_LIMIT: usize = 8 << 20;

/// The network's server.
#[derive(Debug)]
pub struct Remote {
    transport: Arc<dyn Transport>,
    base: Url,
    clock: ServerClock,
    epoch: Mutex<Option<String>>,
}

/// The address of a server was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{url}` is no address of a server: it needs https and a host; http is for this machine alone")]
pub struct ServerUrlError {
    /// The address.
    pub url: String,
}

impl Coded for ServerUrlError {
    fn code(&self) -> &'static str {
        "server-url"
    }

    fn fields(&self) -> Fields {
        fields([("url", self.url.clone())])
    }
}

/// One call before it is sent.
struct Call<'a> {
    method: Method,
    path: &'a [&'a str],
    query: Option<(&'a str, String)>,
    bearer: Option<&'a Bearer>,
    headers: HeaderMap,
    body: Body,
    patience: Duration,
}

impl<'a> Call<'a> {
    fn new(method: Method, path: &'a [&'a str]) -> Self {
        Self {
            method,
            path,
            query: None,
            bearer: None,
            headers: HeaderMap::new(),
            body: Body::Empty,
            patience: PATIENCE,
        }
    }

    fn bearer(mut self, bearer: &'a Bearer) -> Self {
        self.bearer = Some(bearer);
        self
    }

    fn json(mut self, bytes: Bytes) -> Self {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.body = Body::Bytes(bytes);
        self
    }

    fn json_of(self, value: &impl Serialize) -> Result<Self, Trouble> {
        let bytes = serde_json::to_vec(value).map_err(|_| Trouble::here("request-unwritable"))?;
        Ok(self.json(bytes.into()))
    }
}

impl Remote {
    /// A server at this address, over this transport.
    pub fn new(transport: Arc<dyn Transport>, base: Url, device: Clock) -> Result<Self, ServerUrlError> {
        let here = match base.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        // Without TLS, password and tokens would be anybody's on the way.
        if !(base.scheme() == "https" && base.has_host() || base.scheme() == "http" && here) {
            return Err(ServerUrlError { url: base.to_string() });
        }
        Ok(Self { transport, base, clock: ServerClock::new(device), epoch: Mutex::default() })
    }

    /// The address.
    pub const fn base(&self) -> &Url {
        &self.base
    }

    /// What is known of the server's clock.
    pub const fn clock(&self) -> &ServerClock {
        &self.clock
    }

    /// The epoch that the server's last reply came from: another one after it was restored from a backup.
    pub fn server_epoch(&self) -> Option<String> {
        self.epoch.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn url(&self, path: &[&str]) -> Result<Url, Trouble> {
        let mut url = self.base.clone();
        url.path_segments_mut().map_err(|()| Trouble::here("server-url"))?.pop_if_empty().extend(path);
        Ok(url)
    }

    /// Sends a call; `Ok` is a success that came from the server itself.
    async fn call(&self, call: Call<'_>) -> Result<Response, Trouble> {
        let response = self.send(call).await?;
        classify::reply(&response)?;
        Ok(response)
    }

    /// Sends a call; `Ok` is whatever came back.
    async fn send(&self, call: Call<'_>) -> Result<Response, Trouble> {
        let mut url = self.url(call.path)?;
        if let Some((name, value)) = &call.query {
            url.query_pairs_mut().append_pair(name, value);
        }
        let mut headers = call.headers;
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(bearer) = call.bearer {
            bearer.write(&mut headers);
        }
        let request = Request {
            method: call.method,
            url,
            headers,
            body: call.body,
            patience: call.patience,
            reply_limit: REPLY_LIMIT,
        };
        let response = self
            .transport
            .exchange(request)
            .await
            .map_err(|error| classify::transport(error, &self.clock))?;
        // What a stranger on the way says of the time is not believed.
        if let Some(epoch) = classify::server_epoch(&response.headers) {
            self.clock.note(&response.headers);
            *self.epoch.lock().unwrap_or_else(PoisonError::into_inner) = Some(epoch.to_owned());
        }
        Ok(response)
    }

    /// Sends a call and reads the JSON of its success.
    async fn json<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T, Trouble> {
        Self::read(&self.send(call).await?)
    }

    /// The JSON of a success that came from the server itself.
    fn read<T: DeserializeOwned>(response: &Response) -> Result<T, Trouble> {
        classify::reply(response)?;
        if !classify::is_json(&response.headers) {
            return Err(Weather::Stranger { status: response.status.as_u16() }.into());
        }
        serde_json::from_slice(&response.body).map_err(|_| Weather::Unreadable.into())
    }
}
