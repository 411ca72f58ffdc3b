//! Asking for a correction after the seal. The sealed bytes stay; the network hears what is wrong and decides.

use super::at::At;
use super::event::Event;
use super::refusal::Refusal;
use super::state::Job;
use super::tidy::{tidy, tidy_fact};
use crate::wire::{Amended, Correction, Place, StationFacts};

/// The most characters of a reason.
const REASON: usize = 300;

/// A correction as it travels: a value that a record could hold, and a reason that a person can read. The server's guard,
/// too.
pub fn tidy_correction(correction: &Correction) -> Result<Correction, Refusal> {
    Ok(Correction {
        field: correction.field,
        value: tidy_fact(correction.field, &correction.value)?,
        reason: tidy_reason(&correction.reason)?,
    })
}

/// A reason as it travels: one that a person can read.
pub fn tidy_reason(reason: &str) -> Result<String, Refusal> {
    tidy("reason", reason, REASON)
}

impl At<'_> {
    /// Asked once more in the same words, it is the same request.
    pub(super) fn request_correction(&self, correction: &Correction) -> Result<Vec<Event>, Refusal> {
        let sealed = self.job.sealed.as_ref().and_then(|_| sealed_facts(self.job));
        let Some(sealed) = sealed else { return Err(Refusal::CorrectionBeforeSeal) };
        let correction = tidy_correction(correction)?;
        if sealed.get(correction.field) == correction.value {
            return Err(Refusal::NothingToCorrect { field: correction.field });
        }
        if self.job.corrections.contains(&correction) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::CorrectionRequested { job: self.job.id, correction }])
    }
}

/// What was sealed, as the job still knows it.
fn sealed_facts(job: &Job) -> Option<Amended> {
    let station = job.station()?;
    let facts = &job.facts;
    Some(Amended {
        station: StationFacts {
            mac: job.mac.clone(),
            manufacturer: station.manufacturer.clone(),
            model: station.model.clone(),
            serial: job.serial()?.clone(),
        },
        place: Place { address: facts.address.clone()?, pin: facts.pin?, details: facts.details.clone() },
    })
}
