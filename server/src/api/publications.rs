//! What the network publishes under its root, for whoever asks: profile, catalog and addresses.
//!
//! The root signs elsewhere, offline; the server only hands on what was laid into its data folder. What the demo network
//! publishes comes with the program.

use std::path::Path;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use pinpoint_domain::demo;
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::publication::Publication;
use pinpoint_domain::wire::{CapsuleError, Problem, Signed};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::problem::ApiError;

/// Newer ones are asked for by their tag, so a copy may be kept, and is asked about each time.
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(profile)).routes(routes!(catalog)).routes(routes!(addresses))
}

/// The network's profile, signed by its root
#[utoipa::path(
    get, path = "/v1/profile", tag = "network", security(()),
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of the one at hand")),
    responses(
        (status = 200, description = "A signed `NetworkProfile`; its `ETag` is the digest of what was signed", body = Dsse),
        (status = 304, description = "It is the one at hand"),
        (status = 404, description = "`profile-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn profile(State(app): State<App>, asked: HeaderMap) -> Result<Response, ApiError> {
    handed_on(&app, &app.profile, demo::signed_profile, ApiError::ProfileUnknown, &asked).await
}

/// The catalog of manufacturers and models, signed by the network's root
#[utoipa::path(
    get, path = "/v1/catalog", tag = "network", security(()),
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of the one at hand")),
    responses(
        (status = 200, description = "A signed `Catalog`; its `ETag` is the digest of what was signed", body = Dsse),
        (status = 304, description = "It is the one at hand"),
        (status = 404, description = "`catalog-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn catalog(State(app): State<App>, asked: HeaderMap) -> Result<Response, ApiError> {
    handed_on(&app, &app.catalog, demo::signed_catalog, ApiError::CatalogUnknown, &asked).await
}

/// The addresses that the network knows, signed by its root
#[utoipa::path(
    get, path = "/v1/addresses", tag = "network", security(()),
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of the one at hand")),
    responses(
        (status = 200, description = "A signed `AddressList`; its `ETag` is the digest of what was signed", body = Dsse),
        (status = 304, description = "It is the one at hand"),
        (status = 404, description = "`addresses-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn addresses(State(app): State<App>, asked: HeaderMap) -> Result<Response, ApiError> {
    handed_on(&app, &app.addresses, demo::signed_addresses, ApiError::AddressesUnknown, &asked).await
}

/// What was laid into the data folder; of the demo network, what comes with the program.
async fn handed_on<T: Publication>(
    app: &App,
    path: &Path,
    built_in: fn() -> Result<Signed<T>, CapsuleError>,
    unknown: ApiError,
    asked: &HeaderMap,
) -> Result<Response, ApiError> {
    let built_in = || app.keys.are_public().then(built_in)?.ok();
    let signed = laid(path).await?.or_else(built_in).ok_or(unknown)?;
    Ok(published(&signed, asked))
}

/// What was laid into the data folder.
async fn laid<T: Publication>(path: &Path) -> Result<Option<Signed<T>>, ApiError> {
    let bytes = match tokio::fs::read(path).await {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| {
        tracing::error!(%error, document = T::DOCUMENT, "the file is no signed document");
        ApiError::Internal
    })
}

fn published<T: Publication>(signed: &Signed<T>, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", signed.digest());
    let tags = asked.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let at_hand = tags.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
    let mut response = if at_hand.into_iter().any(|at_hand| at_hand == tag || at_hand == "*") {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Json(signed).into_response()
    };
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, ASK_EACH_TIME);
    response
}
