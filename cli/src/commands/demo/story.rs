//! How the demo tells what happens: chapters for a person, one JSON object a line for a program.

use serde::Serialize;
use serde_json::{Value, json};

use super::day::Day;
use super::network::ServerProcess;
use super::script;
use crate::context::Context;
use crate::error::CliError;
use crate::output::{self, Output};
use crate::ui::{Page, Words, style};

/// Tells the story as it happens; each line is printed at once.
pub(super) struct Story<'a> {
    context: &'a Context,
}

impl<'a> Story<'a> {
    pub(super) const fn new(context: &'a Context) -> Self {
        Self { context }
    }

    /// The words of the work.
    pub(super) fn words(&self) -> &Words {
        &self.context.words
    }

    /// Where it is told.
    pub(super) fn output(&self) -> Output {
        self.context.output
    }

    /// A place and a moment, by the name of its words. Programs do not get it.
    pub(super) fn chapter(&self, name: &str) -> Result<(), CliError> {
        self.told(|page| {
            let words = page.words();
            page.line("");
            page.heading(words.plain(name));
            page.paragraph("  ", &words.plain(&format!("{name}-how")), style::DIM);
        })
    }

    /// Something happened.
    pub(super) fn stage(
        &self,
        name: &str,
        facts: Value,
        tell: impl FnOnce(&mut Page),
    ) -> Result<(), CliError> {
        if !self.context.output.is_json() {
            return self.told(tell);
        }
        StageLine::print(name, facts)
    }

    /// Text for a person.
    pub(super) fn told(&self, tell: impl FnOnce(&mut Page)) -> Result<(), CliError> {
        let mut page = Page::new(self.context.words.clone());
        tell(&mut page);
        self.context.output.page(&page)
    }

    /// The day is over; nothing happens a second time.
    pub(super) fn told_already(&self, day: &Day) -> Result<(), CliError> {
        let folder = day.folder().display().to_string();
        self.stage("over-already", json!({ "folder": folder }), |page| {
            let words = page.words();
            page.heading(words.plain("demo-over"));
            page.paragraph("  ", &words.say("demo-over-how", [("folder", &folder)]), style::DIM);
        })
    }

    /// The server is there, late.
    pub(super) fn server_started(&self, server: &ServerProcess) -> Result<(), CliError> {
        let url = server.url().to_string();
        self.chapter("demo-ramp")?;
        self.stage("server-started", json!({ "url": url, "pid": server.pid() }), |page| {
            page.line(format_args!("  ✓ {}", page.words().say("demo-server-on", [("url", &url)])));
        })
    }

    /// The server stays open for whoever watches.
    pub(super) fn serving(&self, server: &ServerProcess, day: &Day) {
        let typed = style::TYPED;
        let url = server.url().as_str().trim_end_matches('/');
        let mut page = Page::new(self.context.words.clone());
        page.line("");
        let sheet = day.sheet();
        if pinpoint_server::has_web_installer() && sheet.exists() {
            let here = format!("{typed}{url}/{typed:#}");
            page.line(self.words().say("demo-page", [("url", &here)]));
            let how = self.words().say(
                "demo-page-how",
                [("email", &script::EMAIL), ("password", &script::PASSWORD), ("sheet", &sheet.display())],
            );
            page.paragraph("  ", &how, style::DIM);
        }
        if let Some(lan) = server.lan() {
            lan.write(&mut page);
        }
        let url = format!("{typed}{url}/docs{typed:#}");
        page.line(self.words().say("demo-serving", [("url", &url)]));
        page.line(self.words().plain("demo-stop"));
        self.context.output.aside(&page);
    }
}

/// One line for a program: the stage's name first, then its facts.
#[derive(Serialize)]
pub(super) struct StageLine<'a> {
    stage: &'a str,
    #[serde(flatten)]
    facts: Value,
}

impl StageLine<'_> {
    /// Prints it at once.
    pub(super) fn print(stage: &str, facts: Value) -> Result<(), CliError> {
        output::json(&StageLine { stage, facts })
    }
}
