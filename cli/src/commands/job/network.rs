//! `job ask` and `job correct`: what the network is asked about one station, before the seal and after it.

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Correction, Known};
use pinpoint_domain::work::Answer;
use pinpoint_domain::work::identity::{Choice, IdentityQuestion};
use pinpoint_engine::Installer;
use serde::Serialize;

use super::pick::pick;
use super::steps::After;
use crate::args::{CorrectArgs, ShowArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{Page, day, style, wire_name};

/// Asks what the network knows of a station that is not sealed yet (A21).
pub(super) async fn ask(args: &ShowArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let job = pick(&installer, args.job.as_deref()).await?;
    context.show(&Question(&installer.ask_station(job.id).await?))?;
    Ok(Exit::Done)
}

/// Asks the network to correct a fact of a sealed record, whose bytes stay.
pub(super) async fn correct(args: CorrectArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let job = pick(&installer, args.job.as_deref()).await?;
    let CorrectArgs { field, value, reason, .. } = args;
    let job = installer.request_correction(job.id, Correction { field, value, reason }).await?;
    let field = context.words.plain(&format!("field-{}", field.name()));
    let did = context.words.say("job-correction-asked", [("field", &field)]);
    context.show(&After { job: &job, photo: None, did })?;
    Ok(Exit::Done)
}

/// What a station is to the network is said with what the network knows of it, so that a mistake takes back only what
/// contradicts it.
pub(super) async fn heard(
    installer: &Installer,
    job: PinpointId,
    answers: Vec<Answer>,
) -> Result<Vec<Answer>, CliError> {
    let mut heard = Vec::with_capacity(answers.len());
    for answer in answers {
        heard.push(match answer {
            Answer::Identity { claim, old_serial, known: None } => {
                Answer::Identity { claim, old_serial, known: installer.ask_station(job).await?.known }
            }
            other => other,
        });
    }
    Ok(heard)
}

#[derive(Serialize)]
#[serde(transparent)]
struct Question<'a>(&'a IdentityQuestion);

impl Shown for Question<'_> {
    fn write(&self, page: &mut Page) {
        let (question, words) = (self.0, page.words());
        match &question.known {
            None => page.paragraph("", &words.plain("ask-unheard"), style::WARNING),
            Some(_) if !question.asked => page.line(words.plain("ask-unknown")),
            Some(known) => write_known(known, page),
        }
        if !question.asked {
            return;
        }
        for choice in &question.choices {
            write_choice(choice, page);
        }
        page.gap();
        let typed = style::TYPED;
        let claims: Vec<String> = question.choices.iter().map(|choice| wire_name(&choice.claim)).collect();
        let claims = claims.join("|");
        page.line(format_args!("      {typed}pinpoint job do new-station --claim {claims}{typed:#}"));
    }
}

fn write_known(known: &Known, page: &mut Page) {
    let words = page.words();
    let since = [
        ("ask-serial-active", known.serial_active_since),
        ("ask-label-active", known.mac_active_since),
        ("ask-place-taken", known.place_taken_since),
    ];
    for (name, since) in since {
        if let Some(since) = since {
            page.paragraph("", &words.say(name, [("day", &day(since))]), style::WARNING);
        }
    }
}

/// An answer, with what follows from it.
fn write_choice(choice: &Choice, page: &mut Page) {
    let (words, claim) = (page.words(), wire_name(&choice.claim));
    page.gap();
    page.pair(&format!("  ○ {}", words.plain(&format!("identity-{claim}"))), &claim);
    for consequence in &choice.consequences {
        page.paragraph("      ", &words.of(consequence), style::DIM);
    }
}
