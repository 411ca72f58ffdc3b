//! `login`, `logout`, `whoami`.

use pinpoint_engine::outbox::Trouble;
use pinpoint_engine::{EngineError, SessionView};
use serde::Serialize;
use serde_json::json;

use crate::args::LoginArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::ui::{Page, day, style};

/// Signs in.
pub(crate) async fn login(args: &LoginArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let password = input::secret("password", args.password_stdin, &context.words)?;
    let session = installer.sign_in(&args.email, &password).await.map_err(|error| match error {
        EngineError::Remote(Trouble::Weather { why, .. }) => CliError::NotNow(why),
        other => other.into(),
    })?;
    context.show(&Session(&session))?;
    // While there is signal: addresses and catalog for the garage. Without them the work goes on, by hand.
    drop(installer.renew_network().await);
    Ok(Exit::Done)
}

/// Signs out.
pub(crate) async fn logout(context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    installer.sign_out().await?;
    context.output.done(&json!({ "signed_in": false }), &context.words.plain("account-left"))?;
    Ok(Exit::Done)
}

/// Shows who is signed in.
pub(crate) async fn whoami(context: &Context) -> Result<Exit, CliError> {
    match context.installer().await?.session() {
        Some(session) => {
            context.show(&Session(&session))?;
            Ok(if session.signed_in { Exit::Done } else { Exit::Nothing })
        }
        None => Err(EngineError::NotSignedIn.into()),
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct Session<'a>(&'a SessionView);

impl Shown for Session<'_> {
    fn write(&self, page: &mut Page) {
        let SessionView { signed_in, account, grant_expires_at, grant_expired, certified } = self.0;
        let words = page.words();
        let state = words.plain(if *signed_in { "account-in" } else { "account-out" });
        let certification = match (certified, account.certified_until) {
            (true, Some(until)) => words.say("account-certified-until", [("day", &day(until))]),
            (true, None) => words.plain("account-certified"),
            (false, _) => words.plain("account-not-certified"),
        };
        let offline = if *grant_expired { "account-offline-ended" } else { "account-offline-until" };
        page.heading(format_args!("{} · {}", account.name, account.company_name));
        page.facts(&[
            (&words.plain("account-network"), account.network.to_string()),
            (&words.plain("account-state"), state),
            (&words.plain("account-certification"), certification),
            (&words.plain("account-offline"), words.say(offline, [("day", &day(*grant_expires_at))])),
        ]);
        if *grant_expired {
            page.paragraph("", &words.plain("account-renew"), style::WARNING);
        }
    }
}
