//! Verdicts: which pinpoints wait for one, what it rests on, and all that follows from it, in one transaction.

pub(super) mod evidence;
mod people;

use std::cell::RefCell;
use std::sync::Arc;

use jiff::Timestamp;
use pinpoint_domain::code::fields;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Changed, Decision, Reason, ReasonCode, VERSION, Verdict};

use self::evidence::{Subject, subject};
use super::audit::{self, Entry};
use super::boots::tell_boot;
use super::sql::Connection;
use super::{Store, StoreError, millis, named};
use crate::keys::Keys;
use crate::verdict::{ATTEMPTS_WITHIN, Facts, LabelProof, OldStation, codes, decide_verdict, is_about_proof};

pub(crate) use people::Reviewed;

/// A pinpoint that waits for its verdict.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub id: PinpointId,
    pub mac: String,
    pub capsule_json: Option<String>,
}

/// What opening the capsule gave, before the inventory is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Proof {
    Missing,
    Shut,
    /// HMAC of network, MAC and password.
    Opened([u8; 32]),
}

impl Store {
    /// Pinpoints whose time for a verdict has come, oldest first.
    pub(crate) async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<Candidate>, StoreError> {
        self.read(move |connection, network| {
            let candidates = connection.rows(
                "SELECT p.id, p.mac_digits, p.capsule_json
                 FROM verdict_due d JOIN pinpoint p ON p.network = d.network AND p.id = d.pinpoint
                 WHERE d.network = ?1 AND d.due_at_ms <= ?2 ORDER BY d.due_at_ms, p.sequence LIMIT ?3",
                (network, millis(now), limit),
                |row| Ok(Candidate { id: named(row, 0)?, mac: row.get(1)?, capsule_json: row.get(2)? }),
            )?;
            Ok(candidates)
        })
        .await
    }

    /// Makes a pinpoint wait longer for its verdict.
    pub(crate) async fn put_off(&self, id: PinpointId, until: Timestamp) -> Result<(), StoreError> {
        self.write(move |transaction, network| put_off(transaction, network, id, until)).await
    }

    /// Decides candidates in one transaction. Candidates whose capsule changed meanwhile stay due.
    pub(crate) async fn decide(
        &self,
        candidates: Vec<(Candidate, Proof)>,
        keys: Arc<Keys>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let network_id = self.rooms.network.clone();
        let made = self.write(move |transaction, network| {
            let desk = Desk::new(transaction, network, &network_id, &keys, now);
            for (candidate, proof) in candidates {
                desk.decide(&candidate, proof)?;
            }
            Ok(desk.made())
        });
        self.rooms.metrics.decided(&made.await?);
        Ok(())
    }
}

/// One transaction's work on verdicts.
struct Desk<'a> {
    transaction: &'a Connection,
    network: &'a str,
    network_id: &'a pinpoint_domain::ids::NetworkId,
    keys: &'a Keys,
    now: Timestamp,
    /// The decisions of the verdicts that were written.
    made: RefCell<Vec<Decision>>,
}

impl<'a> Desk<'a> {
    const fn new(
        transaction: &'a Connection,
        network: &'a str,
        network_id: &'a pinpoint_domain::ids::NetworkId,
        keys: &'a Keys,
        now: Timestamp,
    ) -> Self {
        Self { transaction, network, network_id, keys, now, made: RefCell::new(Vec::new()) }
    }

    fn made(self) -> Vec<Decision> {
        self.made.into_inner()
    }
}

impl Desk<'_> {
    fn decide(&self, candidate: &Candidate, proof: Proof) -> Result<(), StoreError> {
        // Another node was faster: its decision is made, and a wrong password counts once.
        if !self.is_due(candidate.id)? {
            return Ok(());
        }
        let Some(subject) = subject(self.transaction, self.network, candidate.id)? else { return Ok(()) };
        let latest = self.latest(&subject.id)?;
        match &latest {
            // Decided for good; a late capsule has nothing left to prove.
            Some((_, Decision::Accepted | Decision::Superseded, _)) => return self.settle(&subject),
            // Proved already, and for a person to decide, or decided: a new capsule must not take it out of their hands.
            Some((_, Decision::InReview | Decision::Rejected, reasons))
                if reasons.iter().any(|reason| !is_about_proof(&reason.code)) =>
            {
                return self.settle(&subject);
            }
            _ => {}
        }
        if subject.capsule_json != candidate.capsule_json {
            return Ok(());
        }
        let proof = self.prove(&subject, proof)?;
        let active = self.active_of(&subject)?;
        let (old_station, old) = self.old_station(&subject)?;
        let (decision, reasons) = decide_verdict(&Facts {
            proof,
            kind: serde_json::from_value(subject.kind.clone().into()).map_err(StoreError::row("pinpoint"))?,
            pin: subject.pin,
            active: active.as_ref().map(|(_, active)| active.clone()),
            mac_active_elsewhere: !self.active_under_label(&subject)?.is_empty(),
            old_station,
            now: self.now,
        });
        self.write(&subject, decision, &reasons, latest)?;
        if decision == Decision::InReview {
            self.review(&subject, &reasons, active.as_ref().map(|(_, active)| active))?;
        }
        if decision == Decision::Accepted {
            if let Some((earlier, _)) = active {
                self.supersede(&subject, earlier, &[by(ReasonCode::Renetworked, &subject)])?;
            }
            if let Some(old) = old.filter(|_| old_station == OldStation::Here) {
                self.replace(&subject, old)?;
            }
            self.activate(&subject)?;
        }
        match proof {
            LabelProof::Proved { .. } => {
                let Self { transaction, network, network_id, keys, now, .. } = *self;
                tell_boot(transaction, network, network_id, keys, subject.id, now)?;
                self.settle(&subject)
            }
            LabelProof::Throttled => {
                put_off(self.transaction, self.network, subject.id, self.now + ATTEMPTS_WITHIN)
            }
            LabelProof::Missing | LabelProof::Shut | LabelProof::NotProved => self.done(&subject),
        }
    }

    /// An earlier pinpoint learns that a later one took its place, and is active no more.
    fn supersede(&self, later: &Subject, earlier: PinpointId, reasons: &[Reason]) -> Result<(), StoreError> {
        let Some(subject) = subject(self.transaction, self.network, earlier)? else { return Ok(()) };
        let mut reasons = reasons.to_vec();
        if subject.company != later.company {
            // Another company learns that its record ended, and not by which one.
            for reason in &mut reasons {
                reason.fields.remove("by");
            }
        }
        let latest = self.latest(&earlier)?;
        self.write(&subject, Decision::Superseded, &reasons, latest)?;
        self.transaction.execute(
            "UPDATE station SET active_pinpoint = NULL, active_mac = NULL
             WHERE network = ?1 AND maker = ?2 AND serial = ?3 AND active_pinpoint = ?4",
            (self.network, &subject.maker, &subject.serial, earlier.to_string()),
        )?;
        if subject.mac != later.mac {
            self.transaction.execute(
                "UPDATE label SET state = 'retired' WHERE network = ?1 AND mac_digits = ?2",
                (self.network, &subject.mac),
            )?;
        }
        Ok(())
    }

    /// A station is gone (A21): its pinpoint ends with the one of the station that stands in its place. Both timelines
    /// keep both.
    fn replace(&self, later: &Subject, old: PinpointId) -> Result<(), StoreError> {
        self.supersede(later, old, &[by(ReasonCode::Replaced, later)])?;
        self.transaction.execute(
            "INSERT INTO replacement (network, pinpoint, ended, at_ms) VALUES (?1, ?2, ?3, ?4)",
            (self.network, later.id.to_string(), old.to_string(), millis(self.now)),
        )?;
        Ok(())
    }

    fn activate(&self, subject: &Subject) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE station SET active_pinpoint = ?4, active_mac = ?5
             WHERE network = ?1 AND maker = ?2 AND serial = ?3",
            (self.network, &subject.maker, &subject.serial, subject.id.to_string(), &subject.mac),
        )?;
        self.transaction.execute(
            "UPDATE label SET state = 'active' WHERE network = ?1 AND mac_digits = ?2",
            (self.network, &subject.mac),
        )?;
        Ok(())
    }

    /// The label is proved: the capsule has done its work and goes.
    fn settle(&self, subject: &Subject) -> Result<(), StoreError> {
        let id = subject.id.to_string();
        self.transaction.execute(
            "UPDATE pinpoint SET capsule_json = NULL
             WHERE network = ?1 AND id = ?2 AND capsule_json IS NOT NULL",
            (self.network, &id),
        )?;
        self.transaction.execute(
            "UPDATE pinpoint_event SET payload = NULL
             WHERE network = ?1 AND pinpoint = ?2 AND kind = 'capsule-replaced' AND payload IS NOT NULL",
            (self.network, &id),
        )?;
        self.done(subject)
    }

    fn is_due(&self, id: PinpointId) -> Result<bool, StoreError> {
        self.transaction.exists(
            "SELECT 1 FROM verdict_due WHERE network = ?1 AND pinpoint = ?2 AND due_at_ms <= ?3",
            (self.network, id.to_string(), millis(self.now)),
        )
    }

    fn done(&self, subject: &Subject) -> Result<(), StoreError> {
        self.transaction.execute(
            "DELETE FROM verdict_due WHERE network = ?1 AND pinpoint = ?2",
            (self.network, subject.id.to_string()),
        )?;
        Ok(())
    }

    /// The newest verdict: its version, decision and reasons.
    fn latest(&self, id: &PinpointId) -> Result<Option<(u32, Decision, Vec<Reason>)>, StoreError> {
        let row: Option<(u32, String, String)> = self.transaction.first(
            "SELECT version, decision, reasons_json FROM verdict
             WHERE network = ?1 AND pinpoint = ?2 ORDER BY version DESC LIMIT 1",
            (self.network, id.to_string()),
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        row.map(|(version, decision, reasons)| {
            let decision = serde_json::from_value(decision.into()).map_err(StoreError::row("verdict"))?;
            let reasons = serde_json::from_str(&reasons).map_err(StoreError::row("verdict"))?;
            Ok((version, decision, reasons))
        })
        .transpose()
    }

    /// Appends a verdict to the history, the change feed, the audit and the outgoing events. A verdict that says what
    /// the newest one says is no news.
    fn write(
        &self,
        subject: &Subject,
        decision: Decision,
        reasons: &[Reason],
        latest: Option<(u32, Decision, Vec<Reason>)>,
    ) -> Result<(), StoreError> {
        let version = match latest {
            Some((_, same, same_reasons)) if same == decision && same_reasons == reasons => return Ok(()),
            Some((version, ..)) => version + 1,
            None => 1,
        };
        let json = StoreError::row("verdict");
        let id = subject.id.to_string();
        let verdict = self.keys.sign(&Verdict {
            v: VERSION,
            network: self.network_id.clone(),
            pinpoint_id: subject.id,
            digest: subject.digest,
            decision,
            reasons: reasons.to_vec(),
            at: self.now,
        });
        let signed_json = serde_json::to_string(&verdict).map_err(&json)?;
        let reasons_json = serde_json::to_string(reasons).map_err(&json)?;
        let decision_name = decision_name(decision);
        self.transaction.execute(
            "INSERT INTO verdict (network, pinpoint, version, decision, reasons_json, signed_json, at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (self.network, &id, version, decision_name, &reasons_json, &signed_json, millis(self.now)),
        )?;
        let body_json = serde_json::to_string(&Changed::Verdict { verdict }).map_err(&json)?;
        self.transaction.execute(
            "INSERT INTO change (network, company, pinpoint, body_json, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
            (self.network, &subject.company, &id, &body_json, millis(self.now)),
        )?;
        self.made.borrow_mut().push(decision);
        if decision != Decision::InReview {
            self.close_review(&id)?;
        }
        let entry =
            Entry::of_server("verdict", id.clone(), format!("{decision_name} {}", codes(reasons)).trim_end());
        audit::append(self.transaction, self.network, self.now, &entry)?;
        audit::tell(self.transaction, self.network, self.now, "verdict", &id, &signed_json)
    }
}

/// Which pinpoint was the reason.
fn by(code: ReasonCode, later: &Subject) -> Reason {
    Reason { code, fields: fields([("by", later.id.to_string())]) }
}

fn put_off(
    connection: &Connection,
    network: &str,
    id: PinpointId,
    until: Timestamp,
) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE verdict_due SET due_at_ms = ?3 WHERE network = ?1 AND pinpoint = ?2",
        (network, id.to_string(), millis(until)),
    )?;
    Ok(())
}

/// The name on the wire and in the column.
pub(crate) fn decision_name(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "accepted",
        Decision::InReview => "in-review",
        Decision::Rejected => "rejected",
        Decision::Superseded => "superseded",
    }
}
