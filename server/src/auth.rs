//! Who asks: opaque tokens, of which the database knows only digests.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use data_encoding::BASE64URL_NOPAD;
use pinpoint_domain::ids::{CompanyId, InstallerId};
use pinpoint_domain::wire::Account;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::middleware::RequestId;
use crate::problem::ApiError;
use crate::random::{self, NoRandomness};
use crate::store::{AccountRow, Entry, Put};

/// The signed-in account of a request.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub account: AccountRow,
    /// Digest of the access token.
    pub token: [u8; 32],
    pub request_id: String,
}

impl Caller {
    /// Whether the caller may see what belongs to this company.
    pub(crate) fn sees(&self, company: &str) -> bool {
        self.account.back_office || self.account.company.to_string() == company
    }

    /// Refuses whoever is not one of the network's own people.
    pub(crate) fn of_back_office(&self) -> Result<(), ApiError> {
        if self.account.back_office { Ok(()) } else { Err(ApiError::BackOfficeOnly) }
    }

    /// The company that a query is narrowed to; the network's own people see all.
    pub(crate) fn scope(&self) -> Option<CompanyId> {
        (!self.account.back_office).then_some(self.account.company)
    }

    /// A line for the audit.
    pub(crate) fn entry(&self, action: &'static str, subject: String) -> Entry {
        entry(self.account.installer, action, subject, &self.request_id)
    }

    /// Who puts, and when.
    pub(crate) fn put(&self, app: &App) -> Put {
        Put { actor: self.account.installer, request_id: self.request_id.clone(), now: app.now() }
    }
}

/// A line for the audit about something that an installer did.
pub(crate) fn entry(actor: InstallerId, action: &'static str, subject: String, request_id: &str) -> Entry {
    Entry {
        actor: actor.to_string(),
        action,
        subject,
        reason: String::new(),
        request_id: request_id.to_owned(),
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let bearer = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .ok_or(ApiError::TokenMissing)?;
        let token = digest(bearer.1.trim());
        let account = app.store.account_of_token(token, app.now()).await?.ok_or(ApiError::TokenRefused)?;
        let request_id = RequestId::of(&parts.extensions).to_owned();
        Ok(Self { account, token, request_id })
    }
}

/// A new token, and what the database keeps of it.
pub(crate) fn new_token() -> Result<(String, [u8; 32]), NoRandomness> {
    let token = BASE64URL_NOPAD.encode(&random::bytes::<32>()?);
    let digest = digest(&token);
    Ok((token, digest))
}

/// What the database keeps of a token. It has 256 random bits, so a plain digest gives nothing to guess at.
pub(crate) fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The account as its owner may see it.
pub(crate) fn account(app: &App, row: AccountRow) -> Account {
    Account {
        network: app.network.clone(),
        installer: row.installer,
        company: row.company,
        company_name: row.company_name,
        name: row.name,
        certified_until: row.certified_until,
    }
}
