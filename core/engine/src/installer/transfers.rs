//! Photos that the system carries while the app has ended: `URLSession` on iOS, `WorkManager` on Android.

use std::sync::Arc;

use pinpoint_domain::ids::PhotoId;
use pinpoint_domain::wire::Session;
use rusqlite::{Connection, Transaction};
use serde::Serialize;

use super::account::Account;
use super::{Changed, Installer};
use crate::error::EngineError;
use crate::outbox::retry::{LONGEST_ASKED, Wait};
use crate::outbox::{BelievedReceipt, Change, Delivery, DeliveryState, Item, Lane};
use crate::remote::{Bearer, Transfer, TransferOutcome, Upload};
use crate::store::{StoredPhoto, deliveries, photos};

/// Where a photo is after its transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum TransferState {
    /// Its receipt was verified.
    Done,
    /// It is in the outbox again: the next transfer or sync goes on where this one ended.
    Again,
}

impl Installer {
    /// Uploads for the system to carry, at most so many. They are the system's for an hour, or until
    /// [`Installer::transfer_finished`] says what became of them; meanwhile no sync sends them.
    pub async fn next_transfers(&self, limit: u32) -> Result<Vec<Transfer>, EngineError> {
        let account = self.signed_in()?;
        let bearer = Bearer::of(&self.fresh_session(&account).await?)?;
        let now = self.now();
        let Wait { since, until } = Wait::of(now, LONGEST_ASKED);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let give_away = move |transaction: &Transaction<'_>| {
            let mut given = Vec::new();
            for mut delivery in deliveries::due(transaction, Lane::Photos, None, limit, now)?.deliveries {
                let Item::Photo { photo, .. } = delivery.item else { continue };
                // A row without its file is for the next sync to set aside.
                let Some(photo) = photos::find(transaction, photo)? else { continue };
                delivery.state = DeliveryState::Carried { since, until };
                deliveries::put(transaction, &delivery)?;
                given.push((delivery, photo));
            }
            Ok::<_, EngineError>(given)
        };
        let given = account.store.write(give_away).await?;
        if !given.is_empty() {
            self.observers.tell(Changed::Outbox);
        }
        let mut transfers = Vec::with_capacity(given.len());
        let mut answers = true;
        for (delivery, photo) in given {
            let there = self.there(&bearer, &delivery, &photo, &mut answers).await;
            transfers.push(self.remote.transfer(&bearer, &upload(&account, &delivery, photo), there)?);
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

    /// What became of a photo that the system carried. Asks for its receipt when all of it arrived; repeated, it
    /// changes nothing.
    pub async fn transfer_finished(
        &self,
        photo: PhotoId,
        outcome: TransferOutcome,
    ) -> Result<TransferState, EngineError> {
        let account = self.any_account()?;
        let find = move |connection: &Connection| match photos::job_of(connection, photo)? {
            Some(pinpoint) => deliveries::find(connection, Item::Photo { pinpoint, photo }),
            None => Ok(None),
        };
        let Some(mut delivery) = account.store.read(find).await? else {
            return Err(EngineError::PhotoUnknown { photo });
        };
        if delivery.state == DeliveryState::Done {
            return Ok(TransferState::Done);
        }
        match outcome.arrived() {
            Ok(there) => delivery.bytes_sent = there.min(delivery.bytes_total),
            Err(error) => tracing::debug!(%photo, %error, "a transfer did not arrive"),
        }
        // It was begun: whoever sends it next asks the server first how much it has.
        delivery.attempts = delivery.attempts.saturating_add(1);
        let receipt = if delivery.bytes_sent == delivery.bytes_total {
            self.receipt_of(&account, photo, delivery.item).await
        } else {
            None
        };
        let done = receipt.is_some();
        delivery.state = if done { DeliveryState::Done } else { DeliveryState::Ready };
        let changes = match receipt {
            Some(receipt) => {
                Change::Delivered { delivery: delivery.clone(), receipt: receipt.signed().clone() }
            }
            None => Change::Settled(delivery.clone()),
        };
        account.store.write(move |transaction| deliveries::apply(transaction, &changes)).await?;
        self.observers.tell(Changed::Job(delivery.item.pinpoint()));
        self.queued();
        Ok(if done { TransferState::Done } else { TransferState::Again })
    }

    /// Without a network, or when it is not believed, the next sync asks again.
    async fn receipt_of(&self, account: &Account, photo: PhotoId, item: Item) -> Option<BelievedReceipt> {
        let kept = account.store.read(move |connection| photos::find(connection, photo)).await.ok()??;
        let bearer = Bearer::of(&self.fresh_session(account).await.ok()?).ok()?;
        let receipt = self.remote.photo_receipt(&bearer, photo).await.ok()?;
        BelievedReceipt::new(receipt, item, kept.digest, &self.profile).ok()
    }

    /// The session, renewed when its access token has run out.
    async fn fresh_session(&self, account: &Account) -> Result<Session, EngineError> {
        let session = account.tokens.get().await?.ok_or(EngineError::NotSignedIn)?;
        if session.expires_at > self.now() {
            return Ok(session);
        }
        let session = self.remote.refresh(&session).await?;
        account.tokens.put(&session).await?;
        Ok(session)
    }
}

fn upload(account: &Account, delivery: &Delivery, photo: StoredPhoto) -> Upload {
    Upload {
        pinpoint: delivery.item.pinpoint(),
        photo: photo.id,
        folder: account.folder.clone(),
        name: photo.path,
        bytes: photo.bytes,
        begun: delivery.bytes_sent > 0,
        sent: Arc::new(|_| {}),
    }
}
