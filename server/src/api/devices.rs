//! Devices and their grants.

use axum::Json as Reply;
use axum::extract::State;
use jiff::SignedDuration;
use pinpoint_domain::ids::DeviceId;
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::wire::{DeviceRegistration, Grant, Problem, Signed, VERSION};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::{Json, Path};
use crate::app::App;
use crate::auth::Caller;
use crate::problem::ApiError;
use crate::store::{DeviceOutcome, MOST_DEVICES, NewDevice};

/// A grant lasts as long as an installer may stay without any network; an expired one is marked, never refused.
const GRANT: SignedDuration = SignedDuration::from_hours(30 * 24);

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(register))
}

/// Register a device's key, get a grant
///
/// Repeating it gives a fresh grant. A session speaks for one device: the first that it registers. An account without certification gets one too, which says so.
#[utoipa::path(
    put, path = "/v1/devices/{device_id}", tag = "devices", request_body = DeviceRegistration,
    params(("device_id" = DeviceId, Path, description = "Made on the device")),
    responses(
        (status = 200, description = "A signed `Grant`", body = Dsse),
        (status = 403, description = "`device-revoked`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`device-differs`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "`devices-too-many`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn register(
    State(app): State<App>,
    caller: Caller,
    Path(device): Path<DeviceId>,
    Json(registration): Json<DeviceRegistration>,
) -> Result<Reply<Signed<Grant>>, ApiError> {
    let now = app.now();
    let installer = caller.account.installer;
    let key_json = serde_json::to_string(&registration.key).map_err(|_| ApiError::Internal)?;
    let name = registration.name.chars().take(100).collect();
    let entry = caller.entry("device-registered", device.to_string());
    let new = NewDevice { id: device, installer, key_json, name, token: caller.token };
    match app.store.register_device(new, entry, now).await? {
        DeviceOutcome::Registered => Ok(Reply(app.keys.sign(&Grant {
            v: VERSION,
            network: app.network.clone(),
            installer,
            company: caller.account.company,
            certified_until: caller.account.certified_until,
            device,
            device_key: registration.key,
            issued_at: now,
            expires_at: now + GRANT,
        }))),
        DeviceOutcome::Revoked => Err(ApiError::DeviceRevoked),
        DeviceOutcome::Differs => Err(ApiError::DeviceDiffers),
        DeviceOutcome::SessionEnded => Err(ApiError::TokenRefused),
        DeviceOutcome::TooMany => Err(ApiError::DevicesTooMany { limit: MOST_DEVICES }),
    }
}
