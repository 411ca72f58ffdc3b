//! What the network publishes: its profile, catalog and addresses. Whoever has the newest gets no second copy.

use http::header::{HeaderValue, IF_NONE_MATCH};
use http::{Method, StatusCode};
use pinpoint_domain::addresses::AddressList;
use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{Digest, Signed};
use serde::de::DeserializeOwned;

use super::{Call, Remote};
use crate::outbox::Trouble;

impl Remote {
    /// `GET /v1/profile`: still to be verified under the pinned root. None when it is the one of this digest.
    pub async fn profile(&self, kept: Option<&Digest>) -> Result<Option<Signed<NetworkProfile>>, Trouble> {
        self.published(&["v1", "profile"], kept).await
    }

    /// `GET /v1/catalog`: still to be verified under the network's root. None when it is the one of this digest.
    pub async fn catalog(&self, kept: Option<&Digest>) -> Result<Option<Signed<Catalog>>, Trouble> {
        self.published(&["v1", "catalog"], kept).await
    }

    /// `GET /v1/addresses`: still to be verified under the network's root. None when it is the one of this digest.
    pub async fn addresses(&self, kept: Option<&Digest>) -> Result<Option<Signed<AddressList>>, Trouble> {
        self.published(&["v1", "addresses"], kept).await
    }

    async fn published<T: DeserializeOwned>(
        &self,
        path: &[&str],
        kept: Option<&Digest>,
    ) -> Result<Option<T>, Trouble> {
        let mut call = Call::new(Method::GET, path);
        if let Some(digest) = kept {
            // The entity tag is the digest of what was signed (RFC 9110, section 8.8.3).
            let tag = HeaderValue::try_from(format!("\"{digest}\""))
                .map_err(|_| Trouble::here("request-unwritable"))?;
            call.headers.insert(IF_NONE_MATCH, tag);
        }
        let response = self.send(call).await?;
        if response.status == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        Self::read(&response).map(Some)
    }
}
