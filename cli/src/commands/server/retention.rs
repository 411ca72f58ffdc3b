//! `server retention`: what is out of time goes now, or is counted.

use pinpoint_server::{Config, Retained};
use serde::Serialize;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::Page;

/// A server may be running meanwhile.
pub(super) async fn run(dry_run: bool, config: Config, context: &Context) -> Result<Exit, CliError> {
    let server = super::open(config)?;
    let classes = if dry_run { server.out_of_time().await? } else { server.retain().await? };
    context.show(&Shelves { dry_run, classes })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Shelves {
    dry_run: bool,
    classes: Vec<Retained>,
}

impl Shown for Shelves {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.heading(words.plain(if self.dry_run { "retention-counted" } else { "retention-done" }));
        let facts: Vec<_> = self
            .classes
            .iter()
            .map(|Retained { class, rows }| (words.plain(&format!("retained-{class}")), rows.to_string()))
            .collect();
        let facts: Vec<_> = facts.iter().map(|(name, rows)| (name.as_str(), rows.clone())).collect();
        page.facts(&facts);
    }
}
