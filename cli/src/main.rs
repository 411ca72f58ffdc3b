//! `pinpoint`: the workflow and the admin tasks from a terminal.
//!
//! | you look for | it lives in |
//! |---|---|
//! | what may be typed | `args` |
//! | what a command does | `commands`, one file each |
//! | how it looks on a terminal | `ui` |
//! | where it is printed, for people or as JSON | `output` |
//! | how text from outside is made harmless before | `outside` |
//! | sentences and exit codes of errors | `error` |

mod args;
mod commands;
mod context;
mod error;
mod exit;
mod folder;
mod input;
mod output;
mod outside;
#[cfg(feature = "testing")]
mod story;
mod ui;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match args::Cli::try_parse() {
        Ok(cli) => commands::run(cli),
        Err(refused) => output::usage(&refused),
    }
}
