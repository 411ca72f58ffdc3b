//! The change feed.

use axum::Json as Reply;
use axum::extract::State;
use pinpoint_domain::wire::{ChangePage, Problem};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::Query;
use crate::app::App;
use crate::auth::Caller;
use crate::problem::ApiError;

const PAGE: u32 = 100;
const LONGEST_PAGE: u32 = 500;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(changes))
}

/// Where to go on.
#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
    limit: Option<u32>,
}

/// What the network knows that the phone does not
///
/// The own company's changes in the order of the server's sequence. Verdicts are signed.
#[utoipa::path(
    get, path = "/v1/changes", tag = "changes",
    params(
        ("after" = Option<u64>, Query, description = "`next_after` of the page before; nothing at first"),
        ("limit" = Option<u32>, Query, description = "At most so many changes, never less than 1 or more than 500; 100 when not given"),
    ),
    responses(
        (status = 200, description = "A page of changes", body = ChangePage),
        (status = 400, description = "`malformed-query`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn changes(
    State(app): State<App>,
    caller: Caller,
    Query(After { after, limit }): Query<After>,
) -> Result<Reply<ChangePage>, ApiError> {
    let limit = limit.unwrap_or(PAGE).clamp(1, LONGEST_PAGE);
    let mut changes = app.store.changes(caller.account.company, after, limit).await?;
    let page = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = changes.len() > page;
    changes.truncate(page);
    let next_after = changes.last().map_or(after, |change| change.sequence);
    let watermark = app.store.watermark(app.epoch.clone()).await?.map(|watermark| app.keys.sign(&watermark));
    Ok(Reply(ChangePage { server_epoch: app.epoch.clone(), changes, next_after, more, watermark }))
}
