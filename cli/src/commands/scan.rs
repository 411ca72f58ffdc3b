//! `scan`: what pictures say.

use std::path::Path;

use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::demo;
use pinpoint_domain::label::{LabelForm, LabelReading, Secrets, SymbolView};
use serde::Serialize;

use crate::args::ScanArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::ui::{Page, Words, style};

/// Reads each picture. One that cannot be read does not stop the others.
pub(crate) fn run(args: &ScanArgs, context: &Context) -> Result<Exit, CliError> {
    let forms = demo::profile()?.label_forms;
    let mut end = Exit::Nothing;
    for path in &args.images {
        let scanned = Scanned::of(path, &forms, args.reveal, &context.words);
        context.show(&scanned)?;
        end = match (&scanned, end) {
            (Scanned { error: Some(_), .. }, _) | (_, Exit::Failed) => Exit::Failed,
            (Scanned { label: Some(_), .. }, _) => Exit::Done,
            (_, so_far) => so_far,
        };
    }
    Ok(end)
}

/// One picture.
#[derive(Serialize)]
struct Scanned {
    path: String,
    symbols: Vec<SymbolView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Label>,
    /// Why the QR code that was read is no label of this network.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Said>,
    /// Why the picture was not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Said>,
}

#[derive(Serialize)]
struct Label {
    mac: String,
    password: String,
}

#[derive(Serialize)]
struct Said {
    code: String,
    fields: Fields,
    message: String,
}

impl Scanned {
    fn of(path: &Path, forms: &[LabelForm], reveal: bool, words: &Words) -> Self {
        let secrets = if reveal { Secrets::Revealed } else { Secrets::Masked };
        let path_text = path.display().to_string();
        match input::picture_with(path, forms, secrets) {
            Ok(LabelReading { symbols, label, problem, .. }) => Self {
                path: path_text,
                symbols,
                label: label.map(|label| Label {
                    mac: label.mac.to_string(),
                    password: if reveal {
                        label.password.reveal().to_owned()
                    } else {
                        "••••".to_owned()
                    },
                }),
                problem: problem.map(|problem| Said::new(&problem, words.of(&problem))),
                error: None,
            },
            Err(error) => {
                let error = Some(Said::new(&error, words.of(&error)));
                Self { path: path_text, symbols: Vec::new(), label: None, problem: None, error }
            }
        }
    }
}

impl Said {
    fn new(coded: &impl Coded, message: String) -> Self {
        Self { code: coded.code().to_owned(), fields: coded.fields(), message }
    }
}

impl Shown for Scanned {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.heading(&self.path);
        if let Some(Label { mac, password }) = &self.label {
            page.facts(&[
                (&words.plain("scan-mac"), mac.clone()),
                (&words.plain("what-activation-password"), password.clone()),
            ]);
        }
        for SymbolView { format, text } in &self.symbols {
            let format = crate::ui::wire_name(format);
            page.paragraph(&format!("  {format}  "), text, style::DIM);
        }
        if let Some(Said { message, .. }) = &self.problem {
            page.paragraph("  ", message, style::WARNING);
        }
        if let Some(Said { message, code, .. }) = &self.error {
            page.paragraph("  ", message, style::BAD);
            page.paragraph("  ", &words.say("error-code", [("code", code)]), style::DIM);
        }
        if self.symbols.is_empty() && self.error.is_none() {
            page.paragraph("  ", &words.plain("scan-nothing"), style::DIM);
        }
    }
}
