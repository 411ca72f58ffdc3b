//! `job seal`: what can never change is shown, confirmed and sealed (A24).

use pinpoint_domain::work::{NeverChanges, SealConfirmation};
use pinpoint_engine::SealedView;
use serde::Serialize;

use super::pick::pick;
use crate::args::SealArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::ui::{Page, style, wire_name, write_saved, write_what_now};

/// Seals.
pub(super) async fn run(args: SealArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let job = pick(&installer, args.job.as_deref()).await?;
    let never = installer.never_changes(job.id).await?;
    if args.show {
        context.show(&never)?;
        return Ok(Exit::Done);
    }
    let confirmation = match (args.confirm_serial, args.confirm_mac) {
        (Some(serial), Some(mac)) => SealConfirmation { serial, mac },
        _ => ask(&never, context)?,
    };
    let sealed = installer.seal(job.id, confirmation).await?;
    context.show(&Sealed(&sealed))?;
    Ok(Exit::Done)
}

/// Shows what would never change and has the serial typed: a deliberate act, not a reflex.
fn ask(never: &NeverChanges, context: &Context) -> Result<SealConfirmation, CliError> {
    let mut page = Page::new(context.words.clone());
    page.gap();
    never.write(&mut page);
    context.output.aside(&page);
    let question = context.words.plain("ask-serial");
    let serial = input::answer(&question, "confirmation", "--confirm-serial, --confirm-mac")?;
    Ok(SealConfirmation { serial, mac: never.mac.printed().to_owned() })
}

impl Shown for NeverChanges {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.heading(words.plain("job-never-changes"));
        page.facts(&[
            (&words.plain("job-mac"), self.mac.to_string()),
            (&words.plain("field-manufacturer"), self.manufacturer.clone()),
            (&words.plain("field-model"), self.model.clone()),
            (&words.plain("step-serial"), self.serial.to_string()),
        ]);
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct Sealed<'a>(&'a SealedView);

impl Shown for Sealed<'_> {
    fn write(&self, page: &mut Page) {
        let saved = style::SAVED;
        let sealed = page.words().say("job-sealed-as", [("digest", &self.0.digest.hex())]);
        page.paragraph("", &sealed, saved);
        write_saved(pinpoint_engine::SavedOn::Phone, page);
        for mark in &self.0.marks {
            let code = wire_name(mark);
            page.paragraph("  ", &page.words().plain(&format!("mark-{code}")), style::WARNING);
        }
        page.gap();
        write_what_now(&self.0.job, page);
    }
}
