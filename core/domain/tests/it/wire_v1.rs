//! Version 1 of the wire, frozen: what a phone wrote on the first day is read, believed and opened for ever.
//!
//! `examples/freeze_wire.rs` wrote the files once. A test that fails here means that old phones and old records would
//! no longer be understood: make a version 2 beside it instead.

use std::path::Path;

use crate::support::frozen::{
    DEVICE_KEY_ID, NETWORK_KEY_ID, PASSWORD, ROOT_KEY_ID, capsule_key, device_public, network_key, public,
    root_key, sealed_day,
};
use crate::support::{self, MAC, SERIAL, job};
use pinpoint_domain::Coded as _;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::{
    Amendment, Annex, BatchPut, BatchResults, Boot, Capsule, CapsuleBinding, ChangePage, Changed, Digest,
    Envelope, Erasure, EventBody, EventEnvelope, Grant, Mark, PostSealEvent, Problem, Reason, ReasonCode,
    Receipt, SealedRecord, Signed, Subject, Verdict, Watermark,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The name of the frozen day's record. It is part of the promise: never edit it.
const SEALED_DIGEST: &str = "sha256:8e81b360c274204a4c4e7cb8696ccbd50f8b430eedf2b9b483502ed0075d7d5c";

/// One of each type, in the order of [`EventBody::NAMES`].
const EVENTS: [&str; 4] = [
    "event-step-done.json",
    "event-step-undone.json",
    "event-capsule-replaced.json",
    "event-correction-requested.json",
];

#[cfg(test)]
mod frozen_files {
    use super::{DeserializeOwned, Path, Value};

    pub(super) fn bytes(name: &str) -> Vec<u8> {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/wire/v1"));
        std::fs::read(folder.join(name)).unwrap()
    }

    pub(super) fn json(name: &str) -> Value {
        serde_json::from_slice(&bytes(name)).unwrap()
    }

    pub(super) fn read<T: DeserializeOwned>(name: &str) -> T {
        serde_json::from_slice(&bytes(name)).unwrap()
    }

    /// Reads a form, writes it again, and reads it once more with fields from the future in it.
    pub(super) fn survives<T: DeserializeOwned + super::Serialize>(name: &str, json: &Value) {
        let same: T = serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(serde_json::to_value(same).unwrap(), *json, "{name} is written as it was read");
        let mut later = json.clone();
        add_unknown_fields(&mut later);
        assert_ne!(later, *json);
        let read: T = serde_json::from_value(later).unwrap_or_else(|error| panic!("{name}, later: {error}"));
        assert_eq!(serde_json::to_value(read).unwrap(), *json, "{name}: unknown fields are ignored");
    }

    /// A field of a later version in each object, except where names are data.
    fn add_unknown_fields(json: &mut Value) {
        match json {
            Value::Object(object) => {
                for (name, value) in object.iter_mut() {
                    match name.as_str() {
                        "fields" | "support_phones" => {}
                        "keys" => value.as_object_mut().unwrap().values_mut().for_each(add_unknown_fields),
                        _ => add_unknown_fields(value),
                    }
                }
                object.insert("of_a_later_version".into(), Value::from([1, 2]));
            }
            Value::Array(array) => array.iter_mut().for_each(add_unknown_fields),
            _ => {}
        }
    }

    pub(super) fn has_float(json: &Value) -> bool {
        match json {
            Value::Number(number) => number.is_f64(),
            Value::Array(array) => array.iter().any(has_float),
            Value::Object(object) => object.values().any(has_float),
            _ => false,
        }
    }
}

use frozen_files::{bytes, has_float, json, read, survives};

#[test]
fn every_frozen_form_is_read_and_written_as_on_the_first_day() {
    survives::<SealedRecord>("sealed.json", &json("sealed.json"));
    survives::<Annex>("annex.json", &json("annex.json"));
    survives::<Capsule>("capsule.json", &json("capsule.json"));
    survives::<Envelope>("envelope.json", &json("envelope.json"));
    for name in EVENTS {
        survives::<EventEnvelope>(name, &json(name));
        let event: EventEnvelope = read(name);
        survives::<PostSealEvent>(name, &serde_json::from_slice(event.event.payload()).unwrap());
    }
    survives::<Signed<Receipt>>("receipt.json", &json("receipt.json"));
    survives::<Signed<Verdict>>("verdict.json", &json("verdict.json"));
    survives::<Signed<Amendment>>("amendment.json", &json("amendment.json"));
    survives::<Signed<Boot>>("boot.json", &json("boot.json"));
    survives::<Signed<Erasure>>("erasure.json", &json("erasure.json"));
    survives::<Signed<Watermark>>("watermark.json", &json("watermark.json"));
    survives::<Signed<Grant>>("grant.json", &json("grant.json"));
    survives::<Signed<NetworkProfile>>("profile.json", &json("profile.json"));
    survives::<ChangePage>("changes.json", &json("changes.json"));
    survives::<Problem>("problem.json", &json("problem.json"));
    survives::<BatchPut>("batch.json", &json("batch.json"));
    survives::<BatchResults>("batch-results.json", &json("batch-results.json"));
}

#[test]
fn what_was_signed_is_readable_below_the_signature_too() {
    let payload = |payload: &[u8]| serde_json::from_slice::<Value>(payload).unwrap();
    survives::<Receipt>("receipt", &payload(read::<Signed<Receipt>>("receipt.json").payload()));
    survives::<Verdict>("verdict", &payload(read::<Signed<Verdict>>("verdict.json").payload()));
    survives::<Amendment>("amendment", &payload(read::<Signed<Amendment>>("amendment.json").payload()));
    survives::<Boot>("boot", &payload(read::<Signed<Boot>>("boot.json").payload()));
    survives::<Erasure>("erasure", &payload(read::<Signed<Erasure>>("erasure.json").payload()));
    survives::<Watermark>("watermark", &payload(read::<Signed<Watermark>>("watermark.json").payload()));
    survives::<Grant>("grant", &payload(read::<Signed<Grant>>("grant.json").payload()));
    survives::<NetworkProfile>("profile", &payload(read::<Signed<NetworkProfile>>("profile.json").payload()));
}

#[test]
fn every_file_of_the_folder_has_its_test() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/wire/v1"));
    let mut there: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    let mut written: Vec<&str> = support::frozen::files().into_iter().map(|(name, _)| name).collect();
    written.sort_unstable();
    assert_eq!(there, written);
}

#[test]
fn the_sealed_bytes_keep_their_name_and_hold_no_float() {
    let bytes = bytes("sealed.json");
    assert_eq!(Digest::of(&bytes).to_string(), SEALED_DIGEST);
    let envelope: Envelope = read("envelope.json");
    assert_eq!(envelope.sealed.payload(), bytes, "the envelope carries them byte for byte");
    assert!(!has_float(&json("sealed.json")));
    assert!(!String::from_utf8(bytes).unwrap().contains(PASSWORD));
    let record: SealedRecord = read("sealed.json");
    assert_eq!(record.station.serial, SerialNumber::parse(SERIAL).unwrap());
    assert_eq!(record.annex, read::<Annex>("annex.json").commitment());
    assert_eq!(envelope.annex.unwrap().commitment(), record.annex);
}

#[test]
fn todays_writer_writes_the_frozen_day_byte_for_byte() {
    let profile = read::<Signed<NetworkProfile>>("profile.json").read_unverified().unwrap();
    let (_, made) = sealed_day(profile);
    assert_eq!(
        String::from_utf8(made.bytes.as_slice().to_vec()).unwrap(),
        String::from_utf8(bytes("sealed.json")).unwrap()
    );
    assert_eq!(made.annex, read::<Annex>("annex.json"));
}

#[test]
fn every_frozen_signature_is_still_believed() {
    let (root, network, device) = (public(&root_key()), public(&network_key()), device_public());
    let profile = read::<Signed<NetworkProfile>>("profile.json").verify([(ROOT_KEY_ID, &root)]).unwrap();
    assert!(profile.verifying_keys().any(|(id, key)| id == NETWORK_KEY_ID && *key == network));

    let envelope: Envelope = read("envelope.json");
    let grant = envelope.grant.verify(profile.verifying_keys()).unwrap();
    assert_eq!(grant.device_key, device);
    let record = envelope.sealed.verify([(DEVICE_KEY_ID, &grant.device_key)]).unwrap();

    let receipt = read::<Signed<Receipt>>("receipt.json").verify(profile.verifying_keys()).unwrap();
    assert_eq!(receipt.subject, Subject::Pinpoint(record.identity.pinpoint_id));
    assert_eq!(receipt.digest, envelope.sealed.digest());
    let verdict = read::<Signed<Verdict>>("verdict.json").verify(profile.verifying_keys()).unwrap();
    assert_eq!(verdict.digest, receipt.digest);
    let amendment = read::<Signed<Amendment>>("amendment.json").verify(profile.verifying_keys()).unwrap();
    assert_eq!(amendment.digest, receipt.digest);
    let boot = read::<Signed<Boot>>("boot.json").verify(profile.verifying_keys()).unwrap();
    assert_eq!(boot.digest, receipt.digest);
    let erasure = read::<Signed<Erasure>>("erasure.json").verify(profile.verifying_keys()).unwrap();
    assert_eq!(erasure.digest, receipt.digest);
    let watermark = read::<Signed<Watermark>>("watermark.json").verify(profile.verifying_keys()).unwrap();
    assert!(watermark.covers(receipt.server_sequence) && !watermark.covers(30));
    for name in EVENTS {
        let event: EventEnvelope = read(name);
        assert!(event.event.verify([(DEVICE_KEY_ID, &device)]).is_ok(), "{name}");
    }
}

#[test]
fn every_frozen_capsule_still_opens_with_the_networks_key() {
    let record: SealedRecord = read("sealed.json");
    let binding = CapsuleBinding {
        network: &record.identity.network,
        pinpoint: &record.identity.pinpoint_id,
        mac: &record.station.mac,
    };
    let opened = read::<Capsule>("capsule.json").open(&capsule_key(), binding).unwrap();
    assert_eq!(opened.reveal(), PASSWORD);
    let event = read::<EventEnvelope>("event-capsule-replaced.json").event.read_unverified().unwrap();
    let EventBody::CapsuleReplaced { capsule } = event.body else { panic!("a replaced capsule") };
    assert_eq!(capsule.open(&capsule_key(), binding).unwrap().reveal(), PASSWORD);
    assert_eq!((record.identity.pinpoint_id, record.station.mac.printed()), (job(1), MAC));
}

#[test]
fn an_event_is_called_in_the_code_as_in_its_bytes() {
    let names = EVENTS.map(|name| {
        let event = read::<EventEnvelope>(name).event;
        let body = &serde_json::from_slice::<Value>(event.payload()).unwrap()["body"];
        let name = event.read_unverified().unwrap().body.name();
        assert_eq!(body["type"], name);
        name
    });
    assert_eq!(names, EventBody::NAMES, "each is frozen");
}

#[test]
fn a_change_of_a_later_kind_is_skipped_and_the_page_still_read() {
    let mut page = json("changes.json");
    let mut later = page["changes"][0].clone();
    later["type"] = "boot-seen".into();
    later["sequence"] = 43.into();
    page["changes"].as_array_mut().unwrap().push(later);
    let page: ChangePage = serde_json::from_value(page).unwrap();
    assert!(matches!(page.changes[0].what, Changed::Verdict { .. }));
    assert_eq!(page.changes[1].what, Changed::Unknown);
}

#[test]
fn a_label_form_of_a_later_version_costs_an_old_app_only_that_form() {
    let signed: Signed<NetworkProfile> = read("profile.json");
    let mut profile: Value = serde_json::from_slice(signed.payload()).unwrap();
    let mut later = profile["label_forms"][0].clone();
    later["shape"] = "query".into();
    profile["label_forms"].as_array_mut().unwrap().insert(0, later);
    profile["label_forms"].as_array_mut().unwrap().push(Value::from("nfc"));
    let profile: NetworkProfile = serde_json::from_value(profile).unwrap();
    assert_eq!(profile, signed.read_unverified().unwrap());
}

#[test]
fn a_mark_and_a_reason_of_a_later_version_are_kept_as_they_came() {
    let mut envelope = json("envelope.json");
    envelope["marks"].as_array_mut().unwrap().push("magnet-felt".into());
    let read_now: Envelope = serde_json::from_value(envelope.clone()).unwrap();
    assert_eq!(read_now.marks.last(), Some(&Mark::Other("magnet-felt".into())));
    assert_eq!(serde_json::to_value(read_now).unwrap(), envelope);

    let later = r#"{"code":"label-worn","fields":{"by":"sun"}}"#;
    let reason: Reason = serde_json::from_str(later).unwrap();
    assert_eq!(serde_json::to_string(&reason).unwrap(), later);
    assert_eq!((reason.code(), &*reason.fields()["reason"]), ("verdict-other", "label-worn"));
    let known: Reason = serde_json::from_str(r#"{"code":"label-not-proved"}"#).unwrap();
    assert_eq!(known.code, ReasonCode::LabelNotProved);
}

proptest! {
    #[test]
    fn an_unknown_mark_is_written_byte_for_byte(text in "\\PC{0,40}") {
        let json = serde_json::to_string(&text).unwrap();
        let mark: Mark = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_string(&mark).unwrap(), json);
    }

    #[test]
    fn a_frozen_envelope_cut_or_scratched_anywhere_never_panics(at in 0_usize..9_000, to in any::<u8>()) {
        let mut bytes = bytes("envelope.json").trim_ascii_end().to_vec();
        let at = at % bytes.len();
        prop_assert!(serde_json::from_slice::<Envelope>(&bytes[..at]).is_err());
        bytes[at] = to;
        if let Ok(envelope) = serde_json::from_slice::<Envelope>(&bytes) {
            let device = device_public();
            let _ = envelope.sealed.verify([(DEVICE_KEY_ID, &device)]);
        }
    }
}
