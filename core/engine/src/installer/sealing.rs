//! The seal, and what is said after it.

use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{
    self, Digest, Envelope, EventBody, EventEnvelope, Mark, PostSealEvent, SealedBytes, Signed,
};
use pinpoint_domain::work::{self, Command, Job, JobView, Made, Maker, NeverChanges, SealConfirmation};
use rusqlite::Transaction;
use serde::Serialize;

use super::jobs::{Hand, load};
use super::{Changed, Installer};
use crate::error::EngineError;
use crate::outbox::{Delivery, DeliveryState, Item};
use crate::platform::random;
use crate::store::records::SealedFacts;
use crate::store::{NewRecord, StoreError, deliveries, journal, meta, records};

/// The key id under which a device signs; the grant says which key that is.
const DEVICE_KEY_ID: &str = "device";

/// A record that was just sealed. It is on the disk.
#[derive(Debug, Clone, Serialize)]
pub struct SealedView {
    /// The job as it is now.
    pub job: JobView,
    /// The bytes' name.
    pub digest: Digest,
    /// The device's counter.
    pub sequence: u64,
    /// When.
    pub sealed_at: Timestamp,
    /// What was unusual.
    pub marks: Vec<Mark>,
}

impl Installer {
    /// What can never change after the seal, for the screen that asks for it; refuses while steps are missing.
    pub async fn never_changes(&self, job: PinpointId) -> Result<NeverChanges, EngineError> {
        let account = self.any_account()?;
        let bench = self.bench(&account);
        let read = move |connection: &rusqlite::Connection| {
            let (_, state) = load(connection, job)?;
            Ok::<_, EngineError>(work::never_changes(&state, job, &bench.context())?)
        };
        account.store.read(read).await
    }

    /// Seals: writes the bytes once, signs them, and stores record, journal entry and deliveries in one transaction.
    /// Repeated, it gives the same record again.
    pub async fn seal(
        &self,
        job: PinpointId,
        confirmation: SealConfirmation,
    ) -> Result<SealedView, EngineError> {
        let account = self.signed_in()?;
        let hand = self.hand(&account)?;
        let salt = random::bytes()?;
        let app = self.config.app.clone();
        let expired = account.grant.expires_at <= hand.bench.now;
        let view = account
            .store
            .write(move |transaction| {
                let (visit, state) = load(transaction, job)?;
                if let Some(before) = records::facts(transaction, job)? {
                    work::confirm_sealed(&confirmation, &before.record)?;
                    return Ok::<_, EngineError>(sealed_view(before, hand.view(&state, job)?));
                }
                let sequence = meta::next_sequence(transaction)?;
                let maker = Maker { device: hand.device, sequence, app, salt };
                let mut made = work::seal(&state, job, &confirmation, &maker, &hand.bench.context())?;
                if expired {
                    made.marks.push(Mark::GrantExpired);
                }
                let digest = made.bytes.digest();
                hand.store_record(transaction, job, sequence, made)?;
                queue_photos(transaction, &state, job)?;
                let command = Command::Seal { job, digest, sequence };
                let (state, _) = hand.act(transaction, visit, state, &command)?;
                let made =
                    records::facts(transaction, job)?.ok_or(EngineError::NotSealed { pinpoint: job })?;
                Ok(sealed_view(made, hand.view(&state, job)?))
            })
            .await?;
        self.observers.tell(Changed::Job(job));
        self.queued();
        Ok(view)
    }

    /// Reads the label again: before the seal another sticker may take the first one's place; after it, only a new
    /// capsule for the same MAC is sent, and the sealed bytes stay as they are. This mends a mistyped password.
    pub async fn relabel(&self, job: PinpointId, label: ActivationLabel) -> Result<JobView, EngineError> {
        let account = self.signed_in()?;
        let hand = self.hand(&account)?;
        let capsule = self.capsule(job, &label)?;
        let mac = label.mac.clone();
        drop(label);
        let view = account
            .store
            .write(move |transaction| {
                let (visit, state) = load(transaction, job)?;
                let sealed = state.job(&job).is_some_and(|job| job.sealed().is_some());
                let (state, _) = hand.act(transaction, visit, state, &Command::Relabel { job, mac })?;
                if sealed {
                    hand.queue_event(transaction, job, EventBody::CapsuleReplaced { capsule })?;
                } else {
                    journal::replace_capsule(transaction, job, &capsule)?;
                }
                hand.view(&state, job)
            })
            .await?;
        self.observers.tell(Changed::Job(job));
        self.queued();
        Ok(view)
    }
}

impl Hand {
    /// Signs a record, stores it, and queues it.
    pub(super) fn store_record(
        &self,
        transaction: &Transaction<'_>,
        job: PinpointId,
        sequence: u64,
        made: Made,
    ) -> Result<(), EngineError> {
        let Made { bytes, annex, marks } = made;
        let envelope = Envelope {
            v: wire::VERSION,
            sealed: self.sign::<wire::SealedRecord>(SealedBytes::as_slice(&bytes).to_vec())?,
            grant: self.grant.clone(),
            capsule: journal::take_capsule(transaction, job)?,
            annex: Some(annex),
            marks,
        };
        let length = records::insert(transaction, &NewRecord { id: job, sequence, envelope })?;
        Ok(deliveries::put(transaction, &Delivery::new(Item::Record(job), sequence, length, None))?)
    }

    /// Signs an event after the seal and queues it behind what it follows.
    pub(super) fn queue_event(
        &self,
        transaction: &Transaction<'_>,
        pinpoint: PinpointId,
        body: EventBody,
    ) -> Result<(), EngineError> {
        let sequence = meta::next_sequence(transaction)?;
        let event = self.event_id(sequence);
        let said = PostSealEvent {
            v: wire::VERSION,
            network: self.bench.profile.network.clone(),
            pinpoint_id: pinpoint,
            event_id: event,
            sequence,
            device: self.device,
            installer: self.bench.actor,
            at: self.bench.now,
            body,
        };
        let bytes = serde_json::to_vec(&said).map_err(|error| StoreError::unreadable("event", error))?;
        let envelope =
            EventEnvelope { v: wire::VERSION, event: self.sign(bytes)?, grant: self.grant.clone() };
        let length = records::insert_event(transaction, event, pinpoint, sequence, &envelope)?;
        let record = Item::Record(pinpoint);
        let mut after = deliveries::last_open_event(transaction, pinpoint)?;
        if after.is_none() {
            let delivered = deliveries::find(transaction, record)?
                .is_some_and(|delivery| delivery.state == DeliveryState::Done);
            after = (!delivered).then_some(record);
        }
        let item = Item::Event { pinpoint, event };
        Ok(deliveries::put(transaction, &Delivery::new(item, sequence, length, after))?)
    }

    fn sign<T: wire::WireType>(&self, bytes: Vec<u8>) -> Result<Signed<T>, EngineError> {
        Ok(Signed::sign(bytes, DEVICE_KEY_ID, |message| self.keys.sign(message))?)
    }
}

fn sealed_view(facts: SealedFacts, job: JobView) -> SealedView {
    let SealedFacts { sequence, record, digest, marks } = facts;
    SealedView { job, digest, sequence, sealed_at: record.identity.sealed_at, marks }
}

/// Queues the files of a record's photos behind the record.
fn queue_photos(
    transaction: &Transaction<'_>,
    state: &work::Visit,
    job: PinpointId,
) -> Result<(), StoreError> {
    let photos = state.job(&job).into_iter().flat_map(Job::photos);
    for file in photos.flat_map(|(_, photo)| [photo.published, photo.original]) {
        let sequence = meta::next_sequence(transaction)?;
        let item = Item::Photo { pinpoint: job, photo: file.id };
        let after = Some(Item::Record(job));
        deliveries::put(transaction, &Delivery::new(item, sequence, file.bytes, after))?;
    }
    Ok(())
}
