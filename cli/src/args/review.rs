//! Arguments of `review`.

use clap::{Args, Subcommand, ValueEnum};
use pinpoint_domain::wire::{AmendedFact, SealedField};
use pinpoint_server::ReviewDecision;

/// What to do with what waits for a person.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// List what waits, the oldest first
    List,
    /// Show a record that waits, and those that it has to do with
    Show(ShowReviewArgs),
    /// Decide about a record; no sealed byte changes
    Decide(DecideArgs),
    /// Say what counts instead of what was sealed; this decides all corrections that were asked for
    Amend(AmendArgs),
}

/// Which review.
#[derive(Debug, Args)]
pub(crate) struct ShowReviewArgs {
    /// Beginning or end of the record's id [default: the oldest]
    pub(crate) record: Option<String>,
}

/// Deciding.
#[derive(Debug, Args)]
pub(crate) struct DecideArgs {
    /// Beginning or end of the record's id
    pub(crate) record: String,
    /// What is decided
    #[arg(value_enum)]
    pub(crate) decision: DecisionWord,
    /// Why: the installers of all records that it concerns read it
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Who decides: the e-mail address of a back-office account
    #[arg(long, value_name = "EMAIL")]
    pub(crate) by: String,
}

/// Amending.
#[derive(Debug, Args)]
pub(crate) struct AmendArgs {
    /// Beginning or end of the record's id
    pub(crate) record: String,
    /// A fact that counts instead of the sealed one, as `bay=118`; none at all: what was sealed counts
    #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = fact)]
    pub(crate) facts: Vec<AmendedFact>,
    /// Why: the installer reads it
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Who decides: the e-mail address of a back-office account
    #[arg(long, value_name = "EMAIL")]
    pub(crate) by: String,
}

/// What a person decides about a record in review.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DecisionWord {
    /// It counts; what stands against it ends
    Accept,
    /// Both stand, and nothing ends
    KeepBoth,
    /// It does not count
    Reject,
}

impl From<DecisionWord> for ReviewDecision {
    fn from(word: DecisionWord) -> Self {
        match word {
            DecisionWord::Accept => Self::Accept,
            DecisionWord::KeepBoth => Self::KeepBoth,
            DecisionWord::Reject => Self::Reject,
        }
    }
}

/// A fact of a sealed record by its name, `car_park` or `car-park`.
pub(crate) fn sealed_field(text: &str) -> Result<SealedField, String> {
    let name = text.trim().replace('-', "_");
    let known = SealedField::ALL.into_iter().find(|field| field.name() == name);
    known.ok_or_else(|| SealedField::ALL.map(SealedField::name).join(", "))
}

fn fact(text: &str) -> Result<AmendedFact, String> {
    let (field, value) = text.split_once('=').ok_or("FIELD=VALUE")?;
    Ok(AmendedFact { field: sealed_field(field)?, value: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_a_name_and_whatever_stands_behind_the_first_sign() {
        let read = fact("car-park=Lot A=B").unwrap();
        assert_eq!((read.field, read.value.as_str()), (SealedField::CarPark, "Lot A=B"));
        assert_eq!(fact("bay="), Ok(AmendedFact { field: SealedField::Bay, value: String::new() }));
        assert!(fact("bay").is_err() && fact("colour=red").is_err_and(|known| known.contains("postal_code")));
    }
}
