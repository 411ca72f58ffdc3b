//! The web installer: its files, built into this program and served under the page's one origin with the API.
//!
//! A debug build reads them from `web/dist` as they are on the disk; a release build carries them, each beside its brotli.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use data_encoding::HEXLOWER;
use rust_embed::{Embed, EmbeddedFile};

use crate::problem::ApiError;

/// What `npm run build` in `web/` wrote; nothing where that was not run.
#[derive(Embed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Site;

/// The page that every screen, and every label's link, opens.
const PAGE: &str = "index.html";
/// Files whose name holds the digest of their bytes.
const NAMED_BY_CONTENT: &str = "assets/";

/// What a page may do here: nothing from elsewhere, no script but its own files. `wasm-unsafe-eval` lets it compile its own
/// modules, and no text.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::VARY, "accept-encoding"),
];

/// Whether the page is there at all.
pub fn is_built() -> bool {
    Site::get(PAGE).is_some()
}

/// A file of the page, or the page itself for whoever navigates here: a label's link opens it, and its secret is behind `#`
/// or is taken out of the address by the page before anything else. What only the API could answer stays its problem.
pub(super) async fn site(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return ApiError::RouteUnknown.into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let navigates = || {
        let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
        accept.contains("text/html") && !path.starts_with("v1/")
    };
    let named = |name| Site::get(name).map(|file| (name, file));
    let own = if path.is_empty() { None } else { named(path) };
    match own.or_else(|| (path.is_empty() || navigates()).then(|| named(PAGE)).flatten()) {
        Some((name, file)) => answer(name, file, &headers),
        None => ApiError::RouteUnknown.into_response(),
    }
}

fn answer(name: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", HEXLOWER.encode(&file.metadata.sha256_hash()));
    let known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let small = takes_brotli(asked).then(|| Site::get(&format!("{name}.br"))).flatten();
    let encoded = small.is_some();
    let mut response = Response::new(if known { Body::empty() } else { bytes(small.unwrap_or(file)) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.extend(HEADERS.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    if encoded {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    let kept =
        if name.starts_with(NAMED_BY_CONTENT) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn bytes(file: EmbeddedFile) -> Body {
    match file.data {
        Cow::Borrowed(built_in) => Body::from(built_in),
        Cow::Owned(read) => Body::from(read),
    }
}

fn takes_brotli(asked: &HeaderMap) -> bool {
    let encodings =
        asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    encodings.split(',').any(|one| one.split(';').next().is_some_and(|name| name.trim() == "br"))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
