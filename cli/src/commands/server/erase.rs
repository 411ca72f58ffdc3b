//! `server erase`: what privacy law may order gone from beside a record.

use pinpoint_domain::wire::Erasure;
use pinpoint_server::{Config, ToErase};
use serde::Serialize;

use crate::args::{EraseArgs, EraseWhat};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{Page, style};

/// A server may be running meanwhile; phones hear of it with their next sync.
pub(super) async fn run(args: EraseArgs, config: Config, context: &Context) -> Result<Exit, CliError> {
    let EraseWhat { annex, photo, photos } = args.what;
    let what = ToErase { annex, photos: photo, all_photos: photos };
    let server = super::open(config)?;
    let erasure = server.erasures().erase(args.pinpoint, what, &args.reason, &args.by).await?;
    context.show(&Erased(erasure))?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Erased(Erasure);

impl Shown for Erased {
    fn write(&self, page: &mut Page) {
        let (words, Erasure { pinpoint_id, annex, photos, .. }) = (page.words(), &self.0);
        if !annex && photos.is_empty() {
            page.line(words.say("erased-before", [("record", pinpoint_id)]));
            return;
        }
        page.heading(words.say("erased-from", [("record", pinpoint_id)]));
        if *annex {
            page.line(format_args!("  {}", words.plain("erased-annex")));
        }
        for photo in photos {
            page.line(format_args!("  {}", words.say("erased-photo", [("photo", photo)])));
        }
        page.paragraph("  ", &words.plain("erased-backups"), style::WARNING);
    }
}
