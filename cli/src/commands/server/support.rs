//! `server support`: what somebody who helps may see of a server.

use std::fs::File;
use std::io::BufReader;

use pinpoint_server::{Config, Log, SupportReport, SystemClock};

use crate::args::ServerSupportArgs;
use crate::commands::export;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;

pub(super) async fn run(
    args: &ServerSupportArgs,
    config: &Config,
    context: &Context,
) -> Result<Exit, CliError> {
    let log = match &args.log {
        None => Log::default(),
        Some(path) if path.as_os_str() == "-" => {
            Log::read(std::io::stdin().lock()).map_err(CliError::file(path))?
        }
        Some(path) => {
            let file = File::open(path).map_err(CliError::file(path))?;
            Log::read(BufReader::new(file)).map_err(CliError::file(path))?
        }
    };
    let report = SupportReport::of(config, log, &SystemClock).await;
    export::report(&serde_json::to_vec_pretty(&report)?, args.file.as_deref(), "support-server-done", context)
}
