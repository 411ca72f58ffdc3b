//! Events after the seal.

use axum::Json as Reply;
use axum::extract::State;
use axum::http::StatusCode;
use pinpoint_domain::ids::{EventId, PinpointId};
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::wire::{EventEnvelope, Problem, Receipt, Signed};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::{Json, Path};
use crate::app::App;
use crate::auth::Caller;
use crate::intake::check_event;
use crate::problem::ApiError;
use crate::store::{EventOutcome, MOST_EVENTS};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(put))
}

/// Say something beside a sealed record
///
/// The record itself never changes. A replaced capsule leads to a new verdict, a correction to a person at the network.
#[utoipa::path(
    put, path = "/v1/pinpoints/{id}/events/{event_id}", tag = "pinpoints", request_body = EventEnvelope,
    params(
        ("id" = PinpointId, Path, description = "The record"),
        ("event_id" = EventId, Path, description = "The id in the signed event"),
    ),
    responses(
        (status = 201, description = "Stored now; a signed `Receipt`", body = Dsse),
        (status = 200, description = "Stored before; the same receipt", body = Dsse),
        (status = 403, description = "`device-revoked`, `company-differs`; `not-certified` for a capsule", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`pinpoint-unknown`: the record was not stored yet", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`event-differs`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "`event-type-unknown`, `version-unsupported`, `signature-type`, \
            `signature-unknown-key`, `signature-forged`, `signature-payload`, `network-differs`, `id-differs`, \
            `author-differs`, `capsule-form`, `facts-refused`, `events-too-many`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn put(
    State(app): State<App>,
    caller: Caller,
    Path((pinpoint, id)): Path<(PinpointId, EventId)>,
    Json(envelope): Json<EventEnvelope>,
) -> Result<(StatusCode, Reply<Signed<Receipt>>), ApiError> {
    let event = check_event(&app, caller.account.company, pinpoint, id, &envelope)?;
    match app.store.put_event(event, app.keys.clone(), caller.put(&app)).await? {
        EventOutcome::Stored { receipt, created } => {
            app.verdicts.notify_one();
            Ok((if created { StatusCode::CREATED } else { StatusCode::OK }, Reply(receipt)))
        }
        EventOutcome::Differs => Err(ApiError::EventDiffers),
        EventOutcome::DeviceRevoked => Err(ApiError::DeviceRevoked),
        EventOutcome::NotCertified => Err(ApiError::NotCertified),
        EventOutcome::TooMany => Err(ApiError::EventsTooMany { limit: MOST_EVENTS }),
        EventOutcome::PinpointUnknown => Err(ApiError::PinpointUnknown),
    }
}
