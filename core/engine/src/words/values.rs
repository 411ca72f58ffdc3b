//! Fields as sentences show them: names of steps by their titles, counts as numbers, decimals in the locale's way.

use fluent_bundle::{FluentArgs, FluentValue};
use pinpoint_domain::Fields;

use super::Words;

/// Fields that name steps or items, with a space between.
const NAMES: [&str; 5] = ["step", "needs", "missing", "first", "item"];
/// Fields that a sentence counts.
pub(super) const COUNTS: [&str; 3] = ["count", "open", "others"];
/// Fields with a decimal sign.
const DECIMALS: [&str; 3] = ["volts", "limit", "figure"];
/// Fields whose value has words of its own: `field-model`, `weather-busy`.
const NAMED: [&str; 6] = ["damage", "field", "found", "kind", "weather", "what"];

/// The values of a sentence.
pub(super) fn of<'v>(fields: &'v Fields, words: &Words) -> FluentArgs<'v> {
    let step = fields.get("step").map(String::as_str);
    fields
        .iter()
        .map(|(name, value)| {
            let shown = match name.as_str() {
                name if NAMES.contains(&name) => titles(value, step, words).into(),
                name if COUNTS.contains(&name) => {
                    value.parse::<u64>().map_or_else(|_| FluentValue::from(value.as_str()), FluentValue::from)
                }
                name if DECIMALS.contains(&name) => decimal(value, words).into(),
                name if NAMED.contains(&name) => {
                    word(&format!("{name}-{value}"), words).map_or_else(|| value.as_str().into(), Into::into)
                }
                _ => value.as_str().into(),
            };
            (name.as_str(), shown)
        })
        .collect()
}

/// The titles of steps and items, quoted; a name without words stays itself.
fn titles(names: &str, step: Option<&str>, words: &Words) -> String {
    let title = |name: &str| {
        let lockout = || word(&format!("item-lockout-{name}"), words);
        let of_step = || step.and_then(|step| word(&format!("item-{step}-{name}"), words));
        // Items first: `step-locked` is a refusal, and the lockout has an item `locked`.
        let title = lockout().or_else(of_step).or_else(|| word(&format!("step-{name}"), words));
        let title = title.unwrap_or_else(|| name.to_owned());
        let quoted = words.sentence("quoted", &FluentArgs::from_iter([("title", title.as_str())]));
        quoted.unwrap_or(title)
    };
    names.split_whitespace().map(title).collect::<Vec<_>>().join(", ")
}

fn decimal(value: &str, words: &Words) -> String {
    value.replace('.', &word("decimal-sign", words).unwrap_or_else(|| ".".to_owned()))
}

fn word(name: &str, words: &Words) -> Option<String> {
    words.sentence(name, &FluentArgs::new())
}
