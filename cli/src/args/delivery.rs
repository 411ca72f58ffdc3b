//! Arguments of `sync`, `export` and `support`.

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
pub(crate) struct ExportArgs {
    /// The file to write [default: standard output]
    pub(crate) file: Option<PathBuf>,
}
