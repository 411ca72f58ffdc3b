//! Under what a request is sent: the access token, unprintable like the session that it comes from, and the request's name.

use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use pinpoint_domain::wire::{RequestId, Session};

use crate::outbox::Trouble;

const REQUEST_ID: HeaderName = HeaderName::from_static(RequestId::HEADER);

/// An access token, and what its requests are called.
#[derive(Clone)]
pub struct Bearer {
    token: HeaderValue,
    request_id: Option<HeaderValue>,
}

impl Bearer {
    /// The access token of a session. One that fits into no header counts as not signed in.
    pub fn of(session: &Session) -> Result<Self, Trouble> {
        let mut value = HeaderValue::try_from(format!("Bearer {}", session.access_token))
            .map_err(|_| Trouble::Unauthorized { code: "token-unusable".to_owned() })?;
        value.set_sensitive(true);
        Ok(Self { token: value, request_id: None })
    }

    /// Gives its requests a name, by which the server's log finds them.
    #[must_use]
    pub fn called(self, request_id: Option<&RequestId>) -> Self {
        Self { request_id: request_id.and_then(|id| HeaderValue::from_str(id.as_str()).ok()), ..self }
    }

    /// What `Authorization` says, for whoever sends the request in our stead.
    pub fn reveal(&self) -> &str {
        self.token.to_str().unwrap_or_default()
    }

    pub(super) fn write(&self, headers: &mut HeaderMap) {
        headers.insert(AUTHORIZATION, self.token.clone());
        if let Some(request_id) = &self.request_id {
            headers.insert(REQUEST_ID, request_id.clone());
        }
    }
}

impl std::fmt::Debug for Bearer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bearer(••••)")
    }
}
