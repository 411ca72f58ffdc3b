//! Photos that arrived: their receipts and, for those who may see them, their bytes.

use std::io::ErrorKind;

use axum::Json as Reply;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::openapi::{Bytes, Dsse};
use pinpoint_domain::wire::{Problem, Receipt, Signed};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::Path;
use crate::app::App;
use crate::auth::Caller;
use crate::photos::PhotoError;
use crate::problem::ApiError;
use crate::store::{PhotoKind, PhotoRow};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(receipt)).routes(routes!(bytes))
}

/// The receipt of a photo
#[utoipa::path(
    get, path = "/v1/photos/{photo_id}/receipt", tag = "photos",
    params(("photo_id" = PhotoId, Path, description = "The photo")),
    responses(
        (status = 200, description = "A signed `Receipt`, the same for ever", body = Dsse),
        (status = 404, description = "`photo-not-complete`, `photo-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 410, description = "`photo-erased`, and it never arrived", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn receipt(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PhotoId>,
) -> Result<Reply<Signed<Receipt>>, ApiError> {
    let photo = seen(&app, &caller, id).await?;
    let missing = if photo.erased { ApiError::PhotoErased } else { ApiError::PhotoNotComplete };
    photo.receipt.map(Reply).ok_or(missing)
}

/// A photo
///
/// The published copy for its company; the original, which is private, for the network's own people.
#[utoipa::path(
    get, path = "/v1/photos/{photo_id}", tag = "photos",
    params(("photo_id" = PhotoId, Path, description = "The photo")),
    responses(
        (status = 200, description = "The file: a copy is `image/jpeg`", body = Bytes, content_type = "*/*"),
        (status = 403, description = "`back-office-only`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`photo-not-complete`, `photo-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 410, description = "`photo-erased`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = "5XX", description = "`photo-missing`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn bytes(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PhotoId>,
) -> Result<Response, ApiError> {
    let photo = seen(&app, &caller, id).await?;
    if photo.kind == PhotoKind::Original && !caller.account.back_office {
        return Err(ApiError::BackOfficeOnly);
    }
    if photo.erased {
        return Err(ApiError::PhotoErased);
    }
    if photo.receipt.is_none() {
        return Err(ApiError::PhotoNotComplete);
    }
    let file = app.photos.settled(photo.kind, &photo.digest).await;
    let mut response = Response::new(file.map_err(|error| missing(id, error))?);
    // An original is whatever a camera wrote; a browser must not guess.
    let kind = match photo.kind {
        PhotoKind::Published => "image/jpeg",
        PhotoKind::Original => "application/octet-stream",
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(photo.bytes));
    Ok(response)
}

/// A file that has its receipt and is not there: nobody but the server's own people can help.
fn missing(id: PhotoId, error: PhotoError) -> ApiError {
    match error {
        PhotoError::Io(error) if error.kind() == ErrorKind::NotFound => {
            tracing::error!(photo = %id, "a photo's file is gone, and nobody erased it");
            ApiError::PhotoMissing
        }
        other => other.into(),
    }
}

async fn seen(app: &App, caller: &Caller, id: PhotoId) -> Result<PhotoRow, ApiError> {
    app.store.photo(id).await?.filter(|photo| caller.sees(&photo.company)).ok_or(ApiError::PhotoUnknown)
}
