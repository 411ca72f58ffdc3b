//! Arguments of `sync`, `export`, `take-in` and `support`.

use std::path::PathBuf;

use clap::Args;
use jiff::SignedDuration;

/// Delivering.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 nothing waits any more, 1 something still waits or is held; `pinpoint outbox` \
                        says why."
)]
pub(crate) struct SyncArgs {
    /// Stop after this long, for example 30s or 5m; what is under way continues another time [default: when nothing
    /// moves any more]
    #[arg(long = "for", value_name = "TIME")]
    pub(crate) within: Option<SignedDuration>,
}

/// Writing what is here into a file.
#[derive(Debug, Args)]
#[command(
    after_help = "The file is a tar archive: export.json, and photos under their ids. Another phone of the same company \
                        carries it to the server with `pinpoint take-in`."
)]
pub(crate) struct ExportArgs {
    /// The file to write
    pub(crate) file: PathBuf,
    /// Also what is on the server already
    #[arg(long)]
    pub(crate) everything: bool,
}

/// Taking in what another phone exported.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 everything was taken or was here already, 1 something was refused and is named"
)]
pub(crate) struct TakeInArgs {
    /// The file that `pinpoint export` wrote
    pub(crate) file: PathBuf,
}

/// Writing a report into a file.
#[derive(Debug, Args)]
pub(crate) struct SupportArgs {
    /// The file to write [default: standard output]
    pub(crate) file: Option<PathBuf>,
}
