//! `catalog`: manufacturers and models of stations.

use pinpoint_domain::catalog::Catalog;
use serde::Serialize;

use super::file::{self, Content, SignedBy};
use super::{sign_written, signer, write_new};
use crate::args::{CatalogCommand, ShowDocumentArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{Page, style};

/// Every field with an example.
const TEMPLATE: &str = include_str!("../../../../networks/templates/catalog.json");

/// Runs what was asked for.
pub(crate) fn run(command: &CatalogCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        CatalogCommand::New(args) => write_new(args.out.as_deref(), TEMPLATE, context),
        CatalogCommand::Check(args) => file::check::<Catalog>(args, context),
        CatalogCommand::Sign(args) => sign_written::<Catalog>(args, context),
        CatalogCommand::Show(args) => show(args, context),
    }
}

fn show(args: &ShowDocumentArgs, context: &Context) -> Result<Exit, CliError> {
    match file::read(&args.file, args.root.as_deref())? {
        Ok(Content { document, signed, .. }) => {
            context.show(&CatalogPage { signed, catalog: document })?;
            Ok(Exit::Done)
        }
        Err(broken) => broken.show(context),
    }
}

/// What a catalog says.
#[derive(Serialize)]
struct CatalogPage {
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<SignedBy>,
    catalog: Catalog,
}

impl Shown for CatalogPage {
    fn write(&self, page: &mut Page) {
        let (words, catalog) = (page.words(), &self.catalog);
        page.heading(&catalog.name);
        page.facts(&[
            (&words.plain("network-fact-version"), catalog.version.to_string()),
            (&words.plain("network-signed-by"), signer(self.signed.as_ref(), &words)),
            (&words.plain("network-fact-models"), catalog.models.len().to_string()),
        ]);
        for maker in &catalog.manufacturers {
            page.gap();
            page.heading(&maker.name);
            for model in catalog.models_of(maker) {
                let serials = catalog.serials(&maker.name, &model.model);
                let serials: Vec<&str> =
                    serials.iter().map(pinpoint_domain::serial::SerialPattern::printed).collect();
                let screen = match model.has_screen {
                    Some(true) => words.plain("network-screen"),
                    Some(false) => words.plain("network-no-screen"),
                    None => String::new(),
                };
                let known: Vec<&str> =
                    std::iter::once(screen.as_str()).chain(serials).filter(|text| !text.is_empty()).collect();
                page.paragraph("  ", &model.model, style::TITLE);
                if !known.is_empty() {
                    page.paragraph("      ", &known.join(", "), style::DIM);
                }
            }
        }
    }
}
