//! The swap detector: what the labels, the type plates and the stations themselves say is compared between the jobs of a
//! visit. Two stations that were probably exchanged are named together, before the seal where possible (A24, A32).

use super::state::{Job, Visit};
use super::warning::Warning;
use crate::code::{Fields, fields};
use crate::ids::{CircuitId, PinpointId};
use crate::label::MacAddress;
use crate::serial::SerialNumber;
use crate::station::plate_key;

/// Another station of the visit, as a sentence names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its job.
    pub job: PinpointId,
    /// What tells it from the others: model and serial number, before these its label's MAC.
    pub station: String,
    /// Its circuit.
    pub circuit: CircuitId,
}

impl Neighbour {
    /// With the fields that a sentence has besides: `other` is the job, for a face to open.
    pub(super) fn fields<const N: usize>(&self, besides: [(&str, String); N]) -> Fields {
        let mut all = fields(besides);
        all.extend(fields([
            ("other", self.job.to_string()),
            ("station", self.station.clone()),
            ("circuit", self.circuit.as_str().to_owned()),
        ]));
        all
    }
}

impl From<&Job> for Neighbour {
    fn from(job: &Job) -> Self {
        let plate =
            [job.station().map(|station| station.model.clone()), job.serial().map(ToString::to_string)];
        let plate: Vec<String> = plate.into_iter().flatten().collect();
        let station = if plate.is_empty() { job.mac.to_string() } else { plate.join(" · ") };
        Self { job: job.id, station, circuit: job.circuit.clone() }
    }
}

/// The other station of the visit whose label has this MAC.
pub(super) fn labelled(visit: &Visit, job: &Job, mac: &MacAddress) -> Option<Neighbour> {
    visit.jobs.values().find(|other| other.id != job.id && other.mac == *mac).map(Neighbour::from)
}

/// What does not go together between this job and the others of its visit.
pub(super) fn mismatches(visit: &Visit, job: &Job) -> Vec<Warning> {
    let others = visit.jobs.values().filter(|other| other.id != job.id);
    let mut found: Vec<Warning> = others.filter_map(|other| between(job, other)).collect();
    let named = found.iter().any(|warning| matches!(warning, Warning::LabelsExchanged { .. }));
    if let (Some(said), Some(read)) = (&job.booted, job.serial())
        && said.canonical() != read.canonical()
        && !named
    {
        let (said, read) = (said.to_string(), read.to_string());
        found.push(Warning::BootSerialDiffers { said, read });
    }
    found
}

/// What does not go together between two jobs. Two jobs at one station, of two kinds, share label and plate.
fn between(job: &Job, other: &Job) -> Option<Warning> {
    let neighbour = || Neighbour::from(other);
    let same_plate = same_plate(job, other);
    if same_plate != Some(true) && (booted_as(job, other) || booted_as(other, job)) {
        return Some(Warning::LabelsExchanged { other: neighbour() });
    }
    match (job.mac == other.mac, same_plate) {
        (true, Some(false)) => Some(Warning::SameLabel { other: neighbour() }),
        // Nobody does the same work at one station twice in a visit.
        (true, None) if job.kind == other.kind => Some(Warning::SameLabel { other: neighbour() }),
        (false, Some(true)) => Some(Warning::SameSerial { other: neighbour() }),
        _ => None,
    }
}

/// Whether two jobs have read one type plate; none while one of them has not read it.
fn same_plate(job: &Job, other: &Job) -> Option<bool> {
    let maker = |job: &Job| job.station().map(|station| plate_key(&station.manufacturer));
    let serial = |job: &Job| job.serial().map(|serial| serial.canonical().to_owned());
    let plate = |job: &Job| maker(job).zip(serial(job));
    Some(plate(job)? == plate(other)?)
}

/// Whether the station that answers under this job's label says that it is the other one.
fn booted_as(job: &Job, other: &Job) -> bool {
    let said = job.booted.as_ref().map(SerialNumber::canonical);
    said.is_some() && said == other.serial().map(SerialNumber::canonical)
}
