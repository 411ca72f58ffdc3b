//! `man`: the manual pages.

use clap::CommandFactory as _;
use clap_mangen::Man;
use serde_json::json;

use crate::args::{Cli, ManArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output;

/// Writes one page per command into a folder, or the first page to standard output.
pub(crate) fn run(args: &ManArgs, context: &Context) -> Result<Exit, CliError> {
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder).map_err(CliError::file(folder))?;
        clap_mangen::generate_to(Cli::command(), folder).map_err(CliError::file(folder))?;
        let folder = folder.display().to_string();
        let command = format!("man -l {folder}/pinpoint.1");
        let sentence = context.words.say("manual-try", [("command", &command)]);
        context.output.done(&json!({ "folder": folder }), &sentence)?;
    } else {
        let mut page = Vec::new();
        Man::new(Cli::command()).render(&mut page).map_err(CliError::Output)?;
        output::bytes(&page)?;
    }
    Ok(Exit::Done)
}
