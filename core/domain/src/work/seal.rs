//! The seal: the one place where a record's bytes are written.

use serde::{Deserialize, Serialize};

use super::at::At;
use super::command::{Answer, Context};
use super::playbook::Form;
use super::refusal::Refusal;
use super::state::Visit;
use crate::iccid::Iccid;
use crate::ids::{DeviceId, PinpointId};
use crate::label::MacAddress;
use crate::serial::SerialNumber;
use crate::wire::{
    self, Annex, Base64, Identity, Mark, Place, SealedBytes, SealedPhoto, SealedRecord, SimCards,
    StationFacts, Versions,
};

/// What can never change after the seal, for the screen that asks for it (A24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct NeverChanges {
    /// The label's MAC.
    pub mac: MacAddress,
    /// The manufacturer.
    pub manufacturer: String,
    /// The model.
    pub model: String,
    /// The serial number.
    pub serial: SerialNumber,
}

/// A person's word that what was shown is right. It repeats what was shown, so a stale screen seals nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SealConfirmation {
    /// The serial that was shown.
    pub serial: String,
    /// The MAC that was shown.
    pub mac: String,
}

/// What the sealing device brings.
#[derive(Debug, Clone)]
pub struct Maker {
    /// The device.
    pub device: DeviceId,
    /// The device's counter.
    pub sequence: u64,
    /// Name and version of the program.
    pub app: String,
    /// Random, for the annex's commitment.
    pub salt: [u8; 32],
}

/// A record ready to be signed.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its bytes.
    pub bytes: SealedBytes,
    /// What may be deleted some day.
    pub annex: Annex,
    /// What was unusual.
    pub marks: Vec<Mark>,
}

/// What the annex of version 1 holds.
#[derive(Serialize)]
struct AnnexBody<'a> {
    v: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a super::Fix>,
    steps: Vec<StepTime<'a>>,
}

#[derive(Serialize)]
struct StepTime<'a> {
    step: &'a str,
    at: jiff::Timestamp,
}

/// Shows what would never change; refuses while steps are missing.
pub fn never_changes(visit: &Visit, job: PinpointId, context: &Context<'_>) -> Result<NeverChanges, Refusal> {
    let at = At::find(visit, job, context)?;
    if let Some(sealed) = &at.job.sealed {
        return Err(Refusal::SealedAlready { digest: sealed.digest });
    }
    let missing = at.missing_before(at.seal.ok_or(Refusal::NothingToSeal)?);
    match (&at.job.facts.station, at.job.serial()) {
        (Some(station), Some(serial)) if missing.is_empty() => Ok(NeverChanges {
            mac: at.job.mac.clone(),
            manufacturer: station.manufacturer.clone(),
            model: station.model.clone(),
            serial: serial.clone(),
        }),
        _ => Err(Refusal::NotReadyToSeal { missing }),
    }
}

/// Writes the record once. The caller signs the bytes, and stores bytes and [`super::Command::Seal`] together.
pub fn seal(
    visit: &Visit,
    job: PinpointId,
    confirmation: &SealConfirmation,
    maker: &Maker,
    context: &Context<'_>,
) -> Result<Made, Refusal> {
    let never = never_changes(visit, job, context)?;
    confirm(
        &confirmation.serial,
        never.serial.printed(),
        SerialNumber::kept(&confirmation.serial)? == never.serial,
    )?;
    confirm(&confirmation.mac, never.mac.printed(), MacAddress::parse(&confirmation.mac)? == never.mac)?;

    let at = At::find(visit, job, context)?;
    let facts = &at.job.facts;
    let (Some(address), Some(pin)) = (facts.address.clone(), facts.pin) else {
        return Err(Refusal::NotReadyToSeal {
            missing: at.seal.map(|seal| seal.needs.clone()).unwrap_or_default(),
        });
    };
    let steps =
        at.job.done.iter().map(|(step, done)| StepTime { step: step.as_str(), at: done.at }).collect();
    let body = AnnexBody { v: wire::VERSION, fix: facts.fix.as_ref(), steps };
    let annex = Annex { salt: Base64(maker.salt.to_vec()), body: Base64(wire::to_json(&body).into_bytes()) };
    let photos = facts.photos.iter().map(|(step, photo)| SealedPhoto {
        step: step.clone(),
        published: photo.published,
        original: photo.original,
        width_px: photo.width_px,
        height_px: photo.height_px,
    });
    let record = SealedRecord {
        v: wire::VERSION,
        identity: Identity {
            network: context.profile.network.clone(),
            pinpoint_id: job,
            kind: at.job.kind,
            sequence: maker.sequence,
            device: maker.device,
            installer: context.actor,
            sealed_at: context.now,
        },
        station: StationFacts {
            mac: never.mac,
            manufacturer: never.manufacturer,
            model: never.model,
            serial: never.serial,
        },
        place: Place { address, pin, details: facts.details.clone() },
        photos: photos.collect(),
        sim: at.sim()?,
        identity_claim: at.job.identity().cloned(),
        annex: annex.commitment(),
        versions: Versions {
            app: maker.app.clone(),
            playbook: at.playbook.name(),
            playbook_digest: at.playbook.digest,
            profile: context.profile.version,
        },
    };
    let marks = facts.fix.filter(|fix| fix.mock).map(|_| Mark::MockLocation).into_iter().collect();
    Ok(Made { bytes: SealedBytes::write(&record), annex, marks })
}

/// A seal that is repeated, because its answer was lost, must confirm what was sealed.
pub fn confirm_sealed(confirmation: &SealConfirmation, record: &SealedRecord) -> Result<(), Refusal> {
    let station = &record.station;
    let same = SerialNumber::kept(&confirmation.serial)? == station.serial;
    confirm(&confirmation.serial, station.serial.printed(), same)?;
    confirm(&confirmation.mac, station.mac.printed(), MacAddress::parse(&confirmation.mac)? == station.mac)
}

impl At<'_> {
    /// The SIM cards, where their numbers were read.
    fn sim(&self) -> Result<Option<SimCards>, Refusal> {
        let read = |form| match self.answer_to(form) {
            Some(Answer::Iccid { text }) => Iccid::parse(text).map(Some),
            _ => Ok(None),
        };
        let (new, old) = (read(Form::IccidNew)?, read(Form::IccidOld)?);
        Ok((new.is_some() || old.is_some()).then_some(SimCards { new, old }))
    }
}

fn confirm(confirmed: &str, actual: &str, same: bool) -> Result<(), Refusal> {
    if same {
        return Ok(());
    }
    Err(Refusal::SealShownDiffers { confirmed: confirmed.to_owned(), actual: actual.to_owned() })
}
