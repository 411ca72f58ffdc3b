//! Photos over tus 1.0: core, creation, creation-with-upload, checksum, termination, expiration.
//!
//! The client names the upload: its photo id is in the metadata and in the path, so a repeated creation finds what is
//! there. Length and digest were announced in the sealed record. A photo that came whole with its creation has its receipt
//! in the answer, so it costs one round trip.

use axum::Json as Reply;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::openapi::{Bytes, Dsse};
use pinpoint_domain::wire::Problem;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::Path;
use super::tus::{ALGORITHMS, BYTES, VERSION, carries_bytes, checksum, named, number, speaks_tus, text};
use crate::app::App;
use crate::auth::Caller;
use crate::problem::ApiError;
use crate::store::PhotoRow;
use crate::uploads::{self, Turn};

const EXTENSIONS: &str = "creation,creation-with-upload,checksum,termination,expiration";

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(options, create)).routes(routes!(head, patch, terminate))
}

/// What the server speaks
#[utoipa::path(
    options, path = "/v1/uploads", tag = "photos", security(()),
    responses((status = 204, description = "`Tus-Version`, `Tus-Extension`, `Tus-Max-Size`, `Tus-Checksum-Algorithm`")),
)]
async fn options(State(app): State<App>) -> Response {
    let headers = [
        ("tus-version", VERSION.to_owned()),
        ("tus-extension", EXTENSIONS.to_owned()),
        ("tus-checksum-algorithm", ALGORITHMS.to_owned()),
        ("tus-max-size", app.limits.upload_bytes.to_string()),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Begin the upload of a photo
///
/// `Upload-Metadata` names `photo_id` and `pinpoint_id`. An upload that exists is answered with its offset; a first
/// piece, or the whole photo, may come along. Once all of it is there, the answer carries the photo's receipt.
#[utoipa::path(
    post, path = "/v1/uploads", tag = "photos",
    params(
        ("Tus-Resumable" = String, Header, pattern = "^1\\.0\\.0$", description = "The version of tus"),
        ("Upload-Length" = u64, Header, description = "As the sealed record announces it"),
        ("Upload-Metadata" = String, Header, description = "`photo_id` and `pinpoint_id`, each in base64"),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha256 <base64>` or `sha1 <base64>` of the piece that comes along"),
    ),
    request_body(content = Option<Bytes>, content_type = BYTES, description = "A first piece, or all of it"),
    responses(
        (status = 201, description = "Created: `Location`, `Upload-Offset`, `Upload-Expires`; whole, its signed `Receipt`", body = Option<Dsse>),
        (status = 200, description = "There already: the same", body = Option<Dsse>),
        (status = 400, description = "`malformed-header`, `checksum-algorithm`, `body-cut`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`photo-unknown`: send the record first", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`upload-taken-over`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 410, description = "`photo-erased`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 412, description = "`tus-version`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 413, description = "`upload-too-long`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "`upload-length-differs`, `photo-has-metadata`, `photo-not-jpeg`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 460, description = "`checksum-differs`, `photo-digest-differs`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn create(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    speaks_tus(&headers)?;
    let found: u64 = number(&headers, "upload-length")?;
    let metadata = text(&headers, "upload-metadata")?.to_owned();
    let (photo_id, pinpoint_id) = named(&metadata)?;
    let checksum = checksum(&headers)?;
    // Before anything that depends on the photo: tus asks for 413, whatever else is wrong with a length.
    if found > app.limits.upload_bytes {
        return Err(ApiError::UploadTooLong { limit_bytes: app.limits.upload_bytes });
    }
    let photo = match announced(&app, &caller, photo_id).await {
        Err(ApiError::PhotoErased) => {
            hear_out(body, found).await;
            return Err(ApiError::PhotoErased);
        }
        known => known?,
    };
    if photo.pinpoint != pinpoint_id {
        return Err(ApiError::PhotoUnknown);
    }
    if found != photo.bytes {
        return Err(ApiError::UploadLengthDiffers { expected: photo.bytes, found });
    }
    let (photo, turn) = in_turn(&app, &caller, photo_id).await?;
    if let Some(offset) = uploads::resume(&app, &photo, caller.put(&app)).await? {
        hear_out(body, photo.bytes).await;
        return Ok(if offset < photo.bytes {
            at(StatusCode::OK, photo_id, offset, photo.upload_expires_at)
        } else {
            complete(StatusCode::OK, announced(&app, &caller, photo_id).await?)
        });
    }
    let kept = SignedDuration::try_from(app.limits.upload_kept).unwrap_or(SignedDuration::ZERO);
    let expires_at = app.now() + kept;
    // The row first: a file without one would never be swept.
    app.store.note_upload(photo_id, metadata, expires_at).await?;
    uploads::create(&app, photo_id).await?;
    if !carries_bytes(&headers) && photo.bytes > 0 {
        return Ok(at(StatusCode::CREATED, photo_id, 0, Some(expires_at)));
    }
    let whole = photo.bytes;
    let offset = uploads::append(&app, photo, turn, body, checksum, caller.put(&app)).await?;
    if offset < whole {
        return Ok(at(StatusCode::CREATED, photo_id, offset, Some(expires_at)));
    }
    Ok(complete(StatusCode::CREATED, announced(&app, &caller, photo_id).await?))
}

/// Takes what comes along and is not needed. A client that is answered before it has sent all finds the line broken, and one
/// that only knows creation as a whole would try that again and again.
async fn hear_out(body: Body, most: u64) {
    let mut frames = body.into_data_stream();
    let mut heard = 0;
    while heard <= most
        && let Some(Ok(frame)) = frames.next().await
    {
        heard += u64::try_from(frame.len()).unwrap_or(u64::MAX);
    }
}

/// Begun now or before, an upload of which all is there.
fn complete(status: StatusCode, photo: PhotoRow) -> Response {
    let mut response = at(status, photo.id, photo.bytes, None);
    if let Some(receipt) = photo.receipt {
        let (said, body) = Reply(receipt).into_response().into_parts();
        response.headers_mut().extend(said.headers);
        *response.body_mut() = body;
    }
    response
}

/// How far an upload is
#[utoipa::path(
    head, path = "/v1/uploads/{photo_id}", tag = "photos",
    params(("photo_id" = PhotoId, Path, description = "The photo"), ("Tus-Resumable" = String, Header, pattern = "^1\\.0\\.0$", description = "The version of tus")),
    responses(
        (status = 200, description = "`Upload-Offset`, `Upload-Length`, `Upload-Metadata`, `Upload-Expires`"),
        (status = 404, description = "`upload-unknown`, `photo-unknown`"),
        (status = 410, description = "`photo-erased`"),
        (status = 412, description = "`tus-version`"),
        (status = 422, description = "`photo-has-metadata`, `photo-not-jpeg`: all was there and is not taken"),
        (status = 460, description = "`photo-digest-differs`"),
    ),
)]
async fn head(
    State(app): State<App>,
    caller: Caller,
    Path(photo_id): Path<PhotoId>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    speaks_tus(&headers)?;
    let (photo, _turn) = in_turn(&app, &caller, photo_id).await?;
    let offset = uploads::resume(&app, &photo, caller.put(&app)).await?.ok_or(ApiError::UploadUnknown)?;
    let mut response = at(StatusCode::OK, photo_id, offset, photo.upload_expires_at);
    let told = response.headers_mut();
    told.insert("upload-length", HeaderValue::from(photo.bytes));
    if let Some(metadata) = photo.upload_metadata.and_then(|metadata| HeaderValue::try_from(metadata).ok()) {
        told.insert("upload-metadata", metadata);
    }
    Ok(response)
}

/// Append bytes
///
/// Every byte that arrives is kept, even of a request that is cut. With the last byte the file is checked against the
/// sealed digest; after 204 its receipt is there.
#[utoipa::path(
    patch, path = "/v1/uploads/{photo_id}", tag = "photos",
    request_body(content = Bytes, content_type = BYTES),
    params(
        ("photo_id" = PhotoId, Path, description = "The photo"),
        ("Tus-Resumable" = String, Header, pattern = "^1\\.0\\.0$", description = "The version of tus"),
        ("Upload-Offset" = u64, Header, description = "Where these bytes go"),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha256 <base64>` or `sha1 <base64>` of these bytes"),
    ),
    responses(
        (status = 204, description = "Kept: `Upload-Offset`, `Upload-Expires`"),
        (status = 400, description = "`malformed-header`, `checksum-algorithm`, `body-cut`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`upload-unknown`, `photo-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`upload-offset-differs`, `upload-taken-over`, `upload-finished`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 410, description = "`photo-erased`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 412, description = "`tus-version`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 413, description = "`upload-too-long`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 415, description = "`media-type`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "`photo-has-metadata`, `photo-not-jpeg`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 460, description = "`checksum-differs`, `photo-digest-differs`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn patch(
    State(app): State<App>,
    caller: Caller,
    Path(photo_id): Path<PhotoId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    speaks_tus(&headers)?;
    if !carries_bytes(&headers) {
        return Err(ApiError::MediaType { expected: BYTES });
    }
    let found: u64 = number(&headers, "upload-offset")?;
    let checksum = checksum(&headers)?;
    let (photo, turn) = in_turn(&app, &caller, photo_id).await?;
    if photo.receipt.is_some() {
        return Err(ApiError::UploadFinished);
    }
    let expected = uploads::offset(&app, photo_id).await?.ok_or(ApiError::UploadUnknown)?;
    if expected != found {
        return Err(ApiError::UploadOffsetDiffers { expected, found });
    }
    let (whole, expires_at) = (photo.bytes, photo.upload_expires_at);
    let offset = uploads::append(&app, photo, turn, body, checksum, caller.put(&app)).await?;
    Ok(at(StatusCode::NO_CONTENT, photo_id, offset, expires_at.filter(|_| offset < whole)))
}

/// Give an unfinished upload up
#[utoipa::path(
    delete, path = "/v1/uploads/{photo_id}", tag = "photos",
    params(("photo_id" = PhotoId, Path, description = "The photo"), ("Tus-Resumable" = String, Header, pattern = "^1\\.0\\.0$", description = "The version of tus")),
    responses(
        (status = 204, description = "Its bytes are deleted"),
        (status = 404, description = "`upload-unknown`, `photo-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`upload-finished`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 410, description = "`photo-erased`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 412, description = "`tus-version`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn terminate(
    State(app): State<App>,
    caller: Caller,
    Path(photo_id): Path<PhotoId>,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    speaks_tus(&headers)?;
    let (photo, _turn) = in_turn(&app, &caller, photo_id).await?;
    if photo.receipt.is_some() {
        return Err(ApiError::UploadFinished);
    }
    if uploads::offset(&app, photo_id).await?.is_none() {
        return Err(ApiError::UploadUnknown);
    }
    uploads::remove(&app, photo_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The photo, if a stored record of the caller's company announces it. One that was erased before it arrived is not taken; one
/// that had arrived is finished, as before: its receipt is true for ever, and whoever offers it again has nothing to send.
async fn announced(app: &App, caller: &Caller, id: PhotoId) -> Result<PhotoRow, ApiError> {
    let photo = app.store.photo(id).await?;
    let company = caller.account.company.to_string();
    let photo = photo.filter(|photo| photo.company == company).ok_or(ApiError::PhotoUnknown)?;
    if photo.erased && photo.receipt.is_none() { Err(ApiError::PhotoErased) } else { Ok(photo) }
}

/// The photo once it is the caller's turn at its upload: whoever worked on it until then may just have finished it. Asked
/// before, too, so that a stranger ends nobody's turn.
async fn in_turn(app: &App, caller: &Caller, id: PhotoId) -> Result<(PhotoRow, Turn), ApiError> {
    announced(app, caller, id).await?;
    let turn = app.lanes.take(id).await;
    Ok((announced(app, caller, id).await?, turn))
}

fn at(status: StatusCode, id: PhotoId, offset: u64, expires_at: Option<Timestamp>) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert("upload-offset", HeaderValue::from(offset));
    if let Ok(location) = HeaderValue::try_from(format!("/v1/uploads/{id}")) {
        headers.insert(header::LOCATION, location);
    }
    let expires = expires_at.map(|at| at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    if let Some(expires) = expires.and_then(|expires| HeaderValue::try_from(expires).ok()) {
        headers.insert("upload-expires", expires);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_says_when_it_runs_out_as_http_writes_dates() {
        let id = "0199c6a0-7c00-7abc-8def-0123456789ab".parse().unwrap();
        let response = at(StatusCode::CREATED, id, 7, Some(Timestamp::UNIX_EPOCH));
        assert_eq!(response.headers()["upload-expires"], "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(response.headers()["upload-offset"], "7");
    }
}
