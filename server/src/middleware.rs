//! What wraps every route: a request id, a line in the log, the server's epoch, and problems in one form.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Extensions, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use data_encoding::HEXLOWER;
use pinpoint_domain::wire::{self, Problem};
use tracing::Instrument as _;

use crate::app::App;
use crate::problem::{ApiError, render};
use crate::random;

/// The header that carries the request id.
const REQUEST_ID: &str = wire::RequestId::HEADER;
/// The header that tells when a backup was restored.
const SERVER_EPOCH: &str = "server-epoch";

/// The id that answer, log and audit share.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(String);

impl RequestId {
    /// The id as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the request that these extensions belong to.
    pub(crate) fn of(extensions: &Extensions) -> &str {
        extensions.get::<Self>().map_or("", |id| id.0.as_str())
    }

    /// The client's id when it is harmless, else a new one.
    fn choose(offered: Option<&HeaderValue>) -> Self {
        Self(match offered.and_then(|value| value.to_str().ok()).and_then(wire::RequestId::parse) {
            Some(id) => id.to_string(),
            // Without randomness the id is empty and the request goes on: it only names a line of the log.
            None => random::bytes::<12>().map(|bytes| HEXLOWER.encode(&bytes)).unwrap_or_default(),
        })
    }
}

/// The outermost layer.
pub(crate) async fn wrap(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = RequestId::choose(request.headers().get(REQUEST_ID));
    // The template, never the path: a path can hold an id, a mistyped one even a label's secret.
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    request.extensions_mut().insert(id.clone());
    let span = tracing::info_span!("request", request_id = %id.0, %method, route = %route);
    let began = tokio::time::Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    if let Some(error) = problem_of(&response) {
        // What an inner layer said in headers (which methods there are, say) stays said.
        let said = std::mem::take(response.headers_mut());
        response = render(&error, Some(&id.0));
        for (name, value) in said.iter().filter(|(name, _)| *name != header::CONTENT_LENGTH) {
            response.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
    }
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        headers.insert(REQUEST_ID, value);
    }
    if let Ok(value) = HeaderValue::from_str(&app.epoch) {
        headers.insert(SERVER_EPOCH, value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    let status = response.status().as_u16();
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    app.metrics.answered(&route, &method, response.status(), began.elapsed());
    span.in_scope(|| tracing::info!(status, ms, "answered"));
    response
}

/// A handler's own error, or what a library's bare error status means.
fn problem_of(response: &Response) -> Option<ApiError> {
    if let Some(error) = response.extensions().get::<ApiError>() {
        return Some(error.clone());
    }
    let status = response.status();
    let is_problem =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == Problem::MEDIA_TYPE);
    ((status.is_client_error() || status.is_server_error()) && !is_problem)
        .then(|| ApiError::of_status(status))
}

/// A panic that a request met: the log knows more, the client learns that the server failed.
#[expect(clippy::needless_pass_by_value, reason = "the signature that the layer asks for")]
pub(crate) fn panicked(panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    use axum::response::IntoResponse as _;
    let said = panic
        .downcast_ref::<&'static str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no words");
    tracing::error!(panic = said, "a request panicked");
    ApiError::Internal.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clients_request_id_is_kept_when_it_is_harmless() {
        let choose = |text: &'static str| RequestId::choose(Some(&HeaderValue::from_static(text))).0;
        assert_eq!(choose("phone-7.42_a"), "phone-7.42_a");
        let made = choose("/l/0024B10000029F81");
        assert_eq!(made.len(), 24);
        assert!(wire::RequestId::parse(&made).is_some());
    }
}
