//! Sealed records, capsules and events as a phone makes them.

use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use jiff::Timestamp;
use p256::ecdsa::SigningKey;
use p256::ecdsa::signature::Signer as _;
use pinpoint_domain::demo;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{EventId, NetworkId, PhotoId, PinpointId, StepId};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::Digest;
use pinpoint_domain::wire::{
    Address, Annex, Base64, Capsule, CapsuleBinding, DriverDetails, Envelope, EventBody, EventEnvelope,
    Identity, PhotoDigests, Place, PostSealEvent, SealedPhoto, SealedRecord, Signed, StationFacts, StationIs,
    VERSION, Versions, WireType,
};
use pinpoint_domain::work::JobKind;
use pinpoint_server::Clock as _;

use super::{Phone, random, random_uuid};

pub const BAY: (i32, i32) = (488_583_701, 22_944_813);
pub const DEVICE_KEY_ID: &str = "device";

/// What a story says about a record; the rest is everyday.
pub struct Job {
    pub id: PinpointId,
    pub serial: String,
    pub maker: String,
    pub pin: (i32, i32),
    pub kind: JobKind,
    /// What the installer says that the station is to the network (A21).
    pub claim: Option<StationIs>,
    pub photos: Vec<SealedPhoto>,
    /// Makes the sealed bytes so much longer.
    pub padding: usize,
}

impl Job {
    pub fn new(serial: &str) -> Self {
        Self {
            id: PinpointId::from(random_uuid()),
            serial: serial.into(),
            maker: "Nordlicht".into(),
            pin: BAY,
            kind: JobKind::Renetworking,
            claim: None,
            photos: Vec::new(),
            padding: 0,
        }
    }

    pub fn with_photo(mut self, published: &[u8], original: &[u8]) -> Self {
        let file = |bytes: &[u8]| PhotoDigests {
            id: PhotoId::from(random_uuid()),
            digest: Digest::of(bytes),
            bytes: u64::try_from(bytes.len()).unwrap(),
        };
        self.photos.push(SealedPhoto {
            step: StepId::parse("station-photo").unwrap(),
            published: file(published),
            original: file(original),
            width_px: 1600,
            height_px: 900,
        });
        self
    }

    pub fn path(&self) -> String {
        format!("/v1/pinpoints/{}", self.id)
    }
}

impl Phone<'_> {
    /// Seals a job whose label was read from the sticker.
    pub fn seal(&self, job: &Job, label: &ActivationLabel) -> Envelope {
        let mut envelope = self.seal_without_capsule(job, label);
        envelope.capsule = Some(self.capsule(job.id, label));
        envelope
    }

    pub fn seal_without_capsule(&self, job: &Job, label: &ActivationLabel) -> Envelope {
        let annex = Annex { salt: Base64(random::<32>().to_vec()), body: Base64(b"{\"fixes\":[]}".to_vec()) };
        let record = self.record(job, label, &annex);
        Envelope {
            v: VERSION,
            sealed: sign(&record, &self.key),
            grant: self.grant.clone(),
            capsule: None,
            annex: Some(annex),
            marks: Vec::new(),
        }
    }

    pub fn record(&self, job: &Job, label: &ActivationLabel, annex: &Annex) -> SealedRecord {
        let grant = self.grant();
        SealedRecord {
            v: VERSION,
            identity: Identity {
                network: grant.network,
                pinpoint_id: job.id,
                kind: job.kind,
                sequence: self.next_sequence(),
                device: self.device,
                installer: grant.installer,
                sealed_at: self.now(),
            },
            station: StationFacts {
                mac: label.mac.clone(),
                manufacturer: job.maker.clone(),
                model: "NL-50".into(),
                serial: SerialNumber::parse(&job.serial).unwrap(),
            },
            place: Place {
                address: Address {
                    address: "5 avenue Anatole France".into(),
                    city: "Paris".into(),
                    postal_code: Some("75007".into()),
                    state: None,
                    country: "FRA".into(),
                    from_list: true,
                },
                pin: Coordinate::from_e7(job.pin.0, job.pin.1).unwrap(),
                details: DriverDetails::default(),
            },
            photos: job.photos.clone(),
            identity_claim: job.claim.clone(),
            sim: None,
            annex: annex.commitment(),
            versions: Versions {
                app: format!("story/1{}", "+".repeat(job.padding)),
                playbook: "renetworking/1".into(),
                playbook_digest: Digest::of(b"playbook"),
                profile: 1,
            },
        }
    }

    #[expect(clippy::unused_self, reason = "the phone makes it, though any could")]
    pub fn capsule(&self, pinpoint: PinpointId, label: &ActivationLabel) -> Capsule {
        let network = NetworkId::parse(demo::NETWORK).unwrap();
        let binding = CapsuleBinding { network: &network, pinpoint: &pinpoint, mac: &label.mac };
        let key = demo::capsule_key().unwrap().public();
        Capsule::seal(&label.password, demo::CAPSULE_KEY_ID, &key, binding, &mut UnwrapErr(SysRng)).unwrap()
    }

    /// An event after the seal, with its path.
    pub fn event(&self, pinpoint: PinpointId, body: EventBody) -> (String, EventEnvelope) {
        let event_id = EventId::from(random_uuid());
        let envelope = self.event_named(pinpoint, event_id, body);
        (format!("/v1/pinpoints/{pinpoint}/events/{event_id}"), envelope)
    }

    /// The same under a name of one's choice.
    pub fn event_named(&self, pinpoint: PinpointId, event_id: EventId, body: EventBody) -> EventEnvelope {
        let grant = self.grant();
        let event = PostSealEvent {
            v: VERSION,
            network: grant.network,
            pinpoint_id: pinpoint,
            event_id,
            sequence: self.next_sequence(),
            device: self.device,
            installer: grant.installer,
            at: self.now(),
            body,
        };
        EventEnvelope { v: VERSION, event: sign(&event, &self.key), grant: self.grant.clone() }
    }

    fn now(&self) -> Timestamp {
        self.network.clock.now()
    }
}

/// Signs as a device does.
pub fn sign<T: WireType>(value: &T, key: &SigningKey) -> Signed<T> {
    sign_bytes(serde_json::to_vec(value).unwrap(), key)
}

/// Signs any bytes as a `T`.
pub fn sign_bytes<T: WireType>(payload: Vec<u8>, key: &SigningKey) -> Signed<T> {
    Signed::sign(payload, DEVICE_KEY_ID, |bytes| {
        let signature: p256::ecdsa::Signature = key.sign(bytes);
        Ok::<_, std::convert::Infallible>(signature.to_bytes().to_vec())
    })
    .unwrap()
}
