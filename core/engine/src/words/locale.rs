//! The locales and their files.

use unic_langid::LanguageIdentifier;
use unic_langid::subtags::Region;

/// Contents of Fluent files.
pub type Files = &'static [&'static str];

/// An app's own Fluent files, by language. Its names are not those of the work, whose sentences they would replace.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    /// English, which also stands in for what another language lacks.
    pub en: Files,
    /// What French has in common.
    pub fr: Files,
    /// What is said differently in France.
    pub fr_fr: Files,
    /// What is said differently in Canada.
    pub fr_ca: Files,
}

impl Own {
    /// Only the words of the work.
    pub const NOTHING: Self = Self { en: &[], fr: &[], fr_fr: &[], fr_ca: &[] };
}

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

/// The words of the work.
pub(super) const WORK: Own = Own {
    en: files!("en"),
    fr: files!("fr"),
    fr_fr: files!("fr-FR": "accounts", "connectivity", "playbook-errors", "playbooks", "refusals"),
    fr_ca: files!("fr-CA": "accounts", "identifiers", "playbook-errors", "playbooks", "refusals"),
};

/// What can be spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Locale {
    English,
    France,
    Canada,
    /// English of nowhere, in which words that live in code give themselves away.
    Pseudo,
}

impl Locale {
    /// The nearest to a language tag, or to a terminal's `LANG` with its encoding.
    pub(super) fn nearest(asked: &str) -> Self {
        let tag = asked.split(['.', '@']).next().unwrap_or_default();
        let asked: LanguageIdentifier = tag.parse().unwrap_or_default();
        match (asked.language.as_str(), asked.region.as_ref().map(Region::as_str)) {
            ("fr", Some("CA")) => Self::Canada,
            ("fr", _) => Self::France,
            ("qps", _) => Self::Pseudo,
            _ => Self::English,
        }
    }

    /// Whose plural forms it has.
    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::English | Self::Pseudo => "en",
            Self::France => "fr-FR",
            Self::Canada => "fr-CA",
        }
    }

    /// Its files; later ones take the place of what earlier ones say.
    pub(super) fn layers(self, own: &Own) -> Vec<Files> {
        let mut layers = vec![WORK.en, own.en];
        match self {
            Self::English | Self::Pseudo => {}
            Self::France => layers.extend([WORK.fr, own.fr, WORK.fr_fr, own.fr_fr]),
            Self::Canada => layers.extend([WORK.fr, own.fr, WORK.fr_ca, own.fr_ca]),
        }
        layers
    }
}
