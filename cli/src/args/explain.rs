//! Arguments of `explain`.

use clap::Args;

/// What to explain.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The code of an error, a warning or a step, for example voltage-present
    pub(crate) code: String,
    /// A value that the sentence mentions
    #[arg(long = "field", value_name = "NAME=VALUE", value_parser = field)]
    pub(crate) fields: Vec<(String, String)>,
}

fn field(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) =
        text.split_once('=').ok_or("a name, an equals sign and a value, such as volts=230.0")?;
    Ok((name.to_owned(), value.to_owned()))
}
