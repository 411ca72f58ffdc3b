//! One measured figure, and how a run of them is printed.

use std::io::Write as _;

use pinpoint_tests::Outcome;
use serde::Serialize;

/// A figure with its aim.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) aim: String,
    pub(crate) met: bool,
    /// What it was measured on, and beside what.
    pub(crate) note: String,
}

impl Figure {
    /// A figure that must not be more than the aim.
    pub(crate) fn at_most(
        name: &'static str,
        value: f64,
        unit: &'static str,
        aim: f64,
        note: String,
    ) -> Self {
        Self { name, value, unit, aim: format!("<= {aim}"), met: value <= aim, note }
    }

    /// A figure that must not be less than the aim.
    pub(crate) fn at_least(
        name: &'static str,
        value: f64,
        unit: &'static str,
        aim: f64,
        note: String,
    ) -> Self {
        Self { name, value, unit, aim: format!(">= {aim}"), met: value >= aim, note }
    }
}

/// A table for people, then one line of JSON for machines.
pub(crate) fn print(figures: &[Figure]) -> Outcome {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:<34} {:>10} {:<6} {:<9} {:<4} note", "what", "measured", "unit", "aim", "met")?;
    for figure in figures {
        let met = if figure.met { "yes" } else { "NO" };
        let Figure { name, value, unit, aim, note, .. } = figure;
        writeln!(out, "{name:<34} {value:>10.2} {unit:<6} {aim:<9} {met:<4} {note}")?;
    }
    writeln!(out, "{}", serde_json::to_string(figures)?)?;
    Ok(())
}

/// The value below which this share of the samples lies.
pub(crate) fn percentile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    let last = samples.len().saturating_sub(1);
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index into a few hundred samples"
    )]
    let index = (last as f64 * share).round() as usize;
    samples.get(index).copied().unwrap_or(f64::NAN)
}
