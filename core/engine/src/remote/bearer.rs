//! The access token on its way into a header: unprintable, like the session that it comes from.

use http::header::HeaderValue;
use pinpoint_domain::wire::Session;

use crate::outbox::Trouble;

/// An access token.
#[derive(Clone)]
pub struct Bearer(HeaderValue);

impl Bearer {
    /// The access token of a session. One that fits into no header counts as not signed in.
    pub fn of(session: &Session) -> Result<Self, Trouble> {
        let mut value = HeaderValue::try_from(format!("Bearer {}", session.access_token))
            .map_err(|_| Trouble::Unauthorized { code: "token-unusable".to_owned() })?;
        value.set_sensitive(true);
        Ok(Self(value))
    }

    /// What `Authorization` says, for whoever sends the request in our stead.
    pub fn reveal(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl std::fmt::Debug for Bearer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bearer(••••)")
    }
}
