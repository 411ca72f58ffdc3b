//! Where a client keeps its refresh token: itself, or as a browser in a cookie that no script can read.

use std::convert::Infallible;

use axum::Json as Reply;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, header};
use jiff::SignedDuration;
use pinpoint_domain::wire::{IN_COOKIE, SESSION_KEEPER, Session};

/// `__Secure-`: no page without TLS has set it; a browser takes this machine for safe.
const COOKIE: &str = "__Secure-pinpoint";

/// Whether the client is a browser that keeps its refresh token in a cookie, and the one that it sent. Without the header a
/// cookie counts for nothing: another page's form could send that.
pub(super) struct Keeper {
    in_cookie: bool,
    token: Option<String>,
}

/// A header of the answer.
pub(super) type SetCookie = [(HeaderName, String); 1];
/// A session, with the refresh token in a cookie or in itself.
pub(super) type Kept = (Option<SetCookie>, Reply<Session>);

impl Keeper {
    /// The refresh token that the browser kept.
    pub(super) fn cookie(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// A session on its way out, and how long its refresh token is kept.
    pub(super) fn keep(&self, mut session: Session, lives: SignedDuration) -> Kept {
        let kept = self.in_cookie.then(|| cookie(&std::mem::take(&mut session.refresh_token), lives));
        (kept, Reply(session))
    }

    /// Has the browser forget it.
    pub(super) fn forget(&self) -> Option<SetCookie> {
        self.in_cookie.then(|| cookie("", SignedDuration::ZERO))
    }
}

impl<S: Sync> FromRequestParts<S> for Keeper {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let in_cookie = parts.headers.get(SESSION_KEEPER).is_some_and(|keeper| keeper == IN_COOKIE);
        let sent = parts.headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        let pairs = sent.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let token =
            pairs.filter(|(name, _)| in_cookie && *name == COOKIE).map(|(_, token)| token.to_owned()).next();
        Ok(Self { in_cookie, token })
    }
}

fn cookie(token: &str, lives: SignedDuration) -> SetCookie {
    let seconds = lives.as_secs();
    let kept = "Path=/v1/sessions; Secure; HttpOnly; SameSite=Strict";
    [(header::SET_COOKIE, format!("{COOKIE}={token}; Max-Age={seconds}; {kept}"))]
}
