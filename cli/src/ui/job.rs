//! A job on a terminal. Signs carry the meaning, colour only helps: `✓` done, `●` next, `○` can be done, `·` locked.

use std::fmt::Display;

use anstyle::Style;
use pinpoint_domain::ids::{ItemId, StepId};
use pinpoint_domain::work::playbook::{Form, Phase, StepKind};
use pinpoint_domain::work::view::ItemView;
use pinpoint_domain::work::{JobView, Minutes, StepStatus, StepView};
use pinpoint_engine::UnreadableJob;
use serde::Serialize;

use super::{Page, Words, clock, style, volts, write_said_since};
use crate::output::Shown;
use crate::outside::harmless;

/// The last eight digits: enough to name a job or a visit, and unlike the first ones never alike.
pub(crate) fn short_id(id: &impl Display) -> String {
    let id = id.to_string();
    id.get(id.len().saturating_sub(8)..).unwrap_or(&id).to_owned()
}

/// A kind, phase or state by its name on the wire.
pub(crate) fn wire_name(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

impl Shown for JobView {
    fn write(&self, page: &mut Page) {
        write_head(self, page);
        write_alarm(self, page);
        let next = self.next().map(|step| &step.id);
        let mut phase: Option<Phase> = None;
        for step in &self.steps {
            if phase != Some(step.phase) {
                phase = Some(step.phase);
                page.gap();
                page.heading(page.words().plain(&format!("phase-{}", wire_name(&step.phase))));
            }
            write_step(step, next == Some(&step.id), page);
        }
        write_said_since(self, page);
        page.gap();
        write_next(self, page);
    }
}

/// STOP and warnings, then what comes next: what a person needs after each step.
pub(crate) fn write_what_now(job: &JobView, page: &mut Page) {
    write_alarm(job, page);
    write_next(job, page);
}

fn write_head(job: &JobView, page: &mut Page) {
    let (words, title) = (page.words(), style::TITLE);
    let head = words.say(
        "job-head",
        [("kind", &wire_name(&job.kind)), ("mac", &job.mac), ("circuit", &harmless(job.circuit.as_str()))],
    );
    page.pair(&format!("{title}{head}{title:#}"), &short_id(&job.id));
    let Minutes { shortest, longest } = job.minutes;
    let progress = words.say(
        "job-progress",
        [
            ("done", &job.done),
            ("asked", &job.asked),
            ("shortest", &shortest),
            ("longest", &longest),
            ("people", &words.say("count-people", [("count", &job.people)])),
            ("begun", &clock(job.started_at)),
        ],
    );
    page.paragraph("", &progress, Style::new());
    if let Some(digest) = &job.sealed {
        let (saved, digest) = (style::SAVED, digest.hex());
        let digest = format!("{}…", digest.get(..12).unwrap_or(&digest));
        page.line(format_args!("{saved}{}{saved:#}", words.say("job-sealed-as", [("digest", &digest)])));
    }
}

fn write_alarm(job: &JobView, page: &mut Page) {
    let words = page.words();
    let (bad, warning) = (style::BAD, style::WARNING);
    if !job.stop.is_empty() {
        page.gap();
        let missing: Vec<_> = job.stop.iter().map(ItemId::as_str).collect();
        page.paragraph("", &words.say("stop", [("missing", &missing.join(" "))]), bad);
    }
    for each in &job.warnings {
        let sentence = words.text(&format!("warning-{}", each.code), &each.fields);
        page.paragraph(&format!("{warning}!{warning:#} "), &sentence, warning);
    }
}

fn write_step(step: &StepView, is_next: bool, page: &mut Page) {
    let words = page.words();
    let (dim, title) = (style::DIM, words.step(&step.id));
    let left = match step.status {
        StepStatus::Done => format!("  ✓ {title}"),
        StepStatus::Open if is_next => format!("  {bold}● {title}{bold:#}", bold = style::TITLE),
        StepStatus::Open if step.optional => {
            format!("  ○ {title} {dim}{}{dim:#}", words.plain("job-optional"))
        }
        StepStatus::Open => format!("  ○ {title}"),
        StepStatus::Locked => return write_locked(step, &title, page),
        StepStatus::NotForStation => {
            format!("  {dim}– {title} {}{dim:#}", words.plain("job-not-for-station"))
        }
    };
    page.pair(&left, step.id.as_str());
    if is_next {
        page.paragraph("    ", &words.how(&step.id), style::DIM);
    }
    let begun = step.items.iter().any(|item| item.done);
    if step.status != StepStatus::Done && (is_next || begun) {
        for item in &step.items {
            write_item(step, item, page);
        }
    }
}

/// A locked step says what comes before it: on its line where there is room, below it elsewhere.
fn write_locked(step: &StepView, title: &str, page: &mut Page) {
    let dim = style::DIM;
    let left = format!("  {dim}· {title}{dim:#}");
    if step.missing.is_empty() {
        return page.pair(&left, step.id.as_str());
    }
    let missing: Vec<_> = step.missing.iter().map(StepId::as_str).collect();
    let after = page.words().say("job-after", [("steps", &missing.join(", "))]);
    let whole = format!("{left}  {dim}{after}{dim:#}");
    if page.has_room(&whole, step.id.as_str()) {
        page.pair(&whole, step.id.as_str());
    } else {
        page.pair(&left, step.id.as_str());
        page.paragraph("      ", &after, dim);
    }
}

fn write_item(step: &StepView, item: &ItemView, page: &mut Page) {
    let sign = if item.done { "✓" } else { "○" };
    let title = page.words().item(&step.id, &item.id);
    let reading =
        item.millivolts.map(|reading| format!(" ({})", volts(reading, &page.words()))).unwrap_or_default();
    page.pair(&format!("      {sign} {title}{reading}"), item.id.as_str());
}

fn write_next(job: &JobView, page: &mut Page) {
    let (words, typed) = (page.words(), style::TYPED);
    match next(job, &words) {
        Some((title, command)) => {
            page.paragraph(&format!("{} ", words.plain("job-next")), &title, style::TITLE);
            page.line(format_args!("      {typed}{command}{typed:#}"));
        }
        None if job.done == job.asked => page.line(words.plain("job-all-done")),
        None => page.line(words.plain("job-nothing-now")),
    }
}

/// What comes next, and how to type it.
fn next(job: &JobView, words: &Words) -> Option<(String, String)> {
    let step = match job.stop.first() {
        Some(_) => job.steps.iter().find(|step| step.phase == Phase::MakeSafe)?,
        None => job.next()?,
    };
    let item = step.items.iter().find(|item| !item.done);
    let title = words.title(&step.id, item.map(|item| &item.id));
    let command = match (step.kind, item) {
        (StepKind::Seal, _) => "pinpoint job seal".to_owned(),
        (StepKind::Photo, _) => format!("pinpoint job do {} --photo FILE", step.id),
        (StepKind::Confirmation, _) | (StepKind::Checklist, None) => format!("pinpoint job do {}", step.id),
        (StepKind::Checklist, Some(item)) => {
            let volts = if item.max_millivolts.is_some() { " --volts V" } else { "" };
            format!("pinpoint job do {} {}{volts}", step.id, item.id)
        }
        (StepKind::Form | StepKind::Scan | StepKind::Reading, _) => {
            format!("pinpoint job do {} {}", step.id, step.form.map_or("", options))
        }
    };
    Some((title, command))
}

/// What a form needs at least.
const fn options(form: Form) -> &'static str {
    match form {
        Form::Location => "--at LAT,LON --accuracy M",
        Form::Station => "--manufacturer NAME --model NAME",
        Form::Serial => "--scan-plate IMAGE --again LAST4",
        Form::Address => "--address TEXT --city TEXT --country CODE",
        Form::Pin => "--at LAT,LON",
        Form::Details => "--floor TEXT --bay TEXT",
        Form::Identity => "--claim new|renetworked|replacement|mistake",
        Form::Mac => "--shown MAC",
        Form::IccidNew | Form::IccidOld => "--iccid NUMBER",
        Form::Hardware => "--hardware new|approved",
        Form::Addresses | Form::NameResolution => "--good yes",
        Form::Firmware => "--firmware VERSION",
        Form::NetworkSignal => "--link up --vpn connected --cloud connected",
    }
}

/// Jobs, a line each.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct JobLine<'a>(pub(crate) &'a JobView);

impl Shown for JobLine<'_> {
    fn write(&self, page: &mut Page) {
        let job = self.0;
        let words = page.words();
        let (name, look) = if !job.stop.is_empty() {
            ("job-stop", style::BAD)
        } else if job.sealed.is_some() {
            ("job-sealed", style::SAVED)
        } else if job.done == job.asked {
            ("job-finished", Style::new())
        } else {
            ("job-open", Style::new())
        };
        let left = format!(
            "{}  {}  {}  {}  {look}{}{look:#}",
            clock(job.started_at),
            job.mac,
            words.say("job-circuit", [("circuit", &harmless(job.circuit.as_str()))]),
            words.say("job-done-of", [("done", &job.done), ("asked", &job.asked)]),
            words.plain(name)
        );
        page.pair(&left, &short_id(&job.id));
    }
}

impl Shown for UnreadableJob {
    fn write(&self, page: &mut Page) {
        let sentence = page.words().text(&self.code, &self.fields);
        page.paragraph(&format!("{}  ", short_id(&self.job)), &sentence, style::WARNING);
    }
}
