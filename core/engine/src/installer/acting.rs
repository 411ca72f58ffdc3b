//! How a tap becomes a fact: decide by what is on the disk, have signed what the network will hear, and write it all in
//! one transaction, if nothing else was written in between. The key store is asked between the two and outside of both,
//! because some keys answer only after a while, and an open transaction waits for nobody.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use pinpoint_domain::ids::{DeviceId, EventId, PhotoId, PinpointId, StepId, VisitId};
use pinpoint_domain::wire::{
    self, Annex, Envelope, EventBody, EventEnvelope, Grant, Mark, PhotoDigests, PostSealEvent, SealedBytes,
    SealedRecord, Signed, Unsigned, VerifyingKey, WireType,
};
use pinpoint_domain::work::{
    Body, Command, Event, Job, JobView, JournalEntry, Made, Maker, SealConfirmation, Visit, decide, seal,
};
use rusqlite::{Connection, Transaction};

use super::account::Account;
use super::folding::Folded;
use super::{Bench, Changed, Installer, playbooks};
use crate::error::EngineError;
use crate::outbox::{Delivery, Item};
use crate::platform::keys::{KeyStore, KeyStoreError};
use crate::store::{NewRecord, StoreError, deliveries, journal, meta, photos, records};

/// The key id under which a device signs; the grant says which key that is.
const DEVICE_KEY_ID: &str = "device";

/// Who acts, with what, and when.
pub(super) struct Hand {
    pub(super) bench: Bench,
    device: DeviceId,
    grant: Signed<Grant>,
    event_random: [u8; 10],
}

/// What a tap leads to, before anything of it is written.
pub(super) struct Plan {
    visit: VisitId,
    /// The state that it leads to.
    state: Visit,
    /// The device's counter when it was made; only on that is it written.
    base: u64,
    /// The last number that it uses.
    pub(super) last: u64,
    entries: Vec<JournalEntry>,
    record: Option<PlannedRecord>,
    events: Vec<PlannedEvent>,
    forgotten: Vec<PhotoId>,
}

struct PlannedRecord {
    job: PinpointId,
    sequence: u64,
    sealed: Unsigned<SealedRecord>,
    annex: Annex,
    marks: Vec<Mark>,
}

struct PlannedEvent {
    id: EventId,
    pinpoint: PinpointId,
    sequence: u64,
    said: Unsigned<PostSealEvent>,
}

/// What was written down.
pub(super) struct Acted<T> {
    /// The job as a screen shows it now.
    pub(super) view: JobView,
    /// Whether the outbox got something.
    pub(super) queues: bool,
    /// What was done beside it.
    pub(super) more: T,
}

/// The device's key, and what the network knows of it.
pub(super) struct Signer {
    keys: Arc<dyn KeyStore>,
    known_as: VerifyingKey,
}

/// How far a visit to the store came: a key that answers at once needs no second one.
enum Visited<F> {
    Filed(F),
    Signing(Box<Plan>, BoxFuture<'static, Result<Signatures, EngineError>>),
}

/// What the device's key made for a plan.
pub(super) struct Signatures {
    record: Option<Vec<u8>>,
    events: Vec<Vec<u8>>,
}

impl Account {
    pub(super) fn signer(&self, keys: &Arc<dyn KeyStore>) -> Signer {
        Signer { keys: Arc::clone(keys), known_as: self.grant.device_key.clone() }
    }
}

impl Signer {
    /// A signature that the grant's key did not make is refused here: sealed bytes are signed once, and the network would
    /// believe them from nobody.
    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, EngineError> {
        let signature = self.keys.sign(message).await?;
        if self.known_as.verifies(message, &signature) {
            return Ok(signature);
        }
        let reason = "the signature is not one of the device's key, or not 64 bytes r || s";
        Err(KeyStoreError::new(reason).into())
    }
}

impl Installer {
    pub(super) fn hand(&self, account: &Account) -> Result<Hand, EngineError> {
        Ok(Hand {
            bench: self.bench(account),
            device: account.known.device,
            grant: account.known.grant.clone(),
            event_random: self.config.random.bytes()?,
        })
    }

    /// Plans something about a job, has it signed, and writes it down; again from the plan when somebody else wrote in
    /// between. `also` runs in the same transaction, after the plan was written.
    pub(super) async fn act<T: Send + 'static>(
        &self,
        account: &Account,
        job: PinpointId,
        plan: impl Fn(&Connection, &Hand) -> Result<Plan, EngineError> + Send + Sync + 'static,
        also: impl Fn(&Transaction<'_>) -> Result<T, EngineError> + Send + Sync + 'static,
    ) -> Result<Acted<T>, EngineError> {
        let hand = Arc::new(self.hand(account)?);
        let file = {
            let (by, also) = (Arc::clone(&hand), Arc::new(also));
            move |transaction: &Transaction<'_>, plan: Plan, signatures| {
                if meta::sequence(transaction)? != plan.base {
                    return Ok::<_, EngineError>(None);
                }
                plan.write(transaction, &by, signatures)?;
                let more = also(transaction)?;
                let view = by.bench.view_heard(transaction, &plan.state, job)?;
                Ok(Some((plan, more, view)))
            }
        };
        let plan = Arc::new(plan);
        loop {
            let (by, decide, file_now) = (Arc::clone(&hand), Arc::clone(&plan), file.clone());
            let (signer, at_once) = (account.signer(&self.keys), self.keys.signs_at_once());
            let visited = account.store.visit(move |mut desk| {
                let plan = decide(desk.connection(), &by)?;
                let answers_now = at_once || plan.has_nothing_to_sign();
                let mut signing = plan.sign(signer);
                let answered = if answers_now { (&mut signing).now_or_never() } else { None };
                match answered {
                    Some(signatures) => {
                        let signatures = signatures?;
                        desk.write(|transaction| file_now(transaction, plan, signatures)).map(Visited::Filed)
                    }
                    None => Ok(Visited::Signing(Box::new(plan), signing)),
                }
            });
            let filed = match visited.await? {
                Visited::Filed(filed) => filed,
                Visited::Signing(plan, signing) => {
                    let (signatures, file) = (signing.await?, file.clone());
                    account.store.write(move |transaction| file(transaction, *plan, signatures)).await?
                }
            };
            if let Some((plan, more, view)) = filed {
                self.observers.tell(Changed::Job(job));
                let queues = !plan.has_nothing_to_sign();
                account.folds.keep(plan.leads_to());
                return Ok(Acted { view, queues, more });
            }
        }
    }
}

impl Plan {
    /// A plan for the visit of a job.
    pub(super) fn of(connection: &Connection, hand: &Hand, job: PinpointId) -> Result<Self, EngineError> {
        Ok(Self::on(hand.bench.folds.of_job(connection, job)?))
    }

    /// A plan that begins at this state of a visit.
    pub(super) fn on(Folded { visit, state, counter }: Folded) -> Self {
        Self {
            visit,
            state: Arc::unwrap_or_clone(state),
            base: counter,
            last: counter,
            entries: Vec::new(),
            record: None,
            events: Vec::new(),
            forgotten: Vec::new(),
        }
    }

    /// The visit as it is once the plan is committed.
    fn leads_to(self) -> Folded {
        Folded { visit: self.visit, state: Arc::new(self.state), counter: self.last }
    }

    /// The state that it leads to.
    pub(super) const fn state(&self) -> &Visit {
        &self.state
    }

    /// Carries out a command.
    pub(super) fn act(mut self, hand: &Hand, command: &Command) -> Result<Self, EngineError> {
        let job = command.job();
        let photos_before = photos_of(&self.state, job);
        for event in decide(&self.state, command, &hand.bench.context())? {
            let after_seal = event
                .after_seal()
                .filter(|(job, _)| self.state.job(job).is_some_and(|job| job.sealed().is_some()));
            self.enter(hand, job, event);
            if let Some((job, body)) = after_seal {
                self = self.say(hand, job, body)?;
            }
        }
        self.forgotten.extend(photos_before.difference(&photos_of(&self.state, job)));
        Ok(self)
    }

    /// Seals a job: its bytes are written here, once.
    pub(super) fn seal(
        mut self,
        hand: &Hand,
        job: PinpointId,
        confirmation: &SealConfirmation,
        app: &str,
        salt: [u8; 32],
        marks: &[Mark],
    ) -> Result<Self, EngineError> {
        let sequence = self.number();
        let maker = Maker { device: hand.device, sequence, app: app.to_owned(), salt };
        let Made { bytes, annex, marks: mut unusual } =
            seal(&self.state, job, confirmation, &maker, &hand.bench.context())?;
        unusual.extend_from_slice(marks);
        let command = Command::Seal { job, digest: bytes.digest(), sequence };
        let sealed = Unsigned::new(SealedBytes::as_slice(&bytes).to_vec());
        self.record = Some(PlannedRecord { job, sequence, sealed, annex, marks: unusual });
        self.act(hand, &command)
    }

    /// Tells the network something after the seal.
    pub(super) fn say(
        mut self,
        hand: &Hand,
        pinpoint: PinpointId,
        body: EventBody,
    ) -> Result<Self, EngineError> {
        let sequence = self.number();
        let id = hand.event_id(sequence);
        let said = PostSealEvent {
            v: wire::VERSION,
            network: hand.bench.profile.network.clone(),
            pinpoint_id: pinpoint,
            event_id: id,
            sequence,
            device: hand.device,
            installer: hand.bench.actor,
            at: hand.bench.now,
            body,
        };
        let bytes = serde_json::to_vec(&said).map_err(|error| StoreError::unreadable("event", error))?;
        self.events.push(PlannedEvent { id, pinpoint, sequence, said: Unsigned::new(bytes) });
        Ok(self)
    }

    /// One counter for journal, records, events and deliveries, so that they have one order.
    fn number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    fn enter(&mut self, hand: &Hand, job: PinpointId, event: Event) {
        let sequence = match &event {
            // The record already carries its number; the entry takes the same.
            Event::Sealed { sequence, .. } => *sequence,
            _ => self.number(),
        };
        let playbook = match &event {
            Event::JobStarted { playbook, .. } => Some(playbook.digest),
            _ => self.state.job(&job).map(|job| job.playbook().digest),
        };
        let entry = JournalEntry {
            v: JournalEntry::VERSION,
            sequence,
            device: hand.device,
            actor: hand.bench.actor,
            at: hand.bench.now,
            playbook,
            body: Body::Known(event),
        };
        self.state = std::mem::take(&mut self.state).evolve(&entry);
        self.entries.push(entry);
    }

    const fn has_nothing_to_sign(&self) -> bool {
        self.record.is_none() && self.events.is_empty()
    }

    /// Has signed what the network will hear.
    pub(super) fn sign(&self, signer: Signer) -> BoxFuture<'static, Result<Signatures, EngineError>> {
        let record = self.record.as_ref().map(|record| record.sealed.message());
        let said: Vec<_> = self.events.iter().map(|event| event.said.message()).collect();
        async move {
            let record = match record {
                Some(message) => Some(signer.sign(&message).await?),
                None => None,
            };
            let mut events = Vec::with_capacity(said.len());
            for message in said {
                events.push(signer.sign(&message).await?);
            }
            Ok(Signatures { record, events })
        }
        .boxed()
    }

    fn write(
        &self,
        transaction: &Transaction<'_>,
        hand: &Hand,
        signatures: Signatures,
    ) -> Result<(), EngineError> {
        self.write_rows(transaction, hand, signatures)?;
        self.queue_photos(transaction, |_| true)?;
        for photo in &self.forgotten {
            photos::forget(transaction, *photo)?;
        }
        Ok(())
    }

    /// All but what concerns the files of photos.
    pub(super) fn write_rows(
        &self,
        transaction: &Transaction<'_>,
        hand: &Hand,
        signatures: Signatures,
    ) -> Result<(), EngineError> {
        if self.last != self.base {
            meta::set_sequence(transaction, self.last)?;
        }
        if let (Some(record), Some(signature)) = (&self.record, signatures.record) {
            record.write(transaction, hand, signature)?;
        }
        for entry in &self.entries {
            if let Body::Known(event) = &entry.body {
                playbooks::keep(transaction, event, &hand.bench.playbooks)?;
            }
            journal::append(transaction, self.visit, entry)?;
        }
        for (event, signature) in self.events.iter().zip(signatures.events) {
            event.write(transaction, hand, signature)?;
        }
        Ok(())
    }

    /// Queues the files of the record's photos behind the record, of these steps.
    pub(super) fn queue_photos(
        &self,
        transaction: &Transaction<'_>,
        of: impl Fn(&StepId) -> bool,
    ) -> Result<(), StoreError> {
        let Some(PlannedRecord { job, .. }) = self.record else { return Ok(()) };
        let photos = self.state.job(&job).into_iter().flat_map(Job::photos).filter(|(step, _)| of(step));
        for file in photos.flat_map(|(_, photo)| [photo.published, photo.original]) {
            queue_photo(transaction, job, &file, Some(Item::Record(job)))?;
        }
        Ok(())
    }
}

impl PlannedRecord {
    fn write(
        &self,
        transaction: &Transaction<'_>,
        hand: &Hand,
        signature: Vec<u8>,
    ) -> Result<(), EngineError> {
        let envelope = Envelope {
            v: wire::VERSION,
            sealed: signed(&self.sealed, signature),
            grant: hand.grant.clone(),
            capsule: journal::take_capsule(transaction, self.job)?,
            annex: Some(self.annex.clone()),
            marks: self.marks.clone(),
        };
        Ok(queue_record(transaction, self.job, self.sequence, envelope)?)
    }
}

impl PlannedEvent {
    fn write(
        &self,
        transaction: &Transaction<'_>,
        hand: &Hand,
        signature: Vec<u8>,
    ) -> Result<(), EngineError> {
        let envelope = EventEnvelope {
            v: wire::VERSION,
            event: signed(&self.said, signature),
            grant: hand.grant.clone(),
        };
        Ok(queue_event(transaction, self.pinpoint, self.id, self.sequence, &envelope)?)
    }
}

/// Stores a sealed record, and queues it.
pub(super) fn queue_record(
    transaction: &Transaction<'_>,
    id: PinpointId,
    sequence: u64,
    envelope: Envelope,
) -> Result<(), StoreError> {
    let length = records::insert(transaction, &NewRecord { id, sequence, envelope })?;
    deliveries::put(transaction, &Delivery::new(Item::Record(id), sequence, length, None))
}

/// Stores an event, and queues it behind what it follows.
pub(super) fn queue_event(
    transaction: &Transaction<'_>,
    pinpoint: PinpointId,
    event: EventId,
    sequence: u64,
    envelope: &EventEnvelope,
) -> Result<(), StoreError> {
    let length = records::insert_event(transaction, event, pinpoint, sequence, envelope)?;
    let after = match deliveries::last_open_event(transaction, pinpoint)? {
        Some(before) => Some(before),
        None => deliveries::open_record(transaction, pinpoint)?,
    };
    let item = Item::Event { pinpoint, event };
    deliveries::put(transaction, &Delivery::new(item, sequence, length, after))
}

/// Queues a file of a photo, behind its record if that is not delivered yet.
pub(super) fn queue_photo(
    transaction: &Transaction<'_>,
    pinpoint: PinpointId,
    file: &PhotoDigests,
    after: Option<Item>,
) -> Result<(), StoreError> {
    let sequence = meta::next_sequence(transaction)?;
    let item = Item::Photo { pinpoint, photo: file.id };
    deliveries::put(transaction, &Delivery::new(item, sequence, file.bytes, after))
}

impl Hand {
    /// A name for an event; the device's counter keeps names of one transaction apart.
    fn event_id(&self, sequence: u64) -> EventId {
        let mut random = self.event_random;
        for (byte, count) in random.iter_mut().zip(sequence.to_le_bytes()) {
            *byte ^= count;
        }
        EventId::new(self.bench.now, random)
    }
}

fn signed<T: WireType>(unsigned: &Unsigned<T>, signature: Vec<u8>) -> Signed<T> {
    unsigned.clone().signed(DEVICE_KEY_ID, signature)
}

/// The files of a job's photos.
fn photos_of(state: &Visit, job: PinpointId) -> BTreeSet<PhotoId> {
    let photos = state.job(&job).into_iter().flat_map(Job::photos);
    photos.flat_map(|(_, photo)| [photo.published.id, photo.original.id]).collect()
}
