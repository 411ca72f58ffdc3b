//! The map that an installer puts the pin on: from the network's own server, so that nobody else learns where it works.

use std::io::ErrorKind;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use pinpoint_domain::wire::Problem;
use tower_http::services::ServeDir;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::Path;
use crate::app::App;
use crate::problem::ApiError;

/// What was seen in the morning is there underground, too, from the browser's own cache.
const KEPT_FOR_A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// Whatever lies there is looked at and runs nothing, also a page or a drawing with a script.
const PAPER: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// Where the folder is on the network.
const AT: &str = "/v1/map";

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(map))
}

/// A file of the network's map: `style.json` in the form of `MapLibre`'s style specification, and what it names
///
/// The operator lays them into the folder `map` of the server's data; the demo network has a town of its own.
#[utoipa::path(
    get, path = "/v1/map/{*file}", tag = "network", security(()),
    params(("file" = String, Path, description = "Its path in the folder", example = "style.json")),
    responses(
        (status = 200, description = "The file", content_type = "*/*"),
        (status = 206, description = "The part of it that `Range` asks for", content_type = "*/*"),
        (status = 304, description = "As it was `If-Modified-Since`"),
        (status = 416, description = "`range-not-satisfiable`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 404, description = "`map-unknown`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn map(State(app): State<App>, Path(file): Path<String>, asked: Request) -> Result<Response, ApiError> {
    let built_in = || app.keys.are_public().then(|| drawn(&file))?;
    let mut response = laid(&app, asked).await?.or_else(built_in).ok_or(ApiError::MapUnknown)?;
    response.headers_mut().insert(header::CACHE_CONTROL, KEPT_FOR_A_DAY);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, PAPER);
    Ok(response)
}

/// From the operator's folder: whole, or a part of an archive of tiles.
async fn laid(app: &App, mut asked: Request) -> Result<Option<Response>, ApiError> {
    let beneath = asked.uri().path().strip_prefix(AT).unwrap_or_default();
    *asked.uri_mut() = Uri::try_from(beneath).map_err(|_| ApiError::MapUnknown)?;
    // Nobody changes a map this way, so nothing has to be as it was.
    for condition in [header::IF_MATCH, header::IF_UNMODIFIED_SINCE] {
        asked.headers_mut().remove(condition);
    }
    let mut folder = ServeDir::new(&app.map)
        .append_index_html_on_directories(false)
        .redirect_to_trailing_slash(false)
        .precompressed_br()
        .precompressed_gzip();
    match folder.try_call(asked).await {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => Ok(None),
        Ok(response) => Ok(Some(response.map(Body::new))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The demo network's town.
fn drawn(file: &str) -> Option<Response> {
    let (media_type, text) = match file {
        "style.json" => ("application/json", include_str!("../../../networks/demo/map/style.json")),
        "town.geojson" => ("application/geo+json", include_str!("../../../networks/demo/map/town.geojson")),
        _ => return None,
    };
    Some(([(header::CONTENT_TYPE, media_type)], text).into_response())
}
