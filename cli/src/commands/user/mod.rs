//! `user`: installers' accounts and devices, in a server's data folder.

mod list;

use data_encoding::BASE32_NOPAD;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pinpoint_domain::Timestamp;
use pinpoint_engine::{EngineError, Randomness};
use pinpoint_server::{Accounts, NewAccount, Role, ServerError};
use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use crate::args::{AddUserArgs, CertifyArgs, PasswordArgs, RevokeArgs, RevokeDeviceArgs, UserCommand};
use crate::commands::server;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::ui::{Page, day, style};

/// Runs what was asked for; a server that is running meanwhile sees it at once.
pub(crate) async fn run(command: UserCommand, context: &Context) -> Result<Exit, CliError> {
    let server = server::open(context.server()?)?;
    let accounts = server.accounts();
    match command {
        UserCommand::List(args) => list::run(&args, &accounts, context).await,
        UserCommand::Add(args) => add(args, &accounts, context).await,
        UserCommand::Certify(args) => certify(&args, &accounts, context).await,
        UserCommand::RevokeDevice(args) => revoke_device(&args, &accounts, context).await,
        UserCommand::Revoke(args) => revoke(&args, &accounts, context).await,
        UserCommand::Password(args) => set_password(&args, &accounts, context).await,
    }
}

async fn add(args: AddUserArgs, accounts: &Accounts<'_>, context: &Context) -> Result<Exit, CliError> {
    let (password, shown) = choose_password(args.password_stdin, context)?;
    match accounts.add_company(&args.company).await {
        Ok(_) | Err(ServerError::Taken { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let certified_until = args.certified_until.map(end_of).transpose()?;
    let account = NewAccount {
        email: args.email.clone(),
        name: args.name.clone(),
        password: password.to_string(),
        company: args.company.clone(),
        role: if args.back_office { Role::BackOffice } else { Role::Installer },
        certified_until,
    };
    let installer = accounts.add_installer(account).await?.to_string();
    let AddUserArgs { email, company, .. } = args;
    context.show(&Added {
        email,
        company,
        installer,
        certified_until,
        password: shown.then_some(&password),
    })?;
    Ok(Exit::Done)
}

async fn certify(args: &CertifyArgs, accounts: &Accounts<'_>, context: &Context) -> Result<Exit, CliError> {
    let until = args.until.map(end_of).transpose()?;
    accounts.certify(&args.email, until, "by an administrator").await?;
    let words = &context.words;
    let sentence = match until {
        Some(until) => words.say("user-now-certified", [("email", &args.email), ("day", &day(until))]),
        None => words.say("user-no-longer-certified", [("email", &args.email)]),
    };
    context.output.done(&json!({ "email": args.email, "certified_until": until }), &sentence)?;
    Ok(Exit::Done)
}

async fn revoke_device(
    args: &RevokeDeviceArgs,
    accounts: &Accounts<'_>,
    context: &Context,
) -> Result<Exit, CliError> {
    accounts.revoke_device(args.device, &args.reason).await?;
    let sentence = context.words.say("user-device-revoked", [("device", &args.device)]);
    context.output.done(&json!({ "device": args.device, "revoked": true }), &sentence)?;
    Ok(Exit::Done)
}

async fn revoke(args: &RevokeArgs, accounts: &Accounts<'_>, context: &Context) -> Result<Exit, CliError> {
    accounts.revoke(&args.email, &args.reason).await?;
    let sentence = context.words.say("user-revoked", [("email", &args.email)]);
    context.output.done(&json!({ "email": args.email, "revoked": true }), &sentence)?;
    Ok(Exit::Done)
}

async fn set_password(
    args: &PasswordArgs,
    accounts: &Accounts<'_>,
    context: &Context,
) -> Result<Exit, CliError> {
    let (password, shown) = choose_password(args.password_stdin, context)?;
    accounts.set_password(&args.email, &password).await?;
    context.show(&PasswordSet { email: &args.email, password: shown.then_some(&password) })?;
    Ok(Exit::Done)
}

/// The password to set, and whether it was made here and has to be shown.
fn choose_password(from_stdin: bool, context: &Context) -> Result<(Zeroizing<String>, bool), CliError> {
    if from_stdin {
        Ok((input::secret("password", true, &context.words)?, false))
    } else {
        Ok((new_password()?, true))
    }
}

/// 80 bits, in letters and digits that survive a telephone.
fn new_password() -> Result<Zeroizing<String>, CliError> {
    let bytes = Randomness::of_this_device().bytes::<10>().map_err(EngineError::from)?;
    Ok(Zeroizing::new(BASE32_NOPAD.encode(&bytes).to_lowercase()))
}

/// A certification is good through its last day, by this machine's calendar.
fn end_of(last_day: Date) -> Result<Timestamp, CliError> {
    let refused = |error: jiff::Error| ServerError::Value { field: "day", reason: error.to_string() };
    let midnight = last_day.tomorrow().and_then(|next| next.to_zoned(TimeZone::system())).map_err(refused)?;
    midnight
        .timestamp()
        .checked_sub(jiff::SignedDuration::from_secs(1))
        .map_err(refused)
        .map_err(CliError::from)
}

#[derive(Serialize)]
struct Added<'a> {
    email: String,
    company: String,
    installer: String,
    certified_until: Option<Timestamp>,
    /// Only when it was made here: this is the one time that it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
}

impl Shown for Added<'_> {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.heading(words.say("user-added", [("email", &self.email), ("company", &self.company)]));
        let certified = self.certified_until.map_or_else(
            || words.plain("user-not-certified"),
            |until| words.say("user-certified-until", [("day", &day(until))]),
        );
        page.facts(&[
            (&words.plain("user-installer"), self.installer.clone()),
            (&words.plain("user-certified"), certified),
        ]);
        write_password(self.password, page);
    }
}

#[derive(Serialize)]
struct PasswordSet<'a> {
    email: &'a str,
    /// Only when it was made here.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
}

impl Shown for PasswordSet<'_> {
    fn write(&self, page: &mut Page) {
        page.heading(page.words().say("user-password-set", [("email", &self.email)]));
        write_password(self.password, page);
    }
}

fn write_password(made: Option<&str>, page: &mut Page) {
    if let Some(password) = made {
        let words = page.words();
        page.facts(&[(&words.plain("what-password"), password.to_owned())]);
        page.paragraph("  ", &words.plain("user-shown-once"), style::WARNING);
    }
}
