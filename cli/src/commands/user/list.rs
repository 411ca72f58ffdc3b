//! `user list`: who has an account, and on which devices.

use anstyle::Style;
use pinpoint_domain::Timestamp;
use pinpoint_server::{Accounts, ListedAccount, ListedDevice};
use serde::Serialize;

use crate::args::ListUsersArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{Page, day, style};

pub(super) async fn run(
    args: &ListUsersArgs,
    accounts: &Accounts<'_>,
    context: &Context,
) -> Result<Exit, CliError> {
    for account in accounts.list(args.email.as_deref()).await? {
        context.show(&Listed(account))?;
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
#[serde(transparent)]
struct Listed(ListedAccount);

impl Shown for Listed {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        let ListedAccount {
            email,
            name,
            company,
            back_office,
            certified_until,
            revoked_at,
            signed_in_at,
            devices,
        } = &self.0;
        page.heading(words.say("user-listed", [("email", email), ("name", name), ("company", company)]));
        if let Some(since) = revoked_at {
            page.paragraph("  ", &words.say("user-revoked-since", [("day", &day(*since))]), style::BAD);
        }
        if *back_office {
            page.paragraph("  ", &words.plain("user-back-office"), Style::new());
        }
        let dated = |name: &str, moment: &Timestamp| words.say(name, [("day", &day(*moment))]);
        let certified = certified_until.as_ref().map(|until| dated("user-certified-until", until));
        let signed_in = signed_in_at.as_ref().map(|at| dated("user-signed-in-on", at));
        page.facts(&[
            (&words.plain("user-certified"), certified.unwrap_or_else(|| words.plain("user-not-certified"))),
            (
                &words.plain("user-signed-in"),
                signed_in.unwrap_or_else(|| words.plain("user-never-signed-in")),
            ),
        ]);
        for ListedDevice { id, name, registered_at, revoked_at } in devices {
            let since = dated("user-device-since", registered_at);
            page.paragraph("  ", &format!("{id}  {name}  {since}"), Style::new());
            if let Some(revoked_at) = revoked_at {
                page.paragraph("    ", &dated("user-revoked-since", revoked_at), style::BAD);
            }
        }
        page.gap();
    }
}
