//! What each command does.

mod account;
mod backup;
mod completions;
mod demo;
mod diagnose;
mod explain;
mod export;
mod job;
mod labels;
mod man;
mod network;
mod outbox;
mod parse;
mod playbook;
mod review;
mod scan;
mod server;
mod sync;
mod user;
mod visit;

use std::process::ExitCode;

use crate::args::{Cli, Command};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;

/// Runs what was asked for.
pub(crate) fn run(cli: Cli) -> ExitCode {
    let context = Context::new(cli.global);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = runtime
        .map_err(CliError::file("runtime"))
        .and_then(|runtime| runtime.block_on(dispatch(cli.command, &context)));
    #[cfg(feature = "testing")]
    let done = context.keep_story().and(done);
    done.unwrap_or_else(|error| context.output.error(&error, &context.words)).into()
}

async fn dispatch(command: Command, context: &Context) -> Result<Exit, CliError> {
    match command {
        Command::Scan(args) => scan::run(&args, context),
        Command::Parse(args) => parse::run(&args, context),
        Command::Login(args) => account::login(&args, context).await,
        Command::Logout => account::logout(context).await,
        Command::Whoami => account::whoami(context).await,
        Command::Job(command) => job::run(command, context).await,
        Command::Visit(command) => visit::run(command, context).await,
        Command::Playbook(command) => playbook::run(&command, context),
        Command::Outbox => outbox::run(context).await,
        Command::Sync(args) => sync::run(&args, context).await,
        Command::Diagnose(args) => diagnose::run(&args, context),
        Command::Explain(args) => explain::run(args, context),
        Command::Export(args) => export::run(&args, context).await,
        Command::TakeIn(args) => export::take_in(&args, context).await,
        Command::Support(args) => export::support(&args, context).await,
        Command::Demo(args) => demo::run(&args, context).await,
        Command::Server(args) => server::run(args, context).await,
        Command::Backup(command) => backup::run(command, context).await,
        Command::User(command) => user::run(command, context).await,
        Command::Review(command) => review::run(command, context).await,
        Command::Labels(command) => labels::run(command, context).await,
        Command::Profile(command) => network::profile(&command, context),
        Command::Catalog(command) => network::catalog(&command, context),
        Command::Addresses(command) => network::addresses(&command, context).await,
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args, context),
    }
}
