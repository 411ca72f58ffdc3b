//! All that travels: what is read is written, and reads again as the same.

use pinpoint_domain::publication::Succession;
use pinpoint_domain::wire::{
    Amendment, Annex, BatchPut, BatchResults, ChangePage, Correction, Envelope, EventEnvelope, Grant,
    PostSealEvent, Problem, Receipt, SealedRecord, Signed, Verdict, to_json,
};
use pinpoint_domain::work::check_record;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::patience::in_time;

/// Every form of the wire, and below its signature once more.
pub(crate) fn wire(input: &[u8]) {
    if let Some(envelope) = form::<Envelope>(input) {
        sealed(envelope.sealed.payload());
    }
    if let Some(envelope) = form::<EventEnvelope>(input) {
        form::<PostSealEvent>(envelope.event.payload());
    }
    signed::<Grant>(input);
    signed::<Receipt>(input);
    signed::<Verdict>(input);
    sealed(input);
    form::<PostSealEvent>(input);
    form::<ChangePage>(input);
    form::<BatchPut>(input);
    form::<BatchResults>(input);
    form::<Annex>(input);
    signed::<Amendment>(input);
    form::<Correction>(input);
    signed::<Succession>(input);
    form::<Problem>(input);
}

fn sealed(input: &[u8]) {
    if let Some(record) = form::<SealedRecord>(input) {
        // A server's guard; whatever it says, it says something.
        let _ = in_time(|| check_record(&record));
    }
}

fn signed<T: DeserializeOwned + Serialize>(input: &[u8]) {
    if let Some(signed) = form::<Signed<T>>(input) {
        form::<T>(signed.payload());
    }
    form::<T>(input);
}

/// The form, if it is one. Written and read again it is the same.
pub(super) fn form<T: DeserializeOwned + Serialize>(input: &[u8]) -> Option<T> {
    let form: T = in_time(|| serde_json::from_slice(input)).ok()?;
    let json = to_json(&form);
    let again = serde_json::from_str::<T>(&json);
    assert!(again.is_ok(), "written, and not readable: {json}");
    assert_eq!(again.ok().as_ref().map(to_json), Some(json));
    Some(form)
}
