//! Over the browser's `fetch`, in a worker.
//!
//! The browser decides whom it trusts, follows redirects itself, and says of every failure only that it failed.

use std::num::NonZeroU64;
use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{BoxFuture, Either, select};
use js_sys::Reflect;
use reqwest::Client;
use send_wrapper::SendWrapper;
use url::Url;

use super::{Body, HttpConfig, HttpConfigError, Request, Response, Transport, TransportError};
use crate::platform::time;

/// `fetch` tells nothing while it sends and what it was sending is lost when it breaks: so files go in parts.
const LARGEST_PART: NonZeroU64 = NonZeroU64::new(512 << 10).unwrap();
/// The slowest link on which a part still arrives before patience ends: 16 KB/s, as of EDGE.
const SLOWEST_BYTES_PER_SECOND: u64 = 16_000;

/// A client. Connections are the browser's.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    upload_bytes_per_second: Option<NonZeroU64>,
}

impl Http {
    /// A client.
    pub fn new(config: &HttpConfig) -> Result<Self, HttpConfigError> {
        if config.extra_ca_pem.is_some() {
            return Err(HttpConfigError::ExtraCa { reason: "a browser decides whom it trusts".to_owned() });
        }
        Ok(Self { client: Client::new(), upload_bytes_per_second: config.upload_bytes_per_second })
    }

    async fn request(&self, request: Request) -> Result<Response, TransportError> {
        let mut patience = request.patience;
        let mut builder = self.client.request(request.method, request.url).headers(request.headers);
        match request.body {
            Body::Empty => {}
            Body::Bytes(bytes) => builder = builder.body(bytes),
            Body::File { part, sent } => {
                let bytes = part.folder.read_part(&part.name, part.from, part.length).await?;
                if let Some(rate) = self.upload_bytes_per_second {
                    time::sleep(Duration::from_millis(part.length.saturating_mul(1000) / rate)).await;
                }
                patience =
                    patience.saturating_add(Duration::from_secs(part.length / SLOWEST_BYTES_PER_SECOND));
                sent(0);
                builder = builder.body(bytes);
            }
        }
        let exchange = async {
            let reply = builder.send().await.map_err(|_| broken())?;
            let (status, headers) = (reply.status(), reply.headers().clone());
            let announced = reply.content_length().and_then(|length| usize::try_from(length).ok());
            if announced.is_some_and(|length| length > request.reply_limit) {
                return Err(TransportError::TooLarge);
            }
            let body: Bytes = reply.bytes().await.map_err(|_| TransportError::Interrupted)?;
            if body.len() > request.reply_limit {
                return Err(TransportError::TooLarge);
            }
            Ok(Response { status, headers, body })
        };
        match select(pin!(exchange), pin!(time::sleep(patience))).await {
            Either::Left((reply, _)) => reply,
            Either::Right(_) => Err(TransportError::Timeout),
        }
    }
}

impl Transport for Http {
    fn exchange(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(SendWrapper::new(self.request(request)))
    }

    fn keeps_cookies(&self, server: &Url) -> bool {
        let own =
            Reflect::get(&js_sys::global(), &"origin".into()).ok().and_then(|origin| origin.as_string());
        own.is_some_and(|own| own == server.origin().ascii_serialization())
    }

    fn largest_part(&self) -> Option<NonZeroU64> {
        Some(LARGEST_PART)
    }
}

/// A failed `fetch` looks the same offline and on a broken line; the browser's own word tells them apart.
fn broken() -> TransportError {
    let scope = js_sys::global();
    let navigator = Reflect::get(&scope, &"navigator".into());
    let online = navigator.and_then(|navigator| Reflect::get(&navigator, &"onLine".into()));
    if online.is_ok_and(|online| online.is_falsy()) {
        TransportError::Offline
    } else {
        TransportError::Interrupted
    }
}
