//! The audit: who did what, why, in which request. Append-only by trigger.

use jiff::Timestamp;

use super::sql::Connection;
use super::{StoreError, millis};

/// Who acts when the server itself does.
pub(crate) const SERVER: &str = "server";

/// Who acts when nobody signed in.
pub(crate) const STRANGER: &str = "stranger";

/// The kinds of events that other systems may be told of.
pub(crate) const TOLD: [&str; 6] =
    ["pinpoint-stored", "pinpoint-amended", "pinpoint-erased", "event-stored", "photo-stored", "verdict"];

/// One line of the audit. Never holds a secret.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// An installer's pseudonym, `administrator`, or [`SERVER`].
    pub actor: String,
    /// What was done, in kebab-case.
    pub action: &'static str,
    /// To what.
    pub subject: String,
    /// Why, as a code or a person's words; may be empty.
    pub reason: String,
    /// The request that did it; empty when none did.
    pub request_id: String,
}

impl Entry {
    /// Something that the server did on its own.
    pub(crate) fn of_server(action: &'static str, subject: String, reason: impl Into<String>) -> Self {
        Self { actor: SERVER.into(), action, subject, reason: reason.into(), request_id: String::new() }
    }
}

/// Appends within the caller's transaction.
pub(super) fn append(
    connection: &Connection,
    network: &str,
    now: Timestamp,
    entry: &Entry,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO audit (network, at_ms, actor, action, subject, reason, request_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (network, millis(now), &entry.actor, entry.action, &entry.subject, &entry.reason, &entry.request_id),
    )?;
    Ok(())
}

/// Writes an event for other systems of [`TOLD`] within the caller's transaction.
pub(super) fn tell(
    connection: &Connection,
    network: &str,
    now: Timestamp,
    kind: &'static str,
    subject: &str,
    body_json: &str,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO outgoing (network, kind, subject, body_json, created_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        (network, kind, subject, body_json, millis(now)),
    )?;
    Ok(())
}
