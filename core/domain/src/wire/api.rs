//! Bodies of the requests that are not records themselves: sessions, devices, batches.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::envelope::Envelope;
use super::problem::Problem;
use super::receipt::Receipt;
use super::signed::{Signed, VerifyingKey};
use crate::ids::{CompanyId, InstallerId, NetworkId, PinpointId};

/// The header by which a browser asks to keep the refresh token in a cookie. No form of another page can send it.
pub const SESSION_KEEPER: &str = "session-keeper";
/// What [`SESSION_KEEPER`] says.
pub const IN_COOKIE: &str = "cookie";

/// The body of `POST /v1/sessions`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionRequest {
    /// The account's e-mail address.
    pub email: String,
    /// The account's password.
    pub password: String,
}

/// The body of `POST /v1/sessions/refresh`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefreshRequest {
    /// The newest refresh token; the one before it also counts until the newest was used once. Left out where a browser
    /// keeps it in a cookie.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refresh_token: String,
}

/// The answer to both.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// When the access token stops being good.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
    /// For the next refresh. Left out where a browser keeps it in a cookie, which no script can read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refresh_token: String,
    /// Whose it is.
    pub account: Account,
}

/// An account as its owner may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Account {
    /// The network.
    pub network: NetworkId,
    /// The pseudonym.
    pub installer: InstallerId,
    /// The company.
    pub company: CompanyId,
    /// The company's name.
    pub company_name: String,
    /// The installer's name, for greeting.
    pub name: String,
    /// Until when certified; none: may sign in, may not pinpoint (A03).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub certified_until: Option<Timestamp>,
}

/// The body of `PUT /v1/devices/{device_id}`; the answer is a signed grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceRegistration {
    /// The device's public key.
    pub key: VerifyingKey,
    /// What a person would call it.
    pub name: String,
}

/// The most records of a batch.
pub const BATCH_ITEMS: usize = 250;
/// The most bytes of a batch's body.
pub const BATCH_BYTES: usize = 4 << 20;

/// The body of `PUT /v1/pinpoints`: a long queue in few requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchPut {
    /// At most [`BATCH_ITEMS`].
    pub items: Vec<BatchItem>,
}

/// One record of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchItem {
    /// Its name.
    pub id: PinpointId,
    /// The record.
    pub envelope: Envelope,
}

/// The answer to a batch: one result an item, in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchResults {
    /// In the order of the items.
    pub results: Vec<BatchResult>,
}

/// What became of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum BatchResult {
    /// Stored, now or before.
    Stored {
        /// The receipt.
        #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Dsse))]
        receipt: Signed<Receipt>,
    },
    /// Refused, as a single `PUT` would have been.
    Refused {
        /// Why.
        problem: Problem,
    },
}

/// Tokens stay out of logs even when a whole session is printed.
macro_rules! unprintable {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(••••)"))
            }
        }
    )+};
}

unprintable!(SessionRequest, RefreshRequest, Session);
