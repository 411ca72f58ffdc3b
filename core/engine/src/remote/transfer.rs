//! A photo's upload as a plain description, for a system service that sends files when the app has ended.

use std::path::PathBuf;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::RequestId;
use url::Url;

use super::{Bearer, Remote, Upload, upload};
use crate::outbox::{Trouble, Weather};
use crate::platform::http::Response;

/// One request that sends a file, or the end of one.
#[derive(Debug, Clone)]
pub struct Transfer {
    /// The record that names the photo.
    pub pinpoint: PinpointId,
    /// The photo.
    pub photo: PhotoId,
    /// `POST` for the whole file, `PATCH` for what is missing of it.
    pub method: &'static str,
    /// Where to.
    pub url: Url,
    /// Headers but for the authorization, and for the length, which whoever sends the bytes counts.
    pub headers: Vec<(String, String)>,
    /// What goes into `Authorization`.
    pub bearer: Bearer,
    /// The file.
    pub file: PathBuf,
    /// Its first byte that is sent.
    pub from: u64,
    /// How many bytes are sent.
    pub length: u64,
}

/// What became of a transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransferOutcome {
    /// A reply came.
    Answered {
        /// Its status.
        status: u16,
        /// Its headers.
        headers: Vec<(String, String)>,
        /// Its body.
        body: Vec<u8>,
    },
    /// None came.
    Lost,
}

impl Remote {
    /// The request that sends what is missing of a photo, when the server has so many bytes of it; none: it does not know
    /// the upload.
    pub fn transfer(
        &self,
        bearer: &Bearer,
        upload: &Upload,
        there: Option<u64>,
    ) -> Result<Transfer, Trouble> {
        let photo = upload.photo.to_string();
        let from = there.unwrap_or(0);
        let length = upload.bytes.saturating_sub(from);
        let mut headers = upload::part(from);
        let (method, url) = if there.is_none() {
            // Creation and bytes in one request. An upload that is there already answers with how much it has.
            headers.extend(upload::creation(upload.pinpoint, upload.photo, upload.bytes)?);
            ("POST", self.url(&["v1", "uploads"])?)
        } else {
            ("PATCH", self.url(&["v1", "uploads", &photo])?)
        };
        Ok(Transfer {
            pinpoint: upload.pinpoint,
            photo: upload.photo,
            method,
            url,
            headers: headers.iter().filter_map(plain).collect(),
            bearer: bearer.clone(),
            file: upload.folder.path(&upload.name),
            from,
            length,
        })
    }
}

impl TransferOutcome {
    /// What the server called the request.
    pub(crate) fn request_id(&self) -> Option<RequestId> {
        let Self::Answered { headers, .. } = self else { return None };
        let named = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(RequestId::HEADER);
        headers.iter().find(named).and_then(|(_, value)| RequestId::parse(value))
    }

    /// How many bytes the server has by its own word.
    pub(crate) fn arrived(&self) -> Result<u64, Trouble> {
        let Self::Answered { status, headers, body } = self else {
            return Err(Weather::Interrupted.into());
        };
        let unreadable = || Trouble::from(Weather::Unreadable);
        let response = Response {
            status: StatusCode::from_u16(*status).map_err(|_| unreadable())?,
            headers: headers.iter().filter_map(parsed).collect::<HeaderMap>(),
            body: Bytes::copy_from_slice(body),
        };
        upload::sent_part(&response)?.ok_or_else(unreadable)
    }
}

fn plain((name, value): (&HeaderName, &HeaderValue)) -> Option<(String, String)> {
    Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
}

/// A header that cannot be read is one that was not sent.
fn parsed((name, value): &(String, String)) -> Option<(HeaderName, HeaderValue)> {
    Some((name.parse().ok()?, value.parse().ok()?))
}
