//! The judge: plain sets that know nothing of the code under test, fed with accepted events.

use std::collections::{BTreeMap, BTreeSet};

use pinpoint_domain::work::Event;

/// As the guide's DANGER box has them (A11).
pub(super) const LOCKOUT: [&str; 5] = ["disconnected", "locked", "tagged", "measured", "stays-off"];

/// What an inspector with a notebook would know.
#[derive(Default, Debug)]
pub(super) struct Notebook {
    /// (circuit, person): items confirmed since the circuit was last live, and not taken back.
    pub(super) safe: BTreeMap<(String, String), BTreeSet<String>>,
    /// Open cabinets: job to who opened it.
    pub(super) open: BTreeMap<String, String>,
    /// Job to circuit.
    pub(super) circuit: BTreeMap<String, String>,
}

impl Notebook {
    pub(super) fn is_safe(&self, job: &str, person: &str) -> bool {
        let key = (self.circuit[job].clone(), person.to_owned());
        self.safe.get(&key).is_some_and(|items| LOCKOUT.iter().all(|item| items.contains(*item)))
    }

    /// A cabinet whose opener is no longer safe.
    pub(super) fn must_stop(&self, job: &str) -> bool {
        self.open.get(job).is_some_and(|opener| !self.is_safe(job, opener))
    }

    pub(super) fn open_on(&self, circuit: &str) -> usize {
        self.open.keys().filter(|job| self.circuit[*job] == circuit).count()
    }

    fn locks_of_others(&self, circuit: &str, person: &str) -> bool {
        self.safe.iter().any(|((on, holder), items)| on == circuit && holder != person && !items.is_empty())
    }

    /// Notes an accepted event, and objects to what must never happen.
    pub(super) fn note(&mut self, event: &Event, person: &str) {
        match event {
            Event::JobStarted { job, circuit, .. } => {
                self.circuit.insert(job.to_string(), circuit.as_str().to_owned());
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
                let safe = self.safe.entry(key).or_default();
                safe.retain(|item| !items.iter().any(|taken| taken.as_str() == item));
            }
            Event::CabinetOpened { job } => {
                let job = job.to_string();
                assert!(self.is_safe(&job, person), "opened live: {self:?}");
                assert_eq!(self.open.insert(job, person.to_owned()), None, "opened twice");
            }
            Event::StepDone { job, step, .. } if step.as_str() == "replace-sim" => {
                let job = job.to_string();
                assert!(self.open.contains_key(&job), "worked in a closed cabinet");
                assert!(self.is_safe(&job, person), "worked live: {self:?}");
                assert!(!self.must_stop(&job), "worked through a STOP: {self:?}");
            }
            Event::CabinetClosed { job } => {
                assert!(self.open.remove(&job.to_string()).is_some(), "closed what was not open");
            }
            Event::ReEnergised { circuit } => {
                assert_eq!(self.open_on(circuit.as_str()), 0, "power into an open cabinet: {self:?}");
                assert!(!self.locks_of_others(circuit.as_str(), person), "power through another's lock");
                self.safe.retain(|(on, _), _| on != circuit.as_str());
            }
            _ => {}
        }
    }
}
