//! The OpenAPI document: made from the handlers, completed here with what all of them share.

use std::fmt::Write as _;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use axum::middleware::map_response;
use pinpoint_domain::ids::{DeviceId, EventId, PhotoId};
use pinpoint_domain::wire::Problem;
use serde_json::{Value, json};
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::request_body::RequestBody;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{self, Ref, RefOr, ResponseBuilder, content::ContentBuilder};
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
    // What only a path names is not found by itself.
    components(schemas(Problem, PhotoId, DeviceId, EventId)),
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
pub(super) fn head() -> openapi::OpenApi {
    Head::openapi()
}

/// Adds the security scheme, the list of all codes, to each operation the problems that its like may answer, and to each
/// number its bounds.
pub(super) fn finish(mut document: openapi::OpenApi) -> Value {
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
    // `{*file}` is what the router calls the rest of a path.
    let paths = std::mem::take(&mut document.paths.paths);
    document.paths.paths = paths.into_iter().map(|(path, item)| (path.replace("{*", "{"), item)).collect();
    for item in document.paths.paths.values_mut() {
        // The answer to a `HEAD` has no body.
        item.head.as_mut().into_iter().for_each(|operation| share(operation, ResponseBuilder::new));
        let operations = [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.delete,
            &mut item.options,
            &mut item.patch,
        ];
        operations.into_iter().flatten().for_each(|operation| share(operation, problem));
    }
    let mut document = serde_json::to_value(document).unwrap_or_default();
    bound(&mut document);
    document
}

/// A problem that operations of one kind share: its status, its code, and which kind that is.
type Shared = (&'static str, &'static str, fn(&Operation) -> bool);

const SHARED: [Shared; 12] = [
    ("400", "malformed-path", |operation| asks(operation, &ParameterIn::Path)),
    ("400", "malformed-query", |operation| asks(operation, &ParameterIn::Query)),
    ("400", "malformed-json", takes_json),
    ("400", "body-cut", takes_json),
    ("401", "token-missing", is_secured),
    ("401", "token-refused", is_secured),
    ("408", "request-timeout", |_| true),
    ("413", "body-too-large", takes_json),
    ("415", "media-type", takes_json),
    ("5XX", "internal", |_| true),
    ("5XX", "unavailable", |_| true),
    ("5XX", "server-full", |_| true),
];

/// Adds what is shared to an operation that did not say it itself.
fn share(operation: &mut Operation, blank: fn() -> ResponseBuilder) {
    for (status, code, concerns) in SHARED {
        if !concerns(operation) {
            continue;
        }
        let responses = &mut operation.responses.responses;
        let response = responses.entry(status.to_owned()).or_insert_with(|| blank().build().into());
        if let RefOr::T(openapi::Response { description, .. }) = response
            && !description.contains(&format!("`{code}`"))
        {
            let comma = if description.is_empty() { "" } else { ", " };
            let _ = write!(description, "{comma}`{code}`");
        }
    }
}

fn asks(operation: &Operation, place: &ParameterIn) -> bool {
    let mut asked = operation.parameters.iter().flatten();
    asked.any(|asked| matches!(asked, RefOr::T(asked) if asked.parameter_in == *place))
}

fn takes_json(operation: &Operation) -> bool {
    let json = |body: &RequestBody| body.content.contains_key("application/json");
    matches!(&operation.request_body, Some(RefOr::T(body)) if json(body))
}

/// Only what needs no account says anything about security of its own.
fn is_secured(operation: &Operation) -> bool {
    operation.security.is_none()
}

fn problem() -> ResponseBuilder {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().content(Problem::MEDIA_TYPE, content)
}

/// A format is a hint that few clients read; bounds are what a number is refused by.
fn bound(part: &mut Value) {
    match part {
        Value::Array(parts) => parts.iter_mut().for_each(bound),
        Value::Object(parts) => {
            // utoipa spells what it has not signed in its own way.
            let bounds = match parts.get("format").and_then(Value::as_str) {
                Some("u-int8") => Some(("uint8", json!(0), json!(u8::MAX))),
                Some("u-int16") => Some(("uint16", json!(0), json!(u16::MAX))),
                Some("u-int32") => Some(("uint32", json!(0), json!(u32::MAX))),
                Some("u-int64") => Some(("uint64", json!(0), json!(u64::MAX))),
                Some("int32") => Some(("int32", json!(i32::MIN), json!(i32::MAX))),
                Some("int64") => Some(("int64", json!(i64::MIN), json!(i64::MAX))),
                _ => None,
            };
            if let Some((format, least, most)) = bounds {
                parts.insert("format".to_owned(), json!(format));
                parts.entry("minimum").or_insert(least);
                parts.entry("maximum").or_insert(most);
            }
            parts.values_mut().for_each(bound);
        }
        _ => {}
    }
}

/// What the page of `/docs` may do: run its own files and ask this server. It writes styles of its own as it goes.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// `/openapi.json`, and `/docs` to read it; the page's files are built in.
pub(super) fn pages(document: Value) -> Router<App> {
    let pages: Router<App> = SwaggerUi::new("/docs").external_url_unchecked("/openapi.json", document).into();
    pages.layer(map_response(async |mut response: Response<Body>| {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
        response
    }))
}
