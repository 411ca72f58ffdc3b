//! What may be typed after `pinpoint`. One file per group of commands; parsing only, no work.

mod account;
mod answer;
mod delivery;
mod demo;
mod diagnose;
mod explain;
mod job;
mod label;
mod network;
mod operator;
mod parse;
mod playbook;
mod review;
mod scan;
mod shell;
mod visit;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use url::Url;

pub(crate) use account::LoginArgs;
pub(crate) use answer::AnswerArgs;
pub(crate) use delivery::{ExportArgs, SupportArgs, SyncArgs, TakeInArgs};
pub(crate) use demo::DemoArgs;
pub(crate) use diagnose::DiagnoseArgs;
pub(crate) use explain::ExplainArgs;
pub(crate) use job::{
    CorrectArgs, DoArgs, JobCommand, ListArgs, RelabelArgs, SealArgs, ShowArgs, StartArgs, UndoArgs,
};
pub(crate) use label::LabelArgs;
pub(crate) use network::{
    AddressesCommand, CatalogCommand, CheckArgs, FindAddressArgs, ImportAddressesArgs, NewKeysArgs,
    NewProfileArgs, ProfileCommand, ShowArgs as ShowDocumentArgs, SignArgs, SignProfileArgs, SucceedArgs,
};
pub(crate) use operator::{
    AddUserArgs, BackupCommand, BootedArgs, CertifyArgs, EraseArgs, EraseWhat, ImportArgs, IssueArgs,
    LabelsCommand, ListUsersArgs, PasswordArgs, PrintArgs, RevokeArgs, RevokeDeviceArgs, ServerArgs,
    ServerSupportArgs, ServerTask, UserCommand,
};
pub(crate) use parse::{Kind, ParseArgs};
pub(crate) use playbook::{CheckPlaybookArgs, PlaybookCommand, ShowPlaybookArgs};
pub(crate) use review::{AmendArgs, DecideArgs, ReviewCommand};
pub(crate) use scan::ScanArgs;
pub(crate) use shell::{CompletionsArgs, ManArgs};
pub(crate) use visit::VisitCommand;

/// Bring an EV charging station onto its network, with or without signal
///
/// Scan the activation label, walk the safe and complete workflow, seal the serial number, and leave. Record and
/// photos reach the network later, once, whole.
#[derive(Debug, Parser)]
#[command(
    name = "pinpoint",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
#[command(after_help = "Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 nothing found.\n\
                        Try `pinpoint demo` to see a whole job.")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Names the file of settings where `--config` does not.
pub(crate) const CONFIG_VARIABLE: &str = "PINPOINT_CONFIG";

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// Folder for everything that is kept [default: `$PINPOINT_DATA`, for an operator's commands
    /// `$PINPOINT_SERVER_DATA`, or else a folder in the user's data]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The file of a server's settings, for an operator's commands
    #[arg(long, global = true, value_name = "FILE", env = CONFIG_VARIABLE)]
    pub(crate) config: Option<PathBuf>,
    /// The network's server
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "PINPOINT_SERVER",
        default_value = "http://127.0.0.1:8750"
    )]
    pub(crate) server: Url,
    /// Language of the sentences, for example en or fr-CA [default: the system's]
    #[arg(long = "lang", visible_alias = "locale", global = true, value_name = "LOCALE")]
    pub(crate) locale: Option<String>,
    /// The network whose profile is used; only the demo network is built in
    #[arg(long, global = true, value_enum, default_value_t = Network::Demo, hide_possible_values = true)]
    pub(crate) network: Network,
    /// Write JSON: one object, or one a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// Networks that are built in.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Network {
    /// The demo network; its keys are public.
    Demo,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read labels and barcodes in pictures; needs no network and no account
    Scan(ScanArgs),
    /// Read a MAC, a label, a serial number or the like as text, or a list of them
    Parse(ParseArgs),
    /// Sign in; takes the network once
    Login(LoginArgs),
    /// Sign out; what was saved stays and goes out after the next sign-in
    Logout,
    /// Who is signed in, and until when that is good offline
    Whoami,
    /// Start, walk and seal jobs
    #[command(subcommand)]
    Job(JobCommand),
    /// Visits: several stations, and who has which circuit locked out
    #[command(subcommand)]
    Visit(VisitCommand),
    /// The steps of each kind of job, and what a network or a site adds to them
    #[command(subcommand)]
    Playbook(PlaybookCommand),
    /// What is saved where, what waits, and why
    Outbox,
    /// Deliver what can be delivered now
    Sync(SyncArgs),
    /// Write what is not on the server yet into one file, with its photos, for another phone to carry
    Export(ExportArgs),
    /// Take in what another phone of the same company exported; the next sync carries it to the server
    TakeIn(TakeInArgs),
    /// Write how the outbox stands and what was tried into one file for whoever helps; it names no person or station
    Support(SupportArgs),
    /// Say why a station is not connected, and who does what next
    Diagnose(DiagnoseArgs),
    /// Say in a sentence what a code means
    Explain(ExplainArgs),
    /// Play an installer's whole job for real, on this machine
    Demo(DemoArgs),
    /// Run a network's server on a data folder
    ///
    /// What it listens to, keeps and allows stands in the file of `--config`, or in the environment (docs/operating.md). `user`,
    /// `labels`, `review` and `backup` follow, so that they find the same place.
    Server(ServerArgs),
    /// Backups of a server's data folder, and going back to one
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Companies' installers, in a server's data folder
    #[command(subcommand)]
    User(UserCommand),
    /// What waits for the network's own people, in a server's data folder
    #[command(subcommand)]
    Review(ReviewCommand),
    /// Activation labels, in a server's data folder
    #[command(subcommand)]
    Labels(LabelsCommand),
    /// What differs between networks, as a signed document
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Manufacturers and models of stations, as a signed document
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Addresses that a network knows, as a signed document, and finding one
    #[command(subcommand)]
    Addresses(AddressesCommand),
    /// Write completions for a shell
    Completions(CompletionsArgs),
    /// Write the manual pages
    Man(ManArgs),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        super::Cli::command().debug_assert();
    }
}
