//! Errors of the server: RFC 9457 with a code and fields.

use serde::{Deserialize, Serialize};

use crate::code::Fields;

/// `application/problem+json`. Whatever else comes back with an error status is weather, not an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `https://pinpoint.example/problems/<code>`.
    #[serde(rename = "type")]
    pub type_uri: String,
    /// The code's short English title.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong and where, for whoever reads logs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The stable code.
    pub code: String,
    /// What the sentence for the code mentions.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// The request's id, which the server's log shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    /// The media type.
    pub const MEDIA_TYPE: &'static str = "application/problem+json";
    /// What every `type` begins with.
    pub const TYPE_BASE: &'static str = "https://pinpoint.example/problems/";
}
