//! `outbox`: what is saved where, what waits, and why.

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;

/// Shows the outbox.
pub(crate) async fn run(context: &Context) -> Result<Exit, CliError> {
    let outbox = context.installer().await?.outbox().await?;
    context.show(&outbox)?;
    Ok(Exit::Done)
}
