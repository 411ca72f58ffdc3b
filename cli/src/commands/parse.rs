//! `parse`: what a text means, one by one or thousands from a pipe. Needs no network, no account and no folder.

mod lines;
mod outcome;
mod refusal;
mod shapes;

use std::io;

use pinpoint_domain::demo;
use pinpoint_domain::label::shown;
use serde::Serialize;

use crate::args::{Kind, ParseArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::outside::harmless;
use crate::ui::{Page, style};
use lines::Lines;
use outcome::{Beside, Outcome};
use refusal::Refusal;

/// Of a text that is too long, so much is shown.
const EXCERPT: usize = 60;

/// Reads each text. One that is not valid does not stop the others.
pub(crate) fn run(args: &ParseArgs, context: &Context) -> Result<Exit, CliError> {
    let beside =
        Beside { forms: demo::profile()?.label_forms, shapes: shapes::of(args)?, reveal: args.reveal };
    let reader = Reader { kind: args.kind, beside };
    let mut end = Exit::Done;
    let mut say = |parsed: &Parsed| {
        if !parsed.valid {
            end = Exit::Failed;
        }
        context.show(parsed)
    };
    if let Some(text) = args.text.as_deref().filter(|text| *text != "-") {
        say(&reader.read(text.as_encoded_bytes(), false))?;
    } else {
        let mut lines = Lines::new(io::stdin().lock());
        while let Some(line) = lines.next().map_err(CliError::file("standard input"))? {
            say(&reader.read(line.bytes, line.cut))?;
        }
    }
    Ok(end)
}

/// How texts are read.
struct Reader {
    kind: Kind,
    beside: Beside,
}

impl Reader {
    fn read(&self, bytes: &[u8], cut: bool) -> Parsed {
        let text = std::str::from_utf8(bytes);
        let outcome = match text {
            _ if cut => Outcome::refused(&Refusal::TooLong),
            Err(error) => Outcome::refused(&Refusal::not_utf8(bytes, error)),
            Ok(text) => Outcome::of(self.kind, text, &self.beside),
        };
        let lossy = String::from_utf8_lossy(bytes);
        let masked = self.kind == Kind::Label && !self.beside.reveal;
        let input = match () {
            // Half a link may hide that it is one.
            () if masked && cut => "••••".to_owned(),
            () if masked => shown(&lossy, &self.beside.forms),
            () if cut => lossy.chars().take(EXCERPT).chain(['…']).collect(),
            () => lossy.into_owned(),
        };
        Parsed { input, valid: matches!(outcome, Outcome::Read { .. }), outcome }
    }
}

/// What came of one text.
#[derive(Serialize)]
struct Parsed {
    /// As it came in; of a label without its password.
    input: String,
    valid: bool,
    #[serde(flatten)]
    outcome: Outcome,
}

impl Shown for Parsed {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        let input = harmless(&self.input);
        match &self.outcome {
            Outcome::Read { canonical, password, warnings } => {
                let (bold, dim) = (style::TITLE, style::DIM);
                let password = password.as_deref().map(|it| harmless(it) + "  ").unwrap_or_default();
                page.line(format_args!("✓ {bold}{canonical}{bold:#}  {password}{dim}{input}{dim:#}"));
                for warning in warnings {
                    let sentence = words.text(&format!("warning-{}", warning.code), &warning.fields);
                    page.paragraph("  ! ", &sentence, style::WARNING);
                }
            }
            Outcome::Refused { code, position, fields } => {
                let bad = style::BAD;
                page.line(format_args!("{bad}✗{bad:#} {input}"));
                page.paragraph("  ", &words.text(code, fields), style::BAD);
                page.paragraph(
                    "  ",
                    &words.say("parse-place", [("code", code), ("at", position)]),
                    style::DIM,
                );
            }
        }
    }
}
