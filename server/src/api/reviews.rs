//! What waits for the network's own people: records that no rule decides, with those that they contradict, and the
//! corrections that installers asked for.

use axum::Json as Reply;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::wire::{
    Amended, AmendedFact, Amendment, Correction, Problem, Reason, SealedRecord, Signed, Verdict,
};
use pinpoint_domain::work::tidy_correction;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::{Json, Path};
use crate::app::App;
use crate::auth::Caller;
use crate::intake::facts_refused;
use crate::problem::ApiError;
use crate::store::{CorrectionRow, RecordRow, ReviewRow, StoreError};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(reviews)).routes(routes!(amend))
}

/// All that waits.
#[derive(Serialize, ToSchema)]
struct Reviews {
    /// The oldest first.
    reviews: Vec<Review>,
}

/// Something that waits for a person.
#[derive(Serialize, ToSchema)]
struct Review {
    /// The pinpoint.
    pinpoint_id: String,
    /// Since when, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// Why its verdict waits; empty when only a correction does.
    reasons: Vec<Reason>,
    /// From its pin to where the serial is active, in metres. For reviewers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_m: Option<u32>,
    /// What installers asked to correct.
    corrections: Vec<RequestedCorrection>,
    /// The pinpoint itself, then every record that has its serial or its label, the newest first.
    records: Vec<ReviewRecord>,
}

/// A correction that nobody decided yet.
#[derive(Serialize, ToSchema)]
struct RequestedCorrection {
    /// The signed event that asks for it.
    event_id: String,
    /// Who asks.
    installer: String,
    /// Since when, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    requested_at: Timestamp,
    /// What is wrong, what it should be, and why.
    #[serde(flatten)]
    correction: Correction,
}

/// A record that a review has to do with.
#[derive(Serialize, ToSchema)]
struct ReviewRecord {
    /// Its name.
    pinpoint_id: String,
    /// Whether it has the serial of the one in review.
    same_serial: bool,
    /// Whether it has the label of the one in review.
    same_label: bool,
    /// Whether the station is on the network as it says.
    active: bool,
    /// When it arrived, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    /// The sealed bytes under the device's signature, as they came.
    #[schema(value_type = Dsse)]
    sealed: Signed<SealedRecord>,
    /// The newest verdict, once there is one.
    #[schema(value_type = Option<Dsse>)]
    verdict: Option<Signed<Verdict>>,
    /// What counts: what was sealed, with what was amended.
    effective: Amended,
}

/// What waits for a person
///
/// For the network's own people. Two records that contradict each other stand side by side: neither is merged into the
/// other.
#[utoipa::path(
    get, path = "/v1/reviews", tag = "reviews",
    responses(
        (status = 200, description = "All that waits, the oldest first", body = Reviews),
        (status = 403, description = "`back-office-only`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn reviews(State(app): State<App>, caller: Caller) -> Result<Reply<Reviews>, ApiError> {
    if !caller.account.back_office {
        return Err(ApiError::BackOfficeOnly);
    }
    let rows = app.store.reviews().await?.into_iter();
    Ok(Reply(Reviews { reviews: rows.map(review).collect::<Result<_, StoreError>>()? }))
}

/// The body of `POST /v1/pinpoints/{id}/amendments`.
#[derive(Deserialize, ToSchema)]
struct NewAmendment {
    /// All facts that count instead of the sealed ones; none: what was sealed counts.
    facts: Vec<AmendedFact>,
    /// Why; the installer reads it.
    reason: String,
}

/// Amend a pinpoint
///
/// For the network's own people. The sealed bytes stay; from now on these facts count instead, for the server and, by the
/// change feed, for the phones of the pinpoint's company. All corrections that were asked for are decided by it.
#[utoipa::path(
    post, path = "/v1/pinpoints/{id}/amendments", tag = "reviews", request_body = NewAmendment,
    params(("id" = PinpointId, Path, description = "The record")),
    responses(
        (status = 201, description = "A signed `Amendment`", body = Dsse),
        (status = 403, description = "`back-office-only`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`pinpoint-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "`facts-refused`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn amend(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PinpointId>,
    Json(NewAmendment { facts, reason }): Json<NewAmendment>,
) -> Result<(StatusCode, Reply<Signed<Amendment>>), ApiError> {
    if !caller.account.back_office {
        return Err(ApiError::BackOfficeOnly);
    }
    let mut tidied = Vec::with_capacity(facts.len());
    for AmendedFact { field, value } in facts {
        let asked = Correction { field, value, reason: reason.clone() };
        let Correction { field, value, .. } =
            tidy_correction(&asked).map_err(|refusal| facts_refused(&refusal))?;
        // The last word about a fact is the one that counts, here as in the amendment.
        tidied.retain(|fact: &AmendedFact| fact.field != field);
        tidied.push(AmendedFact { field, value });
    }
    let put = caller.put(&app);
    let amendment = app.store.amend(id, tidied, reason, app.keys.clone(), put).await?;
    Ok((StatusCode::CREATED, Reply(amendment.ok_or(ApiError::PinpointUnknown)?)))
}

fn review(row: ReviewRow) -> Result<Review, StoreError> {
    let asked = |row: CorrectionRow| RequestedCorrection {
        event_id: row.event.to_string(),
        installer: row.installer.to_string(),
        requested_at: row.requested_at,
        correction: row.correction,
    };
    Ok(Review {
        pinpoint_id: row.pinpoint.to_string(),
        since: row.since,
        reasons: row.reasons,
        distance_m: row.distance_m,
        corrections: row.corrections.into_iter().map(asked).collect(),
        records: row.records.into_iter().map(record).collect::<Result<_, _>>()?,
    })
}

fn record(row: RecordRow) -> Result<ReviewRecord, StoreError> {
    let effective = effective(&row.sealed, row.amendment.as_ref())?;
    let unreadable = |reason: String| StoreError::Row { table: "pinpoint", reason };
    Ok(ReviewRecord {
        pinpoint_id: row.id.to_string(),
        same_serial: row.same_serial,
        same_label: row.same_label,
        active: row.active,
        received_at: row.received_at,
        sealed: Signed::from_parts(row.sealed, &row.signatures_json)
            .map_err(|error| unreadable(error.to_string()))?,
        verdict: row.verdict,
        effective,
    })
}

/// What counts: what was sealed, with what was amended.
pub(super) fn effective(sealed: &[u8], amendment: Option<&Signed<Amendment>>) -> Result<Amended, StoreError> {
    let unreadable = |reason: String| StoreError::Row { table: "pinpoint", reason };
    let record: SealedRecord =
        serde_json::from_slice(sealed).map_err(|error| unreadable(error.to_string()))?;
    let amendment = amendment.map(Signed::read_unverified).transpose();
    let amendment = amendment.map_err(|error| unreadable(error.to_string()))?;
    let facts = amendment.map(|amendment| amendment.facts).unwrap_or_default();
    Ok(Amended::of(&record, &facts))
}
