//! `export`: everything that was sealed here, in one file.

use pinpoint_engine::platform::files;
use serde_json::json;

use crate::args::ExportArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output;
use crate::ui::bytes;

/// Writes the export whole or not at all; to standard output without a file.
pub(crate) async fn run(args: &ExportArgs, context: &Context) -> Result<Exit, CliError> {
    let exported = context.installer().await?.export().await?;
    if let Some(path) = &args.file {
        files::write_secret(&std::path::absolute(path).map_err(CliError::file(path))?, &exported)
            .map_err(CliError::file(path))?;
        let size = u64::try_from(exported.len()).unwrap_or(u64::MAX);
        let path = path.display().to_string();
        let words = &context.words;
        let sentence = words.say("export-done", [("path", &path), ("size", &bytes(size, words))]);
        context.output.done(&json!({ "file": path, "bytes": size }), &sentence)?;
    } else {
        output::bytes(&exported)?;
        output::bytes(b"\n")?;
    }
    Ok(Exit::Done)
}
