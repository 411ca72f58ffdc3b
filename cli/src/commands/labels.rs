//! `labels`: the network's activation labels. Their passwords exist in the list that is written here, and on paper.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pinpoint_domain::code::{Notice, fields};
use pinpoint_domain::demo;
use pinpoint_domain::label::{ActivationLabel, LabelForm, MacAddress};
use pinpoint_domain::serial::SerialNumber;
use pinpoint_engine::platform::files;
use pinpoint_fixtures::{LabelText, sheet_svg};
use pinpoint_server::Labels;
use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::server;
use crate::args::{BootedArgs, ImportArgs, IssueArgs, LabelsCommand, PrintArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::outside::harmless;
use crate::ui::{Page, style};

/// The first line of a list of labels.
const HEAD: &str = "mac,password";

/// Runs what was asked for.
pub(crate) async fn run(command: LabelsCommand, context: &Context) -> Result<Exit, CliError> {
    let server = server::open(context.server()?)?;
    let labels = server.labels();
    match command {
        LabelsCommand::Issue(args) => issue(&args, &labels, context).await,
        LabelsCommand::Import(args) => import(&args, &labels, context).await,
        LabelsCommand::Print(args) => print(&args, &labels, context).await,
        LabelsCommand::Booted(args) => booted(&args, &labels, context).await,
    }
}

async fn issue(args: &IssueArgs, labels: &Labels<'_>, context: &Context) -> Result<Exit, CliError> {
    let path = std::path::absolute(&args.out).map_err(CliError::file(&args.out))?;
    if path.exists() {
        return Err(CliError::FileThere { path: args.out.clone() });
    }
    let issued = Labels::prepare(args.count)?;
    let mut list = Zeroizing::new(format!("{HEAD}\n"));
    for issued in &issued {
        // Writing into a String cannot fail.
        let _ = writeln!(list, "{},{}", issued.label.mac, issued.label.password.reveal());
    }
    // The list is the only copy of the passwords, so it is on the disk before the inventory has the labels.
    files::write_secret(&path, list.as_bytes()).map_err(CliError::file(&path))?;
    if let Err(error) = labels.take_in(&issued).await {
        // A list of labels that no network knows would only mislead.
        drop(std::fs::remove_file(&path));
        return Err(error.into());
    }
    done("issued", issued.len(), vec![args.out.clone()], labels, context).await
}

async fn import(args: &ImportArgs, labels: &Labels<'_>, context: &Context) -> Result<Exit, CliError> {
    let count = labels.import(&list(&args.file)?).await?;
    done("imported", count, Vec::new(), labels, context).await
}

async fn print(args: &PrintArgs, labels: &Labels<'_>, context: &Context) -> Result<Exit, CliError> {
    let form = demo::profile()?.label_forms.into_iter().next();
    let form = form.ok_or_else(|| CliError::LabelLine { path: args.file.clone(), line: 0 })?;
    let read = read(&args.file)?;
    let texts: Vec<_> = read.iter().map(|label| drawn(label, &form)).collect();
    let folder = std::path::absolute(&args.out).map_err(CliError::file(&args.out))?;
    let mut sheets = Vec::new();
    for (number, sheet) in (1..).zip(sheet_svg(&texts)?) {
        let name = format!("labels-{number}.svg");
        let path = folder.join(&name);
        files::write_secret(&path, sheet.as_bytes()).map_err(CliError::file(&path))?;
        sheets.push(args.out.join(name));
    }
    let macs: Vec<_> = read.iter().map(|label| label.mac.clone()).collect();
    labels.mark_printed(&macs).await?;
    done("printed", read.len(), sheets, labels, context).await
}

async fn booted(args: &BootedArgs, labels: &Labels<'_>, context: &Context) -> Result<Exit, CliError> {
    let mac = MacAddress::parse(&args.mac).map_err(|error| CliError::Typed(Notice::from(&error)))?;
    let serial = SerialNumber::parse(&args.serial).map_err(|error| CliError::Typed(Notice::from(&error)))?;
    labels.note_boot(&mac, serial.clone()).await?;
    let sentence = context.words.say("labels-booted", [("mac", &mac), ("serial", &serial)]);
    context.output.done(&json!({ "mac": mac, "serial": serial }), &sentence)?;
    Ok(Exit::Done)
}

/// What stands on the label of this form.
pub(super) fn drawn(label: &ActivationLabel, form: &LabelForm) -> LabelText {
    LabelText {
        mac: label.mac.to_string(),
        password: label.password.reveal().to_owned(),
        url: label.link(form),
    }
}

fn list(path: &Path) -> Result<Zeroizing<String>, CliError> {
    let bytes = Zeroizing::new(input::list(path)?);
    let text = std::str::from_utf8(&bytes).map(|text| Zeroizing::new(text.to_owned()));
    text.map_err(|_| CliError::LabelLine { path: path.to_owned(), line: 1 })
}

fn read(path: &Path) -> Result<Vec<ActivationLabel>, CliError> {
    let list = list(path)?;
    let lines = (1..).zip(list.lines()).filter(|(_, text)| !text.trim().is_empty() && text.trim() != HEAD);
    lines
        .map(|(line, text)| {
            let wrong = || CliError::LabelLine { path: path.to_owned(), line };
            let (mac, password) = text.trim().split_once(',').ok_or_else(wrong)?;
            ActivationLabel::typed(mac, password).map_err(|_| wrong())
        })
        .collect()
}

async fn done(
    what: &'static str,
    count: usize,
    written: Vec<PathBuf>,
    labels: &Labels<'_>,
    context: &Context,
) -> Result<Exit, CliError> {
    let counts = labels.count().await?;
    context.show(&Done {
        what,
        count,
        files: written.iter().map(|path| path.display().to_string()).collect(),
        issued: counts.issued,
        active: counts.active,
        retired: counts.retired,
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Done {
    what: &'static str,
    count: usize,
    files: Vec<String>,
    issued: u64,
    active: u64,
    retired: u64,
}

impl Shown for Done {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.line(words.say(&format!("labels-{}", self.what), [("count", &self.count)]));
        for file in &self.files {
            page.line(format_args!("  {}", harmless(file)));
        }
        if !self.files.is_empty() {
            page.paragraph("  ", &words.plain("labels-like-keys"), style::WARNING);
        }
        let counts = [("issued", self.issued), ("active", self.active), ("retired", self.retired)];
        page.line(
            words.text("labels-inventory", &fields(counts.map(|(name, count)| (name, count.to_string())))),
        );
    }
}
