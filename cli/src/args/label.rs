//! Where an activation label comes from.

use std::path::PathBuf;

use clap::Args;

/// An activation label: a picture of it, or what is printed on it (A17, A18, A19).
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct LabelArgs {
    /// A picture of the activation label
    #[arg(value_name = "IMAGE", conflicts_with = "mac")]
    pub(crate) image: Option<PathBuf>,
    /// The MAC that is printed on the label; the activation password is asked for
    #[arg(long, value_name = "MAC")]
    pub(crate) mac: Option<String>,
    /// Read the activation password from standard input, up to the end of its first line
    #[arg(long, requires = "mac")]
    pub(crate) password_stdin: bool,
    /// Read what the label's code says from standard input, as a hand-held scanner types it
    #[arg(long, conflicts_with_all = ["image", "mac"])]
    pub(crate) link_stdin: bool,
}
