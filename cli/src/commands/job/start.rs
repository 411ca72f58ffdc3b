//! `job start` and `job relabel`: from a label to a job.

use pinpoint_domain::code::fields;
use pinpoint_domain::ids::{CircuitId, VisitId};
use pinpoint_domain::work::JobView;
use pinpoint_engine::EngineError;
use serde::Serialize;

use super::pick::pick;
use super::steps::After;
use crate::args::{RelabelArgs, StartArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::ui::{Page, write_what_now};

/// Begins a job.
pub(super) async fn start(args: StartArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let circuit = CircuitId::parse(&args.circuit).map_err(EngineError::from)?;
    let label = input::label(&args.label, &installer.profile().label_forms, &context.words)?;
    let job = installer.start(installer.new_job()?, args.kind.into(), &label, circuit, args.visit).await?;
    let visit = installer.visit_of(job.id).await?;
    context.show(&Started { job, visit })?;
    Ok(Exit::Done)
}

/// Reads the label again.
pub(super) async fn relabel(args: &RelabelArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let job = pick(&installer, args.job.as_deref()).await?;
    let label = input::label(&args.label, &installer.profile().label_forms, &context.words)?;
    let job = installer.relabel(job.id, &label).await?;
    let did = if job.sealed.is_some() {
        context.words.plain("job-new-capsule")
    } else {
        context.words.say("job-relabelled", [("mac", &job.mac)])
    };
    context.show(&After { job: &job, photo: None, did })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Started {
    #[serde(flatten)]
    job: JobView,
    visit: VisitId,
}

impl Shown for Started {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        let begun = [("mac", self.job.mac.to_string()), ("circuit", self.job.circuit.as_str().to_owned())];
        page.heading(words.text("job-begun", &fields(begun)));
        page.facts(&[
            (&words.plain("job-id"), self.job.id.to_string()),
            (&words.plain("job-visit"), self.visit.to_string()),
        ]);
        page.gap();
        write_what_now(&self.job, page);
    }
}
