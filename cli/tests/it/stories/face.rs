//! The program as a face: options in, JSON out, a process an act.

use std::collections::BTreeMap;
use std::path::PathBuf;

use assert_cmd::Command;
use pinpoint_domain::code::Notice;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::ItemId;
use pinpoint_domain::{Fields, Timestamp};
use pinpoint_engine::TextKind;
use pinpoint_engine::testing::StoryWorld;
use pinpoint_engine::testing::story::{Deed, Face};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::words;
use crate::support::{Said, pinpoint, run, text};

/// The program, its folder, and the world that each run of it lives in.
pub(super) struct Program {
    folder: TempDir,
    photos: PathBuf,
    /// The visit of each job, which `job start` says and a person writes down.
    visits: BTreeMap<String, String>,
}

impl Program {
    pub(super) fn new(begins: Timestamp, photos: PathBuf) -> Self {
        let program = Self { folder: TempDir::new().unwrap(), photos, visits: BTreeMap::new() };
        program.keep(&StoryWorld::new(begins));
        program
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("world.json")
    }

    fn keep(&self, world: &StoryWorld) {
        std::fs::write(self.file(), world.save().unwrap()).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut program = pinpoint();
        program.env("PINPOINT_STORY_WORLD", self.file()).arg("--json");
        program.arg("--data").arg(self.folder.path().join("device")).args(arguments);
        program
    }

    /// What a command says; one that says nothing was refused.
    fn says(&self, arguments: &[&str]) -> Result<Value, Notice> {
        said(&run(&mut self.command(arguments)))
    }

    /// The same, with a secret on standard input.
    fn told(&self, line: &str, arguments: &[&str]) -> Result<Value, Notice> {
        said(&run(self.command(arguments).write_stdin(format!("{line}\n"))))
    }

    fn start(&mut self, label: &str, circuit: &str, with: Option<&str>) -> Result<Value, Notice> {
        let mut arguments = vec!["job", "start", "--link-stdin", "--circuit", circuit];
        let visit = with.map(|job| self.visits[job].clone());
        arguments.extend(visit.iter().flat_map(|visit| ["--visit", visit]));
        let mut job = self.told(label, &arguments)?;
        let visit = taken(&mut job, "visit");
        self.visits.insert(job["id"].as_str().unwrap().to_owned(), visit.as_str().unwrap().to_owned());
        Ok(job)
    }

    fn deed(&mut self, deed: Deed) -> Result<Value, Notice> {
        match deed {
            Deed::SignIn { email, password } => self.told(&password, &["login", &email, "--password-stdin"]),
            Deed::SignOut {} => self.says(&["logout"]).map(|_| Value::Null),
            Deed::Session {} => match self.says(&["whoami"]) {
                Err(notice) if notice.code == "not-signed-in" => Ok(Value::Null),
                session => session,
            },
            Deed::Start { label, circuit, with, .. } => self.start(&label, &circuit, with.as_deref()),
            Deed::Apply { job, step, answer } => {
                let options = words::options(&answer);
                let mut arguments = vec!["job", "do", step.as_str(), "--job", &job];
                arguments.extend(options.iter().map(String::as_str));
                self.says(&arguments)
            }
            Deed::Undo { job, step, item } => {
                let mut arguments = vec!["job", "undo", step.as_str(), "--job", &job];
                arguments.extend(item.as_ref().map(ItemId::as_str));
                self.says(&arguments)
            }
            Deed::Relabel { job, label } => {
                self.told(&label, &["job", "relabel", "--link-stdin", "--job", &job])
            }
            Deed::Attach { job, step, photo } => {
                let photo = self.photos.join(photo);
                let did = self.says(&["job", "do", step.as_str(), "--job", &job, "--photo", text(&photo)]);
                did.map(|mut job| {
                    let mut report = taken(&mut job, "photo");
                    report["job"] = job;
                    report
                })
            }
            Deed::NeverChanges { job } => self.says(&["job", "seal", "--show", "--job", &job]),
            Deed::Seal { job, serial, mac } => {
                self.says(&["job", "seal", "--job", &job, "--confirm-serial", &serial, "--confirm-mac", &mac])
            }
            Deed::Job { job } => self.says(&["job", "show", &job]),
            Deed::Jobs { all } => {
                let arguments: &[&str] = if all { &["job", "list", "--all"] } else { &["job", "list"] };
                listed(&run(&mut self.command(arguments)), "jobs", "steps")
            }
            Deed::Visits {} => {
                let arguments: &[&str] = &["visit", "list"];
                listed(&run(&mut self.command(arguments)), "visits", "began_at")
            }
            Deed::Board { job } => {
                let board = self.says(&["visit", "board", &self.visits[&job]]);
                board.map(|mut board| {
                    taken(&mut board, "visit");
                    board
                })
            }
            Deed::Diagnose(observed) => {
                let options = words::seen(&observed);
                let mut arguments = vec!["diagnose"];
                arguments.extend(options.iter().map(String::as_str));
                self.says(&arguments)
            }
            Deed::ReadPaste { paste, region } => {
                let mut arguments = vec!["diagnose", "--paste", "-"];
                arguments.extend(region.iter().flat_map(|region| ["--region", region]));
                said(&run(self.command(&arguments).write_stdin(paste)))
            }
            Deed::CheckText { kind, text } => {
                let checked = self.says(&["parse", &words::name(kind), &text]);
                checked.map(|mut checked| {
                    for beside in ["input", "valid"] {
                        taken(&mut checked, beside);
                    }
                    as_checked(kind, checked)
                })
            }
            Deed::Outbox {} => self.says(&["outbox"]),
            Deed::Sync {} => self.says(&["sync", "--for", "0s"]).map(|mut report| {
                // Beside the report, the program says what a person at a terminal wants to know.
                taken(&mut report, "open");
                taken(&mut report, "verdicts");
                report
            }),
            Deed::Text { code, fields, locale } => {
                let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
                let mut arguments = vec!["explain", &code, "--locale", &locale];
                arguments.extend(fields.iter().flat_map(|field| ["--field", field.as_str()]));
                self.says(&arguments).map(|mut explained| taken(&mut explained, "message"))
            }
            // After each act the process has ended, and the next one opens what was kept.
            Deed::Kill {} => Ok(Value::Null),
        }
    }
}

impl Face for Program {
    async fn act(&mut self, deed: Deed) -> Result<Value, Notice> {
        self.deed(deed)
    }

    async fn world(&mut self, act: &str) -> Result<(), Notice> {
        let world = StoryWorld::restore(&std::fs::read_to_string(self.file()).unwrap()).unwrap();
        world.act(act).unwrap();
        self.keep(&world);
        Ok(())
    }
}

fn said(said: &Said) -> Result<Value, Notice> {
    match said.out.trim() {
        "" => Err(refusal(&said.err)),
        line => Ok(serde_json::from_str(line).unwrap()),
    }
}

fn refusal(err: &str) -> Notice {
    let line = err.lines().find(|line| line.starts_with('{'));
    let said: Value = line.map_or_else(|| json!({}), |line| serde_json::from_str(line).unwrap());
    serde_json::from_value(said["error"].clone())
        .unwrap_or_else(|_| Notice { code: err.to_owned(), fields: Fields::new() })
}

/// One thing a line, which is told by a field that it has, and those that cannot be read.
fn listed(said: &Said, name: &str, told_by: &str) -> Result<Value, Notice> {
    if said.out.is_empty() && !said.err.is_empty() {
        return Err(refusal(&said.err));
    }
    let lines = said.out.lines().map(|line| serde_json::from_str(line).unwrap());
    let (there, unreadable): (Vec<Value>, Vec<_>) =
        lines.partition(|line: &Value| line.get(told_by).is_some());
    Ok(json!({ name: there, "unreadable": unreadable }))
}

/// The program says a value or a mistake; a screen has room for both, and takes a position as numbers.
fn as_checked(kind: TextKind, parsed: Value) -> Value {
    if parsed.get("code").is_some() {
        let Value::Object(mut mistake) = parsed else { return parsed };
        let at = mistake.remove("position");
        mistake.extend(at.map(|at| ("at".to_owned(), at)));
        return json!({ "mistake": mistake });
    }
    let read = |text: &str| Coordinate::parse(text).ok().filter(|_| kind == TextKind::Coordinate);
    let position = parsed["canonical"].as_str().and_then(read);
    json!({ "canonical": parsed["canonical"], "warnings": parsed["warnings"], "position": position })
}

fn taken(from: &mut Value, name: &str) -> Value {
    from.as_object_mut().unwrap().remove(name).unwrap_or_default()
}
