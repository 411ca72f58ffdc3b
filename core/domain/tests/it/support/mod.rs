//! A phone in an installer's hand: it gives commands, keeps the journal and folds it. No clock, no disk, no network.

pub(crate) mod answers;
pub(crate) mod frozen;
pub(crate) mod named_tests;
pub(crate) mod notebook;

use std::str::FromStr as _;
use std::sync::LazyLock;

use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{CircuitId, DeviceId, InstallerId, ItemId, PhotoId, PinpointId, StepId};
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::serial::SerialSource;
use pinpoint_domain::wire::{Address, Digest, PhotoDigests};
use pinpoint_domain::work::{
    Answer, Body, Command, Context, Event, Fix, JobKind, JobView, JournalEntry, Made, Maker, PhotoFacts,
    Playbook, Playbooks, Refusal, SealConfirmation, StepStatus, Visit, decide, never_changes, seal,
};
use pinpoint_domain::{Timestamp, demo};
use uuid::Uuid;

/// What a command led to.
pub(crate) type Outcome = Result<Vec<Event>, Refusal>;

/// The MAC on every label of these stories.
pub(crate) const MAC: &str = "0024:B100:0002:9F81";
/// The serial on every type plate of these stories.
pub(crate) const SERIAL: &str = "NL50-2024-T-0421";

static PLAYBOOKS: LazyLock<Playbooks> = LazyLock::new(|| Playbooks::built_in().unwrap());
static PROFILE: LazyLock<NetworkProfile> = LazyLock::new(|| demo::profile().unwrap());

pub(crate) struct Phone {
    pub(crate) visit: Visit,
    pub(crate) journal: Vec<JournalEntry>,
    pub(crate) actor: InstallerId,
    pub(crate) playbooks: Playbooks,
    pub(crate) profile: NetworkProfile,
    pub(crate) now: Timestamp,
}

impl Phone {
    /// A phone on a Monday morning.
    pub(crate) fn new() -> Self {
        Self {
            visit: Visit::default(),
            journal: Vec::new(),
            actor: person(1),
            playbooks: PLAYBOOKS.clone(),
            profile: PROFILE.clone(),
            now: "2026-03-02T07:30:00Z".parse().unwrap(),
        }
    }

    /// A phone whose job `1` stands on circuit F12.
    pub(crate) fn with_a_job() -> (Self, PinpointId) {
        let mut phone = Self::new();
        let job = phone.start(1, "F12");
        (phone, job)
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            actor: self.actor,
            now: self.now,
            playbooks: &self.playbooks,
            profile: &self.profile,
            catalog: None,
        }
    }

    /// Gives a command a minute after the one before; what it leads to goes into the journal.
    pub(crate) fn give(&mut self, command: &Command) -> Outcome {
        self.now = Timestamp::from_second(self.now.as_second() + 60).unwrap();
        let events = decide(&self.visit, command, &self.context())?;
        for event in &events {
            let entry = JournalEntry {
                v: JournalEntry::VERSION,
                sequence: u64::try_from(self.journal.len()).unwrap() + 1,
                device: device(),
                actor: self.actor,
                at: self.now,
                playbook: None,
                body: Body::Known(event.clone()),
            };
            self.visit = std::mem::take(&mut self.visit).evolve(&entry);
            self.journal.push(entry);
        }
        Ok(events)
    }

    pub(crate) fn start(&mut self, n: u8, circuit: &str) -> PinpointId {
        let job = job(n);
        self.give(&started(job, circuit, MAC)).unwrap();
        job
    }

    /// Begins a job of any kind.
    pub(crate) fn begin(&mut self, n: u8, kind: JobKind) -> PinpointId {
        let Command::Start { job, circuit, mac, .. } = started(job(n), "F12", MAC) else {
            unreachable!("a start is a start")
        };
        self.give(&Command::Start { job, kind, circuit, mac }).unwrap();
        job
    }

    pub(crate) fn answer(&mut self, job: PinpointId, id: &str, answer: Answer) -> Outcome {
        self.give(&Command::Do { job, step: step(id), answer })
    }

    pub(crate) fn confirm(&mut self, job: PinpointId, id: &str) -> Outcome {
        self.answer(job, id, Answer::Confirmed)
    }

    pub(crate) fn tick(&mut self, job: PinpointId, id: &str, line: &str) -> Outcome {
        self.answer(job, id, Answer::Item { item: item(line), millivolts: None })
    }

    /// The meter's reading at the measured item.
    pub(crate) fn measure(&mut self, job: PinpointId, millivolts: u32) -> Outcome {
        self.answer(job, "lockout", Answer::Item { item: item("measured"), millivolts: Some(millivolts) })
    }

    pub(crate) fn undo(&mut self, job: PinpointId, id: &str, line: Option<&str>) -> Outcome {
        self.give(&Command::Undo { job, step: step(id), item: line.map(item) })
    }

    pub(crate) fn view(&self, job: PinpointId) -> JobView {
        JobView::of(&self.visit, job, &self.context()).unwrap()
    }

    /// The name of the next step.
    pub(crate) fn next(&self, job: PinpointId) -> String {
        self.view(job).next().map(|step| step.id.to_string()).unwrap_or_default()
    }

    /// From here on another person holds the phone.
    pub(crate) fn hand_to(&mut self, n: u8) {
        self.actor = person(n);
    }

    /// Ticks each item of a checklist.
    pub(crate) fn tick_all(&mut self, job: PinpointId, id: &str) {
        let items: Vec<String> = {
            let view = self.view(job);
            view.step(id).unwrap().items.iter().map(|item| item.id.to_string()).collect()
        };
        for line in items {
            self.tick(job, id, &line).unwrap();
        }
    }

    /// On site, before any change (A08 to A10).
    pub(crate) fn look_around(&mut self, job: PinpointId) {
        self.answer(job, "photo-before", photo(1)).unwrap();
        self.tick_all(job, "condition");
        self.confirm(job, "network-checklist").unwrap();
    }

    /// The whole lockout by the person who holds the phone (A11).
    pub(crate) fn make_safe(&mut self, job: PinpointId) {
        for line in ["disconnected", "locked", "tagged"] {
            self.tick(job, "lockout", line).unwrap();
        }
        self.measure(job, 0).unwrap();
        self.tick(job, "lockout", "stays-off").unwrap();
    }

    /// Up to the open cabinet.
    pub(crate) fn open(&mut self, job: PinpointId) {
        self.look_around(job);
        self.make_safe(job);
        self.confirm(job, "open-cabinet").unwrap();
    }

    /// All that the record asks for, except its seal (A17 to A28).
    pub(crate) fn write_record(&mut self, job: PinpointId) {
        self.confirm(job, "label").unwrap();
        self.answer(job, "location", Answer::Location(fix())).unwrap();
        self.answer(job, "station", with_screen()).unwrap();
        self.answer(job, "serial", scanned(SERIAL)).unwrap();
        self.answer(job, "serial", again("0421")).unwrap();
        self.answer(job, "address", Answer::Address(address())).unwrap();
        self.answer(job, "pin", Answer::Pin(at("45.5016889,-73.5672560"))).unwrap();
        self.answer(job, "photo-station", photo(2)).unwrap();
    }

    /// What the seal's screen shows, confirmed as it stands there.
    pub(crate) fn shown(&self, job: PinpointId) -> Result<SealConfirmation, Refusal> {
        let never = never_changes(&self.visit, job, &self.context())?;
        Ok(SealConfirmation { serial: never.serial.printed().into(), mac: never.mac.printed().into() })
    }

    /// The playbook of a job.
    pub(crate) fn playbook(&self, job: PinpointId) -> &Playbook {
        self.playbooks.get(&self.visit.job(&job).unwrap().playbook().digest).unwrap()
    }

    /// What would be sealed now, if anything.
    pub(crate) fn sealed_record(&self, job: PinpointId) -> Option<Made> {
        let confirmation = self.shown(job).ok()?;
        seal(&self.visit, job, &confirmation, &maker(), &self.context()).ok()
    }

    /// Writes the record's bytes and notes the seal.
    pub(crate) fn seal(&mut self, job: PinpointId) -> Result<Made, Refusal> {
        let confirmation = self.shown(job)?;
        let made = seal(&self.visit, job, &confirmation, &maker(), &self.context())?;
        self.give(&Command::Seal { job, digest: made.bytes.digest(), sequence: maker().sequence })?;
        Ok(made)
    }
}

/// The refusal of a command, after a look that it changed nothing.
pub(crate) fn refused(phone: &mut Phone, command: &Command) -> Refusal {
    let before = (phone.visit.clone(), phone.journal.len());
    let refusal = phone.give(command).unwrap_err();
    assert_eq!(before, (phone.visit.clone(), phone.journal.len()), "a refusal changes nothing");
    refusal
}

pub(crate) fn refused_answer(phone: &mut Phone, id: &str, answer: Answer) -> Refusal {
    refused(phone, &Command::Do { job: job(1), step: step(id), answer })
}

pub(crate) fn ready_to_seal() -> Phone {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.write_record(job);
    phone
}

pub(crate) fn sealed() -> (Phone, Made) {
    let mut phone = ready_to_seal();
    let made = phone.seal(job(1)).unwrap();
    (phone, made)
}

pub(crate) fn status(view: &JobView, id: &str) -> StepStatus {
    view.step(id).unwrap().status
}

pub(crate) fn started(job: PinpointId, circuit: &str, mac: &str) -> Command {
    Command::Start {
        job,
        kind: JobKind::Renetworking,
        circuit: CircuitId::parse(circuit).unwrap(),
        mac: MacAddress::parse(mac).unwrap(),
    }
}

pub(crate) fn relabelled(job: PinpointId, mac: &str) -> Command {
    Command::Relabel { job, mac: MacAddress::parse(mac).unwrap() }
}

pub(crate) fn maker() -> Maker {
    Maker { device: device(), sequence: 7, app: "pinpoint-tests/1.0".into(), salt: [9; 32] }
}

pub(crate) fn step(id: &str) -> StepId {
    StepId::from_str(id).unwrap()
}

pub(crate) fn item(id: &str) -> ItemId {
    ItemId::from_str(id).unwrap()
}

pub(crate) fn job(n: u8) -> PinpointId {
    PinpointId::from(uuid(0x10, n))
}

pub(crate) fn person(n: u8) -> InstallerId {
    InstallerId::from(uuid(0x20, n))
}

pub(crate) fn device() -> DeviceId {
    DeviceId::from(uuid(0x30, 1))
}

/// A UUIDv7 of a fixed moment, told apart by its kind and number.
pub(crate) fn uuid(kind: u8, n: u8) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(1_772_436_600_000, &[0, 0, 0, 0, kind, 0, 0, 0, 0, n])
        .into_uuid()
}

pub(crate) fn at(text: &str) -> Coordinate {
    Coordinate::parse(text).unwrap()
}

pub(crate) fn fix() -> Fix {
    Fix { position: at("45.5017123,-73.5672000"), accuracy_mm: 12_000, mock: false }
}

pub(crate) fn with_screen() -> Answer {
    Answer::Station { manufacturer: "nordlicht".into(), model: "nl-50".into(), has_screen: None }
}

pub(crate) fn without_screen() -> Answer {
    Answer::Station { manufacturer: "Voltwerk".into(), model: "Säule 22".into(), has_screen: None }
}

pub(crate) fn scanned(text: &str) -> Answer {
    Answer::Serial { text: text.into(), source: SerialSource::Scanned }
}

pub(crate) fn typed(text: &str) -> Answer {
    Answer::Serial { text: text.into(), source: SerialSource::Typed }
}

pub(crate) fn again(text: &str) -> Answer {
    Answer::SerialAgain { text: text.into() }
}

pub(crate) fn address() -> Address {
    Address {
        address: "1250 René-Lévesque Blvd W".into(),
        city: "Montréal".into(),
        postal_code: Some("H3B 4W8".into()),
        state: Some("QC".into()),
        country: "CAN".into(),
        from_list: true,
    }
}

/// A landscape picture.
pub(crate) fn photo(n: u8) -> Answer {
    picture(n, 2560, 1920)
}

pub(crate) fn picture(n: u8, width_px: u32, height_px: u32) -> Answer {
    let file = |copy: u8, bytes| PhotoDigests {
        id: PhotoId::from(uuid(0x40 + copy, n)),
        digest: Digest::of(&[n, copy]),
        bytes,
    };
    Answer::Photo(PhotoFacts {
        published: file(1, 412_008),
        original: file(2, 3_870_112),
        width_px,
        height_px,
    })
}
