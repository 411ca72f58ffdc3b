//! Carries out what the outbox decided: reads bodies, sends them, and believes receipts or not.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use pinpoint_domain::Coded;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{BatchResult, Digest, Receipt, Signed};

use super::action::{Answer, Outcome};
use super::delivery::{Item, Weather};
use super::ledger::{Ledger, LedgerError, Parcel, PhotoFile};
use super::receipt::BelievedReceipt;
use super::trouble::Trouble;
use crate::platform::spawn::offload;
use crate::remote::{Bearer, Remote, Upload, classify};

/// So many receipts are worth another thread.
const MANY: usize = 16;

/// What every request needs.
#[derive(Clone)]
pub(super) struct Sender<'a, L> {
    pub(super) ledger: &'a L,
    pub(super) remote: &'a Remote,
    pub(super) profile: Arc<NetworkProfile>,
    pub(super) bearer: Bearer,
}

impl<L: Ledger> Sender<'_, L> {
    /// One record by a `PUT`, several by the batch form.
    pub(super) async fn records(&self, items: &[Item]) -> Result<Outcome, LedgerError> {
        let parcels = self.ledger.records(items.iter().map(Item::pinpoint).collect()).await?;
        let mut digests: HashMap<_, _> = parcels.iter().map(|parcel| (parcel.id, parcel.digest)).collect();
        let mut answers: Vec<_> = items
            .iter()
            .filter(|item| !digests.contains_key(&item.pinpoint()))
            .map(|&item| (item, missing()))
            .collect();
        let bodies: Vec<(PinpointId, Bytes)> =
            parcels.into_iter().map(|Parcel { id, body, .. }| (id, body)).collect();
        let replies: Vec<(PinpointId, BatchResult)> = match bodies.as_slice() {
            [] => Vec::new(),
            [(id, body)] => match self.remote.put_pinpoint(&self.bearer, *id, body.clone()).await {
                Ok(receipt) => vec![(*id, BatchResult::Stored { receipt })],
                Err(trouble) => return Ok(alone(answers, Item::Record(*id), trouble)),
            },
            _ => match self.remote.put_pinpoints(&self.bearer, &bodies).await {
                Ok(batch) => bodies.iter().map(|(id, _)| *id).zip(batch.results).collect(),
                Err(trouble) => return Ok(Outcome::Failed(trouble)),
            },
        };
        let replies: Vec<_> = replies
            .into_iter()
            .filter_map(|(id, result)| Some((Item::Record(id), digests.remove(&id)?, result)))
            .collect();
        answers.extend(self.judge(replies).await);
        Ok(Outcome::Answered(answers))
    }

    /// An event.
    pub(super) async fn event(&self, item: Item) -> Result<Outcome, LedgerError> {
        let Item::Event { pinpoint, event } = item else { return Ok(Outcome::Answered(Vec::new())) };
        let Some(parcel) = self.ledger.event(event).await? else {
            return Ok(Outcome::Answered(vec![(item, missing())]));
        };
        let reply = self.remote.put_event(&self.bearer, pinpoint, event, parcel.body).await;
        Ok(self.believe(item, parcel.digest, reply))
    }

    /// A photo, or what is missing of it. `sent` hears of the bytes that are there or under way.
    pub(super) async fn photo(
        &self,
        item: Item,
        begun: bool,
        sent: Arc<dyn Fn(u64) + Send + Sync>,
    ) -> Result<Outcome, LedgerError> {
        let Item::Photo { pinpoint, photo } = item else { return Ok(Outcome::Answered(Vec::new())) };
        let Some(file) = self.ledger.photo(photo).await? else {
            return Ok(Outcome::Answered(vec![(item, missing())]));
        };
        // A file that was damaged here would go again and again; one that was tried before is read first.
        if begun && !is_whole(&file).await {
            return Ok(Outcome::Failed(Trouble::here("photo-file-damaged")));
        }
        let PhotoFile { folder, name, bytes, digest } = file;
        let upload = Upload { pinpoint, photo, folder, name, bytes, begun, sent };
        let reply = self.remote.upload(&self.bearer, &upload).await;
        Ok(self.believe(item, digest, reply))
    }

    fn believe(&self, item: Item, digest: Digest, reply: Result<Signed<Receipt>, Trouble>) -> Outcome {
        match reply {
            Ok(receipt) => Outcome::Answered(vec![(item, answer(receipt, item, digest, &self.profile))]),
            Err(trouble) => Outcome::Failed(trouble),
        }
    }

    /// Checks receipts, many of them away from the thread that keeps requests flowing.
    async fn judge(&self, replies: Vec<(Item, Digest, BatchResult)>) -> Vec<(Item, Answer)> {
        let profile = Arc::clone(&self.profile);
        let many = replies.len() >= MANY;
        let judge = move || replies.into_iter().map(|reply| judged(reply, &profile)).collect();
        if many { offload(judge).await.unwrap_or_default() } else { judge() }
    }
}

fn judged((item, digest, result): (Item, Digest, BatchResult), profile: &NetworkProfile) -> (Item, Answer) {
    let answer = match result {
        BatchResult::Stored { receipt } => answer(receipt, item, digest, profile),
        BatchResult::Refused { problem } => Answer::Trouble(classify::problem(&problem, None)),
    };
    (item, answer)
}

fn answer(receipt: Signed<Receipt>, item: Item, digest: Digest, profile: &NetworkProfile) -> Answer {
    match BelievedReceipt::new(receipt, item, digest, profile) {
        Ok(believed) => Answer::Stored(Box::new(believed)),
        Err(disbelief) => {
            tracing::warn!(code = disbelief.code(), "a receipt was not believed");
            Answer::Trouble(Weather::ReceiptNotBelieved.into())
        }
    }
}

/// Whether the file still has its digest. One that cannot be read is left to the upload to complain about.
async fn is_whole(file: &PhotoFile) -> bool {
    let Ok(bytes) = file.folder.read(&file.name).await else { return true };
    let digest = file.digest;
    offload(move || Digest::of(&bytes) == digest).await.unwrap_or(true)
}

/// The store has the delivery and not what it delivers. Only a person can decide what that means.
fn missing() -> Answer {
    Answer::Trouble(Trouble::here("body-missing"))
}

/// The only request of several items: if nothing else was answered, it failed as a whole.
fn alone(mut answers: Vec<(Item, Answer)>, item: Item, trouble: Trouble) -> Outcome {
    if answers.is_empty() {
        return Outcome::Failed(trouble);
    }
    answers.push((item, Answer::Trouble(trouble)));
    Outcome::Answered(answers)
}
