//! Every error that leaves the server: one enum of codes with fields, one converter to `application/problem+json`.
//!
//! Inside, errors are rich and end in the log; outside, a code keeps its meaning for as long as `/v1/` lives.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use pinpoint_domain::wire::{Problem, SignatureError};
use pinpoint_domain::{Fields, code::fields};

use crate::photos::PhotoError;
use crate::random::NoRandomness;
use crate::store::StoreError;

/// A code with its status and title, for the OpenAPI document.
pub(crate) struct Spec {
    pub code: &'static str,
    pub status: u16,
    pub title: &'static str,
}

macro_rules! problems {
    ($($name:ident $({ $($field:ident: $kind:ty),+ })? = $status:literal $code:literal $title:literal;)+) => {
        /// What a request is refused with. The titles below say what each means.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) enum ApiError {
            $($name $({ $($field: $kind),+ })?,)+
        }

        impl ApiError {
            /// All of them.
            pub(crate) const ALL: &'static [Spec] = &[
                $(Spec { code: $code, status: $status, title: $title },)+
            ];

            fn spec(&self) -> Spec {
                match self {
                    $(Self::$name { .. } => Spec { code: $code, status: $status, title: $title },)+
                }
            }

            fn fields(&self) -> Fields {
                match self {
                    $(Self::$name $({ $($field),+ })? => fields([
                        $($((stringify!($field), $field.to_string())),+)?
                    ]),)+
                }
            }
        }
    };
}

problems! {
    // how it was asked
    MalformedJson { line: usize, column: usize, reason: String } = 400 "malformed-json" "The body is not the JSON that this route takes.";
    MalformedPath { reason: String } = 400 "malformed-path" "A part of the path is not what this route takes.";
    MalformedQuery { reason: String } = 400 "malformed-query" "The query is not what this route takes.";
    MalformedHeader { header: &'static str, reason: String } = 400 "malformed-header" "A header is missing or not what this route takes.";
    MediaType { expected: &'static str } = 415 "media-type" "The body is of another media type than this route takes.";
    BodyTooLarge { limit_bytes: u64 } = 413 "body-too-large" "The body is longer than this route takes.";
    BodyCut = 400 "body-cut" "The body ended before its announced length.";
    BatchTooLong { items: usize, limit: usize } = 413 "batch-too-long" "The batch has more items than the server takes at once.";
    RouteUnknown = 404 "route-unknown" "There is no such route.";
    MethodNotAllowed = 405 "method-not-allowed" "The route does not take this method.";
    RequestTimeout = 408 "request-timeout" "The request took too long.";

    // who asks
    TokenMissing = 401 "token-missing" "The route needs an access token.";
    TokenRefused = 401 "token-refused" "The access token is unknown, expired or of a session that ended.";
    SignInRefused = 401 "sign-in-refused" "There is no account with this e-mail and password.";
    RefreshRefused = 401 "refresh-refused" "The refresh token is unknown, expired or replaced. Sign in again.";
    Throttled { retry_after_s: u64 } = 429 "throttled" "Too many attempts. Wait before the next.";
    NotCertified = 403 "not-certified" "The account can sign in and is not certified, so it cannot pinpoint. The record goes through once it is.";
    DeviceRevoked = 403 "device-revoked" "The device is revoked or unknown to this account.";
    DeviceDiffers = 409 "device-differs" "The device id belongs to another key or account, or the session to another device.";
    DevicesTooMany { limit: u32 } = 422 "devices-too-many" "The account has as many devices as the server keeps. Revoke those that are gone.";
    CompanyDiffers = 403 "company-differs" "The record was sealed for another company.";
    BackOfficeOnly = 403 "back-office-only" "This is for the network's own people.";

    // records and events
    VersionUnsupported { found: u32, supported: u32 } = 422 "version-unsupported" "The form has a version that this server does not read.";
    SignatureType { part: &'static str, expected: &'static str, found: String } = 422 "signature-type" "Signed as something else.";
    SignatureUnknownKey { part: &'static str, key_id: String } = 422 "signature-unknown-key" "Signed by a key that the server does not believe.";
    SignatureForged { part: &'static str, key_id: String } = 422 "signature-forged" "The signature does not fit the bytes.";
    SignaturePayload { part: &'static str, reason: String } = 422 "signature-payload" "Well signed, but not what the type promises.";
    NetworkDiffers { part: &'static str, expected: String, found: String } = 422 "network-differs" "Made for another network.";
    IdDiffers { part: &'static str, expected: String, found: String } = 422 "id-differs" "The id in the path is not the id in the signed bytes.";
    AuthorDiffers { field: &'static str } = 422 "author-differs" "Device or installer is not the one that the grant names.";
    SerialSpelling = 422 "serial-spelling" "The serial in the sealed bytes has white space around it.";
    FactsRefused { refusal: String, field: String, reason: String } = 422 "facts-refused" "A fact in the sealed bytes breaks a rule that the phone holds.";
    CapsuleForm { field: &'static str } = 422 "capsule-form" "The capsule has not the form of version 1.";
    AnnexDiffers = 422 "annex-differs" "The annex is not the one that the sealed bytes commit to.";
    LabelNotProved = 403 "label-not-proved" "MAC and password belong to no label of this network.";
    EventTypeUnknown { event_type: String } = 422 "event-type-unknown" "The server does not know this type of event yet. Keep it.";
    EventsTooMany { limit: u32 } = 422 "events-too-many" "The pinpoint has as many events as the server keeps.";
    PinpointDiffers = 409 "pinpoint-differs" "Other bytes are stored under this id. A sealed record never changes.";
    EventDiffers = 409 "event-differs" "Other bytes are stored under this event id.";
    PhotoIdTaken { photo: String } = 409 "photo-id-taken" "The photo id names other bytes already.";
    ReviewUnknown = 404 "review-unknown" "Nothing waits for a person under this name.";
    ReviewDecided = 409 "review-decided" "Somebody decided otherwise already.";
    ReviewUnproved = 409 "review-unproved" "The label is not proved yet, so the record can only be rejected.";
    PinpointUnknown = 404 "pinpoint-unknown" "There is no such pinpoint.";
    StationUnknown = 404 "station-unknown" "There is no such station.";
    ProfileUnknown = 404 "profile-unknown" "The network has not published its profile here.";
    CatalogUnknown = 404 "catalog-unknown" "The network has not published a catalog here.";
    AddressesUnknown = 404 "addresses-unknown" "The network has not published addresses here.";
    MapUnknown = 404 "map-unknown" "The network has no such file of a map here.";
    RangeNotSatisfiable = 416 "range-not-satisfiable" "The file is shorter than where the range begins.";

    // photos
    TusVersion = 412 "tus-version" "The server speaks tus 1.0.0.";
    PhotoUnknown = 404 "photo-unknown" "No stored record announces this photo. Send the record first.";
    PhotoNotComplete = 404 "photo-not-complete" "The photo has not arrived in full.";
    PhotoErased = 410 "photo-erased" "The photo was erased. No byte of it is given out or taken any more.";
    PhotoMissing = 500 "photo-missing" "The photo's file is gone, and nobody erased it. The server's log names it.";
    UploadUnknown = 404 "upload-unknown" "There is no upload of this photo; create it again.";
    UploadLengthDiffers { expected: u64, found: u64 } = 422 "upload-length-differs" "The sealed record announces another length.";
    UploadOffsetDiffers { expected: u64, found: u64 } = 409 "upload-offset-differs" "The server has another number of bytes. Ask for the offset and go on from there.";
    UploadTooLong { limit_bytes: u64 } = 413 "upload-too-long" "More bytes than the upload's length.";
    UploadTakenOver = 409 "upload-taken-over" "A newer request for the same upload ended this one. What arrived is kept.";
    UploadFinished = 409 "upload-finished" "The upload is complete and has its receipt.";
    ChecksumAlgorithm { supported: &'static str } = 400 "checksum-algorithm" "The checksum algorithm is not supported.";
    ChecksumDiffers = 460 "checksum-differs" "The bytes of this request do not have the checksum given. They were discarded.";
    PhotoDigestDiffers = 460 "photo-digest-differs" "The file does not have the digest of the sealed record. It was discarded; send it again from the start.";
    PhotoHasMetadata { marker: String, at: usize } = 422 "photo-has-metadata" "A published copy must not hold metadata.";
    PhotoNotJpeg { at: usize } = 422 "photo-not-jpeg" "A published copy is a JPEG.";

    // the server itself
    // Not the phone's own `storage-full`: there the installer can free space, here only the network can.
    ServerFull = 507 "server-full" "The server's disk is full. Nothing was stored; try again later.";
    Unavailable = 503 "unavailable" "The server is stopping, or its database or photo store is away. Try again.";
    Internal = 500 "internal" "The server failed. Its log knows more under the request id.";
}

impl ApiError {
    /// The HTTP status.
    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.spec().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The problem as a document.
    pub(crate) fn problem(&self, request_id: Option<&str>) -> Problem {
        let Spec { code, status, title } = self.spec();
        let fields = self.fields();
        let said: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        Problem {
            type_uri: format!("{}{code}", Problem::TYPE_BASE),
            title: title.to_owned(),
            status,
            detail: (!said.is_empty()).then(|| said.join("; ")),
            code: code.to_owned(),
            fields,
            request_id: request_id.map(str::to_owned),
        }
    }

    /// What an error of a library that only has a status means.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            // A path that is no text: what else is refused so, this server's own extractors name.
            StatusCode::BAD_REQUEST => Self::MalformedPath { reason: "not UTF-8".to_owned() },
            StatusCode::NOT_FOUND => Self::RouteUnknown,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::REQUEST_TIMEOUT => Self::RequestTimeout,
            StatusCode::RANGE_NOT_SATISFIABLE => Self::RangeNotSatisfiable,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            _ => Self::Internal,
        }
    }

    /// A signature that was not believed, and of which part.
    pub(crate) fn signature(part: &'static str) -> impl Fn(SignatureError) -> Self {
        move |error| match error {
            SignatureError::Type { expected, found } => Self::SignatureType { part, expected, found },
            SignatureError::UnknownKey { key_id } | SignatureError::KeyOutOfTime { key_id } => {
                Self::SignatureUnknownKey { part, key_id }
            }
            SignatureError::Forged { key_id } => Self::SignatureForged { part, key_id },
            SignatureError::Payload { reason } => Self::SignaturePayload { part, reason },
        }
    }
}

/// The document as a response: the one place where a problem becomes bytes.
pub(crate) fn render(error: &ApiError, request_id: Option<&str>) -> Response<Body> {
    let body = serde_json::to_vec(&error.problem(request_id)).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = error.status();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(Problem::MEDIA_TYPE));
    match error {
        ApiError::Throttled { retry_after_s } => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_s));
        }
        ApiError::Unavailable | ApiError::ServerFull => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        ApiError::TokenMissing | ApiError::TokenRefused => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        ApiError::TusVersion => {
            headers.insert("tus-version", HeaderValue::from_static("1.0.0"));
        }
        _ => {}
    }
    response
}

/// A handler's error travels as an extension; the outermost layer, which knows the request id, renders it.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::ServerFull,
            StoreError::Stopping => Self::Unavailable,
            StoreError::Away { .. } => {
                tracing::warn!(%error, "the database is away");
                Self::Unavailable
            }
            StoreError::Database { .. }
            | StoreError::Copy { .. }
            | StoreError::CopiedElsewhere
            | StoreError::Newer { .. }
            | StoreError::Row { .. } => {
                tracing::error!(%error, "the store failed");
                Self::Internal
            }
        }
    }
}

impl From<PhotoError> for ApiError {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::Io(error) => error.into(),
            PhotoError::TakenOver => Self::UploadTakenOver,
            PhotoError::Away(_) => {
                tracing::warn!(%error, "the photos are away");
                Self::Unavailable
            }
        }
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        if matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded) {
            return Self::ServerFull;
        }
        tracing::error!(%error, "a file failed");
        Self::Internal
    }
}

impl From<NoRandomness> for ApiError {
    fn from(error: NoRandomness) -> Self {
        tracing::error!(%error, "randomness failed");
        Self::Internal
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_its_own_and_every_status_is_an_error() {
        let codes: BTreeSet<_> = ApiError::ALL.iter().map(|spec| spec.code).collect();
        assert_eq!(codes.len(), ApiError::ALL.len());
        for Spec { code, status, title } in ApiError::ALL {
            assert!((400..600).contains(status), "{code}");
            assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{code}");
            assert!(title.ends_with('.'), "{code}");
        }
    }

    #[test]
    fn a_full_server_says_so_in_its_own_word_and_when_to_come_again() {
        let full = ApiError::from(StoreError::Full);
        let response = render(&full, None);
        assert_eq!((response.status().as_u16(), full.problem(None).code.as_str()), (507, "server-full"));
        assert_eq!(response.headers()[header::RETRY_AFTER], "5");
        let file = std::io::Error::from(std::io::ErrorKind::QuotaExceeded);
        assert_eq!(ApiError::from(file), full);
    }

    #[test]
    fn a_problem_says_what_was_wrong_and_where() {
        let error = ApiError::MalformedJson { line: 3, column: 7, reason: "expected a comma".into() };
        let problem = error.problem(Some("r-1"));
        assert_eq!((problem.status, problem.code.as_str()), (400, "malformed-json"));
        assert_eq!(problem.fields["line"], "3");
        assert_eq!(problem.detail.as_deref(), Some("column: 7; line: 3; reason: expected a comma"));
    }
}
