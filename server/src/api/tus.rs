//! What tus says in headers: read into types, and what every answer has.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use data_encoding::BASE64;
use pinpoint_domain::ids::{PhotoId, PinpointId};

use crate::problem::ApiError;
use crate::uploads::Checksum;

/// Where uploads are.
const PATH: &str = "/v1/uploads";
pub(super) const VERSION: &str = "1.0.0";
pub(super) const ALGORITHMS: &str = "sha256,sha1";
pub(super) const BYTES: &str = "application/offset+octet-stream";
/// It is kept and given back as it came, so it has an end: two ids and a file's name take 200 bytes.
const METADATA_BYTES: usize = 1024;
/// For clients whose surroundings know no `PATCH` and no `DELETE`: the method in this header is the one that counts.
const METHOD_OVERRIDE: &str = "x-http-method-override";

/// What every request to an upload and every answer from one has, whichever route it took, or none. It stands before the
/// routes, which choose by method.
pub(super) async fn manners(mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with(PATH) {
        return next.run(request).await;
    }
    let meant = request.headers().get(METHOD_OVERRIDE).map(|meant| Method::from_bytes(meant.as_bytes()));
    if let Some(Ok(meant)) = meant {
        *request.method_mut() = meant;
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert("tus-resumable", HeaderValue::from_static(VERSION));
    response
}

pub(super) fn speaks_tus(headers: &HeaderMap) -> Result<(), ApiError> {
    let spoken = headers.get("tus-resumable").is_some_and(|version| version == VERSION);
    if spoken { Ok(()) } else { Err(ApiError::TusVersion) }
}

pub(super) fn carries_bytes(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == BYTES)
}

pub(super) fn text<'h>(headers: &'h HeaderMap, header: &'static str) -> Result<&'h str, ApiError> {
    let refused = |reason: &str| ApiError::MalformedHeader { header, reason: reason.to_owned() };
    headers.get(header).ok_or_else(|| refused("missing"))?.to_str().map_err(|_| refused("not ASCII"))
}

pub(super) fn number(headers: &HeaderMap, header: &'static str) -> Result<u64, ApiError> {
    let digits = text(headers, header)?;
    if digits.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(number) = digits.parse()
    {
        return Ok(number);
    }
    Err(ApiError::MalformedHeader { header, reason: "not a whole number".to_owned() })
}

/// Photo and pinpoint from the metadata: `key base64` pairs between commas.
pub(super) fn named(metadata: &str) -> Result<(PhotoId, PinpointId), ApiError> {
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

pub(super) fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, ApiError> {
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
