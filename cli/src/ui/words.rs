//! The words of the work, in the language asked for. The command line owns only its chrome, which is English.

use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::ids::{ItemId, StepId};
use pinpoint_engine::words;

/// Looks words up in one language.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    locale: String,
}

impl Words {
    /// In this locale, or the system's.
    pub(crate) fn new(asked: Option<&str>) -> Self {
        let system = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        };
        let locale = asked.map(ToOwned::to_owned).or_else(system).unwrap_or_default();
        Self { locale: bcp47(&locale) }
    }

    /// The sentence for something coded.
    pub(crate) fn of(&self, coded: &impl Coded) -> String {
        self.text(coded.code(), &coded.fields())
    }

    /// The words for a code.
    pub(crate) fn text(&self, code: &str, fields: &Fields) -> String {
        words::text(code, fields, &self.locale)
    }

    /// The words for a code that needs no fields.
    pub(crate) fn plain(&self, code: &str) -> String {
        self.text(code, &Fields::new())
    }

    /// A step's title.
    pub(crate) fn step(&self, step: &StepId) -> String {
        self.plain(&format!("step-{step}"))
    }

    /// How a step is done.
    pub(crate) fn how(&self, step: &StepId) -> String {
        self.plain(&format!("step-{step}-how"))
    }

    /// A line of a checklist.
    pub(crate) fn item(&self, step: &StepId, item: &ItemId) -> String {
        self.plain(&format!("item-{step}-{item}"))
    }
}

/// `fr_CA.UTF-8` as `fr-CA`; the languages of no country are English.
fn bcp47(locale: &str) -> String {
    let bare = locale.split(['.', '@']).next().unwrap_or_default();
    if matches!(bare, "" | "C" | "POSIX") { "en".to_owned() } else { bare.replace('_', "-") }
}

#[cfg(test)]
mod tests {
    use super::bcp47;

    #[test]
    fn a_quebec_system_asks_for_canadian_french_and_a_bare_one_for_english() {
        assert_eq!(bcp47("fr_CA.UTF-8"), "fr-CA");
        assert_eq!(bcp47("de_DE@euro"), "de-DE");
        assert_eq!(bcp47("C.UTF-8"), "en");
        assert_eq!(bcp47(""), "en");
    }
}
