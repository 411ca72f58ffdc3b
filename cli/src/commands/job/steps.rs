//! `job list`, `show`, `do` and `undo`.

use pinpoint_domain::code::Notice;
use pinpoint_domain::ids::{ItemId, StepId};
use pinpoint_domain::work::playbook::Form;
use pinpoint_domain::work::{Answer, JobView, Refusal, StepStatus, StepView};
use pinpoint_engine::{EngineError, Installer, JobFilter, JobList, PhotoReport, Source};
use serde::Serialize;

use super::answer::{Doing, read};
use super::network::heard;
use super::pick::pick;
use crate::args::{DoArgs, ListArgs, ShowArgs, UndoArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{JobLine, Page, Words, style, write_what_now};

/// Lists jobs.
pub(super) async fn list(args: &ListArgs, context: &Context) -> Result<Exit, CliError> {
    let filter = if args.all { JobFilter::All } else { JobFilter::Open };
    let JobList { jobs, unreadable } = context.installer().await?.jobs(filter).await?;
    for job in &jobs {
        context.show(&JobLine(job))?;
    }
    for job in &unreadable {
        context.show(job)?;
    }
    if jobs.is_empty() && unreadable.is_empty() {
        context.output.remark(&context.words.plain("job-none"));
        return Ok(Exit::Nothing);
    }
    Ok(if unreadable.is_empty() { Exit::Done } else { Exit::Failed })
}

/// Shows one job.
pub(super) async fn show(args: &ShowArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let job = pick(&installer, args.job.as_deref()).await?;
    context.show(&job)?;
    Ok(Exit::Done)
}

/// Does a step, or one item of it.
pub(super) async fn act(args: &DoArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let job = pick(&installer, args.job.as_deref()).await?;
    let step = step_of(&job, &args.step)?;
    let forms = &installer.profile().label_forms;
    let (done, photo) = match read(step, args.item.as_ref(), &args.answer, forms)? {
        Doing::Answers(answers) => {
            let answers = heard(&installer, job.id, answers).await?;
            (answer_all(&installer, job.clone(), step, answers).await?, None)
        }
        Doing::Photo(path) => {
            let staged = installer.stage(Source::File(path)).await?;
            let report = installer.attach(job.id, step.id.clone(), &staged).await?;
            for warning in &report.warnings {
                context.output.remark(&context.words.of(warning));
            }
            let PhotoReport { job, width_px, height_px, warnings } = report;
            (job, Some(Photo { width_px, height_px, warnings }))
        }
    };
    let did = did(&done, &args.step, args.item.as_ref(), &context.words);
    context.show(&After { job: &done, photo, did })?;
    Ok(Exit::Done)
}

/// Takes a step back.
pub(super) async fn undo(args: &UndoArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let job = pick(&installer, args.job.as_deref()).await?;
    let job = installer.undo(job.id, args.step.clone(), args.item.clone()).await?;
    let title = context.words.title(&args.step, args.item.as_ref());
    let did = context.words.say("job-taken-back", [("title", &title)]);
    context.show(&After { job: &job, photo: None, did })?;
    Ok(Exit::Done)
}

async fn answer_all(
    installer: &Installer,
    mut job: JobView,
    step: &StepView,
    answers: Vec<Answer>,
) -> Result<JobView, CliError> {
    for answer in answers {
        job = installer.apply(job.id, step.id.clone(), answer).await?;
    }
    Ok(job)
}

fn step_of<'a>(job: &'a JobView, id: &StepId) -> Result<&'a StepView, CliError> {
    job.step(id.as_str()).ok_or_else(|| EngineError::from(Refusal::StepUnknown { step: id.clone() }).into())
}

/// What was done, and whether that was all of it.
fn did(job: &JobView, id: &StepId, item: Option<&ItemId>, words: &Words) -> String {
    let title = words.title(id, item);
    let Some(step) = job.step(id.as_str()) else { return title };
    let ticked = item.is_some_and(|item| step.items.iter().any(|known| known.id == *item && known.done));
    if step.status == StepStatus::Done || ticked {
        format!("✓ {title}")
    } else if step.form == Some(Form::Serial) {
        format!("○ {}", words.say("job-first-entry", [("title", &title)]))
    } else {
        format!("○ {title}")
    }
}

/// The published copy of a photo that was attached.
#[derive(Serialize)]
pub(super) struct Photo {
    width_px: u32,
    height_px: u32,
    warnings: Vec<Notice>,
}

/// A job after something was done: what was done, and what now.
#[derive(Serialize)]
pub(super) struct After<'a> {
    #[serde(flatten)]
    pub(super) job: &'a JobView,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) photo: Option<Photo>,
    #[serde(skip)]
    pub(super) did: String,
}

impl Shown for After<'_> {
    fn write(&self, page: &mut Page) {
        page.paragraph("", &self.did, style::TITLE);
        write_what_now(self.job, page);
    }
}
