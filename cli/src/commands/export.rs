//! `export`: everything that was sealed here, in one file. `support`: how its delivery stands, for whoever helps.

use pinpoint_engine::platform::files;
use serde_json::json;

use crate::args::ExportArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output;
use crate::ui::bytes;

/// Everything that was sealed here.
pub(crate) async fn run(args: &ExportArgs, context: &Context) -> Result<Exit, CliError> {
    let exported = context.installer().await?.export().await?;
    write(args, &exported, "export-done", context)
}

/// How the outbox stands, and what was tried.
pub(crate) async fn support(args: &ExportArgs, context: &Context) -> Result<Exit, CliError> {
    let report = context.installer().await?.support_report().await?;
    write(args, &report, "support-done", context)
}

/// Writes it whole or not at all; to standard output without a file.
fn write(args: &ExportArgs, written: &[u8], done: &str, context: &Context) -> Result<Exit, CliError> {
    if let Some(path) = &args.file {
        files::write_secret(&std::path::absolute(path).map_err(CliError::file(path))?, written)
            .map_err(CliError::file(path))?;
        let size = u64::try_from(written.len()).unwrap_or(u64::MAX);
        let path = path.display().to_string();
        let words = &context.words;
        let sentence = words.say(done, [("path", &path), ("size", &bytes(size, words))]);
        context.output.done(&json!({ "file": path, "bytes": size }), &sentence)?;
    } else {
        output::bytes(written)?;
        output::bytes(b"\n")?;
    }
    Ok(Exit::Done)
}
