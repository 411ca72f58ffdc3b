//! The words about the work, in one place: a sentence for every code, step, item and state, in every locale.
//!
//! The sentences live in `words/<locale>/<area>.ftl` (Fluent); how they are written stands in `words/README.md`. A
//! network's profile brings the words of its own checklists itself.

mod locale;
#[cfg(test)]
mod tests;
mod values;

use pinpoint_domain::Fields;
use pinpoint_domain::code::fields as fields_of;

use locale::Locale;

/// The sentence for a code, in the nearest locale that there is: `fr-CA`, `fr-FR` for any other French, else English.
///
/// Besides codes of refusals and errors it knows `step-<id>`, `step-<id>-how`, `item-<step>-<id>`, `phase-<id>`,
/// `warning-<code>`, `mark-<code>`, `delivery-<state>`, `decision-<decision>`, `weather-<name>`, `field-<name>` and
/// `promise-made-safe`, `-saved-phone`, `-saved-server`, `-verified-online`. A code without words gets a sentence that
/// names it. `locale` is a language tag (`fr-CA`) or what a terminal has in `LANG` (`fr_CA.UTF-8`).
pub fn text(code: &str, fields: &Fields, locale: &str) -> String {
    let locale = Locale::nearest(locale);
    let values = values::of(fields, locale);
    if let Some(sentence) = locale.sentence(code, &values) {
        return sentence;
    }
    let named = fields_of([("code", code.to_owned())]);
    locale.sentence("code-unknown", &values::of(&named, locale)).unwrap_or_else(|| code.to_owned())
}
