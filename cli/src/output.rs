//! The one place that prints: for people, or as JSON for programs.
//!
//! Results go to standard output, everything else to standard error. Colour is dropped when the stream is no terminal
//! or `NO_COLOR` is set (that is anstream's work).

use std::io::{self, Write as _};
use std::process::ExitCode;

use pinpoint_domain::code::{Coded as _, Fields};
use serde::Serialize;

use crate::error::CliError;
use crate::exit::Exit;
use crate::outside::{harmless, harmless_json};
use crate::ui::{Page, Words, style};

/// Something that a command has to say.
pub(crate) trait Shown: Serialize {
    /// For a person, on a page as wide as the terminal. `--json` writes the value itself instead.
    fn write(&self, page: &mut Page);
}

/// Where a command prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether programs are reading.
    pub(crate) const fn is_json(self) -> bool {
        self.json
    }

    /// Prints a result: a page, or one line of JSON.
    pub(crate) fn show(self, shown: &impl Shown, words: &Words) -> Result<(), CliError> {
        if self.json {
            return json(shown);
        }
        let mut page = Page::new(words.clone());
        shown.write(&mut page);
        text(page.text())
    }

    /// Prints a page for a person; programs do not get it.
    pub(crate) fn page(self, page: &Page) -> Result<(), CliError> {
        if self.json { Ok(()) } else { text(page.text()) }
    }

    /// Says in a sentence that something was done; to programs as facts.
    pub(crate) fn done(self, facts: &serde_json::Value, sentence: &str) -> Result<(), CliError> {
        if self.json { json(facts) } else { line(&harmless(sentence)) }
    }

    /// A remark to a person who watches; programs do not get it.
    pub(crate) fn remark(self, text: &str) {
        if !self.json {
            drop(writeln!(anstream::stderr().lock(), "{}", harmless(text)));
        }
    }

    /// A page beside the result; programs do not get it.
    pub(crate) fn aside(self, page: &Page) {
        if !self.json {
            // What cannot be said beside the result is no reason to stop.
            drop(anstream::stderr().lock().write_all(page.text().as_bytes()));
        }
    }

    /// Says what went wrong, and how the program ends because of it.
    pub(crate) fn error(self, error: &CliError, words: &Words) -> Exit {
        let exit = error.exit();
        if exit != Exit::Done {
            let sentence = harmless(&error.sentence(words));
            if self.json {
                let said = Refused::new(error.code(), &error.fields(), &sentence);
                drop(writeln!(io::stderr().lock(), "{said}"));
            } else {
                let (bad, dim) = (style::BAD, style::DIM);
                let head = words.plain("error-head");
                let code = words.say("error-code", [("code", &harmless(error.code()))]);
                let text = format!("{bad}{head}{bad:#} {sentence}\n{dim}{code}{dim:#}");
                drop(writeln!(anstream::stderr().lock(), "{text}"));
            }
        }
        exit
    }
}

/// Prints a line of text; at once, so that whoever reads a pipe sees it.
pub(crate) fn line(line: &str) -> Result<(), CliError> {
    text(&format!("{line}\n"))
}

/// Prints a line of JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), CliError> {
    line(&harmless_json(&serde_json::to_string(value)?))
}

/// Prints bytes that are for a file or a pipe.
pub(crate) fn bytes(bytes: &[u8]) -> Result<(), CliError> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(CliError::Output)
}

fn text(text: &str) -> Result<(), CliError> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(CliError::Output)
}

/// What the argument parser has to say: help, the version, or what it did not understand.
pub(crate) fn usage(refused: &clap::Error) -> ExitCode {
    let json = std::env::args_os().any(|argument| argument == "--json");
    if json && refused.use_stderr() {
        let sentence = refused.render().to_string();
        let sentence = sentence.lines().next().unwrap_or_default().trim_start_matches("error: ");
        drop(writeln!(io::stderr().lock(), "{}", Refused::new("usage", &Fields::new(), sentence)));
    } else {
        drop(refused.print());
    }
    if refused.use_stderr() { Exit::Usage.into() } else { Exit::Done.into() }
}

/// `{"error":{"code","fields","message"}}`.
struct Refused(serde_json::Value);

impl Refused {
    fn new(code: &str, fields: &Fields, message: &str) -> Self {
        Self(serde_json::json!({ "error": { "code": code, "fields": fields, "message": message } }))
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&harmless_json(&self.0.to_string()))
    }
}
