//! The HTTP face: thin handlers. Each parses, authorises, asks a rule, asks the store.

mod changes;
mod devices;
mod events;
mod extract;
mod keeper;
mod map;
mod network;
mod openapi;
mod photos;
mod pinpoints;
mod publications;
mod reviews;
mod sessions;
mod stations;
mod tus;
mod uploads;
mod web;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::middleware;
use crate::problem::ApiError;

/// Whether this program serves the web installer: a build without `web/dist` does not.
pub use web::is_built as has_web_installer;

/// All routes with all that wraps them.
pub(crate) fn router(app: &App) -> Router {
    let limits = &app.limits;
    // An upload may take as long as a car park's network needs; only silence ends it.
    let uploads = uploads::router();
    let brief = OpenApiRouter::new()
        .merge(network::router())
        .merge(publications::router())
        .merge(map::router())
        .merge(sessions::router())
        .merge(devices::router())
        .merge(pinpoints::router(limits.batch_bytes))
        .merge(events::router())
        .merge(changes::router())
        .merge(photos::router())
        .merge(stations::router())
        .merge(reviews::router())
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits.request));
    let (routes, document) =
        OpenApiRouter::with_openapi(openapi::head()).merge(brief).merge(uploads).split_for_parts();
    let routes = routes
        .merge(openapi::pages(openapi::finish(document)))
        .fallback(web::site)
        .method_not_allowed_fallback(|| async { ApiError::MethodNotAllowed })
        .layer(RequestBodyTimeoutLayer::new(limits.silence))
        .layer(CatchPanicLayer::custom(middleware::panicked))
        .layer(from_fn_with_state(app.clone(), middleware::wrap))
        .with_state(app.clone());
    Router::new().fallback_service(routes).layer(from_fn(tus::manners))
}
