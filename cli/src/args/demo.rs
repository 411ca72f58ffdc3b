//! Arguments of `demo`.

use std::num::NonZeroU64;

use clap::Args;

/// The demo.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// End when the job is told, instead of keeping the server open until Ctrl-C
    #[arg(long)]
    pub(crate) no_serve: bool,
    /// Start another day in a new folder beside the last one
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Serve the web installer to phones in the same network, too, over https
    #[arg(long, conflicts_with = "no_serve")]
    pub(crate) lan: bool,
    /// Send photos no faster than this, in bytes a second
    #[arg(long, value_name = "BYTES")]
    pub(crate) photo_rate: Option<NonZeroU64>,
}
