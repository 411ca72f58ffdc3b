//! The state of a visit: the fold of its journal.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::command::{Answer, Fix, PhotoFacts};
use super::event::{Body, Event, JournalEntry};
use super::identity;
use super::kind::JobKind;
use super::playbook::PlaybookRef;
use crate::geo::Coordinate;
use crate::ids::{CircuitId, InstallerId, ItemId, PinpointId, StepId};
use crate::label::MacAddress;
use crate::serial::{AgreedSerial, SerialEntry, SerialError, SerialNumber};
use crate::station::plate_key;
use crate::wire::{Address, Correction, Digest, DriverDetails, StationIs};

/// One installer's stay on a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit {
    pub(super) circuits: BTreeMap<CircuitId, Circuit>,
    pub(super) jobs: BTreeMap<PinpointId, Job>,
    pub(super) unknown: Option<String>,
}

/// What one breaker switches, with the lockout of each person who works behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circuit {
    pub(super) lockouts: BTreeMap<InstallerId, Lockout>,
}

/// One person's lockout of one circuit: the items confirmed, with the meter's reading in millivolts where one was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lockout {
    pub(super) confirmed: BTreeMap<ItemId, Option<u32>>,
    /// When its first item was confirmed: since then the power is off.
    pub(super) since: Option<Timestamp>,
}

/// One station's piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub(super) id: PinpointId,
    pub(super) kind: JobKind,
    pub(super) circuit: CircuitId,
    pub(super) mac: MacAddress,
    pub(super) playbook: PlaybookRef,
    pub(super) started_at: Timestamp,
    pub(super) done: BTreeMap<StepId, Done>,
    pub(super) items: BTreeMap<StepId, BTreeSet<ItemId>>,
    pub(super) cabinet: Cabinet,
    pub(super) facts: Facts,
    /// The serial that the station said when it came online.
    pub(super) booted: Option<SerialNumber>,
    /// What the network was asked to correct, in order.
    pub(super) corrections: Vec<Correction>,
    pub(super) sealed: Option<Sealed>,
}

/// Whether a cabinet is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cabinet {
    /// Secured.
    Closed,
    /// Open.
    Open {
        /// By whom.
        by: InstallerId,
    },
}

/// A step's answer and when it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) answer: Answer,
    pub(super) at: Timestamp,
}

/// What a record is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) station: Option<Station>,
    pub(super) serial: Serial,
    /// The station beside whose plate the serial was read.
    pub(super) serial_beside: Option<Station>,
    /// What the station is to the network, and the serial of which that was said.
    pub(super) identity: Option<(StationIs, Option<SerialNumber>)>,
    pub(super) fix: Option<Fix>,
    pub(super) address: Option<Address>,
    pub(super) pin: Option<Coordinate>,
    pub(super) details: DriverDetails,
    pub(super) photos: BTreeMap<StepId, PhotoFacts>,
}

/// What the type plate says of the station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// The manufacturer.
    pub manufacturer: String,
    /// The model.
    pub model: String,
    /// Whether it has a screen.
    pub has_screen: bool,
}

/// How far the serial has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Serial {
    /// Not entered.
    #[default]
    Missing,
    /// Entered once.
    Once(SerialEntry),
    /// Two entries agree.
    Agreed(AgreedSerial),
}

/// A record that never changes any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The bytes' name.
    pub digest: Digest,
    /// When, by the device's clock.
    pub at: Timestamp,
}

impl Visit {
    /// The state after a whole journal.
    pub fn replay<'a>(entries: impl IntoIterator<Item = &'a JournalEntry>) -> Self {
        entries.into_iter().fold(Self::default(), Self::evolve)
    }

    /// The state after one more entry. Total: an entry that does not fit changes nothing; one that is unknown, or whose
    /// answer this version does not read, is remembered, so that no fact vanishes silently.
    #[must_use]
    pub fn evolve(mut self, entry: &JournalEntry) -> Self {
        match &entry.body {
            Body::Known(event) => self.apply(event, entry),
            Body::Unknown { type_name, .. } => self.unknown = Some(type_name.clone()),
        }
        self
    }

    /// The job of this name.
    pub fn job(&self, id: &PinpointId) -> Option<&Job> {
        self.jobs.get(id)
    }

    /// What is known of this circuit.
    pub fn circuit(&self, id: &CircuitId) -> Option<&Circuit> {
        self.circuits.get(id)
    }

    /// All jobs, in the order of their names.
    pub fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.jobs.values()
    }

    fn apply(&mut self, event: &Event, entry: &JournalEntry) {
        match event {
            Event::JobStarted { job, kind, circuit, mac, playbook } => {
                self.circuits.entry(circuit.clone()).or_default();
                self.jobs.entry(*job).or_insert_with(|| Job {
                    id: *job,
                    kind: *kind,
                    circuit: circuit.clone(),
                    mac: mac.clone(),
                    playbook: playbook.clone(),
                    started_at: entry.at,
                    done: BTreeMap::new(),
                    items: BTreeMap::new(),
                    cabinet: Cabinet::Closed,
                    facts: Facts::default(),
                    booted: None,
                    corrections: Vec::new(),
                    sealed: None,
                });
            }
            Event::LockoutItemConfirmed { circuit, person, item, millivolts } => {
                let circuit = self.circuits.entry(circuit.clone()).or_default();
                let lockout = circuit.lockouts.entry(*person).or_default();
                lockout.confirmed.insert(item.clone(), *millivolts);
                lockout.since.get_or_insert(entry.at);
            }
            Event::LockoutItemTakenBack { circuit, person, items } => {
                if let Some(circuit) = self.circuits.get_mut(circuit)
                    && let Some(lockout) = circuit.lockouts.get_mut(person)
                {
                    lockout.confirmed.retain(|item, _| !items.contains(item));
                    circuit.lockouts.retain(|_, lockout| !lockout.confirmed.is_empty());
                }
            }
            Event::ReEnergised { circuit } => {
                if let Some(circuit) = self.circuits.get_mut(circuit) {
                    circuit.lockouts.clear();
                }
            }
            Event::CapsuleReplaced { .. } => {}
            Event::Relabelled { job, .. }
            | Event::StepDone { job, .. }
            | Event::ItemDone { job, .. }
            | Event::Undone { job, .. }
            | Event::CabinetOpened { job }
            | Event::CabinetClosed { job }
            | Event::BootNoted { job, .. }
            | Event::CorrectionRequested { job, .. }
            | Event::Sealed { job, .. } => {
                if let Some(job) = self.jobs.get_mut(job)
                    && job.apply(event, entry).is_err()
                {
                    self.unknown = Some("step-done".to_owned());
                }
            }
        }
    }
}

impl Circuit {
    /// The lockouts in force, by person.
    pub fn lockouts(&self) -> &BTreeMap<InstallerId, Lockout> {
        &self.lockouts
    }
}

impl Lockout {
    /// The items confirmed, with the meter's reading in millivolts where one was asked.
    pub fn confirmed(&self) -> &BTreeMap<ItemId, Option<u32>> {
        &self.confirmed
    }
}

impl Job {
    /// The record that it becomes.
    pub fn id(&self) -> PinpointId {
        self.id
    }

    /// The label's MAC.
    pub fn mac(&self) -> &MacAddress {
        &self.mac
    }

    /// When it began.
    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// Its circuit.
    pub fn circuit(&self) -> &CircuitId {
        &self.circuit
    }

    /// The playbook under which it ends.
    pub fn playbook(&self) -> &PlaybookRef {
        &self.playbook
    }

    /// The seal, once there is one.
    pub fn sealed(&self) -> Option<&Sealed> {
        self.sealed.as_ref()
    }

    /// The cabinet.
    pub fn cabinet(&self) -> Cabinet {
        self.cabinet
    }

    /// Manufacturer and model, once chosen.
    pub fn station(&self) -> Option<&Station> {
        self.facts.station.as_ref()
    }

    /// The serial that two entries agree on.
    pub fn serial(&self) -> Option<&SerialNumber> {
        match &self.facts.serial {
            Serial::Agreed(agreed) => Some(agreed.serial()),
            Serial::Missing | Serial::Once(_) => None,
        }
    }

    /// The serial that the station said when it came online, once the network told.
    pub fn booted(&self) -> Option<&SerialNumber> {
        self.booted.as_ref()
    }

    /// The pictures, by step.
    pub fn photos(&self) -> impl Iterator<Item = (&StepId, &PhotoFacts)> {
        self.facts.photos.iter()
    }

    /// The facts of a sealed record stand still whatever a damaged journal says (A24).
    fn apply(&mut self, event: &Event, entry: &JournalEntry) -> Result<(), SerialError> {
        let sealed = self.sealed.is_some();
        match event {
            Event::StepDone { step, answer, .. } => {
                if !sealed {
                    self.facts.take(step, answer)?;
                }
                self.done.insert(step.clone(), Done { answer: answer.clone(), at: entry.at });
            }
            Event::ItemDone { step, item, .. } => {
                self.items.entry(step.clone()).or_default().insert(item.clone());
            }
            Event::Undone { step, item: Some(item), .. } => {
                self.done.remove(step);
                if let Some(items) = self.items.get_mut(step) {
                    items.remove(item);
                }
            }
            Event::Undone { step, item: None, .. } => {
                self.items.remove(step);
                if let Some(done) = self.done.remove(step)
                    && !sealed
                {
                    self.facts.drop(step, &done.answer);
                }
            }
            Event::Relabelled { mac, .. } if !sealed => self.mac = mac.clone(),
            Event::CabinetOpened { .. } => self.cabinet = Cabinet::Open { by: entry.actor },
            Event::CabinetClosed { .. } => self.cabinet = Cabinet::Closed,
            Event::BootNoted { serial, .. } => self.booted = Some(serial.clone()),
            Event::CorrectionRequested { correction, .. } => self.corrections.push(correction.clone()),
            Event::Sealed { digest, .. } if !sealed => {
                self.sealed = Some(Sealed { digest: *digest, at: entry.at });
            }
            Event::Relabelled { .. }
            | Event::Sealed { .. }
            | Event::CapsuleReplaced { .. }
            | Event::JobStarted { .. }
            | Event::LockoutItemConfirmed { .. }
            | Event::LockoutItemTakenBack { .. }
            | Event::ReEnergised { .. } => {}
        }
        Ok(())
    }
}

impl Facts {
    /// Only a serial is parsed again: a stricter parser may refuse what an earlier one wrote down.
    fn take(&mut self, step: &StepId, answer: &Answer) -> Result<(), SerialError> {
        match answer {
            Answer::Location(fix) => self.fix = Some(*fix),
            Answer::NoLocation => self.fix = None,
            Answer::Station { manufacturer, model, has_screen } => {
                self.station = Some(Station {
                    manufacturer: manufacturer.clone(),
                    model: model.clone(),
                    has_screen: has_screen.unwrap_or(false),
                });
            }
            Answer::Serial { text, source } => {
                let serial = SerialNumber::kept(text)?;
                self.serial = Serial::Once(SerialEntry { serial, source: *source });
                self.serial_beside = self.station.clone();
            }
            Answer::SerialAgain { text } => {
                if let Serial::Once(first) = &self.serial {
                    self.serial = Serial::Agreed(AgreedSerial::agree(first, text)?);
                }
            }
            Answer::Identity { claim, old_serial, .. } => {
                let said = identity::said(*claim, old_serial.as_deref())?;
                let serial = match &self.serial {
                    Serial::Agreed(agreed) => Some(agreed.serial().clone()),
                    Serial::Once(_) | Serial::Missing => None,
                };
                self.identity = said.map(|said| (said, serial));
            }
            Answer::Address(address) => self.address = Some(address.clone()),
            Answer::Pin(pin) => self.pin = Some(*pin),
            Answer::Details(details) => self.details = details.clone(),
            Answer::Photo(photo) => {
                self.photos.insert(step.clone(), *photo);
            }
            Answer::Confirmed
            | Answer::Item { .. }
            | Answer::Mac { .. }
            | Answer::Iccid { .. }
            | Answer::Hardware { .. }
            | Answer::Looked { .. }
            | Answer::Pasted { .. }
            | Answer::Firmware { .. }
            | Answer::NetworkSignal(_) => {}
        }
        Ok(())
    }

    /// Whether the serial was read from the plate of the station that is chosen now: of another one, it names another
    /// station (A24).
    pub(super) fn serial_is_of_station(&self) -> bool {
        let plate = |station: &Station| (plate_key(&station.manufacturer), plate_key(&station.model));
        self.serial_beside
            .as_ref()
            .is_none_or(|beside| self.station.as_ref().is_none_or(|station| plate(station) == plate(beside)))
    }

    fn drop(&mut self, step: &StepId, answer: &Answer) {
        match answer {
            Answer::Location(_) | Answer::NoLocation => self.fix = None,
            Answer::Station { .. } => self.station = None,
            Answer::Serial { .. } | Answer::SerialAgain { .. } => {
                (self.serial, self.serial_beside) = (Serial::Missing, None);
            }
            Answer::Identity { .. } => self.identity = None,
            Answer::Address(_) => self.address = None,
            Answer::Pin(_) => self.pin = None,
            Answer::Details(_) => self.details = DriverDetails::default(),
            Answer::Photo(_) => {
                self.photos.remove(step);
            }
            Answer::Confirmed
            | Answer::Item { .. }
            | Answer::Mac { .. }
            | Answer::Iccid { .. }
            | Answer::Hardware { .. }
            | Answer::Looked { .. }
            | Answer::Pasted { .. }
            | Answer::Firmware { .. }
            | Answer::NetworkSignal(_) => {}
        }
    }
}
