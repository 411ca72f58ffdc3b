//! Arguments of `scan`.

use std::path::PathBuf;

use clap::Args;

/// Pictures to read.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 every picture was read and one shows a label, 1 a picture could not be read, \
                        3 no activation label was found."
)]
pub(crate) struct ScanArgs {
    /// PNG or JPEG files
    #[arg(required = true, value_name = "IMAGE")]
    pub(crate) images: Vec<PathBuf>,
    /// Show activation passwords instead of dots
    #[arg(long)]
    pub(crate) reveal: bool,
}
