//! Copies of a job that is ready to seal: a long queue for benchmarks, made by the same rules as any other.

use pinpoint_domain::ids::{PinpointId, VisitId};
use pinpoint_domain::wire::Capsule;
use pinpoint_domain::work::{Command, JournalEntry, Maker, SealConfirmation, Visit, never_changes, seal};
use rusqlite::Transaction;

use super::Installer;
use super::jobs::Hand;
use crate::error::EngineError;
use crate::platform::random;
use crate::store::{StoreError, journal, meta};

/// Whether copies stay ready to seal, or are sealed and queued at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copies {
    /// Ready to seal.
    Ready,
    /// Sealed, their records queued.
    Queued,
}

impl Installer {
    /// Makes copies of a job that is ready to seal, each with its own id, MAC and serial. Their photos are named in
    /// the record and not queued.
    pub async fn copy_job(
        &self,
        job: PinpointId,
        count: u32,
        copies: Copies,
    ) -> Result<Vec<PinpointId>, EngineError> {
        let account = self.signed_in()?;
        let hand = self.hand(&account)?;
        let make = move |transaction: &Transaction<'_>| {
            let visit =
                journal::visit_of(transaction, job)?.ok_or(StoreError::unreadable("job", "no visit"))?;
            let entries = journal::entries(transaction, visit)?;
            let capsule =
                journal::capsule(transaction, job)?.ok_or(StoreError::unreadable("job", "no capsule"))?;
            let template = Visit::replay(&entries);
            let texts: Vec<String> = entries.iter().map(text_of).collect::<Result<_, _>>()?;
            let known = template.job(&job).ok_or(StoreError::unreadable("job", "not in its visit"))?;
            let (mac, serial) = (known.mac().clone(), known.serial().cloned());
            let serial = serial.ok_or(StoreError::unreadable("job", "no serial"))?;
            let mut made = Vec::new();
            for number in 0..count {
                let id = PinpointId::new(hand.bench.now, random::bytes()?);
                let names = [
                    (job.to_string(), id.to_string()),
                    (mac.printed().to_owned(), format!("02000000{number:08X}")),
                    (serial.printed().to_owned(), format!("COPY{number:08}")),
                ];
                hand.copy(transaction, id, &texts, &names, &capsule, copies)?;
                made.push(id);
            }
            Ok::<_, EngineError>(made)
        };
        account.store.write(make).await
    }
}

impl Hand {
    fn copy(
        &self,
        transaction: &Transaction<'_>,
        job: PinpointId,
        texts: &[String],
        names: &[(String, String)],
        capsule: &Capsule,
        copies: Copies,
    ) -> Result<(), EngineError> {
        let visit = VisitId::new(self.bench.now, random::bytes()?);
        journal::add_job(transaction, job, visit, self.bench.now, capsule)?;
        let mut state = Visit::default();
        for text in texts {
            let text = names.iter().fold(text.clone(), |text, (old, new)| text.replace(old, new));
            let mut entry: JournalEntry =
                serde_json::from_str(&text).map_err(|error| StoreError::unreadable("journal", error))?;
            entry.sequence = meta::next_sequence(transaction)?;
            journal::append(transaction, visit, &entry)?;
            state = state.evolve(&entry);
        }
        if copies == Copies::Ready {
            return Ok(());
        }
        let never = never_changes(&state, job, &self.bench.context())?;
        let confirmation = SealConfirmation {
            serial: never.serial.printed().to_owned(),
            mac: never.mac.printed().to_owned(),
        };
        let sequence = meta::next_sequence(transaction)?;
        let maker = Maker { device: self.device, sequence, app: "copies".to_owned(), salt: random::bytes()? };
        let made = seal(&state, job, &confirmation, &maker, &self.bench.context())?;
        let digest = made.bytes.digest();
        self.store_record(transaction, job, sequence, made)?;
        self.act(transaction, visit, state, &Command::Seal { job, digest, sequence })?;
        Ok(())
    }
}

fn text_of(entry: &JournalEntry) -> Result<String, StoreError> {
    serde_json::to_string(entry).map_err(|error| StoreError::unreadable("journal", error))
}
