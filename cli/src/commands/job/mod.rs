//! `job`: from the label to the seal.

mod answer;
mod network;
mod pick;
mod seal;
mod start;
mod steps;

use crate::args::JobCommand;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;

/// Runs what was asked for.
pub(crate) async fn run(command: JobCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        JobCommand::Start(args) => start::start(args, context).await,
        JobCommand::Ask(args) => network::ask(&args, context).await,
        JobCommand::Correct(args) => network::correct(args, context).await,
        JobCommand::Relabel(args) => start::relabel(&args, context).await,
        JobCommand::List(args) => steps::list(&args, context).await,
        JobCommand::Show(args) => steps::show(&args, context).await,
        JobCommand::Do(args) => steps::act(&args, context).await,
        JobCommand::Undo(args) => steps::undo(&args, context).await,
        JobCommand::Seal(args) => seal::run(args, context).await,
    }
}
