//! Level -2, no signal: the whole job, from the scan to the seal.

use std::path::PathBuf;
use std::sync::Arc;

use anstyle::Style;
use jiff::SignedDuration;
use pinpoint_domain::ids::{CircuitId, StepId};
use pinpoint_domain::work::playbook::{Phase, StepKind};
use pinpoint_domain::work::{Answer, JobKind, JobView, SealConfirmation, StepStatus, StepView};
use pinpoint_engine::platform::{files, time};
use pinpoint_engine::{EngineError, Installer, JobFilter, JobList, Source};
use pinpoint_fixtures::{Conditions, StationPhoto, station_photo, type_plate_photo};
use serde_json::json;

use super::day::Day;
use super::script;
use super::story::Story;
use crate::commands::sync::after;
use crate::error::CliError;
use crate::input;
use crate::ui::{style, volts, wire_name};

/// Nobody asks whether a re-networked station is new (A21).
const NOT_ASKED: &str = "new-station";
/// Takes a telephone that works, so it is done on the ramp (A33).
const ON_THE_RAMP: &str = "call-support";

/// Scans the label and walks every step up to the seal; goes on where the journal ends.
pub(super) async fn walk(day: &Day, installer: &Installer, story: &Story<'_>) -> Result<JobView, CliError> {
    story.chapter("demo-underground")?;
    let JobList { jobs, unreadable } = installer.jobs(JobFilter::All).await?;
    if let Some(job) = unreadable.into_iter().next() {
        return Err(job.into());
    }
    let mut job = match jobs.into_iter().next() {
        Some(job) => job,
        None => start(day, installer).await?,
    };
    story.stage("started", json!({ "job": job.id, "mac": job.mac, "circuit": job.circuit }), |page| {
        let words = page.words();
        page.paragraph("  ✓ ", &words.say("demo-label-read", [("mac", &job.mac)]), Style::new());
        let (circuit, left) = (job.circuit.as_str(), job.asked - job.done);
        let begun = words.say("demo-begun", [("circuit", &circuit), ("count", &left)]);
        page.paragraph("  ✓ ", &begun, Style::new());
    })?;
    let mut phase = None;
    while let Some(step) = next(&job).cloned() {
        if phase != Some(step.phase) {
            phase = Some(step.phase);
            let title = story.words().plain(&format!("phase-{}", wire_name(&step.phase)));
            story.told(|page| page.line(format_args!("  {dim}{title}{dim:#}", dim = style::DIM)))?;
        }
        job = act(day, installer, story, job, &step).await?;
    }
    Ok(job)
}

/// The seal: what never changes is confirmed as it stands on the screen.
pub(super) async fn seal(
    job: JobView,
    installer: &Installer,
    story: &Story<'_>,
) -> Result<JobView, CliError> {
    if job.sealed.is_some() {
        return Ok(job);
    }
    let never = installer.never_changes(job.id).await?;
    let confirmation =
        SealConfirmation { serial: never.serial.printed().to_owned(), mac: never.mac.printed().to_owned() };
    let sealed = installer.seal(job.id, confirmation).await?;
    let digest = sealed.digest.hex();
    story.stage(
        "sealed",
        json!({ "digest": sealed.digest, "serial": never.serial, "mac": never.mac }),
        |page| {
            let words = page.words();
            let sealed = words.say("demo-sealed", [("serial", &never.serial)]);
            page.paragraph("  ✓ ", &sealed, style::SAVED);
            page.paragraph("    ", &words.say("demo-digest", [("digest", &digest)]), style::DIM);
        },
    )?;
    Ok(sealed.job)
}

/// Shows that without a network everything waits, and that nothing is lost by trying.
pub(super) async fn try_to_sync(installer: &Installer, story: &Story<'_>) -> Result<(), CliError> {
    let soon = after(time::now(), SignedDuration::from_millis(500));
    installer.sync(Some(soon), Arc::new(|_| {})).await?;
    let outbox = installer.outbox().await?;
    let waiting: u64 =
        outbox.counts.iter().filter(|(state, _)| *state != "done").map(|(_, count)| count).sum();
    story.stage("offline", json!({ "waiting": waiting, "counts": outbox.counts }), |page| {
        let words = page.words();
        page.paragraph("  ✓ ", &words.say("demo-offline", [("count", &waiting)]), Style::new());
        let saved = words.plain("promise-saved-phone");
        page.paragraph("    ", &words.say("demo-goes-by-itself", [("promise", &saved)]), style::SAVED);
    })
}

/// The last step, where there is signal.
pub(super) async fn call_support(
    job: JobView,
    installer: &Installer,
    story: &Story<'_>,
) -> Result<(), CliError> {
    let open = job.step(ON_THE_RAMP).filter(|step| step.status == StepStatus::Open).cloned();
    if let Some(step) = open {
        installer.apply(job.id, step.id.clone(), Answer::Confirmed).await?;
        tell_step(story, &step.id, job.done + 1, job.asked)?;
    }
    Ok(())
}

async fn start(day: &Day, installer: &Installer) -> Result<JobView, CliError> {
    let path = day.picture("label");
    let reading = input::picture(&path, &installer.profile().label_forms)?;
    let label = reading.into_label().map_err(|error| CliError::NoLabel { path, error })?;
    let circuit = CircuitId::parse(script::CIRCUIT).map_err(EngineError::from)?;
    Ok(installer.start(installer.new_job()?, JobKind::Renetworking, &label, circuit, None).await?)
}

/// In the playbook's order, optional steps too; the seal stands apart, after the MAC was seen on the screen (A32).
fn next(job: &JobView) -> Option<&StepView> {
    job.steps.iter().find(|step| {
        step.status == StepStatus::Open
            && step.kind != StepKind::Seal
            && ![NOT_ASKED, ON_THE_RAMP].contains(&step.id.as_str())
    })
}

async fn act(
    day: &Day,
    installer: &Installer,
    story: &Story<'_>,
    mut job: JobView,
    step: &StepView,
) -> Result<JobView, CliError> {
    if step.kind == StepKind::Photo {
        let staged = installer.stage(Source::File(station(day, &step.id)?)).await?;
        job = installer.attach(job.id, step.id.clone(), &staged).await?.job;
        tell_step(story, &step.id, job.done, job.asked)?;
        return Ok(job);
    }
    let serial = if step.id.as_str() == "serial" { type_plate(day, installer)? } else { String::new() };
    let answers = script::answers(step, &job, &serial)
        .map_err(|error| CliError::DemoUnfinished { reason: error.to_string() })?;
    if answers.is_empty() {
        // Asked again and again, it would never end.
        return Err(CliError::DemoUnfinished { reason: step.id.to_string() });
    }
    for answer in answers {
        job = installer.apply(job.id, step.id.clone(), answer.clone()).await?;
        if step.phase == Phase::MakeSafe {
            tell_lockout(story, &step.id, &answer)?;
        }
    }
    tell_step(story, &step.id, job.done, job.asked)?;
    Ok(job)
}

fn tell_step(story: &Story<'_>, step: &StepId, done: u32, asked: u32) -> Result<(), CliError> {
    story.stage("step", json!({ "step": step, "done": done, "asked": asked }), |page| {
        page.paragraph("  ✓ ", &page.words().step(step), Style::new());
    })
}

/// Each item of the lockout is a line of its own: the first promise is made of them.
fn tell_lockout(story: &Story<'_>, step: &StepId, answer: &Answer) -> Result<(), CliError> {
    let Answer::Item { item, millivolts } = answer else { return Ok(()) };
    let reading =
        millivolts.map(|reading| format!(": {}", volts(reading, story.words()))).unwrap_or_default();
    story.stage("lockout", json!({ "item": item, "millivolts": millivolts }), |page| {
        let text = format!("{}{reading}", page.words().item(step, item));
        page.paragraph("    ✓ ", &text, style::MADE_SAFE);
    })
}

/// A photo of the station, taken once.
fn station(day: &Day, step: &StepId) -> Result<PathBuf, CliError> {
    let path = day.picture(step.as_str());
    if !path.exists() {
        let (lat, lon) = script::BAY_E7;
        let taken_at = time::now().strftime("%Y:%m:%d %H:%M:%S").to_string();
        let photo = StationPhoto { light: 0.45, ..StationPhoto::landscape(lat, lon, &taken_at) };
        let seed = if step.as_str() == "photo-before" { 1 } else { 2 };
        files::write_file(&path, &station_photo(&photo, seed)?).map_err(CliError::file(&path))?;
    }
    Ok(path)
}

/// The serial number, from the barcode in a photograph of the type plate.
fn type_plate(day: &Day, installer: &Installer) -> Result<String, CliError> {
    let path = day.picture("type-plate");
    if !path.exists() {
        let photo = type_plate_photo(&script::type_plate(), &Conditions::plain(), 3)?;
        files::write_file(&path, &photo).map_err(CliError::file(&path))?;
    }
    let reading = input::picture(&path, &installer.profile().label_forms)?;
    let first = reading.symbols.into_iter().next();
    first.map(|symbol| symbol.text).ok_or(CliError::PlateUnread { path })
}
