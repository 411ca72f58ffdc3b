//! The account's store as the outbox's driver sees it.

use std::sync::Arc;

use bytes::Bytes;
use pinpoint_domain::code::Coded;
use pinpoint_domain::ids::{EventId, PhotoId, PinpointId};
use pinpoint_domain::wire::{self, ChangePage, Changed, RequestId, Session, Signed, Subject, Watermark};
use pinpoint_domain::{Timestamp, profile::NetworkProfile};

use super::Installer;
use super::account::{Account, Tokens};
use crate::error::EngineError;
use crate::outbox::{Change, Due, Lane, Ledger, LedgerError, Parcel, PhotoFile, Pulled, Standing, believe};
use crate::platform::files::Folder;
use crate::platform::time::Clock;
use crate::remote::Remote;
use crate::store::{Store, StoreError, attempts, deliveries, erasures, photos, records, standing};

/// One account's outbox on the disk.
pub(super) struct AccountLedger {
    store: Store,
    folder: Folder,
    tokens: Tokens,
    profile: Arc<NetworkProfile>,
    clock: Clock,
    remote: Arc<Remote>,
}

impl AccountLedger {
    pub(super) fn new(installer: &Installer, account: &Account) -> Self {
        Self {
            store: account.store.clone(),
            folder: account.folder.clone(),
            tokens: account.tokens.clone(),
            profile: installer.profile(),
            clock: installer.config.clock.clone(),
            remote: Arc::clone(&installer.remote),
        }
    }
}

impl Ledger for AccountLedger {
    async fn standing(&self) -> Result<Standing, LedgerError> {
        let session = self.tokens.get().await.map_err(|error| failed(&error))?;
        let profile = self.profile.version;
        let read = move |connection: &rusqlite::Connection| {
            Ok((standing::cursor(connection, profile)?, standing::server_date(connection)?))
        };
        let (cursor, server_date) = self.store.read(read).await.map_err(broken)?;
        Ok(Standing { session, cursor, server_date })
    }

    async fn due(
        &self,
        lane: Lane,
        after: Option<u64>,
        limit: usize,
        now: Timestamp,
    ) -> Result<Due, LedgerError> {
        self.store
            .write(move |transaction| deliveries::due(transaction, lane, after, limit, now))
            .await
            .map_err(broken)
    }

    async fn records(&self, pinpoints: Vec<PinpointId>) -> Result<Vec<Parcel<PinpointId>>, LedgerError> {
        let read = move |connection: &rusqlite::Connection| {
            let parcel = |id| Ok(parcel(id, records::parcel(connection, Subject::Pinpoint(id))?));
            let found: Result<Vec<_>, StoreError> = pinpoints.into_iter().map(parcel).collect();
            Ok(found?.into_iter().flatten().collect())
        };
        self.store.read(read).await.map_err(broken)
    }

    async fn event(&self, event: EventId) -> Result<Option<Parcel<EventId>>, LedgerError> {
        let found =
            self.store.read(move |connection| records::parcel(connection, Subject::Event(event))).await;
        Ok(parcel(event, found.map_err(broken)?))
    }

    async fn photo(&self, photo: PhotoId) -> Result<Option<PhotoFile>, LedgerError> {
        let found =
            self.store.read(move |connection| photos::find(connection, photo)).await.map_err(broken)?;
        Ok(found.map(|photo| PhotoFile {
            folder: self.folder.clone(),
            name: photo.path,
            bytes: photo.bytes,
            digest: photo.digest,
        }))
    }

    async fn apply(&self, changes: Arc<[Change]>, request_id: Option<RequestId>) -> Result<(), LedgerError> {
        let now = self.clock.now();
        let delivered = changes.iter().any(|change| matches!(change, Change::Delivered { .. }));
        let epoch = self.remote.server_epoch().filter(|_| delivered);
        let write = move |transaction: &rusqlite::Transaction<'_>| {
            attempts::note(transaction, &changes, request_id.as_ref(), now)?;
            changes.iter().try_for_each(|change| deliveries::apply(transaction, change))?;
            epoch.map_or(Ok(()), |epoch| standing::delivered_to(transaction, &epoch))
        };
        self.store.write(write).await.map_err(broken)
    }

    async fn store_session(&self, session: Session) -> Result<(), LedgerError> {
        self.tokens.renew(&session).await.map_err(|error| failed(&error))
    }

    async fn apply_changes(
        &self,
        page: ChangePage,
        server_date: Option<Timestamp>,
    ) -> Result<Pulled, LedgerError> {
        let profile = Arc::clone(&self.profile);
        let write = move |transaction: &rusqlite::Transaction<'_>| {
            let mut erased = Vec::new();
            for change in &page.changes {
                // What is not believed, or of a later kind, says nothing now; the rest of the page is read all the same.
                if !is_believed(transaction, change, &profile)? {
                    continue;
                }
                records::file_change(transaction, &page.server_epoch, change)?;
                if let Changed::Erased { erasure } = &change.what
                    && let Ok(erasure) = erasure.read_unverified()
                {
                    erased.extend(erasures::apply(transaction, &erasure)?);
                }
            }
            standing::set_cursor(transaction, profile.version, page.next_after)?;
            if let Some(date) = server_date {
                standing::set_server_date(transaction, date)?;
            }
            if let Some(watermark) = &page.watermark {
                keep_watermark(transaction, watermark, &page.server_epoch, &profile)?;
            }
            let restored = standing::epoch_changed(transaction, &page.server_epoch)?;
            let requeued = restored && deliveries::offer_again(transaction)?;
            if restored {
                // Its sequences may have begun anew.
                standing::set_cursor(transaction, profile.version, 0)?;
            }
            Ok((Pulled { requeued }, erased))
        };
        let (pulled, erased) = self.store.write(write).await.map_err(broken)?;
        for file in erased {
            // What stays behind is swept later.
            drop(self.folder.remove(&file).await);
        }
        Ok(pulled)
    }
}

/// Whether a change is about a record of ours and signed by the network.
fn is_believed(
    connection: &rusqlite::Connection,
    change: &wire::Change,
    profile: &NetworkProfile,
) -> Result<bool, StoreError> {
    let pinpoint = change.pinpoint_id;
    // Another device of the same company may have sealed it.
    let Some(ours) = records::facts(connection, pinpoint)? else { return Ok(false) };
    let believed = match &change.what {
        Changed::Verdict { verdict } => believe(verdict, pinpoint, ours.digest, profile).map(drop),
        Changed::Amendment { amendment } => believe(amendment, pinpoint, ours.digest, profile).map(drop),
        Changed::Boot { boot } => believe(boot, pinpoint, ours.digest, profile).map(drop),
        Changed::Erased { erasure } => believe(erasure, pinpoint, ours.digest, profile).map(drop),
        Changed::Unknown => return Ok(false),
    };
    if let Err(error) = &believed {
        tracing::warn!(%pinpoint, %error, "a change is not believed");
    }
    Ok(believed.is_ok())
}

/// Keeps the network's word on its backup, if it is of the server that answers now.
fn keep_watermark(
    connection: &rusqlite::Connection,
    signed: &Signed<Watermark>,
    epoch: &str,
    profile: &NetworkProfile,
) -> Result<(), StoreError> {
    match profile.believe_word(signed) {
        Ok(told) if told.network == profile.network && told.server_epoch == epoch => {
            standing::set_watermark(connection, &told)
        }
        Ok(_) => {
            tracing::warn!("a watermark of another server is not believed");
            Ok(())
        }
        Err(error) => {
            tracing::warn!(%error, "a watermark is not believed");
            Ok(())
        }
    }
}

fn parcel<Id>(id: Id, found: Option<(Vec<u8>, wire::Digest)>) -> Option<Parcel<Id>> {
    found.map(|(body, digest)| Parcel { id, body: Bytes::from(body), digest })
}

fn broken(error: StoreError) -> LedgerError {
    failed(&error.into())
}

fn failed(error: &EngineError) -> LedgerError {
    match error {
        EngineError::Store(StoreError::Full) => LedgerError::Full,
        _ => LedgerError::Broken { code: error.code().to_owned(), fields: error.fields() },
    }
}
