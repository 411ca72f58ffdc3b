//! Arguments of `login`.

use clap::Args;

/// Signing in.
#[derive(Debug, Args)]
pub(crate) struct LoginArgs {
    /// E-mail address of the account
    pub(crate) email: String,
    /// Read the password from standard input, up to the end of its first line
    #[arg(long)]
    pub(crate) password_stdin: bool,
}
