//! Requests into types, and whatever does not fit into problems.

use axum::body::Bytes;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::problem::ApiError;

/// A part of the path.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(ApiError))]
pub(crate) struct Path<T>(pub T);

/// The query.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(ApiError))]
pub(crate) struct Query<T>(pub T);

/// A JSON body; what is wrong with it is said with line and column.
pub(crate) struct Json<T, const BATCH: bool = false>(pub T);

impl<T: DeserializeOwned, const BATCH: bool> FromRequest<App> for Json<T, BATCH> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiError> {
        let expected = "application/json";
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = kind.and_then(|kind| kind.split(';').next()).map(str::trim).unwrap_or_default();
        if !essence.eq_ignore_ascii_case(expected) {
            return Err(ApiError::MediaType { expected });
        }
        let limit = if BATCH { app.limits.batch_bytes } else { app.limits.body_bytes };
        let limit_bytes = u64::try_from(limit).unwrap_or(u64::MAX);
        // By what it announces, before any of it is read.
        let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        if announced.and_then(|length| length.parse().ok()).is_some_and(|length: u64| length > limit_bytes) {
            return Err(ApiError::BodyTooLarge { limit_bytes });
        }
        let body = Bytes::from_request(request, app).await.map_err(|rejection| {
            match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => ApiError::BodyTooLarge { limit_bytes },
                _ => ApiError::BodyCut,
            }
        })?;
        serde_json::from_slice(&body).map(Self).map_err(|error| ApiError::MalformedJson {
            line: error.line(),
            column: error.column(),
            reason: error.to_string(),
        })
    }
}

impl From<PathRejection> for ApiError {
    fn from(rejection: PathRejection) -> Self {
        Self::MalformedPath { reason: rejection.body_text() }
    }
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::MalformedQuery { reason: rejection.body_text() }
    }
}
