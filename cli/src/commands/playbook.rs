//! `playbook`: the steps of each kind of job, and whether a file holds some.

use std::sync::Arc;

use pinpoint_domain::document::{Document, Problem};
use pinpoint_domain::wire::Digest;
use pinpoint_domain::work::{Extension, JobKind, Playbook, Playbooks};
use pinpoint_engine::EngineError;
use serde::Serialize;

use crate::args::{CheckPlaybookArgs, PlaybookCommand, ShowPlaybookArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::ui::{Page, PlaybookPage, Problems, wire_name};

/// Runs what was asked for.
pub(crate) fn run(command: &PlaybookCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        PlaybookCommand::Check(args) => check(args, context),
        PlaybookCommand::Show(args) => show(args, context),
    }
}

/// A playbook, or an extension of one of ours.
fn check(args: &CheckPlaybookArgs, context: &Context) -> Result<Exit, CliError> {
    let bytes = input::list(&args.file)?;
    let checked = if is_extension(&bytes) {
        extension(&bytes).map(|(added, whole)| Checked::of(&whole, Some(added)))
    } else {
        Playbook::check(&bytes).map(|playbook| Checked::of(&playbook, None))
    };
    match checked {
        Ok(checked) => {
            context.show(&checked)?;
            Ok(Exit::Done)
        }
        Err(problems) => {
            context.show(&Problems::of(&args.file, problems, &context.words))?;
            Ok(Exit::Failed)
        }
    }
}

fn show(args: &ShowPlaybookArgs, context: &Context) -> Result<Exit, CliError> {
    let mut playbooks = built_in()?;
    for path in &args.with {
        match extension(&input::list(path)?) {
            Ok((extension, _)) => playbooks.extend(&[extension]).map_err(EngineError::from)?,
            Err(problems) => {
                context.show(&Problems::of(path, problems, &context.words))?;
                return Ok(Exit::Failed);
            }
        }
    }
    let kind = JobKind::from(args.kind);
    let Some(playbook) = playbooks.newest(kind).cloned() else { return Ok(Exit::Nothing) };
    context.words.learn(Arc::new(playbooks));
    context.show(&PlaybookPage(playbook))?;
    Ok(Exit::Done)
}

fn built_in() -> Result<Playbooks, CliError> {
    Ok(Playbooks::built_in().map_err(EngineError::from)?)
}

/// What an extension says first of all is what it extends.
fn is_extension(bytes: &[u8]) -> bool {
    Document::parse(bytes).is_ok_and(|document| document.root().key("extends").is_there())
}

/// An extension, and the playbook that it makes.
fn extension(bytes: &[u8]) -> Result<(Extension, Playbook), Vec<Problem>> {
    let (document, playbooks) = (Document::parse(bytes)?, Playbooks::built_in().unwrap_or_default());
    let extends = document.root().key("extends");
    let kind = match extends.read::<JobKind>() {
        Some(kind) => kind.map_err(|problem| vec![problem])?,
        None => JobKind::Renetworking,
    };
    let Some(playbook) = playbooks.newest(kind) else { return Err(Vec::new()) };
    let extension = Extension::check(bytes, playbook)?;
    match playbook.extended(&extension) {
        Ok(whole) => Ok((extension, whole)),
        Err(error) => Err(vec![document.root().problem(&error)]),
    }
}

/// A file that is good.
#[derive(Serialize)]
struct Checked {
    valid: bool,
    playbook: String,
    kind: JobKind,
    steps: usize,
    digest: Digest,
    /// What the file adds, where it is an extension.
    #[serde(skip_serializing_if = "Option::is_none")]
    adds: Option<String>,
}

impl Checked {
    fn of(playbook: &Playbook, added: Option<Extension>) -> Self {
        Self {
            valid: true,
            playbook: playbook.name(),
            kind: playbook.kind,
            steps: playbook.steps.len(),
            digest: playbook.digest,
            adds: added.map(|added| format!("{}/{}", added.id, added.version)),
        }
    }
}

impl Shown for Checked {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.heading(words.say("playbook-good", [("name", &self.playbook)]));
        page.facts(&[
            (&words.plain("playbook-kind"), words.plain(&format!("kind-{}", wire_name(&self.kind)))),
            (&words.plain("playbook-steps"), self.steps.to_string()),
            (&words.plain("playbook-digest"), self.digest.to_string()),
        ]);
    }
}
