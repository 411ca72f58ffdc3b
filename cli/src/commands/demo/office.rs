//! Before the visit: the network issues a label, and the installer signs in once.

use anstyle::Style;
use pinpoint_decode::read_picture;
use pinpoint_domain::label::{ActivationLabel, LabelForm, Secrets};
use pinpoint_engine::Installer;
use pinpoint_engine::platform::{files, time};
use pinpoint_fixtures::{Conditions, LABELS_PER_SHEET, label_photo, sheet_svg};
use pinpoint_server::{NewAccount, Role, Server, ServerError};
use serde_json::json;

use super::day::Day;
use super::network::{Address, ServerProcess};
use super::script;
use super::story::Story;
use crate::commands::labels::drawn;
use crate::commands::server;
use crate::error::CliError;
use crate::ui::{clock, day as date};

/// How long the demo's installer is certified.
const CERTIFIED: jiff::SignedDuration = jiff::SignedDuration::from_hours(365 * 24);

/// The network makes a label and an account; the label is photographed. The photograph is the only thing that keeps
/// the activation password, as the sticker does in life.
pub(super) async fn issue_label(day: &Day, installer: &Installer, story: &Story<'_>) -> Result<(), CliError> {
    let photo = day.picture("label");
    story.chapter("demo-office")?;
    let server = server::open_embedded(&day.server())?;
    add_account(&server).await?;
    story.stage("account", json!({ "company": script::COMPANY, "email": script::EMAIL }), |page| {
        let words = page.words();
        let account = words.say("demo-account", [("name", &script::NAME), ("company", &script::COMPANY)]);
        page.paragraph("  ✓ ", &account, Style::new());
    })?;
    if !photo.exists() {
        let forms = &installer.profile().label_forms;
        let issued = server.labels().issue(1).await?.into_iter().next();
        let (Some(issued), Some(form)) = (issued, forms.first()) else {
            return Err(CliError::DemoUnfinished { reason: "labels: 0".to_owned() });
        };
        files::write_secret(&photo, &photograph(&issued.label, form, forms)?)
            .map_err(CliError::file(&photo))?;
    }
    print_sheet(day, &server, installer).await?;
    let path = photo.display().to_string();
    story.stage("label", json!({ "photo": path }), |page| {
        page.line(format_args!("  ✓ {}", page.words().say("demo-label", [("path", &path)])));
    })
}

/// Labels for whoever tries the web installer afterwards, drawn to be held before a camera or typed.
async fn print_sheet(day: &Day, server: &Server, installer: &Installer) -> Result<(), CliError> {
    let path = day.sheet();
    let Some(form) = installer.profile().label_forms.first().filter(|_| !path.exists()).cloned() else {
        return Ok(());
    };
    let issued = server.labels().issue(LABELS_PER_SHEET).await?;
    let texts: Vec<_> = issued.iter().map(|issued| drawn(&issued.label, &form)).collect();
    let sheets = sheet_svg(&texts)?;
    let sheet = sheets.first().map(String::as_bytes).unwrap_or_default();
    files::write_secret(&path, sheet).map_err(CliError::file(&path))
}

/// Signing in takes the network once. The server runs for that moment only.
pub(super) async fn sign_in(
    day: &Day,
    address: Address,
    installer: &Installer,
    story: &Story<'_>,
) -> Result<(), CliError> {
    story.chapter("demo-morning")?;
    let session = if let Some(session) = installer.session().filter(|session| session.signed_in) {
        session
    } else {
        let server = ServerProcess::start(day, address, false).await?;
        let signed_in = installer.sign_in(script::EMAIL, script::PASSWORD).await;
        server.stop().await?;
        signed_in?
    };
    let until = session.grant_expires_at;
    story.stage("signed-in", json!({ "name": session.account.name, "grant_expires_at": until }), |page| {
        let words = page.words();
        let signed_in = words.say("demo-signed-in", [("name", &session.account.name), ("day", &date(until))]);
        page.paragraph("  ✓ ", &signed_in, Style::new());
        let off = words.say("demo-server-off", [("clock", &clock(time::now()))]);
        page.paragraph("  ✓ ", &off, Style::new());
    })
}

async fn add_account(server: &Server) -> Result<(), CliError> {
    let accounts = server.accounts();
    there(accounts.add_company(script::COMPANY).await)?;
    there(
        accounts
            .add_installer(NewAccount {
                email: script::EMAIL.into(),
                name: script::NAME.into(),
                password: script::PASSWORD.into(),
                company: script::COMPANY.into(),
                role: Role::Installer,
                certified_until: time::now().checked_add(CERTIFIED).ok(),
            })
            .await,
    )
}

/// A demo that goes on finds what it made before.
fn there<T>(made: Result<T, ServerError>) -> Result<(), CliError> {
    match made {
        Ok(_) | Err(ServerError::Taken { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Photographs the label from the side; square on, should it be unreadable that way.
fn photograph(label: &ActivationLabel, form: &LabelForm, forms: &[LabelForm]) -> Result<Vec<u8>, CliError> {
    const SEED: u64 = 214;
    let text = drawn(label, form);
    let tilted = label_photo(&text, &Conditions::tilted(), SEED)?;
    let readable = read_picture(&tilted, forms, Secrets::Masked).is_ok_and(|reading| reading.label.is_some());
    if readable { Ok(tilted) } else { Ok(label_photo(&text, &Conditions::plain(), SEED)?) }
}
