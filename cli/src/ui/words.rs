//! Everything the terminal says, in the language asked for: the words of the work, and the terminal's own (`cli/words`).
//! In the code there are none; `--lang qps-ploc` shows that.

use std::fmt::Display;
use std::sync::{Arc, OnceLock};

use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::ids::{ItemId, StepId};
use pinpoint_domain::work::Playbooks;
use pinpoint_engine::words;

/// The files of a language. A new one is a file in `en` and `fr` and a line here.
macro_rules! files {
    ($locale:literal) => {
        files!($locale: "demo", "diagnose", "errors", "figures", "jobs", "networks", "office", "operating", "outbox", "parse", "playbooks", "reviews", "terminal")
    };
    ($locale:literal: $($area:literal),+) => {
        &[$(include_str!(concat!("../../words/", $locale, "/", $area, ".ftl"))),+]
    };
}

/// The terminal's own words.
const OWN: words::Own = words::Own {
    en: files!("en"),
    fr: files!("fr"),
    fr_fr: files!("fr-FR": "errors"),
    fr_ca: files!("fr-CA": "errors"),
};

/// Looks words up in one language.
#[derive(Clone)]
pub(crate) struct Words {
    own: Arc<words::Words>,
    locale: String,
    /// The words of what a network or a site added to the playbooks at hand.
    added: Arc<OnceLock<Arc<Playbooks>>>,
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
        let locale = bcp47(&locale);
        Self { own: Arc::new(words::Words::new(&locale, &OWN)), locale, added: Arc::default() }
    }

    /// From here on it knows what was added to these playbooks, too; the first to tell is believed.
    pub(crate) fn learn(&self, playbooks: Arc<Playbooks>) {
        drop(self.added.set(playbooks));
    }

    /// The sentence for something coded.
    pub(crate) fn of(&self, coded: &impl Coded) -> String {
        self.text(coded.code(), &coded.fields())
    }

    /// The words for a code.
    pub(crate) fn text(&self, code: &str, fields: &Fields) -> String {
        let added = self.added.get().filter(|_| !self.own.know(code));
        match added.and_then(|playbooks| playbooks.word(code, &self.locale)) {
            Some(word) => word.to_owned(),
            None => self.own.text(code, fields),
        }
    }

    /// The words for a code that needs no fields.
    pub(crate) fn plain(&self, code: &str) -> String {
        self.text(code, &Fields::new())
    }

    /// The words of this name, with what is filled in.
    pub(crate) fn say<const N: usize>(&self, name: &str, values: [(&str, &dyn Display); N]) -> String {
        self.text(
            name,
            &values.into_iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect(),
        )
    }

    /// A step's title.
    pub(crate) fn step(&self, step: &StepId) -> String {
        self.plain(&format!("step-{step}"))
    }

    /// How a step is done.
    pub(crate) fn how(&self, step: &StepId) -> String {
        self.plain(&format!("step-{step}-how"))
    }

    /// A step's title, and the line of its checklist that is meant.
    pub(crate) fn title(&self, step: &StepId, item: Option<&ItemId>) -> String {
        let title = self.step(step);
        match item {
            Some(item) => self.say("job-item", [("title", &title), ("line", &self.item(step, item))]),
            None => title,
        }
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
mod tests;
