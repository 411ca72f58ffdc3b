//! Stations: their timelines, and what is told of one before its seal.

use axum::Json as Reply;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::station::plate_key;
use pinpoint_domain::wire::{Problem, SealedRecord, Signed, StationAnswer, StationQuestion, Verdict};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::{Json, Path};
use crate::app::App;
use crate::auth::Caller;
use crate::intake::check_capsule;
use crate::problem::ApiError;
use crate::reviews::{Decided, decided};
use crate::store::{Asked, StoreError, TimelineRow};
use crate::verdict::{ATTEMPTS_WITHIN, LabelProof};
use crate::worker;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(timeline)).routes(routes!(known)).routes(routes!(booted))
}

/// A station over time.
#[derive(Serialize, ToSchema)]
struct Timeline {
    /// The maker, as it is compared.
    maker: String,
    /// The serial, as it is compared.
    serial: String,
    /// Its pinpoints, oldest first; with them those of the station that it replaced and of the one that replaced it.
    pinpoints: Vec<TimelineEntry>,
}

/// One pinpoint of a station.
#[derive(Serialize, ToSchema)]
struct TimelineEntry {
    /// Its name.
    pinpoint_id: String,
    /// The maker, as it is compared.
    maker: String,
    /// The serial, as it is compared.
    serial: String,
    /// The digits of its label's MAC.
    mac: String,
    /// When it was sealed, by the device's clock.
    #[schema(value_type = String, format = DateTime)]
    sealed_at: Timestamp,
    /// When it arrived, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    /// Whether the station is on the network as this one says.
    active: bool,
    /// The newest verdict, once there is one.
    #[schema(value_type = Option<Dsse>)]
    verdict: Option<Signed<Verdict>>,
    /// The pinpoint of the station that stood there before, and ended with this one (A21).
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
    /// The pinpoint of the station that stands there now, with which this one ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<String>,
    /// What people at the network decided about it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<Decided>,
}

/// A station's pinpoints in order, with their verdicts
#[utoipa::path(
    get, path = "/v1/stations/{maker}/{serial}", tag = "stations",
    params(
        ("maker" = String, Path, description = "The manufacturer, in any case"),
        ("serial" = String, Path, description = "The serial, in any spelling"),
    ),
    responses(
        (status = 200, description = "The timeline, of the own company's pinpoints", body = Timeline),
        (status = 400, description = "`malformed-path`: no serial", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`station-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn timeline(
    State(app): State<App>,
    caller: Caller,
    Path((maker, serial)): Path<(String, String)>,
) -> Result<Reply<Timeline>, ApiError> {
    let serial = SerialNumber::parse(&serial)
        .map_err(|error| ApiError::MalformedPath { reason: error.to_string() })?
        .canonical()
        .to_owned();
    let maker = plate_key(&maker);
    let rows = app.store.timeline(maker.clone(), serial.clone(), caller.scope()).await?;
    if rows.is_empty() {
        return Err(ApiError::StationUnknown);
    }
    let pinpoints = rows.into_iter().map(entry).collect::<Result<_, StoreError>>()?;
    Ok(Reply(Timeline { maker, serial, pinpoints }))
}

/// What the network knows of a station before its seal
///
/// For certified installers who prove the label by its capsule: only whether and since when the label, the serial and the
/// place are taken. Wrong passwords count as they do for a record.
#[utoipa::path(
    post, path = "/v1/stations/known", tag = "stations", request_body = StationQuestion,
    responses(
        (status = 200, description = "What is known; nothing of it: the station is new", body = StationAnswer),
        (status = 403, description = "`not-certified`, `label-not-proved`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "`capsule-form`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 429, description = "`throttled`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn known(
    State(app): State<App>,
    caller: Caller,
    Json(question): Json<StationQuestion>,
) -> Result<Reply<StationAnswer>, ApiError> {
    let now = app.now();
    if caller.account.certified_until.is_none_or(|until| until <= now) {
        return Err(ApiError::NotCertified);
    }
    check_capsule(&question.capsule)?;
    let proof = worker::open(&app, question.pinpoint_id, &question.mac, &question.capsule);
    let asked = Asked {
        installer: caller.account.installer,
        company: caller.account.company,
        maker: plate_key(&question.manufacturer),
        serial: question.serial.canonical().to_owned(),
        mac: question.mac.digits().to_owned(),
        pin: question.pin,
    };
    match app.store.known(asked, proof, now).await? {
        Ok(answer) => Ok(Reply(answer)),
        Err(LabelProof::Throttled) => {
            let retry_after_s = u64::try_from(ATTEMPTS_WITHIN.as_secs()).unwrap_or_default();
            Err(ApiError::Throttled { retry_after_s })
        }
        Err(_) => Err(ApiError::LabelNotProved),
    }
}

/// The body of `PUT /v1/labels/{mac}/boot`.
#[derive(Deserialize, ToSchema)]
struct NewBoot {
    /// The serial number that the station said.
    serial: SerialNumber,
}

/// Say what a station said of itself when it came online
///
/// For the network's own people and systems: OCPP's `BootNotification`, by the MAC of the label that the station answers
/// under. Phones that pinned it compare the serial with the type plate. Repeating it changes nothing.
#[utoipa::path(
    put, path = "/v1/labels/{mac}/boot", tag = "stations", request_body = NewBoot,
    params(("mac" = String, Path, description = "The label's MAC, in any spelling")),
    responses(
        (status = 204, description = "Noted"),
        (status = 400, description = "`malformed-path`: no MAC", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 403, description = "`back-office-only`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn booted(
    State(app): State<App>,
    caller: Caller,
    Path(mac): Path<String>,
    Json(NewBoot { serial }): Json<NewBoot>,
) -> Result<StatusCode, ApiError> {
    caller.of_back_office()?;
    let mac =
        MacAddress::parse(&mac).map_err(|error| ApiError::MalformedPath { reason: error.to_string() })?;
    let entry = caller.entry("boot-noted", mac.to_string());
    app.store.note_boot(&mac, serial, app.keys.clone(), entry, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn entry(row: TimelineRow) -> Result<TimelineEntry, StoreError> {
    let unreadable =
        |error: serde_json::Error| StoreError::Row { table: "pinpoint", reason: error.to_string() };
    let record: SealedRecord = serde_json::from_slice(&row.sealed).map_err(unreadable)?;
    Ok(TimelineEntry {
        pinpoint_id: row.id,
        maker: row.maker,
        serial: row.serial,
        mac: row.mac_digits,
        sealed_at: record.identity.sealed_at,
        received_at: row.received_at,
        active: row.active,
        verdict: row.verdict_json.map(|json| serde_json::from_str(&json)).transpose().map_err(unreadable)?,
        replaces: row.replaces,
        replaced_by: row.replaced_by,
        decisions: row.decisions.into_iter().map(decided).collect(),
    })
}
