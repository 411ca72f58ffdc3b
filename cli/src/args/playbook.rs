//! Arguments of `playbook`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::job::Kind;

/// What to do with playbooks.
#[derive(Debug, Subcommand)]
pub(crate) enum PlaybookCommand {
    /// Check a playbook, or what a network or a site adds to one: all that is wrong, with its place
    Check(CheckPlaybookArgs),
    /// Show the steps of a kind of job, what to do before you go first
    Show(ShowPlaybookArgs),
}

/// Checking.
#[derive(Debug, Args)]
pub(crate) struct CheckPlaybookArgs {
    /// The JSON file
    pub(crate) file: PathBuf,
}

/// Showing.
#[derive(Debug, Args)]
pub(crate) struct ShowPlaybookArgs {
    /// The kind of job
    #[arg(value_enum)]
    pub(crate) kind: Kind,
    /// With what a network or a site adds, from its JSON file
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
}
