//! The words about the work, in one place: a sentence for every code, step, item and state, in every locale.
//!
//! The sentences live in `words/<locale>/<area>.ftl` (Fluent); how they are written stands in `words/README.md`. An app
//! that writes its own chrome in Fluent too speaks through [`Words`]; all others ask [`text`]. A network's profile brings
//! the words of its own checklists itself.

mod locale;
mod pseudo;
#[cfg(test)]
mod tests;
mod values;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use pinpoint_domain::Fields;
use pinpoint_domain::code::fields as fields_of;

use locale::Locale;
pub use locale::{Files, Own};

/// The sentence for a code, in the nearest locale that there is: `fr-CA`, `fr-FR` for any other French, else English.
/// `qps-ploc` is English accented, lengthened and in brackets: whatever an app shows outside of them does not come from
/// here.
///
/// Besides codes of refusals and errors it knows `step-<id>`, `step-<id>-how`, `item-<step>-<id>`, `phase-<id>`,
/// `warning-<code>`, `mark-<code>`, `delivery-<state>`, `decision-<decision>`, `weather-<name>`, `field-<name>` and
/// `promise-made-safe`, `-saved-phone`, `-saved-server`, `-verified-online`. A code without words gets a sentence that
/// names it. `locale` is a language tag (`fr-CA`) or what a terminal has in `LANG` (`fr_CA.UTF-8`).
pub fn text(code: &str, fields: &Fields, locale: &str) -> String {
    nearest(locale).text(code, fields)
}

/// Whether there are words of the work for a code.
pub fn know(code: &str) -> bool {
    nearest("en").know(code)
}

fn nearest(locale: &str) -> &'static Words {
    static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::in_locale(Locale::English, &Own::NOTHING));
    static FRANCE: LazyLock<Words> = LazyLock::new(|| Words::in_locale(Locale::France, &Own::NOTHING));
    static CANADA: LazyLock<Words> = LazyLock::new(|| Words::in_locale(Locale::Canada, &Own::NOTHING));
    static PSEUDO: LazyLock<Words> = LazyLock::new(|| Words::in_locale(Locale::Pseudo, &Own::NOTHING));
    match Locale::nearest(locale) {
        Locale::English => &ENGLISH,
        Locale::France => &FRANCE,
        Locale::Canada => &CANADA,
        Locale::Pseudo => &PSEUDO,
    }
}

/// All sentences in one locale: those of the work, and an app's own beside them.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    locale: Locale,
}

impl Words {
    /// The words of the work and of an app, in the locale nearest to the one asked for, as [`text`] finds it.
    pub fn new(asked: &str, own: &Own) -> Self {
        Self::in_locale(Locale::nearest(asked), own)
    }

    /// The sentence for a code, as [`text`] says it.
    pub fn text(&self, code: &str, fields: &Fields) -> String {
        let sentence = self.sentence(code, &values::of(fields, self)).or_else(|| {
            let named = fields_of([("code", code.to_owned())]);
            self.sentence("code-unknown", &values::of(&named, self))
        });
        let sentence = sentence.unwrap_or_else(|| code.to_owned());
        if self.locale == Locale::Pseudo { pseudo::bracketed(&sentence) } else { sentence }
    }

    /// Whether there are words for a code.
    pub fn know(&self, code: &str) -> bool {
        self.bundle.has_message(code)
    }

    fn sentence(&self, name: &str, values: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        // A value that is missing shows as its name; nothing here fails.
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(values), &mut errors).into_owned())
    }

    fn in_locale(locale: Locale, own: &Own) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.tag().parse().unwrap_or_default()]);
        // Terminals would show the isolation marks.
        bundle.set_use_isolating(false);
        if locale == Locale::Pseudo {
            bundle.set_transform(Some(pseudo::accented));
        }
        for file in locale.layers(own).into_iter().flatten() {
            // A broken message is left out here and found by a test.
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle, locale }
    }
}
