//! The locales and their files.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;
use unic_langid::subtags::Region;

/// What French has in common, below what France and Canada have of their own.
const FRENCH: &str = include_str!("../../words/fr.ftl");

static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::new("en", &[include_str!("../../words/en.ftl")]));
static FRANCE: LazyLock<Locale> =
    LazyLock::new(|| Locale::new("fr-FR", &[FRENCH, include_str!("../../words/fr-FR.ftl")]));
static CANADA: LazyLock<Locale> =
    LazyLock::new(|| Locale::new("fr-CA", &[FRENCH, include_str!("../../words/fr-CA.ftl")]));

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
            ("fr", Some("CA")) => &CANADA,
            ("fr", _) => &FRANCE,
            _ => &ENGLISH,
        }
    }

    /// The sentence of this name here, else in English.
    pub(super) fn sentence(&self, name: &str, values: &FluentArgs<'_>) -> Option<String> {
        self.own(name, values).or_else(|| ENGLISH.own(name, values))
    }

    fn own(&self, name: &str, values: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        // A value that is missing shows as its name; nothing here fails.
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(values), &mut errors).into_owned())
    }

    /// Later files take the place of what earlier ones say.
    fn new(tag: &str, files: &[&str]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
        // Terminals would show the isolation marks.
        bundle.set_use_isolating(false);
        for file in files {
            // A broken message is left out here and found by a test.
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }
}
