//! What no rule decides: the queue of people, and what they decide. The sealed bytes stay; a decision is kept with its
//! reason, its person and its time, and the verdict that follows from it travels like any other.

use std::sync::Arc;

use pinpoint_domain::code::{Fields, fields};
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Decision, Reason, ReasonCode, Signed, Verdict};

use super::super::audit::{self, Entry};
use super::super::{Put, Store, StoreError, millis};
use super::evidence::{Subject, subject};
use super::{Desk, by};
use crate::keys::Keys;
use crate::reviews::ReviewDecision;
use crate::verdict::{ActivePinpoint, is_about_proof};

/// What became of a person's decision.
#[derive(Debug)]
pub(crate) enum Reviewed {
    /// Decided, now or before in the same words by the same person.
    Done { verdict: Signed<Verdict>, created: bool },
    /// Nothing waits under this name.
    Unknown,
    /// Somebody decided otherwise already.
    Decided,
    /// The label is not proved yet, so the record can only be rejected.
    Unproved,
}

impl Store {
    /// A person decides about a pinpoint in review.
    pub(crate) async fn decide_review(
        &self,
        pinpoint: PinpointId,
        decision: ReviewDecision,
        reason: String,
        keys: Arc<Keys>,
        put: Put,
    ) -> Result<Reviewed, StoreError> {
        let network_id = self.rooms.network.clone();
        let decided = self.write(move |transaction, network| {
            let desk = Desk::new(transaction, network, &network_id, &keys, put.now);
            let reviewed = desk.review_by(pinpoint, decision, reason, put)?;
            Ok((reviewed, desk.made()))
        });
        let (reviewed, made) = decided.await?;
        self.rooms.metrics.decided(&made);
        Ok(reviewed)
    }
}

impl Desk<'_> {
    /// A person's decision, and all that follows from it.
    fn review_by(
        &self,
        pinpoint: PinpointId,
        decision: ReviewDecision,
        reason: String,
        put: Put,
    ) -> Result<Reviewed, StoreError> {
        let Some(subject) = subject(self.transaction, self.network, pinpoint)? else {
            return Ok(Reviewed::Unknown);
        };
        let Some(waits) = self.open_review(&subject)? else {
            return self.decided_before(&subject, decision, &reason, &put);
        };
        if decision != ReviewDecision::Reject && waits.iter().any(|each| is_about_proof(&each.code)) {
            return Ok(Reviewed::Unproved);
        }
        self.note(&subject, decision, &reason, put)?;
        self.carry_out(&subject, decision, reason)?;
        let verdict = self.newest(&subject)?.ok_or_else(|| StoreError::Row {
            table: "verdict",
            reason: "a decision without its verdict".into(),
        })?;
        Ok(Reviewed::Done { verdict, created: true })
    }

    /// All that follows from a decision, in the caller's transaction.
    fn carry_out(
        &self,
        subject: &Subject,
        decision: ReviewDecision,
        reason: String,
    ) -> Result<(), StoreError> {
        let reviewed = Reason { code: ReasonCode::Reviewed, fields: fields([("reason", reason)]) };
        let latest = self.latest(&subject.id)?;
        let active = self.active_of(subject)?.map(|(earlier, _)| earlier);
        match (decision, active) {
            (ReviewDecision::Reject, _) => self.write(subject, Decision::Rejected, &[reviewed], latest)?,
            // One station is active under one record; the other is as true and stands beside it.
            (ReviewDecision::KeepBoth, Some(_)) => {
                let beside = Reason { code: ReasonCode::StandsBeside, fields: Fields::new() };
                self.write(subject, Decision::Accepted, &[reviewed, beside], latest)?;
            }
            (ReviewDecision::KeepBoth, None) => {
                self.write(subject, Decision::Accepted, &[reviewed], latest)?;
                self.activate(subject)?;
            }
            (ReviewDecision::Accept, earlier) => {
                self.write(subject, Decision::Accepted, std::slice::from_ref(&reviewed), latest)?;
                self.end_what_stands_against(subject, earlier, reviewed)?;
                self.activate(subject)?;
            }
        }
        self.settle(subject)
    }

    /// What the accepted record contradicts: the station's earlier record, others under its label, and the station that
    /// it replaces.
    fn end_what_stands_against(
        &self,
        subject: &Subject,
        earlier: Option<PinpointId>,
        reviewed: Reason,
    ) -> Result<(), StoreError> {
        let (_, old) = self.old_station(subject)?;
        for other in self.active_under_label(subject)?.into_iter().filter(|other| Some(*other) != old) {
            self.supersede(subject, other, std::slice::from_ref(&reviewed))?;
        }
        if let Some(earlier) = earlier {
            self.supersede(subject, earlier, &[by(ReasonCode::Renetworked, subject), reviewed])?;
        }
        match old {
            Some(old) => self.replace(subject, old),
            None => Ok(()),
        }
    }

    /// Keeps who decided what, when and why.
    fn note(
        &self,
        subject: &Subject,
        decision: ReviewDecision,
        reason: &str,
        put: Put,
    ) -> Result<(), StoreError> {
        let (id, actor) = (subject.id.to_string(), put.actor.to_string());
        let number: u32 = self.transaction.one(
            "SELECT coalesce(max(number), 0) + 1 FROM decision WHERE network = ?1 AND pinpoint = ?2",
            (self.network, &id),
            |row| row.get(0),
        )?;
        self.transaction.execute(
            "INSERT INTO decision (network, pinpoint, number, decision, reason, actor, at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (self.network, &id, number, decision.name(), reason, &actor, millis(put.now)),
        )?;
        let reason = format!("{}: {reason}", decision.name());
        let entry =
            Entry { actor, action: "review-decided", subject: id, reason, request_id: put.request_id };
        audit::append(self.transaction, self.network, self.now, &entry)
    }

    /// A decision that is repeated, because its answer was lost, is the same decision.
    fn decided_before(
        &self,
        subject: &Subject,
        decision: ReviewDecision,
        reason: &str,
        put: &Put,
    ) -> Result<Reviewed, StoreError> {
        let newest: Option<(String, String, String)> = self.transaction.first(
            "SELECT decision, reason, actor FROM decision
             WHERE network = ?1 AND pinpoint = ?2 ORDER BY number DESC LIMIT 1",
            (self.network, subject.id.to_string()),
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let Some((decided, why, actor)) = newest else { return Ok(Reviewed::Unknown) };
        if (decided.as_str(), why.as_str()) != (decision.name(), reason) || actor != put.actor.to_string() {
            return Ok(Reviewed::Decided);
        }
        let verdict = self.newest(subject)?;
        Ok(verdict.map_or(Reviewed::Decided, |verdict| Reviewed::Done { verdict, created: false }))
    }

    /// The newest verdict as it was signed.
    fn newest(&self, subject: &Subject) -> Result<Option<Signed<Verdict>>, StoreError> {
        let json: Option<String> = self.transaction.first(
            "SELECT signed_json FROM verdict
             WHERE network = ?1 AND pinpoint = ?2 ORDER BY version DESC LIMIT 1",
            (self.network, subject.id.to_string()),
            |row| row.get(0),
        )?;
        json.map(|json| serde_json::from_str(&json).map_err(StoreError::row("verdict"))).transpose()
    }

    /// Why a pinpoint waits for a person; none when it does not.
    fn open_review(&self, subject: &Subject) -> Result<Option<Vec<Reason>>, StoreError> {
        let json: Option<String> = self.transaction.first(
            "SELECT reasons_json FROM review WHERE network = ?1 AND pinpoint = ?2 AND closed_at_ms IS NULL",
            (self.network, subject.id.to_string()),
            |row| row.get(0),
        )?;
        json.map(|json| serde_json::from_str(&json).map_err(StoreError::row("review"))).transpose()
    }

    /// Puts a pinpoint into the queue of people, with what only they may know.
    pub(super) fn review(
        &self,
        subject: &Subject,
        reasons: &[Reason],
        active: Option<&ActivePinpoint>,
    ) -> Result<(), StoreError> {
        let reasons_json = serde_json::to_string(reasons).map_err(StoreError::row("review"))?;
        let distance_m = active.map(|active| subject.pin.distance_m(&active.pin));
        self.transaction.execute(
            "INSERT INTO review (network, pinpoint, reasons_json, distance_m, opened_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (network, pinpoint) DO UPDATE SET reasons_json = excluded.reasons_json,
                distance_m = excluded.distance_m, opened_at_ms = excluded.opened_at_ms, closed_at_ms = NULL",
            (self.network, subject.id.to_string(), &reasons_json, distance_m, millis(self.now)),
        )?;
        Ok(())
    }

    pub(super) fn close_review(&self, id: &str) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE review SET closed_at_ms = ?3
             WHERE network = ?1 AND pinpoint = ?2 AND closed_at_ms IS NULL",
            (self.network, id, millis(self.now)),
        )?;
        Ok(())
    }
}
