//! Sealed records: stored once, with one receipt for ever.

use axum::Json as Reply;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::wire::{
    Amended, Amendment, BatchItem, BatchPut, BatchResult, BatchResults, Envelope, PostSealEvent, Problem,
    Receipt, SealedRecord, Signed, Verdict,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::{Json, Path};
use crate::app::App;
use crate::auth::Caller;
use crate::intake::check_envelope;
use crate::parallel;
use crate::problem::ApiError;
use crate::reviews::effective;
use crate::store::{NewPinpoint, PinpointRow, PutOutcome, StoreError};

pub(super) fn router(batch_bytes: usize) -> OpenApiRouter<App> {
    let batch = OpenApiRouter::new().routes(routes!(put_batch)).layer(DefaultBodyLimit::max(batch_bytes));
    OpenApiRouter::new().routes(routes!(put_one, show)).merge(batch)
}

/// Store a sealed record
///
/// Repeating it gives the same receipt, byte for byte, for ever. Other bytes under the same id are refused. A serial or
/// label that is active elsewhere is no error: the verdict, in the change feed, says so.
#[utoipa::path(
    put, path = "/v1/pinpoints/{id}", tag = "pinpoints", request_body = Envelope,
    params(("id" = PinpointId, Path, description = "The id in the sealed bytes")),
    responses(
        (status = 201, description = "Stored now; a signed `Receipt`", body = Dsse),
        (status = 200, description = "Stored before; the same receipt", body = Dsse),
        (status = 403, description = "`not-certified`, `device-revoked`, `company-differs`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 409, description = "`pinpoint-differs`, `photo-id-taken`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 413, description = "`body-too-large`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "`version-unsupported`, `signature-type`, `signature-unknown-key`, \
            `signature-forged`, `signature-payload`, `network-differs`, `id-differs`, `author-differs`, \
            `serial-spelling`, `facts-refused`, `capsule-form`, `annex-differs`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn put_one(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PinpointId>,
    Json(envelope): Json<Envelope>,
) -> Result<(StatusCode, Reply<Signed<Receipt>>), ApiError> {
    let checked = check_all(&app, &caller, vec![BatchItem { id, envelope }]).await?;
    let (receipt, created) =
        store(&app, &caller, checked).await?.into_iter().next().ok_or(ApiError::Internal)??;
    Ok((if created { StatusCode::CREATED } else { StatusCode::OK }, Reply(receipt)))
}

/// Store many sealed records
///
/// One transaction; one result an item, in order, each as its own `PUT` would have been answered.
#[utoipa::path(
    put, path = "/v1/pinpoints", tag = "pinpoints", request_body = BatchPut,
    responses(
        (status = 200, description = "One result an item", body = BatchResults),
        (status = 413, description = "`batch-too-long`, `body-too-large`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn put_batch(
    State(app): State<App>,
    caller: Caller,
    Json(batch): Json<BatchPut, true>,
) -> Result<Reply<BatchResults>, ApiError> {
    let (items, limit) = (batch.items.len(), app.limits.batch_items);
    if items > limit {
        return Err(ApiError::BatchTooLong { items, limit });
    }
    let checked = check_all(&app, &caller, batch.items).await?;
    let results = store(&app, &caller, checked).await?.into_iter().map(|result| match result {
        Ok((receipt, _)) => BatchResult::Stored { receipt },
        Err(error) => BatchResult::Refused { problem: error.problem(Some(&caller.request_id)) },
    });
    Ok(Reply(BatchResults { results: results.collect() }))
}

/// A stored record with all that is said beside it.
#[derive(Serialize, ToSchema)]
struct StoredPinpoint {
    /// The sealed bytes under the device's signature, as they came.
    #[schema(value_type = Dsse)]
    sealed: Signed<SealedRecord>,
    /// That they are stored.
    #[schema(value_type = Dsse)]
    receipt: Signed<Receipt>,
    /// The newest verdict, once there is one.
    #[schema(value_type = Option<Dsse>)]
    verdict: Option<Signed<Verdict>>,
    /// The network's word on what counts instead of what was sealed, once there is one.
    #[schema(value_type = Option<Dsse>)]
    amendment: Option<Signed<Amendment>>,
    /// What counts: what was sealed, with what was amended.
    effective: Amended,
    /// What happened after the seal, in the order of arrival.
    events: Vec<StoredEvent>,
    /// Whether the annex was erased; its commitment stays in the sealed bytes.
    annex_erased: bool,
    /// The files of photos that were erased; their digests stay in the sealed bytes.
    erased_photos: Vec<PhotoId>,
}

/// A stored event.
#[derive(Serialize, ToSchema)]
struct StoredEvent {
    /// Its name.
    id: String,
    /// What happened.
    #[serde(rename = "type")]
    kind: String,
    /// The event as it came; gone when it held a capsule that has done its work.
    #[schema(value_type = Option<Dsse>)]
    event: Option<Signed<PostSealEvent>>,
    /// That it is stored.
    #[schema(value_type = Dsse)]
    receipt: Signed<Receipt>,
}

/// Read a record of one's own company
#[utoipa::path(
    get, path = "/v1/pinpoints/{id}", tag = "pinpoints",
    params(("id" = PinpointId, Path, description = "The record")),
    responses(
        (status = 200, description = "Record, receipt, verdict and events", body = StoredPinpoint),
        (status = 404, description = "`pinpoint-unknown`, for other companies' records too", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PinpointId>,
) -> Result<Reply<StoredPinpoint>, ApiError> {
    let row = app.store.pinpoint(id).await?.filter(|row| caller.sees(&row.company));
    Ok(Reply(stored(row.ok_or(ApiError::PinpointUnknown)?)?))
}

/// Checks signatures on all cores. Items that fail keep their place.
async fn check_all(
    app: &App,
    caller: &Caller,
    items: Vec<BatchItem>,
) -> Result<Vec<Result<NewPinpoint, ApiError>>, ApiError> {
    let (app, company) = (app.clone(), caller.account.company);
    tokio::task::spawn_blocking(move || {
        parallel::map(&items, |item| check_envelope(&app, company, item.id, &item.envelope))
    })
    .await
    .map_err(|_| ApiError::Internal)
}

/// Stores what was well, in one transaction, and puts the outcomes in the order of the items.
async fn store(
    app: &App,
    caller: &Caller,
    checked: Vec<Result<NewPinpoint, ApiError>>,
) -> Result<Vec<Result<(Signed<Receipt>, bool), ApiError>>, ApiError> {
    let mut refused = Vec::with_capacity(checked.len());
    let mut well = Vec::with_capacity(checked.len());
    for item in checked {
        match item {
            Ok(item) => {
                well.push(item);
                refused.push(None);
            }
            Err(error) => refused.push(Some(error)),
        }
    }
    let mut outcomes =
        app.store.put_pinpoints(well, app.keys.clone(), caller.put(app)).await?.into_iter().map(outcome);
    app.verdicts.notify_one();
    Ok(refused
        .into_iter()
        .map(|refused| match refused {
            Some(error) => Err(error),
            None => outcomes.next().unwrap_or(Err(ApiError::Internal)),
        })
        .collect())
}

fn outcome(outcome: PutOutcome) -> Result<(Signed<Receipt>, bool), ApiError> {
    match outcome {
        PutOutcome::Stored { receipt, created } => Ok((receipt, created)),
        PutOutcome::Differs => Err(ApiError::PinpointDiffers),
        PutOutcome::NotCertified => Err(ApiError::NotCertified),
        PutOutcome::DeviceRevoked => Err(ApiError::DeviceRevoked),
        PutOutcome::PhotoTaken { photo } => Err(ApiError::PhotoIdTaken { photo: photo.to_string() }),
    }
}

fn stored(row: PinpointRow) -> Result<StoredPinpoint, StoreError> {
    let unreadable = |reason: String| StoreError::Row { table: "pinpoint", reason };
    let read_receipt = |json: &str| serde_json::from_str(json).map_err(|error| unreadable(error.to_string()));
    let events = row.events.into_iter().map(|event| {
        let kept =
            event.payload.map(|payload| Signed::from_parts(payload, &event.signatures_json)).transpose();
        Ok(StoredEvent {
            id: event.id,
            kind: event.kind,
            event: kept.map_err(|error| unreadable(error.to_string()))?,
            receipt: read_receipt(&event.receipt_json)?,
        })
    });
    let effective = effective(&row.sealed, row.amendment.as_ref())?;
    Ok(StoredPinpoint {
        amendment: row.amendment,
        effective,
        sealed: Signed::from_parts(row.sealed, &row.signatures_json)
            .map_err(|error| unreadable(error.to_string()))?,
        receipt: read_receipt(&row.receipt_json)?,
        verdict: row
            .verdict_json
            .map(|json| serde_json::from_str(&json).map_err(|error| unreadable(error.to_string())))
            .transpose()?,
        events: events.collect::<Result<_, StoreError>>()?,
        annex_erased: row.annex_erased,
        erased_photos: row.erased_photos,
    })
}
