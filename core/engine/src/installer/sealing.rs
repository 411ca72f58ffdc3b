//! The seal, and what is said after it.

use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{Correction, Digest, EventBody, Mark};
use pinpoint_domain::work::{self, Command, JobView, NeverChanges, SealConfirmation};
use rusqlite::{Connection, Transaction};
use serde::Serialize;

use super::acting::{Hand, Plan};
use super::{Bench, Installer};
use crate::error::EngineError;
use crate::store::journal;
use crate::store::records::{self, SealedFacts};

/// A record that was just sealed. It is on the disk.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
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
        let read = move |connection: &Connection| {
            let visit = bench.folds.of_job(connection, job)?;
            Ok::<_, EngineError>(work::never_changes(&visit.state, job, &bench.context())?)
        };
        account.store.read(read).await
    }

    /// Seals: writes the bytes once, has them signed, and stores record, journal entry and deliveries in one
    /// transaction. Repeated, it gives the same record again.
    pub async fn seal(
        &self,
        job: PinpointId,
        confirmation: SealConfirmation,
    ) -> Result<SealedView, EngineError> {
        let account = self.signed_in()?;
        let salt = self.config.random.bytes()?;
        let app = self.config.app.clone();
        let grant_expires_at = account.grant.expires_at;
        let plan = move |connection: &Connection, hand: &Hand| {
            let plan = Plan::of(connection, hand, job)?;
            if let Some(before) = records::facts(connection, job)? {
                work::confirm_sealed(&confirmation, &before.record)?;
                return Ok(plan);
            }
            let Bench { now, profile, .. } = &hand.bench;
            let grant = (grant_expires_at <= *now).then_some(Mark::GrantExpired);
            let network = profile.validity.has_ended(*now).then_some(Mark::ProfileExpired);
            let marks: Vec<Mark> = grant.into_iter().chain(network).collect();
            plan.seal(hand, job, &confirmation, &app, salt, &marks)
        };
        let facts = move |transaction: &Transaction<'_>| {
            records::facts(transaction, job)?.ok_or(EngineError::NotSealed { pinpoint: job })
        };
        let acted = self.act(&account, job, plan, facts).await?;
        self.queued();
        Ok(sealed_view(acted.more, acted.view))
    }

    /// Asks the network to correct a fact of a sealed record. The bytes stay as they were sealed; the request goes out with
    /// the next sync, and what the network decides comes back as [`JobView::amended`].
    pub async fn request_correction(
        &self,
        job: PinpointId,
        correction: Correction,
    ) -> Result<JobView, EngineError> {
        self.command(Command::RequestCorrection { job, correction }, job).await
    }

    /// Reads the label again: before the seal another sticker may take the first one's place; after it, only a new
    /// capsule for the same MAC is sent, and the sealed bytes stay as they are. This mends a mistyped password.
    pub async fn relabel(&self, job: PinpointId, label: &ActivationLabel) -> Result<JobView, EngineError> {
        let account = self.signed_in()?;
        let capsule = self.capsule(job, label)?;
        let kept = capsule.clone();
        let command = Command::Relabel { job, mac: label.mac.clone() };
        let plan = move |connection: &Connection, hand: &Hand| {
            let plan = Plan::of(connection, hand, job)?.act(hand, &command)?;
            if is_sealed(plan.state(), job) {
                return plan.say(hand, job, EventBody::CapsuleReplaced { capsule: capsule.clone() });
            }
            Ok(plan)
        };
        let keep = move |transaction: &Transaction<'_>| {
            // Once it is sealed, the capsule goes with an event and is kept nowhere else.
            if records::facts(transaction, job)?.is_none() {
                journal::replace_capsule(transaction, job, &kept)?;
            }
            Ok(())
        };
        let acted = self.act(&account, job, plan, keep).await?;
        self.queued();
        Ok(acted.view)
    }
}

fn is_sealed(visit: &work::Visit, job: PinpointId) -> bool {
    visit.job(&job).is_some_and(|job| job.sealed().is_some())
}

fn sealed_view(facts: SealedFacts, job: JobView) -> SealedView {
    let SealedFacts { sequence, record, digest, marks } = facts;
    SealedView { job, digest, sequence, sealed_at: record.identity.sealed_at, marks }
}
