//! Records, what is said after their seal, and what the network decides about them.

use std::collections::BTreeMap;

use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::{EventId, PinpointId};
use pinpoint_domain::wire::{
    BatchPut, BatchResult, BatchResults, Change, ChangePage, Changed, Decision, Digest, Envelope, EventBody,
    EventEnvelope, Grant, Reason, Receipt, Signed, Subject, VERSION, Verdict,
};
use pinpoint_domain::work::check_record;
use pinpoint_domain::{demo, wire};
use serde::{Deserialize, Serialize};

use super::photos::Photo;
use super::{Answered, Asked, Reply, Server, number, receipt, signed};
use crate::testing::world::WorldError;

/// What the real server calls its own past; it changes when a server is restored from a backup.
const EPOCH: &str = "story";

/// Something that is stored for ever.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    digest: Digest,
    receipt: Signed<Receipt>,
}

/// What a story makes the network think of a record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::testing) struct Opinion {
    job: PinpointId,
    decision: Decision,
    #[serde(default)]
    reasons: Vec<Reason>,
}

impl Server {
    /// Decides now, or as soon as the record is there.
    pub(in crate::testing) fn decide(&mut self, opinion: Opinion, now: Timestamp) -> Result<(), WorldError> {
        match self.records.get(&opinion.job) {
            Some(record) => {
                let digest = record.digest;
                self.tell(opinion, digest, now).map_err(|_| WorldError::new("verdict", "not signed"))?;
            }
            None => self.opinions.push(opinion),
        }
        Ok(())
    }

    pub(super) fn put_batch(&mut self, asked: &Asked, now: Timestamp) -> Answered {
        let BatchPut { items } = asked.json()?;
        let results = items.iter().map(|item| match self.put_record(item.id, &item.envelope, now) {
            Ok(receipt) => Ok(BatchResult::Stored { receipt }),
            Err(refused) => serde_json::from_slice(&refused.body)
                .map(|problem| BatchResult::Refused { problem })
                .map_err(|_| Reply::refusal(500, "internal")),
        });
        Ok(Reply::json(200, &BatchResults { results: results.collect::<Result<_, _>>()? }))
    }

    pub(super) fn put_record(
        &mut self,
        id: PinpointId,
        envelope: &Envelope,
        now: Timestamp,
    ) -> Result<Signed<Receipt>, Reply> {
        let grant = believed(&envelope.grant)?;
        let key = (envelope.sealed.key_id(), &grant.device_key);
        let record = envelope.sealed.verify([key]).map_err(|error| Reply::of(422, &error))?;
        let identity = &record.identity;
        if identity.pinpoint_id != id {
            return Err(Reply::refusal(422, "id-differs"));
        }
        if (identity.device, identity.installer) != (grant.device, grant.installer) {
            return Err(Reply::refusal(422, "author-differs"));
        }
        check_record(&record).map_err(|error| Reply::of(422, &error))?;
        let digest = envelope.sealed.digest();
        match self.records.get(&id) {
            Some(known) if known.digest == digest => return Ok(known.receipt.clone()),
            Some(_) => return Err(Reply::refusal(409, "pinpoint-differs")),
            None if !self.is_certified(now) => return Err(Reply::refusal(403, "not-certified")),
            None => {}
        }
        let receipt = receipt(Subject::Pinpoint(id), digest, self.records.len(), now)?;
        self.records.insert(id, Stored { digest, receipt: receipt.clone() });
        for file in record.photos.iter().flat_map(|photo| [photo.published, photo.original]) {
            self.photos.insert(file.id, Photo::announced(id, file));
        }
        let (about_it, others) = self.opinions.drain(..).partition(|opinion| opinion.job == id);
        self.opinions = others;
        let about_it: Vec<Opinion> = about_it;
        for opinion in about_it {
            self.tell(opinion, digest, now)?;
        }
        Ok(receipt)
    }

    pub(super) fn put_event(
        &mut self,
        pinpoint: PinpointId,
        id: EventId,
        envelope: &EventEnvelope,
        now: Timestamp,
    ) -> Answered {
        let grant = believed(&envelope.grant)?;
        let key = (envelope.event.key_id(), &grant.device_key);
        let event = envelope.event.verify([key]).map_err(|error| Reply::of(422, &error))?;
        if (event.pinpoint_id, event.event_id) != (pinpoint, id) {
            return Err(Reply::refusal(422, "id-differs"));
        }
        if !self.records.contains_key(&pinpoint) {
            return Err(Reply::refusal(404, "pinpoint-unknown"));
        }
        if matches!(event.body, EventBody::CapsuleReplaced { .. }) && !self.is_certified(now) {
            return Err(Reply::refusal(403, "not-certified"));
        }
        let digest = envelope.event.digest();
        match self.events.get(&id) {
            Some(known) if known.digest == digest => return Ok(Reply::json(200, &known.receipt)),
            Some(_) => return Err(Reply::refusal(409, "event-differs")),
            None => {}
        }
        let receipt = receipt(Subject::Event(id), digest, self.events.len(), now)?;
        let reply = Reply::json(201, &receipt);
        self.events.insert(id, Stored { digest, receipt });
        Ok(reply)
    }

    pub(super) fn changes_after(&self, query: Option<&str>) -> Reply {
        let queried: BTreeMap<&str, &str> =
            query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('=')).collect();
        let after = queried.get("after").and_then(|text| text.parse().ok()).unwrap_or(0);
        let changes: Vec<Change> =
            self.changes.iter().filter(|change| change.sequence > after).cloned().collect();
        let next_after = changes.last().map_or(after, |change| change.sequence);
        let page =
            ChangePage { server_epoch: EPOCH.to_owned(), changes, next_after, more: false, watermark: None };
        Reply::json(200, &page)
    }

    /// Puts a signed verdict into the change feed.
    fn tell(&mut self, opinion: Opinion, digest: Digest, now: Timestamp) -> Result<(), Reply> {
        let Opinion { job: pinpoint_id, decision, reasons } = opinion;
        let network = demo::NETWORK.parse().map_err(|_| Reply::refusal(500, "internal"))?;
        let verdict = Verdict { v: VERSION, network, pinpoint_id, digest, decision, reasons, at: now };
        let sequence = number(self.changes.len()).saturating_add(1);
        let what = Changed::Verdict { verdict: signed(&verdict) };
        self.changes.push(Change { sequence, pinpoint_id, what });
        Ok(())
    }
}

/// What the network itself once said about an installer and a device.
fn believed(grant: &Signed<Grant>) -> Result<Grant, Reply> {
    let key = wire::VerifyingKey::Ed25519(demo::receipt_key().verifying_key());
    grant.verify([(demo::RECEIPT_KEY_ID, &key)]).map_err(|error| Reply::of(422, &error))
}
