//! The OpenAPI document: made from the handlers, completed here with what all of them share.

use std::fmt::Write as _;

use axum::Router;
use pinpoint_domain::wire::Problem;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Ref, RefOr, Response, ResponseBuilder, content::ContentBuilder};
use utoipa_swagger_ui::SwaggerUi;

use crate::app::App;
use crate::problem::ApiError;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Pinpoint",
        description = "Receives pinpoints from certified installers, answers with signed receipts, and tells the \
            verdict in a change feed.\n\nEverything may be repeated: names are made on the phone, and the same bytes \
            give the same receipt for ever. Errors are `application/problem+json` (RFC 9457) with a stable `code`; \
            whatever else comes back with an error status is weather, not an answer."
    ),
    components(schemas(Problem)),
    security(("access_token" = [])),
    tags(
        (name = "network", description = "What needs no account"),
        (name = "sessions", description = "Signing in and staying signed in"),
        (name = "devices", description = "Device keys and their grants"),
        (name = "pinpoints", description = "Sealed records and what is said beside them"),
        (name = "photos", description = "Photos, over tus 1.0"),
        (name = "changes", description = "What the network knows that the phone does not"),
        (name = "stations", description = "Stations over time"),
        (name = "reviews", description = "What waits for the network's own people"),
    ),
)]
struct Head;

/// What stands above the routes.
pub(super) fn head() -> utoipa::openapi::OpenApi {
    Head::openapi()
}

/// Adds the security scheme, the list of all codes, and to each operation the problems that any of them may answer.
pub(super) fn finish(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let mut said = document.info.description.take().unwrap_or_default();
    said.push_str("\n\n| code | status | meaning |\n|---|---|---|\n");
    for spec in ApiError::ALL {
        // Writing to a String does not fail.
        let _ = writeln!(said, "| `{}` | {} | {} |", spec.code, spec.status, spec.title);
    }
    document.info.description = Some(said);
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("opaque").build();
    document
        .components
        .get_or_insert_default()
        .add_security_scheme("access_token", SecurityScheme::Http(bearer));
    for item in document.paths.paths.values_mut() {
        let operations = [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.delete,
            &mut item.options,
            &mut item.head,
            &mut item.patch,
        ];
        for operation in operations.into_iter().flatten() {
            operation.responses.responses.insert("default".to_owned(), RefOr::T(any_problem()));
        }
    }
    document
}

/// `/openapi.json`, and `/docs` to read it; the page's files are built in.
pub(super) fn pages(document: utoipa::openapi::OpenApi) -> Router<App> {
    SwaggerUi::new("/docs").url("/openapi.json", document).into()
}

fn any_problem() -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new()
        .description("Any problem: the code says which")
        .content(Problem::MEDIA_TYPE, content)
        .build()
}
