//! Whether a profile that somebody wrote is one, with everything that is wrong and where.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{NetworkProfile, PublicKeys};
use crate::connectivity::Connectivity;
use crate::demo;
use crate::document::{Problem, Spot};
use crate::label::LabelForm;
use crate::phone::PhoneNumber;
use crate::publication::rule::{Findings, strictly};
use crate::publication::{NetworkFlaw, Root};
use crate::station::plate_key;
use crate::wire::VerifyingKey;
use crate::work::Playbooks;

/// The shapes of labels that can be read, as a profile spells them.
const SHAPES: &str = "path-segments, fragment";

/// A profile that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The profile; without [`Draft::has_keys`] the demo network's keys stand in for the missing ones.
    pub profile: NetworkProfile,
    /// Whether the server's public keys are in it. They are known once the server is there, and are added when it is
    /// signed.
    pub has_keys: bool,
}

impl Draft {
    /// The profile to be signed; the server's keys are taken where it has none of its own.
    pub fn complete(self, keys: Option<PublicKeys>) -> Result<NetworkProfile, NetworkFlaw> {
        match (self.has_keys, keys) {
            (true, _) => Ok(self.profile),
            (false, Some(PublicKeys { keys, capsule_key })) => {
                Ok(NetworkProfile { keys, capsule_key, ..self.profile })
            }
            (false, None) => Err(NetworkFlaw::KeysMissing),
        }
    }
}

impl NetworkProfile {
    /// Reads a profile strictly. Its keys may be missing, all of them.
    pub fn check(bytes: &[u8]) -> Result<Draft, Vec<Problem>> {
        let keyless = without_keys(bytes);
        let text = match keyless.then(|| stand_in(bytes)).flatten() {
            Some(whole) => Cow::Owned(whole),
            None => Cow::Borrowed(bytes),
        };
        let profile = strictly(&text, |profile: &Self, root| profile.broken(root, !keyless))?;
        Ok(Draft { profile, has_keys: !keyless })
    }

    fn broken(&self, root: &Spot<'_>, has_keys: bool) -> Vec<Problem> {
        let mut findings = Findings::of(root, self);
        findings.text(&root.key("name"), &self.name);
        self.check_locales(root, &mut findings);
        check_forms(root, &mut findings);
        if has_keys {
            self.check_keys(root, &mut findings);
        }
        self.check_help(root, &mut findings);
        self.check_documents(root, &mut findings);
        self.check_models(root, &mut findings);
        if let Some(connectivity) = &self.connectivity {
            check_connectivity(connectivity, &root.key("connectivity"), &mut findings);
        }
        self.check_extensions(root, &mut findings);
        self.check_successions(root, &mut findings);
        findings.all()
    }

    fn check_locales(&self, root: &Spot<'_>, findings: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (index, locale) in self.locales.iter().enumerate() {
            let spot = root.key("locales").nth(index);
            findings.locale(&spot, locale);
            findings.unless(seen.insert(locale), &spot, || NetworkFlaw::Twice { name: locale.clone() });
        }
    }

    fn check_keys(&self, root: &Spot<'_>, findings: &mut Findings) {
        let spot = root.key("keys");
        findings.unless(!self.keys.is_empty(), &spot, || NetworkFlaw::KeysMissing);
        for (id, key) in &self.keys {
            let spot = spot.key(id);
            findings.text(&spot, id);
            let ed25519 = matches!(key, VerifyingKey::Ed25519(_));
            findings.unless(ed25519, &spot, || NetworkFlaw::KeyAlgorithm { id: id.clone() });
            let own = *key != demo::receipt_verifying_key() || self.network.as_str() == demo::NETWORK;
            findings.unless(own, &spot, || NetworkFlaw::KeyPublic { id: id.clone() });
        }
        for (id, validity) in &self.key_validity {
            let spot = root.key("key_validity").key(id);
            findings.validity(&spot, *validity);
            findings.unless(self.keys.contains_key(id), &spot, || NetworkFlaw::KeyUnknown { id: id.clone() });
        }
        findings.text(&root.key("capsule_key").key("id"), &self.capsule_key.id);
    }

    /// Training and support (A04).
    fn check_help(&self, root: &Spot<'_>, findings: &mut Findings) {
        findings.url(&root.key("training_url"), &self.training_url);
        for (region, url) in &self.training_urls {
            let spot = root.key("training_urls").key(region);
            findings.region(&spot, region);
            findings.url(&spot, url);
        }
        if let Some(url) = &self.support_url {
            findings.url(&root.key("support_url"), url);
        }
        for (region, phone) in &self.support_phones {
            let spot = root.key("support_phones").key(region);
            findings.region(&spot, region);
            let good = PhoneNumber::parse(phone).is_ok_and(|number| number.e164() == phone);
            findings.unless(good, &spot, || NetworkFlaw::Phone { phone: phone.clone() });
        }
    }

    /// What to download before the visit (A05), with words in each language of the profile.
    fn check_documents(&self, root: &Spot<'_>, findings: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (index, document) in self.documents.iter().enumerate() {
            let spot = root.key("documents").nth(index);
            findings.unless(seen.insert(&document.id), &spot.key("id"), || NetworkFlaw::Twice {
                name: document.id.to_string(),
            });
            findings.url(&spot.key("url"), &document.url);
            let title = spot.key("title");
            for (locale, text) in &document.title {
                findings.locale(&title.key(locale), locale);
                findings.text(&title.key(locale), text);
            }
            self.complete(&title, |locale| document.title.contains_key(locale), findings);
        }
    }

    fn check_models(&self, root: &Spot<'_>, findings: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (index, model) in self.models.iter().enumerate() {
            let spot = root.key("models").nth(index);
            findings.text(&spot.key("manufacturer"), &model.manufacturer);
            findings.text(&spot.key("model"), &model.model);
            let key = (plate_key(&model.manufacturer), plate_key(&model.model));
            findings.unless(seen.insert(key), &spot.key("model"), || NetworkFlaw::Twice {
                name: model.model.clone(),
            });
        }
    }

    /// What the network adds to the playbooks: by the playbooks' own rules, and with words in each language.
    fn check_extensions(&self, root: &Spot<'_>, findings: &mut Findings) {
        // Playbooks that came with the program are read by a test of their own.
        let playbooks = Playbooks::built_in().unwrap_or_default();
        let mut seen = BTreeSet::new();
        for (index, extension) in self.extensions.iter().enumerate() {
            let spot = root.key("extensions").nth(index);
            findings.unless(seen.insert(&extension.id), &spot.key("id"), || NetworkFlaw::Twice {
                name: extension.id.to_string(),
            });
            if let Some(playbook) = playbooks.newest(extension.extends) {
                findings.extend(extension.problems_at(&spot, playbook));
            }
            self.complete(&spot.key("words"), |locale| extension.words.contains_key(locale), findings);
        }
    }

    /// Each was signed by the root before it; what signed the first, only an app that pins it knows.
    fn check_successions(&self, root: &Spot<'_>, findings: &mut Findings) {
        let mut last: Option<Root> = None;
        for (index, signed) in self.successions.iter().enumerate() {
            let spot = root.key("successions").nth(index);
            let follows = match &last {
                Some(last) => signed.verify([(last.id.as_str(), &last.key)]).ok(),
                None => signed.read_unverified().ok(),
            };
            last = follows.filter(|it| it.network == self.network).map(|it| it.next);
            findings.unless(last.is_some(), &spot, || NetworkFlaw::Succession);
        }
    }

    /// Each language of the profile has words here.
    fn complete(&self, spot: &Spot<'_>, has: impl Fn(&str) -> bool, findings: &mut Findings) {
        for locale in self.locales.iter().filter(|locale| !has(locale)) {
            findings.add(spot, &NetworkFlaw::WordsMissing { locale: locale.clone() });
        }
    }
}

/// The forms as they are written: a phone passes over one that it does not know, whoever writes must not.
fn check_forms(root: &Spot<'_>, findings: &mut Findings) {
    let spot = root.key("label_forms");
    let mut seen = Vec::new();
    for index in 0..spot.elements() {
        let spot = spot.nth(index);
        match spot.read::<LabelForm>() {
            Some(Ok(form)) => {
                findings.host(&spot.key("host"), &form.host);
                for (index, segment) in form.path.iter().enumerate() {
                    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
                    let good = !segment.is_empty() && segment.bytes().all(plain);
                    findings.unless(good, &spot.key("path").nth(index), || NetworkFlaw::PathSegment {
                        segment: segment.clone(),
                    });
                }
                findings
                    .unless(!seen.contains(&form), &spot, || NetworkFlaw::Twice { name: form.host.clone() });
                seen.push(form);
            }
            Some(Err(problem)) => {
                let shape = spot.key("shape");
                match shape.text().filter(|_| problem.path.rsplit('.').next() == Some("shape")) {
                    Some(found) => findings.add(
                        &shape,
                        &NetworkFlaw::LabelShape { shape: found.to_owned(), known: SHAPES.to_owned() },
                    ),
                    None => findings.extend([problem]),
                }
            }
            None => {}
        }
    }
}

fn check_connectivity(connectivity: &Connectivity, spot: &Spot<'_>, findings: &mut Findings) {
    for (region, host) in &connectivity.vpn_hosts {
        let spot = spot.key("vpn_hosts").key(region);
        findings.region(&spot, region);
        findings.host(&spot, host);
    }
    for (index, port) in connectivity.ports.iter().enumerate() {
        let place = spot.key("ports").nth(index);
        findings.text(&place.key("purpose"), &port.purpose);
        findings.unless(port.port > 0, &place.key("port"), || NetworkFlaw::Port);
        let before = connectivity.ports.iter().take(index);
        findings.unless(!before.into_iter().any(|other| other == port), &place, || NetworkFlaw::Twice {
            name: port.to_string(),
        });
    }
    let mut seen = BTreeSet::new();
    for (index, known) in connectivity.firmware_minima.iter().enumerate() {
        let spot = spot.key("firmware_minima").nth(index);
        let others = (0..known.also.len()).map(|index| spot.key("also").nth(index));
        let spots = std::iter::once(spot.key("model")).chain(others);
        for (spot, name) in spots.zip(std::iter::once(&known.model).chain(&known.also)) {
            findings.text(&spot, name);
            findings
                .unless(seen.insert(plate_key(name)), &spot, || NetworkFlaw::Twice { name: name.clone() });
        }
    }
    if let Some(url) = &connectivity.site_form_url {
        findings.url(&spot.key("site_form_url"), url);
    }
}

/// Whether it is an object in which nothing is said about the server's keys.
fn without_keys(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Said {
        keys: Option<IgnoredAny>,
        key_validity: Option<IgnoredAny>,
        capsule_key: Option<IgnoredAny>,
        v: Option<IgnoredAny>,
    }
    serde_json::from_slice::<Said>(bytes).is_ok_and(|found| {
        found.v.is_some()
            && found.keys.is_none()
            && found.key_validity.is_none()
            && found.capsule_key.is_none()
    })
}

/// The same with keys before its last brace, so that everything else keeps its place.
fn stand_in(bytes: &[u8]) -> Option<Vec<u8>> {
    let end = bytes.trim_ascii_end().len().checked_sub(1)?;
    let keys = serde_json::to_string(&demo::public_keys().ok()?).ok()?;
    let members = keys.strip_prefix('{')?;
    Some([bytes.get(..end)?, b",", members.as_bytes()].concat())
}

#[cfg(test)]
mod tests;
