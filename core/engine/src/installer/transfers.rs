//! Photos that the system carries while the app has ended: `URLSession` on iOS, `WorkManager` on Android.

use std::sync::Arc;

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::wire::Session;
use rusqlite::{Connection, Transaction};
use serde::Serialize;

use super::account::Account;
use super::delivery::SYNC_LOCK;
use super::{Changed, Installer};
use crate::error::EngineError;
use crate::outbox::retry::{self, LONGEST_ASKED, Wait};
use crate::outbox::{BelievedReceipt, Change, Delivery, DeliveryState, Item, Lane, Trouble, settled_state};
use crate::remote::{Bearer, Transfer, TransferOutcome, Upload};
use crate::store::{StoredPhoto, attempts, deliveries, photos};

/// An access token that ends sooner is renewed before it goes out with a transfer.
const LITTLE_LEFT: SignedDuration = SignedDuration::from_mins(10);

/// Where a photo is after its transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum TransferState {
    /// Its receipt was verified.
    Done,
    /// It is in the outbox again: the next transfer or sync goes on where this one ended.
    Again,
    /// The server will not take it as it is; the outbox says why, and who must act.
    Held,
}

impl Installer {
    /// Uploads for the system to carry, at most so many. They are the system's for an hour, or until
    /// [`Installer::transfer_finished`] says what became of them; meanwhile no sync sends them, and one that is running
    /// is stopped first.
    pub async fn next_transfers(&self, limit: u32) -> Result<Vec<Transfer>, EngineError> {
        let account = self.signed_in()?;
        self.cancel_sync();
        let turn = self.sync_turn.lock().await;
        let lock = account.folder.try_lock(SYNC_LOCK).await?.ok_or(EngineError::SyncElsewhere)?;
        let bearer = Bearer::of(&self.fresh_session(&account).await?)?;
        let now = self.now();
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let due = account.store.write(move |transaction| photos_due(transaction, limit, now)).await?;
        let mut transfers = Vec::with_capacity(due.len());
        let mut answers = true;
        for (delivery, photo) in &due {
            let there = self.there(&bearer, delivery, photo, &mut answers).await;
            transfers.push(self.remote.transfer(&bearer, &upload(&account, delivery, photo), there)?);
        }
        // Given away last: whoever stopped waiting before this has been given nothing.
        let Wait { since, until } = Wait::of(self.now(), LONGEST_ASKED);
        let give_away = move |transaction: &Transaction<'_>| {
            for (mut delivery, _) in due {
                delivery.state = DeliveryState::Carried { since, until };
                deliveries::put(transaction, &delivery)?;
            }
            Ok::<_, EngineError>(())
        };
        account.store.write(give_away).await?;
        drop((lock, turn));
        if !transfers.is_empty() {
            self.observers.tell(Changed::Outbox);
        }
        Ok(transfers)
    }

    /// How much of a photo the server has; none when it does not know the upload. It is asked about one that was begun,
    /// as long as it answers; without an answer the last that it told counts.
    async fn there(
        &self,
        bearer: &Bearer,
        delivery: &Delivery,
        photo: &StoredPhoto,
        answers: &mut bool,
    ) -> Option<u64> {
        let known = Some(delivery.bytes_sent.min(photo.bytes)).filter(|there| *there > 0);
        if !*answers || delivery.attempts == 0 && known.is_none() {
            return known;
        }
        if let Ok(there) = self.remote.offset(bearer, photo.id).await {
            return there.filter(|there| *there <= photo.bytes);
        }
        *answers = false;
        known
    }

    /// What became of a photo that the system carried. Asks for its receipt when all of it arrived; repeated, or told after
    /// somebody else took it over, it changes nothing.
    pub async fn transfer_finished(
        &self,
        photo: PhotoId,
        outcome: TransferOutcome,
    ) -> Result<TransferState, EngineError> {
        let account = self.any_account()?;
        let find = move |connection: &Connection| deliveries::of_photo(connection, photo);
        let Some(mut delivery) = account.store.read(find).await? else {
            return Err(EngineError::PhotoUnknown { photo });
        };
        let carried = match &delivery.state {
            DeliveryState::Done => return Ok(TransferState::Done),
            state @ DeliveryState::Carried { .. } => state.clone(),
            _ => return Ok(TransferState::Again),
        };
        // It was begun: whoever sends it next asks the server first how much it has.
        delivery.attempts = delivery.attempts.saturating_add(1);
        let (mut receipt, request_id) = (None, outcome.request_id());
        delivery.state = match outcome.arrived() {
            Ok(there) => {
                delivery.bytes_sent = there.min(delivery.bytes_total);
                if delivery.bytes_sent == delivery.bytes_total {
                    receipt = self.receipt_of(&account, photo, delivery.item).await;
                }
                if receipt.is_some() { DeliveryState::Done } else { DeliveryState::Ready }
            }
            // Its carrier waits for a network by itself, and the next transfer brings a token that is good.
            Err(_) if outcome == TransferOutcome::Lost => DeliveryState::Ready,
            Err(Trouble::Unauthorized { .. }) => DeliveryState::Ready,
            Err(trouble) => {
                tracing::debug!(%photo, error = %trouble, "a transfer did not arrive");
                let told = trouble.retry_after().into();
                let length = retry::length(delivery.attempts, told, self.config.random.jitter());
                settled_state(trouble, Wait::of(self.now(), length))
            }
        };
        let state = match &delivery.state {
            DeliveryState::Done => TransferState::Done,
            state if state.is_held() => TransferState::Held,
            _ => TransferState::Again,
        };
        let (item, now, receipt) =
            (delivery.item, self.now(), receipt.map(|receipt| receipt.signed().clone()));
        let change = match receipt {
            Some(receipt) => Change::Delivered { delivery, receipt },
            None => Change::Settled(delivery),
        };
        let settle = move |transaction: &Transaction<'_>| {
            if deliveries::find(transaction, item)?.is_none_or(|delivery| delivery.state != carried) {
                return Ok(());
            }
            attempts::note(transaction, std::slice::from_ref(&change), request_id.as_ref(), now)?;
            deliveries::apply(transaction, &change)
        };
        account.store.write(settle).await?;
        self.observers.tell(Changed::Job(item.pinpoint()));
        self.queued();
        Ok(state)
    }

    /// Without a network, or when it is not believed, the next sync asks again.
    async fn receipt_of(&self, account: &Account, photo: PhotoId, item: Item) -> Option<BelievedReceipt> {
        let kept = account.store.read(move |connection| photos::find(connection, photo)).await.ok()??;
        let bearer = Bearer::of(&self.fresh_session(account).await.ok()?).ok()?;
        let receipt = self.remote.photo_receipt(&bearer, photo).await.ok()?;
        BelievedReceipt::new(receipt, item, kept.digest, &self.profile()).ok()
    }

    /// The session, renewed when little of its access token is left: a system takes its time.
    async fn fresh_session(&self, account: &Account) -> Result<Session, EngineError> {
        let session = account.tokens.get().await?.ok_or(EngineError::NotSignedIn)?;
        let soon = self.now().saturating_add(LITTLE_LEFT).unwrap_or(Timestamp::MAX);
        if session.expires_at > soon {
            return Ok(session);
        }
        let session = self.remote.refresh(&session).await?;
        account.tokens.renew(&session).await?;
        Ok(session)
    }
}

/// Photos that are due, with their files. A row without its file is for the next sync to set aside.
fn photos_due(
    transaction: &Transaction<'_>,
    limit: usize,
    now: Timestamp,
) -> Result<Vec<(Delivery, StoredPhoto)>, EngineError> {
    let mut found = Vec::new();
    for delivery in deliveries::due(transaction, Lane::Photos, None, limit, now)?.deliveries {
        if let Item::Photo { photo, .. } = delivery.item
            && let Some(photo) = photos::find(transaction, photo)?
        {
            found.push((delivery, photo));
        }
    }
    Ok(found)
}

fn upload(account: &Account, delivery: &Delivery, photo: &StoredPhoto) -> Upload {
    Upload {
        pinpoint: delivery.item.pinpoint(),
        photo: photo.id,
        folder: account.folder.clone(),
        name: photo.path.clone(),
        bytes: photo.bytes,
        begun: delivery.bytes_sent > 0,
        sent: Arc::new(|_| {}),
    }
}
