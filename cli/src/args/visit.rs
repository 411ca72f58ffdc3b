//! Arguments of `visit`.

use clap::{Args, Subcommand};

/// What to do with a visit.
#[derive(Debug, Subcommand)]
pub(crate) enum VisitCommand {
    /// List visits, the newest first
    List,
    /// Show a visit at a glance: stations by phases, lockouts, and what to do next
    Board(BoardArgs),
}

/// Which visit.
#[derive(Debug, Args)]
pub(crate) struct BoardArgs {
    /// Beginning or end of the visit's id [default: the newest]
    pub(crate) visit: Option<String>,
}
