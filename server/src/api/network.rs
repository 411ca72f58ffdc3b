//! Whether the server is well; needs no account.

use std::sync::atomic::Ordering;

use axum::Json as Reply;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::problem::ApiError;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(healthz)).routes(routes!(readyz))
}

/// How the server is.
#[derive(Serialize, ToSchema)]
struct Health {
    /// `ok`: the database answers.
    #[schema(example = "ok")]
    status: &'static str,
    /// The network.
    #[schema(example = "demo")]
    network: String,
    /// The server's version.
    version: &'static str,
}

/// Whether the server should be sent requests
#[utoipa::path(
    get, path = "/readyz", tag = "network", security(()),
    responses((status = 200, description = "Database and photos answer, and nobody told the server to stop", body = Health)),
)]
async fn readyz(state: State<App>) -> Result<Reply<Health>, ApiError> {
    if state.stopping.load(Ordering::Relaxed) {
        return Err(ApiError::Unavailable);
    }
    state.photos.answers().await?;
    healthz(state).await
}

/// Whether the server is well
#[utoipa::path(
    get, path = "/healthz", tag = "network", security(()),
    responses((status = 200, description = "The database answers", body = Health)),
)]
async fn healthz(State(app): State<App>) -> Result<Reply<Health>, ApiError> {
    app.store.answers().await?;
    Ok(Reply(Health { status: "ok", network: app.network.to_string(), version: env!("CARGO_PKG_VERSION") }))
}
