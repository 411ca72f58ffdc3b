//! `backup`: copies of a server's data folder, and going back to one.

use std::path::{Path, PathBuf};

use pinpoint_server::{Config, SystemClock, restore};
use serde_json::json;

use super::server;
use crate::args::BackupCommand;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::folder::Lock;
use crate::ui::bytes;

/// Runs what was asked for; a server may be running meanwhile, unless its database changes under it.
pub(crate) async fn run(command: BackupCommand, context: &Context) -> Result<Exit, CliError> {
    let config = context.server()?;
    match command {
        BackupCommand::Make(args) => make(config, &absolute(&args.folder)?, context).await,
        BackupCommand::Restore(args) => go_back(&absolute(&args.folder)?, &config, context).await,
        BackupCommand::Mark => {
            let through = server::open(config)?.backups().counted().await?;
            say("backup-mark", through, context)
        }
        BackupCommand::Note(args) => {
            server::open(config)?.backups().note(args.through).await?;
            say("backup-noted", args.through, context)
        }
        BackupCommand::Restored => {
            let _lock = Lock::take(&config.data, server::LOCK).await?;
            server::open(config)?.backups().restored().await?;
            context.output.done(&json!({}), &context.words.plain("backup-epoch"))?;
            Ok(Exit::Done)
        }
    }
}

async fn make(config: Config, into: &Path, context: &Context) -> Result<Exit, CliError> {
    let made = server::open(config)?.backups().make(into).await?;
    let (words, shown) = (&context.words, into.display().to_string());
    let size = bytes(made.bytes, words);
    let sentence =
        words.say("backup-made", [("through", &made.through), ("folder", &shown), ("size", &size)]);
    let json = json!({ "folder": shown, "through": made.through, "files": made.files, "bytes": made.bytes });
    context.output.done(&json, &sentence)?;
    context.output.remark(&words.plain("backup-like-keys"));
    Ok(Exit::Done)
}

async fn go_back(backup: &Path, config: &Config, context: &Context) -> Result<Exit, CliError> {
    let _lock = Lock::take(&config.data, server::LOCK).await?;
    restore(backup, &config.data, &config.network, &SystemClock).await?;
    let folder = config.data.display().to_string();
    let sentence = context.words.say("backup-restored", [("folder", &folder)]);
    context.output.done(&json!({ "folder": folder }), &sentence)?;
    Ok(Exit::Done)
}

fn say(code: &str, through: u64, context: &Context) -> Result<Exit, CliError> {
    let sentence = context.words.say(code, [("through", &through)]);
    context.output.done(&json!({ "through": through }), &sentence)?;
    Ok(Exit::Done)
}

fn absolute(path: &Path) -> Result<PathBuf, CliError> {
    std::path::absolute(path).map_err(CliError::file(path))
}
