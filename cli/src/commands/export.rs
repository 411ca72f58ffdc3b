//! `export`: everything that was sealed here, in one file.

use pinpoint_engine::platform::files;

use crate::args::ExportArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::ui::bytes;

/// Writes the export whole or not at all; to standard output without a file.
pub(crate) async fn run(args: &ExportArgs, context: &Context) -> Result<Exit, CliError> {
    let exported = context.installer().await?.export().await?;
    match &args.file {
        Some(path) => {
            files::write_durably(&std::path::absolute(path).map_err(CliError::file(path))?, &exported)
                .map_err(CliError::file(path))?;
            let size = bytes(u64::try_from(exported.len()).unwrap_or(u64::MAX));
            context.output.remark(&format!("{}: {size}, passwords only as capsules", path.display()));
        }
        None => {
            context.output.bytes(&exported)?;
            context.output.bytes(b"\n")?;
        }
    }
    Ok(Exit::Done)
}
