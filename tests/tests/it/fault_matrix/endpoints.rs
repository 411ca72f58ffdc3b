//! Every request that a phone makes.

use pinpoint_tests::proxy::Endpoint;

const fn endpoint(method: &'static str, path: &'static str) -> Endpoint {
    Endpoint { method, path }
}

pub(super) const SIGN_IN: Endpoint = endpoint("POST", "/v1/sessions");
pub(super) const REFRESH: Endpoint = endpoint("POST", "/v1/sessions/refresh");
pub(super) const SIGN_OUT: Endpoint = endpoint("DELETE", "/v1/sessions");
pub(super) const DEVICE: Endpoint = endpoint("PUT", "/v1/devices/{}");
pub(super) const RECORD: Endpoint = endpoint("PUT", "/v1/pinpoints/{}");
pub(super) const BATCH: Endpoint = endpoint("PUT", "/v1/pinpoints");
pub(super) const EVENT: Endpoint = endpoint("PUT", "/v1/pinpoints/{}/events/{}");
pub(super) const KNOWN: Endpoint = endpoint("POST", "/v1/stations/known");
pub(super) const NEWS: Endpoint = endpoint("GET", "/v1/changes");
pub(super) const CREATE: Endpoint = endpoint("POST", "/v1/uploads");
pub(super) const OFFSET: Endpoint = endpoint("HEAD", "/v1/uploads/{}");
pub(super) const PART: Endpoint = endpoint("PATCH", "/v1/uploads/{}");
pub(super) const RECEIPT: Endpoint = endpoint("GET", "/v1/photos/{}/receipt");
pub(super) const PROFILE: Endpoint = endpoint("GET", "/v1/profile");
pub(super) const CATALOG: Endpoint = endpoint("GET", "/v1/catalog");
pub(super) const ADDRESSES: Endpoint = endpoint("GET", "/v1/addresses");

/// All of them, in the order of the table.
pub(super) const ALL: [Endpoint; 16] = [
    SIGN_IN, REFRESH, SIGN_OUT, DEVICE, RECORD, BATCH, EVENT, KNOWN, NEWS, CREATE, OFFSET, PART, RECEIPT,
    PROFILE, CATALOG, ADDRESSES,
];
