//! Kinds of job.

use serde::{Deserialize, Serialize};

/// What an installer came to do at a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum JobKind {
    /// Another SIM and a pinpoint (A01).
    Renetworking,
}
