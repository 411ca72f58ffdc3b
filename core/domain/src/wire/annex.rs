//! The annex: what privacy law may order deleted, bound to the sealed record by a salted commitment.

use serde::{Deserialize, Serialize};

use super::bytes::Base64;
use super::digest::Digest;

/// Bytes beside the sealed record: raw fixes, free text, step times. Deleting them leaves the sealed bytes untouched,
/// and the salt goes with them, so the commitment that stays tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Annex {
    /// 32 random bytes.
    pub salt: Base64,
    /// JSON, kept as it came.
    pub body: Base64,
}

impl Annex {
    /// What the sealed record holds of the annex.
    pub fn commitment(&self) -> Digest {
        let mut bytes = b"pinpoint annex v1\0".to_vec();
        bytes.extend_from_slice(&self.salt.0);
        bytes.extend_from_slice(&self.body.0);
        Digest::of(&bytes)
    }
}
