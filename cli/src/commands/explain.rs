//! `explain`: the words for a code that a log, a script or a colleague has.

use pinpoint_domain::Fields;
use serde::Serialize;

use crate::args::ExplainArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{Page, style};

/// Says what a code means.
pub(crate) fn run(args: ExplainArgs, context: &Context) -> Result<Exit, CliError> {
    let ExplainArgs { code, fields } = args;
    let fields: Fields = fields.into_iter().collect();
    let message = context.words.text(&code, &fields);
    context.show(&Explained { code, fields, message })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Explained {
    code: String,
    fields: Fields,
    message: String,
}

impl Shown for Explained {
    fn write(&self, page: &mut Page) {
        page.paragraph("", &self.message, style::TITLE);
    }
}
