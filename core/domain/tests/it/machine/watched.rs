//! A phone with an inspector beside it.

use std::collections::BTreeMap;

use pinpoint_domain::ids::{CircuitId, PinpointId, StepId};
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::wire::SealedRecord;
use pinpoint_domain::work::{
    Answer, Command, Event, Job, JobKind, JournalEntry, StepStatus, Visit, decide, never_changes,
};

use super::seen::Seen;
use super::taps::{MACS, Tap};
use crate::support::answers::fitting;
use crate::support::notebook::Notebook;
use crate::support::{Phone, job, person};

/// A phone, the notebook of who watches it, and what was written into the sealed records.
pub(super) struct Watched<'s> {
    phone: Phone,
    notebook: Notebook,
    records: BTreeMap<PinpointId, SealedRecord>,
    seen: &'s Seen,
}

impl<'s> Watched<'s> {
    /// Three jobs begin: stations 1 and 2 hang on one breaker.
    pub(super) fn arriving(kinds: [JobKind; 3], seen: &'s Seen) -> Self {
        let phone = Phone::new();
        let notebook = Notebook::of(&phone.playbooks);
        let mut watched = Self { phone, notebook, records: BTreeMap::new(), seen };
        for (n, (kind, mac)) in (1..).zip(kinds.into_iter().zip(MACS)) {
            let circuit = CircuitId::parse(if n == 3 { "F13" } else { "F12" }).unwrap();
            let mac = MacAddress::parse(mac).unwrap();
            watched.give(&Command::Start { job: job(n), kind, circuit, mac });
        }
        watched
    }

    /// How many events there are.
    pub(super) fn length(&self) -> usize {
        self.phone.journal.len()
    }

    /// The same phone after its disk lost all but the first events, even in the middle of what one command led to. What
    /// is left is a state like any other, and the notebook knows no more of it.
    pub(super) fn cut_after(&self, events: usize) -> Self {
        let mut phone = Phone::new();
        phone.journal = self.phone.journal[..events.max(3)].to_vec();
        phone.visit = Visit::replay(&phone.journal);
        phone.now = self.phone.now;
        let notebook = Notebook::read(&phone.playbooks, &phone.journal);
        let mut records = self.records.clone();
        records.retain(|job, _| phone.visit.job(job).is_some_and(|job| job.sealed().is_some()));
        Self { phone, notebook, records, seen: self.seen }
    }

    pub(super) fn tap(&mut self, tap: Tap) {
        self.phone.actor = person(tap.who);
        for command in tap.commands(&self.phone) {
            self.give(&command);
        }
    }

    fn give(&mut self, command: &Command) {
        let job = command.job();
        let record = matches!(command, Command::Seal { .. }).then(|| self.phone.sealed_record(job));
        let length = self.length();
        let Ok(events) = self.phone.give(command) else {
            self.seen.refusal();
            assert_eq!(self.length(), length, "a refusal changes nothing");
            return;
        };
        let actor = self.phone.actor.to_string();
        for event in &events {
            self.seen.event(event);
            self.notebook.note(event, &actor);
            if let (Event::Sealed { job, .. }, Some(Some(made))) = (event, &record) {
                let record = serde_json::from_slice(made.bytes.as_slice()).unwrap();
                assert!(self.records.insert(*job, record).is_none(), "sealed twice");
            }
        }
        if events.iter().any(is_about_safety) {
            self.compare_stops();
        }
        self.compare_sealed(job);
    }

    /// STOP shows exactly when someone is in danger.
    fn compare_stops(&self) {
        for job in self.phone.visit.jobs().map(Job::id) {
            let stop = !self.phone.view(job).stop.is_empty();
            assert_eq!(stop, self.notebook.must_stop(job), "{:?}", self.notebook);
            if stop {
                self.seen.stop();
            }
        }
    }

    /// A sealed job says what stands in its bytes, whatever was tapped since.
    fn compare_sealed(&self, id: PinpointId) {
        let job = self.phone.visit.job(&id).unwrap();
        let Some(record) = self.records.get(&id) else {
            assert!(job.sealed().is_none(), "sealed, and nobody wrote a record");
            return;
        };
        assert_eq!(job.mac(), &record.station.mac);
        assert_eq!(job.serial(), Some(&record.station.serial));
        let station = job.station().map(|station| (&station.manufacturer, &station.model));
        assert_eq!(station, Some((&record.station.manufacturer, &record.station.model)));
        let photos = record.photos.iter().map(|photo| (&photo.step, photo.published.digest));
        assert!(job.photos().map(|(step, photo)| (step, photo.published.digest)).eq(photos));
    }

    /// At the end: the screens offer what the rules take and nothing else, show of a sealed job what was sealed, and the
    /// journal, written and read, is the same visit.
    pub(super) fn look_back(&self) {
        for id in self.phone.visit.jobs().map(Job::id) {
            self.compare_screen(id);
        }
        // Each eighth is enough: the journal's form does not depend on the taps.
        if self.length().is_multiple_of(8) {
            let lines = self.phone.journal.iter().map(|entry| serde_json::to_string(entry).unwrap());
            let read: Vec<JournalEntry> = lines.map(|line| serde_json::from_str(&line).unwrap()).collect();
            assert_eq!(Visit::replay(&read), self.phone.visit);
        }
    }

    fn compare_screen(&self, id: PinpointId) {
        let (view, context) = (self.phone.view(id), self.phone.context());
        let playbook = self.phone.playbook(id);
        let label = view.mac.printed();
        for step in &view.steps {
            let answer = fitting(playbook.step(&step.id).unwrap(), label).into_iter().next();
            let taken = match answer {
                Some(answer) => {
                    let command = Command::Do { job: id, step: step.id.clone(), answer };
                    decide(&self.phone.visit, &command, &context).map(|_| ())
                }
                None => never_changes(&self.phone.visit, id, &context).map(|_| ()),
            };
            match step.status {
                StepStatus::Open => assert_eq!(taken, Ok(()), "{} is offered", step.id),
                StepStatus::Locked | StepStatus::NotForStation => {
                    assert!(taken.is_err(), "{} is locked, and would be taken", step.id);
                }
                StepStatus::Done => {}
            }
        }
        if let Some(record) = self.records.get(&id) {
            for (step, sealed) in sealed_answers(record) {
                assert_eq!(view.step(step.as_str()).unwrap().answer, Some(sealed), "{step}");
            }
        }
    }
}

fn is_about_safety(event: &Event) -> bool {
    matches!(
        event,
        Event::LockoutItemConfirmed { .. }
            | Event::LockoutItemTakenBack { .. }
            | Event::CabinetOpened { .. }
            | Event::CabinetClosed { .. }
            | Event::ReEnergised { .. }
    )
}

fn sealed_answers(record: &SealedRecord) -> [(StepId, Answer); 2] {
    let id = crate::support::step;
    [
        (id("address"), Answer::Address(record.place.address.clone())),
        (id("pin"), Answer::Pin(record.place.pin)),
    ]
}
