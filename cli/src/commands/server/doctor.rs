//! `server doctor`: what is wrong with a server, or soon will be.

use pinpoint_server::{Config, SystemClock, doctor};
use serde::Serialize;

use super::check::Findings;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::Page;

pub(super) async fn run(config: &Config, context: &Context) -> Result<Exit, CliError> {
    let findings = Findings::of(doctor(config, &SystemClock).await, &context.words);
    let exit = findings.exit();
    context.show(&Examined { findings })?;
    Ok(exit)
}

#[derive(Serialize)]
struct Examined {
    findings: Findings,
}

impl Shown for Examined {
    fn write(&self, page: &mut Page) {
        self.findings.write(page);
    }
}
