//! `export`: what is here and not on the server, in one file. `take-in`: such a file of another phone. `support`: how
//! delivery stands, for whoever helps.

use std::path::Path;

use pinpoint_engine::platform::files::{self, Draft};
use pinpoint_engine::{ExportScope, NotTaken, Source, TakenIn};
use serde_json::json;

use crate::args::{ExportArgs, SupportArgs, TakeInArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output;
use crate::ui::bytes;

/// Writes it whole or not at all, a photo in memory at a time.
pub(crate) async fn run(args: &ExportArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let scope = if args.everything { ExportScope::Everything } else { ExportScope::Unsent };
    let path = std::path::absolute(&args.file).map_err(CliError::file(&args.file))?;
    let mut file = Draft::secret(&path).map_err(CliError::file(&args.file))?;
    let mut size = 0;
    for piece in installer.export(scope).await?.pieces {
        let piece = installer.export_piece(piece).await?;
        file.write(&piece).map_err(CliError::file(&args.file))?;
        size += length(&piece);
    }
    file.keep().map_err(CliError::file(&args.file))?;
    written(&args.file, size, "export-done", context)
}

/// Takes in an export of another phone.
pub(crate) async fn take_in(args: &TakeInArgs, context: &Context) -> Result<Exit, CliError> {
    let path = std::path::absolute(&args.file).map_err(CliError::file(&args.file))?;
    std::fs::metadata(&path).map_err(CliError::file(&args.file))?;
    let taken = context.installer().await?.take_in(Source::File(path)).await?;
    let TakenIn { records, known, photos, refused } = &taken;
    let words = &context.words;
    let mut sentence = words.say("taken-in", [("records", records), ("known", known), ("photos", photos)]);
    for NotTaken { part, code, fields } in refused {
        sentence.push('\n');
        sentence.push_str(&words.say("taken-not", [("part", part), ("why", &words.text(code, fields))]));
    }
    context.output.done(&json!(taken), &sentence)?;
    Ok(if refused.is_empty() { Exit::Done } else { Exit::Failed })
}

/// How the outbox stands, and what was tried; to standard output without a file.
pub(crate) async fn support(args: &SupportArgs, context: &Context) -> Result<Exit, CliError> {
    let made = context.installer().await?.support_report().await?;
    report(&made, args.file.as_deref(), "support-done", context)
}

/// Hands a report over: into a file for its owner alone, or to standard output.
pub(super) fn report(
    made: &[u8],
    file: Option<&Path>,
    done: &str,
    context: &Context,
) -> Result<Exit, CliError> {
    let Some(path) = file else {
        output::bytes(made)?;
        output::bytes(b"\n")?;
        return Ok(Exit::Done);
    };
    let whole = std::path::absolute(path).map_err(CliError::file(path))?;
    files::write_secret(&whole, made).map_err(CliError::file(path))?;
    written(path, length(made), done, context)
}

fn written(path: &Path, size: u64, done: &str, context: &Context) -> Result<Exit, CliError> {
    let path = path.display().to_string();
    let words = &context.words;
    let sentence = words.say(done, [("path", &path), ("size", &bytes(size, words))]);
    context.output.done(&json!({ "file": path, "bytes": size }), &sentence)?;
    Ok(Exit::Done)
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
