//! The judge: plain sets that know nothing of the code under test, fed with accepted events.

use std::collections::{BTreeMap, BTreeSet};

use pinpoint_domain::ids::{CircuitId, PinpointId, StepId};
use pinpoint_domain::work::playbook::Role;
use pinpoint_domain::work::{Body, Event, JournalEntry, Playbooks};

/// As the guide's DANGER box has them (A11).
const LOCKOUT: [&str; 5] = ["disconnected", "locked", "tagged", "measured", "stays-off"];

/// What an inspector with a notebook would know.
#[derive(Default, Debug, Clone, PartialEq)]
pub(crate) struct Notebook {
    /// (circuit, person): items confirmed since the circuit was last live, and not taken back.
    safe: BTreeMap<(String, String), BTreeSet<String>>,
    /// Open cabinets: job to who opened it.
    open: BTreeMap<PinpointId, String>,
    /// Job to circuit.
    circuit: BTreeMap<PinpointId, String>,
    /// Steps that are done in an open cabinet.
    inside: BTreeSet<StepId>,
}

impl Notebook {
    /// An empty one, for jobs under these playbooks.
    pub(crate) fn of(playbooks: &Playbooks) -> Self {
        let steps = playbooks.iter().flat_map(|playbook| &playbook.steps);
        let inside = steps.filter(|step| step.role == Some(Role::CabinetWork)).map(|step| step.id.clone());
        Self { inside: inside.collect(), ..Self::default() }
    }

    /// After a whole journal.
    pub(crate) fn read(playbooks: &Playbooks, journal: &[JournalEntry]) -> Self {
        let mut notebook = Self::of(playbooks);
        for entry in journal {
            if let Body::Known(event) = &entry.body {
                notebook.note(event, &entry.actor.to_string());
            }
        }
        notebook
    }

    /// A cabinet whose opener is no longer safe.
    pub(crate) fn must_stop(&self, job: PinpointId) -> bool {
        self.open.get(&job).is_some_and(|opener| !self.is_safe(job, opener))
    }

    fn is_safe(&self, job: PinpointId, person: &str) -> bool {
        let key = (self.circuit.get(&job).cloned().unwrap_or_default(), person.to_owned());
        self.safe.get(&key).is_some_and(|items| LOCKOUT.iter().all(|item| items.contains(*item)))
    }

    fn open_on(&self, circuit: &CircuitId) -> usize {
        let here = |job: &&PinpointId| self.circuit.get(*job).is_some_and(|on| on == circuit.as_str());
        self.open.keys().filter(here).count()
    }

    fn locks_of_others(&self, circuit: &CircuitId, person: &str) -> bool {
        let circuit = circuit.as_str();
        self.safe.iter().any(|((on, holder), items)| on == circuit && holder != person && !items.is_empty())
    }

    /// Notes an accepted event, and objects to what must never happen.
    pub(crate) fn note(&mut self, event: &Event, person: &str) {
        match event {
            Event::JobStarted { job, circuit, .. } => {
                self.circuit.insert(*job, circuit.as_str().to_owned());
            }
            Event::LockoutItemConfirmed { circuit, person: confirmed_by, item, millivolts } => {
                assert_eq!(confirmed_by.to_string(), person, "nobody confirms for another");
                let measured = item.as_str() != "measured" || millivolts.is_some_and(|mv| mv <= 10_000);
                assert!(measured, "{millivolts:?} mV is not off");
                let key = (circuit.as_str().to_owned(), person.to_owned());
                self.safe.entry(key).or_default().insert(item.to_string());
            }
            Event::LockoutItemTakenBack { circuit, person: taken_by, items } => {
                assert_eq!(taken_by.to_string(), person, "nobody takes off another's lock");
                let key = (circuit.as_str().to_owned(), person.to_owned());
                if let Some(safe) = self.safe.get_mut(&key) {
                    safe.retain(|item| !items.iter().any(|taken| taken.as_str() == item));
                }
                self.safe.retain(|_, items| !items.is_empty());
            }
            Event::CabinetOpened { job } => {
                assert!(self.is_safe(*job, person), "opened live: {self:?}");
                assert_eq!(self.open.insert(*job, person.to_owned()), None, "opened twice");
            }
            Event::StepDone { job, step, .. } if self.inside.contains(step) => {
                assert!(self.open.contains_key(job), "worked in a closed cabinet");
                assert!(self.is_safe(*job, person), "worked live: {self:?}");
                assert!(!self.must_stop(*job), "worked through a STOP: {self:?}");
            }
            Event::CabinetClosed { job } => {
                assert!(self.open.remove(job).is_some(), "closed what was not open");
            }
            Event::ReEnergised { circuit } => {
                assert_eq!(self.open_on(circuit), 0, "power into an open cabinet: {self:?}");
                assert!(!self.locks_of_others(circuit, person), "power through another's lock");
                self.safe.retain(|(on, _), _| on != circuit.as_str());
            }
            _ => {}
        }
    }
}
