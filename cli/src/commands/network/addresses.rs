//! `addresses`: those that a network knows, from a table to the signature, and found again on the phone.

use pinpoint_domain::addresses::AddressList;
use pinpoint_domain::publication::Validity;
use pinpoint_domain::wire::{Address, VERSION};
use pinpoint_engine::AddressSuggestion;
use serde::Serialize;

use super::file::{self, Broken, Content, SignedBy};
use super::{csv, sign_written, signer, write_new};
use crate::args::{AddressesCommand, FindAddressArgs, ImportAddressesArgs, ShowDocumentArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::outside::harmless;
use crate::ui::{Page, style};

/// Every field with an example.
const TEMPLATE: &str = include_str!("../../../../networks/templates/addresses.json");
/// So many are shown of a list.
const SHOWN: usize = 20;

/// Runs what was asked for.
pub(crate) async fn run(command: &AddressesCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        AddressesCommand::New(args) => write_new(args.out.as_deref(), TEMPLATE, context),
        AddressesCommand::Import(args) => import(args, context),
        AddressesCommand::Check(args) => file::check::<AddressList>(args, context),
        AddressesCommand::Sign(args) => sign_written::<AddressList>(args, context),
        AddressesCommand::Show(args) => show(args, context),
        AddressesCommand::Find(args) => find(args, context).await,
    }
}

/// A table becomes the next version of what was published before.
fn import(args: &ImportAddressesArgs, context: &Context) -> Result<Exit, CliError> {
    let kept = match args.kept.as_deref().map(|path| file::read::<AddressList>(path, args.root.as_deref())) {
        Some(read) => match read? {
            Ok(Content { document, .. }) => Some(document),
            Err(broken) => return broken.show(context),
        },
        None => None,
    };
    let addresses = match csv::addresses(&input::list(&args.file)?) {
        Ok(addresses) => addresses,
        Err(problems) => return Broken::of(&args.file, problems).show(context),
    };
    let list = AddressList {
        v: VERSION,
        name: args.name.clone(),
        version: kept.map_or(0, |kept| kept.version).saturating_add(1),
        validity: Validity::ALWAYS,
        addresses,
    };
    let text = serde_json::to_string_pretty(&list)? + "\n";
    // More than a phone takes up, or a name that nobody sees: said now, not when it is signed.
    if let Err(problems) = AddressList::check(text.as_bytes()) {
        return Broken::of(&args.file, problems).show(context);
    }
    write_new(args.out.as_deref(), &text, context)
}

fn show(args: &ShowDocumentArgs, context: &Context) -> Result<Exit, CliError> {
    match file::read(&args.file, args.root.as_deref())? {
        Ok(Content { document, signed, .. }) => {
            context.show(&AddressesPage { signed, addresses: document })?;
            Ok(Exit::Done)
        }
        Err(broken) => broken.show(context),
    }
}

async fn find(args: &FindAddressArgs, context: &Context) -> Result<Exit, CliError> {
    let found = context.installer().await?.addresses(&args.query.join(" "), args.near).await?;
    for suggestion in &found {
        context.show(suggestion)?;
    }
    if found.is_empty() {
        context.output.remark(&context.words.plain("addresses-none"));
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

/// What a list of addresses says.
#[derive(Serialize)]
struct AddressesPage {
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<SignedBy>,
    addresses: AddressList,
}

impl Shown for AddressesPage {
    fn write(&self, page: &mut Page) {
        let (words, list) = (page.words(), &self.addresses);
        page.heading(&list.name);
        page.facts(&[
            (&words.plain("network-fact-version"), list.version.to_string()),
            (&words.plain("network-signed-by"), signer(self.signed.as_ref(), &words)),
            (&words.plain("network-fact-addresses"), list.addresses.len().to_string()),
        ]);
        page.gap();
        for listed in list.addresses.iter().take(SHOWN) {
            page.paragraph("  ", &Address::from(listed.clone()).to_string(), style::TITLE);
        }
        if list.addresses.len() > SHOWN {
            page.paragraph("  ", "…", style::DIM);
        }
    }
}

impl Shown for AddressSuggestion {
    fn write(&self, page: &mut Page) {
        let distance = self.distance_m.map(|metres| format!("{metres} m")).unwrap_or_default();
        page.pair(&harmless(&self.address.to_string()), &distance);
    }
}
