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
    let password = input::secret("password", args.password_stdin)?;
    let session = installer.sign_in(&args.email, &password).await.map_err(|error| match error {
        EngineError::Remote(Trouble::Weather { why, .. }) => CliError::NotNow(why),
        other => other.into(),
    })?;
    context.show(&Session(&session))?;
    Ok(Exit::Done)
}

/// Signs out.
pub(crate) async fn logout(context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    installer.sign_out().await?;
    let sentence = "Signed out. What was saved stays here and goes out after the next sign-in.";
    context.output.done(&json!({ "signed_in": false }), sentence)?;
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
        let state = if *signed_in { "signed in" } else { "signed out; what was saved stays here" };
        let certification = match (certified, account.certified_until) {
            (true, Some(until)) => format!("certified until {}", day(until)),
            (true, None) => "certified".to_owned(),
            (false, _) => "not certified: records are held until the certification is there".to_owned(),
        };
        let until = day(*grant_expires_at);
        let offline = if *grant_expired {
            format!("ended {until}; work goes on and is marked")
        } else {
            format!("until {until}")
        };
        page.heading(format_args!("{} · {}", account.name, account.company_name));
        page.facts(&[
            ("Network", account.network.to_string()),
            ("Account", state.to_owned()),
            ("Certification", certification),
            ("Good offline", offline),
        ]);
        if *grant_expired {
            page.paragraph("", "Sign in again when there is signal.", style::WARNING);
        }
    }
}
