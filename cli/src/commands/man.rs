//! `man`: the manual pages.

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::args::{Cli, ManArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;

/// Writes one page per command into a folder, or the first page to standard output.
pub(crate) fn run(args: &ManArgs, context: &Context) -> Result<Exit, CliError> {
    match &args.out {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(CliError::file(folder))?;
            clap_mangen::generate_to(Cli::command(), folder).map_err(CliError::file(folder))?;
            context.output.remark(&format!("{}: try `man -l {0}/pinpoint.1`", folder.display()));
        }
        None => {
            let mut page = Vec::new();
            Man::new(Cli::command()).render(&mut page).map_err(CliError::Output)?;
            context.output.bytes(&page)?;
        }
    }
    Ok(Exit::Done)
}
