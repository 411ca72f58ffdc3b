//! Copies of a job that is ready to seal: a long queue for benchmarks, made by the same rules as any other.

use std::sync::Arc;

use pinpoint_domain::ids::{PhotoId, PinpointId, StepId, VisitId};
use pinpoint_domain::work::{Job, JournalEntry, SealConfirmation, Visit, never_changes};
use rusqlite::{Connection, Transaction};

use super::Installer;
use super::account::Account;
use super::acting::Plan;
use crate::error::EngineError;
use crate::store::{StoreError, StoredPhoto, journal, meta, photos};

/// So many copies are sealed in one transaction.
const TOGETHER: usize = 250;

/// Whether copies stay ready to seal, or are sealed and queued at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copies {
    /// Ready to seal.
    Ready,
    /// Sealed, their records queued.
    Queued,
    /// The same, with both files of this step's photo.
    WithPhoto(StepId),
}

impl Installer {
    /// Makes copies of a job that is ready to seal, each with its own id, MAC and serial, and with names of its own for the
    /// same photos. What is not said to be queued of them is named in the record alone.
    pub async fn copy_job(
        &self,
        job: PinpointId,
        count: u32,
        copies: Copies,
    ) -> Result<Vec<PinpointId>, EngineError> {
        let account = self.signed_in()?;
        let random = self.config.random.clone();
        let now = self.now();
        let copy_all = move |transaction: &Transaction<'_>| {
            let missing = |what| StoreError::unreadable("job", what);
            let visit = journal::visit_of(transaction, job)?.ok_or_else(|| missing("no visit"))?;
            let entries = journal::entries(transaction, visit)?;
            let capsule = journal::capsule(transaction, job)?.ok_or_else(|| missing("no capsule"))?;
            let template = Visit::replay(&entries);
            let texts: Vec<String> = entries.iter().map(text_of).collect::<Result<_, _>>()?;
            let known = template.job(&job).ok_or_else(|| missing("not in its visit"))?;
            let files = files_of(known, transaction)?;
            let (mac, serial) = (known.mac().clone(), known.serial().cloned());
            let serial = serial.ok_or_else(|| missing("no serial"))?;
            // The second entry may be the last four alone, so they stay.
            let printed = serial.printed();
            let last_four =
                printed.char_indices().rev().nth(3).and_then(|(at, _)| printed.get(at..)).unwrap_or_default();
            let mut made = Vec::new();
            for number in 0..count {
                let id = PinpointId::new(now, random.bytes()?);
                let mut names = vec![
                    (job.to_string(), id.to_string()),
                    (mac.printed().to_owned(), format!("02000000{number:08X}")),
                    (printed.to_owned(), format!("COPY{number:06}{last_four}")),
                ];
                let visit = VisitId::new(now, random.bytes()?);
                journal::add_job(transaction, id, visit, now, &capsule)?;
                for file in &files {
                    let copy = StoredPhoto { id: PhotoId::new(now, random.bytes()?), ..file.clone() };
                    names.push((file.id.to_string(), copy.id.to_string()));
                    photos::insert(transaction, id, &copy)?;
                }
                copy(transaction, visit, &texts, &names)?;
                made.push(id);
            }
            Ok::<_, EngineError>(made)
        };
        let made = account.store.write(copy_all).await?;
        let step = match copies {
            Copies::Ready => return Ok(made),
            Copies::Queued => None,
            Copies::WithPhoto(step) => Some(step),
        };
        for some in made.chunks(TOGETHER) {
            self.seal_copies(&account, some.to_vec(), step.clone()).await?;
        }
        Ok(made)
    }

    /// The least that a commit can be: one row of the account's store. It counts, because SQLite writes nothing for a row
    /// that stays as it is.
    pub async fn commit_once(&self) -> Result<(), EngineError> {
        let count = |transaction: &Transaction<'_>| {
            let next = meta::number(transaction, "commits")? + 1;
            meta::put(transaction, "commits", &next.to_string())
        };
        Ok(self.any_account()?.store.write(count).await?)
    }

    async fn seal_copies(
        &self,
        account: &Account,
        jobs: Vec<PinpointId>,
        photo_of: Option<StepId>,
    ) -> Result<(), EngineError> {
        let hand = Arc::new(self.hand(account)?);
        let (by, random) = (Arc::clone(&hand), self.config.random.clone());
        let plan = move |connection: &Connection| {
            let mut last = meta::sequence(connection)?;
            let mut plans = Vec::with_capacity(jobs.len());
            for job in jobs {
                let mut plan = Plan::of(connection, &by, job)?;
                plan.last = last;
                let never = never_changes(plan.state(), job, &by.bench.context())?;
                let confirmation = SealConfirmation {
                    serial: never.serial.printed().to_owned(),
                    mac: never.mac.printed().to_owned(),
                };
                let plan = plan.seal(&by, job, &confirmation, "copies", random.bytes()?, &[])?;
                last = plan.last;
                plans.push(plan);
            }
            Ok::<_, EngineError>(plans)
        };
        let mut signed = Vec::new();
        for plan in account.store.read(plan).await? {
            let signatures = plan.sign(account.signer(&self.keys)).await?;
            signed.push((plan, signatures));
        }
        let write = move |transaction: &Transaction<'_>| {
            let mut plans = Vec::with_capacity(signed.len());
            for (plan, signatures) in signed {
                plan.write_rows(transaction, &hand, signatures)?;
                plans.push(plan);
            }
            // The plans have their numbers already; what is queued behind them comes after all of them.
            for plan in &plans {
                plan.queue_photos(transaction, |step| photo_of.as_ref() == Some(step))?;
            }
            Ok::<_, EngineError>(())
        };
        account.store.write(write).await
    }
}

/// The files of a job's photos.
fn files_of(job: &Job, transaction: &Transaction<'_>) -> Result<Vec<StoredPhoto>, StoreError> {
    let ids = job.photos().flat_map(|(_, photo)| [photo.published.id, photo.original.id]);
    let found = ids.map(|id| photos::find(transaction, id));
    Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The journal of a job once more, under other names.
fn copy(
    transaction: &Transaction<'_>,
    visit: VisitId,
    texts: &[String],
    names: &[(String, String)],
) -> Result<(), StoreError> {
    for text in texts {
        let text = names.iter().fold(text.clone(), |text, (old, new)| text.replace(old, new));
        let mut entry: JournalEntry =
            serde_json::from_str(&text).map_err(|error| StoreError::unreadable("journal", error))?;
        entry.sequence = meta::next_sequence(transaction)?;
        journal::append(transaction, visit, &entry)?;
    }
    Ok(())
}

fn text_of(entry: &JournalEntry) -> Result<String, StoreError> {
    serde_json::to_string(entry).map_err(|error| StoreError::unreadable("journal", error))
}
