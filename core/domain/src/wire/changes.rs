//! The change feed: what the network knows that the phone does not, in the order of the server's sequence.

use serde::{Deserialize, Serialize};

use super::boot::Boot;
use super::correction::Amendment;
use super::erasure::Erasure;
use super::signed::Signed;
use super::verdict::Verdict;
use super::watermark::Watermark;
use crate::ids::PinpointId;

/// The answer to `GET /v1/changes?after=<server sequence>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePage {
    /// Changes when the server was restored from a backup; then digests are offered again.
    pub server_epoch: String,
    /// In ascending order.
    pub changes: Vec<Change>,
    /// Ask with this next time.
    pub next_after: u64,
    /// Whether more is waiting.
    pub more: bool,
    /// What a backup of the server holds; absent while there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::openapi::Dsse>))]
    pub watermark: Option<Signed<Watermark>>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The server's counter.
    pub sequence: u64,
    /// The pinpoint concerned.
    pub pinpoint_id: PinpointId,
    /// What changed. A phone skips kinds that it does not know.
    #[serde(flatten)]
    pub what: Changed,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Changed {
    /// A new verdict.
    Verdict {
        /// Signed, so that it can be shown to others.
        #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
        verdict: Signed<Verdict>,
    },
    /// What counts instead of what was sealed.
    Amendment {
        /// Signed, so that it can be shown to others.
        #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
        amendment: Signed<Amendment>,
    },
    /// What the station said of itself when it came online under the pinpoint's label.
    Boot {
        /// Signed, so that nobody on the way makes a station say another serial.
        #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
        boot: Signed<Boot>,
    },
    /// What the network erased, and a phone erases, too.
    Erased {
        /// Signed, so that nobody on the way takes a photo away that was not sent yet.
        #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
        erasure: Signed<Erasure>,
    },
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}
