//! What waits for the network's own people: records that no rule decides, with those that they contradict, and the
//! corrections that installers asked for.

use axum::Json as Reply;
use axum::extract::State;
use axum::http::StatusCode;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::wire::{AmendedFact, Amendment, Problem, Signed, Verdict};
use pinpoint_domain::work::tidy_reason;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::{Json, Path, Query};
use crate::app::App;
use crate::auth::Caller;
use crate::intake::facts_refused;
use crate::problem::ApiError;
use crate::reviews::{Review, ReviewDecision, page, tidy_amendment};
use crate::store::Reviewed;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(reviews)).routes(routes!(decide)).routes(routes!(amend))
}

/// A page of what waits.
#[derive(Serialize, ToSchema)]
struct Reviews {
    /// The oldest first.
    reviews: Vec<Review>,
    /// Whether more waits behind them.
    more: bool,
}

/// Where to go on.
#[derive(Deserialize)]
struct Skip {
    #[serde(default)]
    skip: u32,
}

/// What waits for a person
///
/// For the network's own people. Two records that contradict each other stand side by side: neither is merged into the
/// other.
#[utoipa::path(
    get, path = "/v1/reviews", tag = "reviews",
    params(("skip" = Option<u32>, Query, description = "How many were seen already; none at first")),
    responses(
        (status = 200, description = "What waits, the oldest first, 50 at most", body = Reviews),
        (status = 400, description = "`malformed-query`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 403, description = "`back-office-only`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn reviews(
    State(app): State<App>,
    caller: Caller,
    Query(Skip { skip }): Query<Skip>,
) -> Result<Reply<Reviews>, ApiError> {
    caller.of_back_office()?;
    let (reviews, more) = page(&app, skip).await?;
    Ok(Reply(Reviews { reviews, more }))
}

/// The body of `PUT /v1/reviews/{id}/decision`.
#[derive(Deserialize, ToSchema)]
struct NewDecision {
    /// What is decided.
    decision: ReviewDecision,
    /// Why; the installers of all records that it concerns read it, and it stands in the timeline.
    reason: String,
}

/// Decide about a record in review
///
/// For the network's own people. No sealed byte changes: the decision stands in the station's timeline with its reason, its
/// person and its time, and each record that it concerns gets a new verdict in the change feed. Repeated in the same words by
/// the same person, it is the same decision.
#[utoipa::path(
    put, path = "/v1/reviews/{id}/decision", tag = "reviews", request_body = NewDecision,
    params(("id" = PinpointId, Path, description = "The record in review")),
    responses(
        (status = 201, description = "Decided now; the record's signed `Verdict`", body = Dsse),
        (status = 200, description = "Decided before, in the same words; the same verdict", body = Dsse),
        (status = 403, description = "`back-office-only`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`review-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`review-decided`, `review-unproved`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "`facts-refused`: a reason that nobody can read", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn decide(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PinpointId>,
    Json(NewDecision { decision, reason }): Json<NewDecision>,
) -> Result<(StatusCode, Reply<Signed<Verdict>>), ApiError> {
    caller.of_back_office()?;
    let reason = tidy_reason(&reason).map_err(|refusal| facts_refused(&refusal))?;
    let (keys, put) = (app.keys.clone(), caller.put(&app));
    match app.store.decide_review(id, decision, reason, keys, put).await? {
        Reviewed::Done { verdict, created } => {
            Ok((if created { StatusCode::CREATED } else { StatusCode::OK }, Reply(verdict)))
        }
        Reviewed::Unknown => Err(ApiError::ReviewUnknown),
        Reviewed::Decided => Err(ApiError::ReviewDecided),
        Reviewed::Unproved => Err(ApiError::ReviewUnproved),
    }
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
    caller.of_back_office()?;
    let (facts, reason) = tidy_amendment(facts, &reason).map_err(|refusal| facts_refused(&refusal))?;
    let put = caller.put(&app);
    let amendment = app.store.amend(id, facts, reason, app.keys.clone(), put).await?;
    Ok((StatusCode::CREATED, Reply(amendment.ok_or(ApiError::PinpointUnknown)?)))
}
