//! Photos over tus 1.0: core, creation, creation-with-upload, checksum, termination, expiration.
//!
//! The client names the upload: its photo id is in the metadata and in the path, so a repeated creation finds what is
//! there. Length and digest were announced in the sealed record.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::Problem;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::Path;
use crate::app::App;
use crate::auth::Caller;
use crate::problem::ApiError;
use crate::store::PhotoRow;
use crate::uploads::{self, Checksum, Turn};

const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,creation-with-upload,checksum,termination,expiration";
const ALGORITHMS: &str = "sha256,sha1";
/// It is kept and given back as it came, so it has an end: two ids and a file's name take 200 bytes.
const METADATA_BYTES: usize = 1024;
const BYTES: &str = "application/offset+octet-stream";

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(options, create)).routes(routes!(head, patch, terminate)).layer(
        SetResponseHeaderLayer::overriding(
            header::HeaderName::from_static("tus-resumable"),
            HeaderValue::from_static(VERSION),
        ),
    )
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
/// piece may come along.
#[utoipa::path(
    post, path = "/v1/uploads", tag = "photos",
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Length" = u64, Header, description = "As the sealed record announces it"),
        ("Upload-Metadata" = String, Header, description = "`photo_id` and `pinpoint_id`, each in base64"),
    ),
    responses(
        (status = 201, description = "Created: `Location`, `Upload-Offset`, `Upload-Expires`"),
        (status = 200, description = "There already: the same headers"),
        (status = 400, description = "`malformed-header`, `checksum-algorithm`, `body-cut`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`photo-unknown`: send the record first", body = Problem, content_type = Problem::MEDIA_TYPE),
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
    let photo = announced(&app, &caller, photo_id).await?;
    if photo.pinpoint != pinpoint_id {
        return Err(ApiError::PhotoUnknown);
    }
    if found != photo.bytes {
        return Err(ApiError::UploadLengthDiffers { expected: photo.bytes, found });
    }
    if found > app.limits.upload_bytes {
        return Err(ApiError::UploadTooLong { limit_bytes: app.limits.upload_bytes });
    }
    let (photo, turn) = in_turn(&app, &caller, photo_id).await?;
    if let Some(offset) = uploads::resume(&app, &photo, caller.put(&app)).await? {
        return Ok(at(StatusCode::OK, photo_id, offset, photo.upload_expires_at));
    }
    let kept = SignedDuration::try_from(app.limits.upload_kept).unwrap_or(SignedDuration::ZERO);
    let expires_at = app.now() + kept;
    // The row first: a file without one would never be swept.
    app.store.note_upload(photo_id, metadata, expires_at).await?;
    uploads::create(&app, photo_id).await?;
    let mut offset = 0;
    if carries_bytes(&headers) || photo.bytes == 0 {
        offset = uploads::append(&app, photo, turn, body, checksum(&headers)?, caller.put(&app)).await?;
    }
    Ok(at(StatusCode::CREATED, photo_id, offset, Some(expires_at)))
}

/// How far an upload is
#[utoipa::path(
    head, path = "/v1/uploads/{photo_id}", tag = "photos",
    params(("photo_id" = PhotoId, Path, description = "The photo"), ("Tus-Resumable" = String, Header, description = "1.0.0")),
    responses(
        (status = 200, description = "`Upload-Offset`, `Upload-Length`, `Upload-Metadata`, `Upload-Expires`"),
        (status = 404, description = "`upload-unknown`, `photo-unknown`"),
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
    request_body(content = Vec<u8>, content_type = BYTES),
    params(
        ("photo_id" = PhotoId, Path, description = "The photo"),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header, description = "Where these bytes go"),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha256 <base64>` or `sha1 <base64>` of these bytes"),
    ),
    responses(
        (status = 204, description = "Kept: `Upload-Offset`, `Upload-Expires`"),
        (status = 400, description = "`malformed-header`, `checksum-algorithm`, `body-cut`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`upload-unknown`, `photo-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`upload-offset-differs`, `upload-taken-over`, `upload-finished`", body = Problem, content_type = Problem::MEDIA_TYPE),
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
    let expires_at = photo.upload_expires_at;
    let offset = uploads::append(&app, photo, turn, body, checksum, caller.put(&app)).await?;
    Ok(at(StatusCode::NO_CONTENT, photo_id, offset, expires_at))
}

/// Give an unfinished upload up
#[utoipa::path(
    delete, path = "/v1/uploads/{photo_id}", tag = "photos",
    params(("photo_id" = PhotoId, Path, description = "The photo"), ("Tus-Resumable" = String, Header, description = "1.0.0")),
    responses(
        (status = 204, description = "Its bytes are deleted"),
        (status = 404, description = "`upload-unknown`, `photo-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`upload-finished`", body = Problem, content_type = Problem::MEDIA_TYPE),
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

/// The photo, if a stored record of the caller's company announces it.
async fn announced(app: &App, caller: &Caller, id: PhotoId) -> Result<PhotoRow, ApiError> {
    let photo = app.store.photo(id).await?;
    photo.filter(|photo| photo.company == caller.account.company.to_string()).ok_or(ApiError::PhotoUnknown)
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

fn speaks_tus(headers: &HeaderMap) -> Result<(), ApiError> {
    let spoken = headers.get("tus-resumable").is_some_and(|version| version == VERSION);
    if spoken { Ok(()) } else { Err(ApiError::TusVersion) }
}

fn carries_bytes(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == BYTES)
}

fn text<'h>(headers: &'h HeaderMap, header: &'static str) -> Result<&'h str, ApiError> {
    let refused = |reason: &str| ApiError::MalformedHeader { header, reason: reason.to_owned() };
    headers.get(header).ok_or_else(|| refused("missing"))?.to_str().map_err(|_| refused("not ASCII"))
}

fn number(headers: &HeaderMap, header: &'static str) -> Result<u64, ApiError> {
    let digits = text(headers, header)?;
    if digits.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(number) = digits.parse()
    {
        return Ok(number);
    }
    Err(ApiError::MalformedHeader { header, reason: "not a whole number".to_owned() })
}

/// Photo and pinpoint from the metadata: `key base64` pairs between commas.
fn named(metadata: &str) -> Result<(PhotoId, PinpointId), ApiError> {
    let refused = |reason: String| ApiError::MalformedHeader { header: "upload-metadata", reason };
    if metadata.len() > METADATA_BYTES {
        return Err(refused(format!("longer than {METADATA_BYTES} bytes")));
    }
    let value = |wanted: &str| {
        let pairs = metadata.split(',').map(|pair| pair.trim().split_once(' ').unwrap_or((pair.trim(), "")));
        let (_, encoded) = pairs
            .into_iter()
            .find(|(key, _)| *key == wanted)
            .ok_or_else(|| refused(format!("no `{wanted}`")))?;
        let bytes = BASE64.decode(encoded.trim().as_bytes()).ok();
        bytes
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| refused(format!("`{wanted}` is not base64 of text")))
    };
    let no_uuid = |key: &str| refused(format!("`{key}` is not a UUID"));
    Ok((
        value("photo_id")?.parse().map_err(|_| no_uuid("photo_id"))?,
        value("pinpoint_id")?.parse().map_err(|_| no_uuid("pinpoint_id"))?,
    ))
}

fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, ApiError> {
    if !headers.contains_key("upload-checksum") {
        return Ok(None);
    }
    let (algorithm, encoded) = text(headers, "upload-checksum")?.split_once(' ').unwrap_or_default();
    let make: fn(Vec<u8>) -> Checksum = match algorithm {
        "sha1" => Checksum::Sha1,
        "sha256" => Checksum::Sha256,
        _ => return Err(ApiError::ChecksumAlgorithm { supported: ALGORITHMS }),
    };
    let bytes = BASE64.decode(encoded.trim().as_bytes()).map_err(|_| ApiError::MalformedHeader {
        header: "upload-checksum",
        reason: "not an algorithm and base64".to_owned(),
    })?;
    Ok(Some(make(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        HeaderValue::from_str(value)
            .map(|value| HeaderMap::from_iter([(header::HeaderName::from_static(name), value)]))
            .unwrap_or_default()
    }

    #[test]
    fn the_metadata_names_photo_and_pinpoint_in_any_order_among_others() {
        let (photo, pinpoint) =
            ("0199c6a0-7c00-7abc-8def-0123456789ab", "0199c6a0-7c00-7abc-8def-0123456789ac");
        let (a, b) = (BASE64.encode(photo.as_bytes()), BASE64.encode(pinpoint.as_bytes()));
        let read = named(&format!("is_published,pinpoint_id {b}, photo_id {a},filename ****")).unwrap();
        assert_eq!((read.0.to_string(), read.1.to_string()), (photo.to_owned(), pinpoint.to_owned()));
    }

    #[test]
    fn metadata_without_end_is_refused() {
        let id = BASE64.encode(b"0199c6a0-7c00-7abc-8def-0123456789ab");
        let needed = format!("photo_id {id},pinpoint_id {id},filename ");
        let metadata = |bytes: usize| format!("{needed}{}", "A".repeat(bytes - needed.len()));
        assert!(named(&metadata(METADATA_BYTES)).is_ok());
        let refused = named(&metadata(METADATA_BYTES + 1)).unwrap_err();
        assert_eq!(refused.problem(None).fields["reason"], "longer than 1024 bytes");
    }

    #[test]
    fn an_upload_says_when_it_runs_out_as_http_writes_dates() {
        let id = "0199c6a0-7c00-7abc-8def-0123456789ab".parse().unwrap();
        let response = at(StatusCode::CREATED, id, 7, Some(Timestamp::UNIX_EPOCH));
        assert_eq!(response.headers()["upload-expires"], "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(response.headers()["upload-offset"], "7");
    }

    proptest! {
        #[test]
        fn no_header_panics(text in "\\PC{0,80}") {
            let _ = named(&text);
            let _ = checksum(&headers("upload-checksum", &text));
            let _ = number(&headers("upload-offset", &text), "upload-offset");
        }

        #[test]
        fn every_checksum_reads_back(bytes: [u8; 32]) {
            let text = format!("sha256 {}", BASE64.encode(&bytes));
            prop_assert_eq!(checksum(&headers("upload-checksum", &text)).unwrap(), Some(Checksum::Sha256(bytes.to_vec())));
        }
    }
}
