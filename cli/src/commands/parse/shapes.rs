//! What a catalog says of a model's serial numbers.

use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::code::{Coded, Fields, Notice, fields};
use pinpoint_domain::demo;
use pinpoint_domain::serial::SerialPattern;

use crate::args::ParseArgs;
use crate::error::CliError;

/// The shapes of the station that the options name; none without them.
pub(super) fn of(args: &ParseArgs) -> Result<Vec<SerialPattern>, CliError> {
    let (maker, model) = (args.manufacturer.as_deref(), args.model.as_deref());
    if maker.is_none() && model.is_none() {
        return Ok(Vec::new());
    }
    shapes(&demo::catalog()?, maker, model).map_err(|unknown| CliError::Typed(Notice::from(&unknown)))
}

/// Those of one maker, of one of its models, or of every model of this name.
fn shapes(
    catalog: &Catalog,
    maker: Option<&str>,
    model: Option<&str>,
) -> Result<Vec<SerialPattern>, Unknown> {
    let makers: Vec<&str> = match maker {
        Some(name) => vec![&catalog.manufacturer(name).ok_or_else(|| Unknown::Maker(name.to_owned()))?.name],
        None => catalog.manufacturers.iter().map(|maker| maker.name.as_str()).collect(),
    };
    let Some(model) = model else {
        return Ok(makers.into_iter().flat_map(|maker| catalog.serials(maker, "")).cloned().collect());
    };
    let mut makers = makers.into_iter().filter(|maker| catalog.model(maker, model).is_some()).peekable();
    if makers.peek().is_none() {
        return Err(Unknown::Model(model.to_owned()));
    }
    Ok(makers.flat_map(|maker| catalog.serials(maker, model)).cloned().collect())
}

/// A name that the catalog does not have.
#[derive(Debug)]
enum Unknown {
    Maker(String),
    Model(String),
}

impl Coded for Unknown {
    fn code(&self) -> &'static str {
        match self {
            Self::Maker(_) => "catalog-manufacturer-unknown",
            Self::Model(_) => "catalog-model-unknown",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Maker(manufacturer) => fields([("manufacturer", manufacturer.clone())]),
            Self::Model(model) => fields([("model", model.clone())]),
        }
    }
}
