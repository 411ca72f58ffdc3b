//! Signing in, staying signed in, signing out.

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use jiff::SignedDuration;
use pinpoint_domain::wire::{Problem, RefreshRequest, Session, SessionRequest};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::extract::Json;
use super::keeper::{Keeper, Kept, SetCookie};
use crate::app::App;
use crate::auth::{self, Caller};
use crate::middleware::RequestId;
use crate::problem::ApiError;
use crate::sign_in::{self, Attempt};
use crate::store::{AccountRow, Refreshed, TokenPair};

/// An access token is read from memory or a log at worst, so it is short-lived.
const ACCESS: SignedDuration = SignedDuration::from_mins(15);
/// A season without network does not sign an installer out.
const REFRESH: SignedDuration = SignedDuration::from_hours(90 * 24);

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(sign_in, sign_out)).routes(routes!(refresh))
}

/// Sign in
///
/// Accounts without certification may sign in too (A03). Unknown e-mails take as long as wrong passwords. A browser sends
/// `Session-Keeper: cookie`, and has the refresh token in a cookie that no script can read, instead of in the answer.
#[utoipa::path(
    post, path = "/v1/sessions", tag = "sessions", security(()), request_body = SessionRequest,
    responses(
        (status = 201, description = "Signed in", body = Session),
        (status = 401, description = "`sign-in-refused`", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 429, description = "`throttled`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn sign_in(
    State(app): State<App>,
    Extension(request_id): Extension<RequestId>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    keeper: Keeper,
    Json(request): Json<SessionRequest>,
) -> Result<(StatusCode, Kept), ApiError> {
    let attempt = Attempt {
        email: request.email.trim().to_lowercase(),
        password: request.password,
        source: peer.map(|Extension(ConnectInfo(peer))| app.proxies.source(peer.ip(), &headers)),
        request_id: request_id.as_str().to_owned(),
    };
    let known = sign_in::check(&app, attempt).await?;
    let installer = known.account.installer;
    let entry = auth::entry(installer, "signed-in", installer.to_string(), request_id.as_str());
    let (pair, tokens) = new_tokens(&app)?;
    let session = session(&app, pair, tokens, known.account.clone());
    if app.store.open_session(known, pair, entry, app.now()).await? {
        Ok((StatusCode::CREATED, keeper.keep(session, REFRESH)))
    } else {
        Err(ApiError::SignInRefused)
    }
}

/// Exchange a refresh token for a new pair
///
/// The old refresh token stays good until the new one was used once, so a lost reply signs nobody out. A token that
/// was replaced for good ends the whole session: somebody else has it.
#[utoipa::path(
    post, path = "/v1/sessions/refresh", tag = "sessions", security(()), request_body = RefreshRequest,
    responses(
        (status = 200, description = "A new pair", body = Session),
        (status = 401, description = "`refresh-refused`", body = Problem, content_type = Problem::MEDIA_TYPE),
    ),
)]
async fn refresh(
    State(app): State<App>,
    Extension(request_id): Extension<RequestId>,
    keeper: Keeper,
    Json(request): Json<RefreshRequest>,
) -> Result<Kept, ApiError> {
    let (pair, tokens) = new_tokens(&app)?;
    let token = auth::digest(keeper.cookie().unwrap_or(&request.refresh_token));
    match app.store.refresh(token, pair, request_id.as_str().to_owned(), app.now()).await? {
        Refreshed::Renewed(account) => Ok(keeper.keep(session(&app, pair, tokens, account), REFRESH)),
        Refreshed::Refused | Refreshed::Replayed => Err(ApiError::RefreshRefused),
    }
}

/// Sign out
///
/// Ends the session of the access token with all its tokens. Nothing else is deleted, here or on the phone.
#[utoipa::path(
    delete, path = "/v1/sessions", tag = "sessions",
    responses((status = 204, description = "Signed out")),
)]
async fn sign_out(
    State(app): State<App>,
    keeper: Keeper,
    caller: Caller,
) -> Result<(StatusCode, Option<SetCookie>, ()), ApiError> {
    let entry = caller.entry("signed-out", caller.account.installer.to_string());
    app.store.sign_out(caller.token, entry, app.now()).await?;
    Ok((StatusCode::NO_CONTENT, keeper.forget(), ()))
}

/// The two tokens themselves: access, refresh.
type Tokens = (String, String);

fn new_tokens(app: &App) -> Result<(TokenPair, Tokens), ApiError> {
    let now = app.now();
    let (access_token, access) = auth::new_token()?;
    let (refresh_token, refresh) = auth::new_token()?;
    let pair = TokenPair { access, access_until: now + ACCESS, refresh, refresh_until: now + REFRESH };
    Ok((pair, (access_token, refresh_token)))
}

fn session(
    app: &App,
    pair: TokenPair,
    (access_token, refresh_token): Tokens,
    account: AccountRow,
) -> Session {
    let account = auth::account(app, account);
    Session { access_token, expires_at: pair.access_until, refresh_token, account }
}
