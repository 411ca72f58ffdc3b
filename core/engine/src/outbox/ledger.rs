//! What the driver needs of a store.

use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::ids::{EventId, PhotoId, PinpointId};
use pinpoint_domain::wire::{ChangePage, Digest, RequestId, Session};
use serde::Serialize;

use super::action::Due;
use super::change::Change;
use super::delivery::Lane;
use crate::platform::files::Folder;

/// A body as it was stored, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel<Id> {
    /// What it is.
    pub id: Id,
    /// The envelope as JSON; sent as it is.
    pub body: Bytes,
    /// The digest that its receipt must name.
    pub digest: Digest,
}

/// A photo's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoFile {
    /// The folder that it lies in.
    pub folder: Folder,
    /// Its name there.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The digest that its receipt must name.
    pub digest: Digest,
}

/// What is kept about the server.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The session, if signed in.
    pub session: Option<Session>,
    /// How far the change feed was read.
    pub cursor: u64,
    /// The newest time that the server told.
    pub server_date: Option<Timestamp>,
}

/// What storing a page of changes led to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pulled {
    /// Whether deliveries became due again: a new epoch of the server, so everything it may have lost is offered anew.
    pub requeued: bool,
}

/// Why the store could not do it. The run ends; nothing is lost, and what was under way is sent again the next time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
#[serde(rename_all = "kebab-case")]
pub enum LedgerError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Anything else.
    #[error("the store failed: {code}")]
    Broken {
        /// The store's code.
        code: String,
        /// What its sentence needs.
        fields: Fields,
    },
}

impl Coded for LedgerError {
    fn code(&self) -> &str {
        match self {
            Self::Full => "storage-full",
            Self::Broken { code, .. } => code,
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Full => Fields::new(),
            Self::Broken { fields, .. } => fields.clone(),
        }
    }
}

/// The store as the outbox sees it. Everything that returns `Ok` is durable.
pub trait Ledger: Send + Sync {
    /// What is kept about the server.
    fn standing(&self) -> impl Future<Output = Result<Standing, LedgerError>> + Send;

    /// Deliveries of a lane that are due ([`super::DeliveryState::is_due`]) with a sequence beyond `after`, in
    /// ascending sequence, and when the first of those that wait in the whole lane is due.
    fn due(
        &self,
        lane: Lane,
        after: Option<u64>,
        limit: usize,
        now: Timestamp,
    ) -> impl Future<Output = Result<Due, LedgerError>> + Send;

    /// The envelopes of these records, in any order. One that is not there is left out.
    fn records(
        &self,
        pinpoints: Vec<PinpointId>,
    ) -> impl Future<Output = Result<Vec<Parcel<PinpointId>>, LedgerError>> + Send;

    /// The envelope of an event.
    fn event(
        &self,
        event: EventId,
    ) -> impl Future<Output = Result<Option<Parcel<EventId>>, LedgerError>> + Send;

    /// The file of a photo.
    fn photo(&self, photo: PhotoId) -> impl Future<Output = Result<Option<PhotoFile>, LedgerError>> + Send;

    /// Writes changes down, all of them in one transaction, and what the requests that led to them were called.
    fn apply(
        &self,
        changes: Arc<[Change]>,
        request_id: Option<RequestId>,
    ) -> impl Future<Output = Result<(), LedgerError>> + Send;

    /// Keeps a new session.
    fn store_session(&self, session: Session) -> impl Future<Output = Result<(), LedgerError>> + Send;

    /// Keeps a page of changes with its cursor, and the newest time that the server told, in one transaction.
    fn apply_changes(
        &self,
        page: ChangePage,
        server_date: Option<Timestamp>,
    ) -> impl Future<Output = Result<Pulled, LedgerError>> + Send;
}
