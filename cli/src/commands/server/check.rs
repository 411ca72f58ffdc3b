//! `server --check`: what a server would use, and whether it could run so.

use anstyle::Style;
use pinpoint_server::{Config, Finding, SETTINGS, State, SystemClock, check};
use serde::Serialize;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{Page, Words, style};

pub(super) async fn run(config: &Config, context: &Context) -> Result<Exit, CliError> {
    let settings = SETTINGS.iter().map(|setting| (setting.key, setting.shown(config))).collect();
    let findings = Findings::of(check(config, &SystemClock).await, &context.words);
    let exit = findings.exit();
    context.show(&Checked { settings, findings })?;
    Ok(exit)
}

#[derive(Serialize)]
struct Checked {
    #[serde(serialize_with = "as_map")]
    settings: Vec<(&'static str, Option<String>)>,
    findings: Findings,
}

fn as_map<S: serde::Serializer>(
    settings: &[(&'static str, Option<String>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(settings.iter().map(|(key, value)| (key, value)))
}

impl Shown for Checked {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.heading(words.plain("settings"));
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| words.plain("settings-unset"));
        let facts: Vec<_> = self.settings.iter().map(|(key, shown)| (*key, value(shown))).collect();
        page.facts(&facts);
        page.gap();
        self.findings.write(page);
    }
}

/// What was found, each with its sentence.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Findings(Vec<Said>);

#[derive(Serialize)]
struct Said {
    #[serde(flatten)]
    finding: Finding,
    message: String,
}

impl Findings {
    pub(super) fn of(findings: Vec<Finding>, words: &Words) -> Self {
        let said = |finding: Finding| Said { message: words.of(&finding), finding };
        Self(findings.into_iter().map(said).collect())
    }

    /// Only what keeps a server from running is a failure.
    pub(super) fn exit(&self) -> Exit {
        let failed = self.0.iter().any(|said| said.finding.state == State::Fail);
        if failed { Exit::Failed } else { Exit::Done }
    }
}

impl Shown for Findings {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        for Said { finding, message } in &self.0 {
            let (state, look) = match finding.state {
                State::Ok => (words.plain("state-ok"), Style::new()),
                State::Warn => (words.plain("state-warn"), style::WARNING),
                State::Fail => (words.plain("state-fail"), style::BAD),
            };
            page.paragraph(&format!("  {state}  "), message, look);
        }
    }
}
