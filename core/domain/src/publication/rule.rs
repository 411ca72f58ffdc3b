//! Rules that all publications share, and their findings.

use serde::de::DeserializeOwned;
use url::{Host, Url};

use super::{NetworkFlaw, Publication};
use crate::document::{Document, Problem, Spot};
use crate::hidden::is_hidden;
use crate::link;
use crate::wire::VERSION;

/// Reads a publication strictly: what does not fit its form, and then what its own rules find.
pub(crate) fn strictly<T: Publication + DeserializeOwned>(
    bytes: &[u8],
    broken: impl FnOnce(&T, &Spot<'_>) -> Vec<Problem>,
) -> Result<T, Vec<Problem>> {
    let document = Document::parse(bytes)?;
    let (read, mut problems) = document.read::<T>();
    match read {
        Ok(read) => {
            problems.extend(broken(&read, &document.root()));
            if problems.is_empty() { Ok(read) } else { Err(Problem::in_order(problems)) }
        }
        Err(problem) => {
            problems.push(problem);
            Err(Problem::in_order(problems))
        }
    }
}

/// The most characters of a name.
pub(crate) const MOST_CHARACTERS: usize = 100;

/// What was found wrong so far.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<Problem>);

impl Findings {
    /// What every publication begins with.
    pub(crate) fn of<T: Publication>(root: &Spot<'_>, document: &T) -> Self {
        let mut findings = Self::default();
        let (form, validity) = (document.form(), document.validity());
        findings.unless(form == VERSION, &root.key("v"), || NetworkFlaw::Form { found: form });
        findings.unless(document.version() > 0, &root.key("version"), || NetworkFlaw::Version);
        findings.validity(&root.key("validity"), validity);
        findings
    }

    pub(crate) fn add(&mut self, spot: &Spot<'_>, flaw: &NetworkFlaw) {
        self.0.push(spot.problem(flaw));
    }

    pub(crate) fn unless(&mut self, good: bool, spot: &Spot<'_>, flaw: impl FnOnce() -> NetworkFlaw) {
        if !good {
            self.add(spot, &flaw());
        }
    }

    pub(crate) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.0.extend(problems);
    }

    pub(crate) fn all(self) -> Vec<Problem> {
        self.0
    }

    /// A name that people read.
    pub(crate) fn text(&mut self, spot: &Spot<'_>, text: &str) {
        let shown = !text.chars().any(is_hidden) && text.trim() == text;
        let length = (1..=MOST_CHARACTERS).contains(&text.chars().count());
        self.unless(shown && length, spot, || NetworkFlaw::Text { limit: MOST_CHARACTERS });
    }

    /// The address of a page.
    pub(crate) fn url(&mut self, spot: &Spot<'_>, text: &str) {
        let is_page = |url: &Url| url.scheme() == "https" && url.has_host() && url.username().is_empty();
        let good = link::parse(text).is_ok_and(|url| is_page(&url)) && !text.chars().any(is_hidden);
        self.unless(good, spot, || NetworkFlaw::Url { url: text.to_owned() });
    }

    /// The bare name of a host, as it is compared.
    pub(crate) fn host(&mut self, spot: &Spot<'_>, text: &str) {
        // First: where `idna` has no tables, an upper-case letter beside what percents spell is an assertion of its own.
        let plain = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_')
        };
        let good = text.contains('.')
            && text.bytes().all(plain)
            && matches!(Host::parse(text), Ok(Host::Domain(domain)) if domain == text && !domain.ends_with('.'));
        self.unless(good, spot, || NetworkFlaw::Host { host: text.to_owned() });
    }

    /// Two capitals (ISO 3166-1).
    pub(crate) fn region(&mut self, spot: &Spot<'_>, text: &str) {
        let good = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        self.unless(good, spot, || NetworkFlaw::Region { region: text.to_owned() });
    }

    /// A language, with its country where that matters: `fr`, `fr-CA` (BCP 47, as far as it is of use here).
    pub(crate) fn locale(&mut self, spot: &Spot<'_>, text: &str) {
        let (language, region) = text.split_once('-').unwrap_or((text, "US"));
        let good = matches!(language.len(), 2 | 3)
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && region.len() == 2
            && region.bytes().all(|byte| byte.is_ascii_uppercase());
        self.unless(good, spot, || NetworkFlaw::Locale { locale: text.to_owned() });
    }

    pub(crate) fn validity(&mut self, spot: &Spot<'_>, validity: super::Validity) {
        let good = match (validity.not_before, validity.expires_at) {
            (Some(begin), Some(end)) => begin < end,
            _ => true,
        };
        self.unless(good, spot, || NetworkFlaw::Validity);
    }
}
