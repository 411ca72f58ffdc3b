//! The frozen day: one fixed job with fixed keys, from which `fixtures/wire/v1` was written once.
//!
//! The keys are for these files alone and worth nothing. Playbook and profile are those of that day, whatever the
//! built-in ones become.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use p256::ecdsa::signature::Signer as _;
use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::{CompanyId, EventId, NetworkId, PinpointId};
use pinpoint_domain::label::{ActivationPassword, LabelForm, LabelShape, MacAddress};
use pinpoint_domain::profile::{CapsuleKey, Model, NetworkProfile};
use pinpoint_domain::publication::Validity;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::{
    AmendedFact, Amendment, BatchItem, BatchPut, BatchResult, BatchResults, Boot, Capsule, CapsuleBinding,
    CapsuleSecretKey, Change, ChangePage, Changed, Correction, Decision, Digest, Envelope, Erasure,
    EventBody, EventEnvelope, Grant, Mark, PostSealEvent, Problem, Reason, ReasonCode, Receipt, SealedBytes,
    SealedField, SealedRecord, Signed, Span, Subject, VERSION, Verdict, VerifyingKey, Watermark, WireType,
};
use pinpoint_domain::work::{Answer, Fix, Made, Playbook, Playbooks};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use serde::Serialize;

use super::{MAC, Phone, device, fix, person, step, uuid};

pub(crate) const ROOT_KEY_ID: &str = "frozen-root";
pub(crate) const NETWORK_KEY_ID: &str = "frozen-network";
pub(crate) const DEVICE_KEY_ID: &str = "frozen-device";
pub(crate) const CAPSULE_KEY_ID: &str = "frozen-capsule";
pub(crate) const PASSWORD: &str = "hT7kPq2x";

pub(crate) fn network() -> NetworkId {
    NetworkId::parse("frozen").unwrap()
}

pub(crate) fn root_key() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

pub(crate) fn network_key() -> SigningKey {
    SigningKey::from_bytes(&[2; 32])
}

pub(crate) fn device_key() -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&[3; 32]).unwrap()
}

pub(crate) fn capsule_key() -> CapsuleSecretKey {
    CapsuleSecretKey::from_bytes(&[4; 32]).unwrap()
}

pub(crate) fn public(key: &SigningKey) -> VerifyingKey {
    VerifyingKey::Ed25519(key.verifying_key())
}

pub(crate) fn device_public() -> VerifyingKey {
    VerifyingKey::P256(*device_key().verifying_key())
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn profile() -> NetworkProfile {
    let form = |host: &str, path: &[&str], shape| LabelForm {
        host: host.into(),
        path: path.iter().map(|&segment| segment.into()).collect(),
        shape,
    };
    NetworkProfile {
        v: VERSION,
        network: network(),
        name: "Frozen Network".into(),
        version: 3,
        validity: Validity::ALWAYS,
        successions: Vec::new(),
        locales: Vec::new(),
        label_forms: vec![
            form("labels.frozen.example", &[], LabelShape::Fragment),
            form("old.frozen.example", &["i"], LabelShape::PathSegments),
        ],
        keys: BTreeMap::from([(NETWORK_KEY_ID.into(), public(&network_key()))]),
        key_validity: BTreeMap::new(),
        capsule_key: CapsuleKey { id: CAPSULE_KEY_ID.into(), public_key: capsule_key().public() },
        training_url: "https://frozen.example/training".into(),
        training_urls: BTreeMap::new(),
        support_url: None,
        support_phones: BTreeMap::from([("CA".into(), "+15145550142".into())]),
        documents: Vec::new(),
        connectivity: None,
        extensions: Vec::new(),
        models: vec![Model { manufacturer: "Nordlicht".into(), model: "NL-50".into(), has_screen: true }],
    }
}

/// The job up to its sealed bytes, as today's writer writes them under this profile.
pub(crate) fn sealed_day(profile: NetworkProfile) -> (PinpointId, Made) {
    // Frozen with the day: its digest stands in the sealed bytes.
    let mut playbooks = Playbooks::default();
    playbooks
        .add(Playbook::parse(include_bytes!("../../../../../fixtures/playbooks/frozen-day.json")).unwrap());
    let mut phone = Phone { playbooks, profile, ..Phone::new() };
    let job = phone.start(1, "F12");
    phone.open(job);
    phone.write_record(job);
    phone.answer(job, "location", Answer::Location(Fix { mock: true, ..fix() })).unwrap();
    let details = serde_json::json!({
        "answer": "details", "car_park": "Gare Centrale", "building": "Place Ville Marie", "floor": "P2", "bay": "117",
        "parking_restrictions": "Customers only",
    });
    phone.answer(job, "details", serde_json::from_value(details).unwrap()).unwrap();
    let made = phone.seal(job).unwrap();
    (job, made)
}

fn by_network<T: WireType>(value: &T) -> Signed<T> {
    Signed::sign_ed25519(serde_json::to_vec(value).unwrap(), NETWORK_KEY_ID, &network_key())
}

fn by_device<T: WireType>(payload: Vec<u8>) -> Signed<T> {
    Signed::sign(payload, DEVICE_KEY_ID, |bytes| {
        let signature: p256::ecdsa::Signature = device_key().sign(bytes);
        Ok::<_, std::convert::Infallible>(signature.to_bytes().to_vec())
    })
    .unwrap()
}

/// Each form of version 1, by the name of its file.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let (job, made) = sealed_day(profile());
    let digest = made.bytes.digest();
    let grant = by_network(&Grant {
        v: VERSION,
        network: network(),
        installer: person(1),
        company: CompanyId::from(uuid(0x50, 1)),
        certified_until: Some(time("2027-01-31T00:00:00Z")),
        device: device(),
        device_key: device_public(),
        issued_at: time("2026-02-01T08:00:00Z"),
        expires_at: time("2026-03-01T08:00:00Z"),
    });
    let capsule = capsule(job, &[5; 32]);
    let envelope = Envelope {
        v: VERSION,
        sealed: by_device(made.bytes.as_slice().to_vec()),
        grant: grant.clone(),
        capsule: Some(capsule.clone()),
        annex: Some(made.annex.clone()),
        marks: vec![Mark::GrantExpired, Mark::MockLocation],
    };
    let event = |n: u8, body| EventEnvelope {
        v: VERSION,
        event: by_device(serde_json::to_vec(&post_seal(job, n, body)).unwrap()),
        grant: grant.clone(),
    };
    let receipt = by_network(&Receipt {
        v: VERSION,
        network: network(),
        subject: Subject::Pinpoint(job),
        digest,
        received_at: time("2026-03-02T16:05:11.25Z"),
        server_sequence: 41,
    });
    let verdict = by_network(&Verdict {
        v: VERSION,
        network: network(),
        pinpoint_id: job,
        digest,
        decision: Decision::InReview,
        reasons: vec![Reason {
            code: ReasonCode::SerialActiveElsewhere,
            fields: BTreeMap::from([("mac".into(), "000D:6F00:1234:5678".into())]),
        }],
        at: time("2026-03-02T16:05:12Z"),
    });
    let what = Changed::Verdict { verdict: verdict.clone() };
    let changes = ChangePage {
        server_epoch: "01956a3e".into(),
        changes: vec![Change { sequence: 42, pinpoint_id: job, what }],
        next_after: 42,
        more: false,
        watermark: None,
    };
    let problem = Problem {
        type_uri: format!("{}not-certified", Problem::TYPE_BASE),
        title: "Not certified".into(),
        status: 403,
        detail: Some("the account has no certification".into()),
        code: "not-certified".into(),
        fields: BTreeMap::from([("training_url".into(), "https://frozen.example/training".into())]),
        request_id: Some("01956a3e-0000-7000-8000-000000000001".into()),
    };
    let results = vec![
        BatchResult::Stored { receipt: receipt.clone() },
        BatchResult::Refused { problem: problem.clone() },
    ];
    let replaced = EventBody::CapsuleReplaced { capsule: self::capsule(job, &[6; 32]) };
    vec![
        ("sealed.json", made.bytes.as_slice().to_vec()),
        ("annex.json", pretty(&made.annex)),
        ("capsule.json", pretty(&capsule)),
        ("grant.json", pretty(&grant)),
        ("envelope.json", pretty(&envelope)),
        ("event-step-done.json", pretty(&event(1, EventBody::StepDone { step: step("re-energise") }))),
        ("event-step-undone.json", pretty(&event(2, EventBody::StepUndone { step: step("logo") }))),
        ("event-capsule-replaced.json", pretty(&event(3, replaced))),
        ("event-correction-requested.json", pretty(&event(4, correction_requested()))),
        ("amendment.json", pretty(&by_network(&amendment(job, digest)))),
        ("boot.json", pretty(&by_network(&boot(job, digest)))),
        ("erasure.json", pretty(&by_network(&erasure(job, &made.bytes)))),
        ("watermark.json", pretty(&by_network(&watermark()))),
        ("receipt.json", pretty(&receipt)),
        ("verdict.json", pretty(&verdict)),
        ("changes.json", pretty(&changes)),
        ("problem.json", pretty(&problem)),
        ("batch.json", pretty(&BatchPut { items: vec![BatchItem { id: job, envelope }] })),
        ("batch-results.json", pretty(&BatchResults { results })),
        ("profile.json", pretty(&signed_profile())),
    ]
}

/// The installer noticed on the way home.
fn correction_requested() -> EventBody {
    let reason = "The bay's number is painted on the floor".into();
    let correction = Correction { field: SealedField::Bay, value: "118".into(), reason };
    EventBody::CorrectionRequested { correction }
}

/// The network agreed, and found the floor wrong, too.
fn amendment(pinpoint_id: PinpointId, digest: Digest) -> Amendment {
    let fact = |field, value: &str| AmendedFact { field, value: value.into() };
    Amendment {
        v: VERSION,
        network: network(),
        pinpoint_id,
        digest,
        number: 1,
        facts: vec![fact(SealedField::Bay, "118"), fact(SealedField::Floor, "P3")],
        reason: "As on the site's plan".into(),
        at: time("2026-03-04T09:00:00Z"),
    }
}

/// The station came online and said what stands on its neighbour's plate.
fn boot(pinpoint_id: PinpointId, digest: Digest) -> Boot {
    let serial = SerialNumber::parse("NL50-2024-T-0422").unwrap();
    Boot { v: VERSION, network: network(), pinpoint_id, digest, serial, at: time("2026-03-02T16:05:00Z") }
}

/// Somebody is on the photos, and the network lets them and the annex go.
fn erasure(pinpoint_id: PinpointId, sealed: &SealedBytes) -> Erasure {
    let record: SealedRecord = serde_json::from_slice(sealed.as_slice()).unwrap();
    let photos = record.photos.iter().flat_map(|photo| [photo.published.id, photo.original.id]);
    Erasure {
        v: VERSION,
        network: network(),
        pinpoint_id,
        digest: sealed.digest(),
        annex: true,
        photos: photos.collect(),
        at: time("2026-03-05T10:00:00Z"),
    }
}

/// The network backs its server up in the evening; once it had to go back to a backup.
fn watermark() -> Watermark {
    let lost = Span { first: 18, last: 30 };
    Watermark {
        v: VERSION,
        network: network(),
        server_epoch: "01956a3e".into(),
        covered: Span::through(41, [lost]),
        made_at: time("2026-03-02T22:00:00Z"),
    }
}

fn signed_profile() -> Signed<NetworkProfile> {
    Signed::sign_ed25519(serde_json::to_vec(&profile()).unwrap(), ROOT_KEY_ID, &root_key())
}

fn capsule(job: PinpointId, seed: &[u8; 32]) -> Capsule {
    let (network, mac) = (network(), MacAddress::parse(MAC).unwrap());
    let binding = CapsuleBinding { network: &network, pinpoint: &job, mac: &mac };
    let password = ActivationPassword::parse(PASSWORD).unwrap();
    let mut rng = ChaCha20Rng::from_seed(*seed);
    Capsule::seal(&password, CAPSULE_KEY_ID, &capsule_key().public(), binding, &mut rng).unwrap()
}

fn post_seal(job: PinpointId, n: u8, body: EventBody) -> PostSealEvent {
    PostSealEvent {
        v: VERSION,
        network: network(),
        pinpoint_id: job,
        event_id: EventId::from(uuid(0x60, n)),
        sequence: 7 + u64::from(n),
        device: device(),
        installer: person(1),
        at: time("2026-03-02T15:40:00Z"),
        body,
    }
}

fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap();
    bytes.push(b'\n');
    bytes
}
