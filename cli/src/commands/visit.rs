//! `visit`: several stations, several people.

use pinpoint_domain::ids::VisitId;
use pinpoint_engine::{Installer, VisitList};

use crate::args::VisitCommand;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::ui::BoardPage;

/// Runs what was asked for.
pub(crate) async fn run(command: VisitCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        VisitCommand::List => list(context).await,
        VisitCommand::Board(args) => {
            let installer = context.installer().await?;
            let Some(visit) = pick(&installer, args.visit.as_deref()).await? else {
                return Ok(none(context));
            };
            let board = installer.board(visit).await?;
            context.show(&BoardPage { visit, board })?;
            Ok(Exit::Done)
        }
    }
}

async fn list(context: &Context) -> Result<Exit, CliError> {
    let VisitList { visits, unreadable } = context.installer().await?.visits().await?;
    for visit in &visits {
        context.show(visit)?;
    }
    for visit in &unreadable {
        context.show(visit)?;
    }
    if visits.is_empty() && unreadable.is_empty() {
        return Ok(none(context));
    }
    Ok(if unreadable.is_empty() { Exit::Done } else { Exit::Failed })
}

fn none(context: &Context) -> Exit {
    context.output.remark(&context.words.plain("visit-none"));
    Exit::Nothing
}

/// The visit whose id begins or ends with this text; without a text the newest, if there is one.
async fn pick(installer: &Installer, text: Option<&str>) -> Result<Option<VisitId>, CliError> {
    let VisitList { visits, unreadable } = installer.visits().await?;
    let mut all = visits.iter().map(|line| line.visit).chain(unreadable.iter().map(|one| one.visit));
    let Some(text) = text else { return Ok(all.next()) };
    let fitting: Vec<VisitId> = all.filter(|visit| fits(*visit, text)).collect();
    match fitting.as_slice() {
        [visit] => Ok(Some(*visit)),
        others => Err(CliError::VisitNotOne { text: text.to_owned(), count: others.len() }),
    }
}

fn fits(visit: VisitId, text: &str) -> bool {
    let (id, text) = (visit.to_string(), text.trim().to_ascii_lowercase());
    !text.is_empty() && (id.starts_with(&text) || id.ends_with(&text))
}
