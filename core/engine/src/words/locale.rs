//! The locales and their files.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;
use unic_langid::subtags::Region;

/// The files of a folder in `words/`: the named areas, or all. A new area is a file in `en` and `fr` and a line here.
macro_rules! files {
    ($locale:literal) => {
        files!($locale:
            "accounts",
            "app",
            "connectivity",
            "decisions",
            "delivery",
            "grammar",
            "identifiers",
            "networks",
            "pictures",
            "playbook-errors",
            "playbooks",
            "promises",
            "refusals",
            "server",
            "storage",
            "trust",
            "visits",
        )
    };
    ($locale:literal: $($area:literal),+ $(,)?) => {
        &[$(include_str!(concat!("../../words/", $locale, "/", $area, ".ftl"))),+]
    };
}

pub(super) const ENGLISH: &[&str] = files!("en");
/// What French has in common, below what France and Canada have of their own.
pub(super) const FRENCH: &[&str] = files!("fr");
pub(super) const FRANCE: &[&str] = files!("fr-FR": "accounts", "playbook-errors", "playbooks", "refusals");
pub(super) const CANADA: &[&str] = files!("fr-CA": "accounts", "playbook-errors", "playbooks", "refusals");

static IN_ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::new("en", &[ENGLISH]));
static IN_FRANCE: LazyLock<Locale> = LazyLock::new(|| Locale::new("fr-FR", &[FRENCH, FRANCE]));
static IN_CANADA: LazyLock<Locale> = LazyLock::new(|| Locale::new("fr-CA", &[FRENCH, CANADA]));

/// One locale's sentences.
pub(super) struct Locale {
    bundle: FluentBundle<FluentResource>,
}

impl Locale {
    /// The nearest to a language tag, or to a terminal's `LANG` with its encoding.
    pub(super) fn nearest(asked: &str) -> &'static Self {
        let tag = asked.split(['.', '@']).next().unwrap_or_default();
        let asked: LanguageIdentifier = tag.parse().unwrap_or_default();
        match (asked.language.as_str(), asked.region.as_ref().map(Region::as_str)) {
            ("fr", Some("CA")) => &IN_CANADA,
            ("fr", _) => &IN_FRANCE,
            _ => &IN_ENGLISH,
        }
    }

    /// The sentence of this name here, else in English.
    pub(super) fn sentence(&self, name: &str, values: &FluentArgs<'_>) -> Option<String> {
        self.own(name, values).or_else(|| IN_ENGLISH.own(name, values))
    }

    fn own(&self, name: &str, values: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        // A value that is missing shows as its name; nothing here fails.
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(values), &mut errors).into_owned())
    }

    /// Later files take the place of what earlier ones say.
    fn new(tag: &str, layers: &[&[&str]]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
        // Terminals would show the isolation marks.
        bundle.set_use_isolating(false);
        for file in layers.iter().copied().flatten() {
            // A broken message is left out here and found by a test.
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }
}
