//! Records and events on their way there, changes on their way back. Bodies are sent as the bytes that were stored.

use bytes::{BufMut as _, Bytes, BytesMut};
use http::Method;
use pinpoint_domain::ids::{EventId, PinpointId};
use pinpoint_domain::wire::{BatchResults, ChangePage, Receipt, Signed, StationAnswer, StationQuestion};

use super::{Bearer, Call, LONG_PATIENCE, Remote};
use crate::outbox::Trouble;

impl Remote {
    /// `PUT /v1/pinpoints/{id}`; the body is an envelope. The receipt is still to be verified.
    pub async fn put_pinpoint(
        &self,
        bearer: &Bearer,
        pinpoint: PinpointId,
        envelope: Bytes,
    ) -> Result<Signed<Receipt>, Trouble> {
        let pinpoint = pinpoint.to_string();
        self.json(Call::new(Method::PUT, &["v1", "pinpoints", &pinpoint]).bearer(bearer).json(envelope)).await
    }

    /// `PUT /v1/pinpoints`; the bodies are envelopes. One result each, in the same order.
    pub async fn put_pinpoints(
        &self,
        bearer: &Bearer,
        envelopes: &[(PinpointId, Bytes)],
    ) -> Result<BatchResults, Trouble> {
        let mut call = Call::new(Method::PUT, &["v1", "pinpoints"]).bearer(bearer).json(batch(envelopes));
        call.patience = LONG_PATIENCE;
        self.json(call).await
    }

    /// `PUT /v1/pinpoints/{id}/events/{event_id}`; the body is an event's envelope.
    pub async fn put_event(
        &self,
        bearer: &Bearer,
        pinpoint: PinpointId,
        event: EventId,
        envelope: Bytes,
    ) -> Result<Signed<Receipt>, Trouble> {
        let (pinpoint, event) = (pinpoint.to_string(), event.to_string());
        let path = ["v1", "pinpoints", &pinpoint, "events", &event];
        self.json(Call::new(Method::PUT, &path).bearer(bearer).json(envelope)).await
    }

    /// `POST /v1/stations/known`: what the network tells whoever proves the label.
    pub async fn station_known(
        &self,
        bearer: &Bearer,
        question: &StationQuestion,
    ) -> Result<StationAnswer, Trouble> {
        let call = Call::new(Method::POST, &["v1", "stations", "known"]).bearer(bearer);
        self.json(call.json_of(question)?).await
    }

    /// `GET /v1/changes?after=N`.
    pub async fn changes(&self, bearer: &Bearer, after: u64) -> Result<ChangePage, Trouble> {
        let mut call = Call::new(Method::GET, &["v1", "changes"]).bearer(bearer);
        call.query = Some(("after", after.to_string()));
        call.patience = LONG_PATIENCE;
        let page: ChangePage = self.json(call).await?;
        // Only a change that came moves the cursor: a page that claims more would hide what follows for ever.
        let last = page.changes.iter().map(|change| change.sequence).max().unwrap_or(after);
        Ok(ChangePage { next_after: page.next_after.min(last), ..page })
    }
}

/// A `BatchPut` around envelopes that are JSON already: they are neither read nor written again.
fn batch(envelopes: &[(PinpointId, Bytes)]) -> Bytes {
    let size = envelopes.iter().map(|(_, envelope)| envelope.len() + 70).sum::<usize>() + 20;
    let mut body = BytesMut::with_capacity(size);
    body.put_slice(b"{\"items\":[");
    for (index, (pinpoint, envelope)) in envelopes.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        body.put_slice(format!("{comma}{{\"id\":\"{pinpoint}\",\"envelope\":").as_bytes());
        body.put_slice(envelope);
        body.put_slice(b"}");
    }
    body.put_slice(b"]}");
    body.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_batch_is_json_around_the_stored_bytes() {
        let envelopes: Vec<_> = (1..=2)
            .map(|n| (PinpointId::from(Uuid::from_u128(n)), Bytes::from(format!("{{\"v\":{n}}}"))))
            .collect();
        let read: serde_json::Value = serde_json::from_slice(&batch(&envelopes)).unwrap();
        assert_eq!(read["items"][0]["id"], Uuid::from_u128(1).to_string());
        assert_eq!(read["items"][1]["envelope"]["v"], 2);
        assert_eq!(batch(&[]), "{\"items\":[]}");
    }
}
