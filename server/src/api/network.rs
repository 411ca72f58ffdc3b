//! What needs no account: whether the server is well, and the network's profile.

use axum::Json as Reply;
use axum::extract::State;
use pinpoint_domain::demo;
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{Problem, Signed};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::problem::ApiError;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(healthz)).routes(routes!(profile))
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

/// Whether the server is well
#[utoipa::path(
    get, path = "/healthz", tag = "network", security(()),
    responses((status = 200, description = "The database answers", body = Health)),
)]
async fn healthz(State(app): State<App>) -> Result<Reply<Health>, ApiError> {
    app.store.answers().await?;
    Ok(Reply(Health { status: "ok", network: app.network.to_string(), version: env!("CARGO_PKG_VERSION") }))
}

/// The network's profile, signed by its root
#[utoipa::path(
    get, path = "/v1/profile", tag = "network", security(()),
    responses(
        (status = 200, description = "A signed `NetworkProfile`", body = Dsse),
        (status = 404, description = "`profile-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn profile(State(app): State<App>) -> Result<Reply<Signed<NetworkProfile>>, ApiError> {
    if app.keys.are_public() {
        return demo::signed_profile().map(Reply).map_err(|_| ApiError::Internal);
    }
    // The root signs elsewhere, offline; the server only hands on what it was given.
    let bytes = tokio::fs::read(&app.profile).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => ApiError::ProfileUnknown,
        _ => error.into(),
    })?;
    serde_json::from_slice(&bytes).map(Reply).map_err(|error| {
        tracing::error!(%error, "the profile's file is no signed profile");
        ApiError::Internal
    })
}
