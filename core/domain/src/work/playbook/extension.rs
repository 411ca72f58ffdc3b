//! What a network or a site adds to a playbook: its own checks with its own words, as data. It takes nothing away and
//! renames nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::rules::At as Rule;
use super::{ChecklistItem, MOST_STEPS, Phase, Playbook, PlaybookError, Role, Step, StepKind, rules};
use crate::document::{Document, Problem, Spot};
use crate::hidden::is_hidden;
use crate::ids::{ExtensionId, StepId};
use crate::wire::to_json;
use crate::work::JobKind;

/// Words by language tag and name: `step-<id>`, `step-<id>-how`, `item-<step>-<id>`.
pub type Words = BTreeMap<String, BTreeMap<String, String>>;

/// The most characters of a word; the longest of ours has 220.
const MOST_CHARACTERS: usize = 500;
/// What every reader falls back on.
const FALLBACK: &str = "en";

/// Steps and lockout items that a network or a site adds to a playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Extension {
    /// Its name. What it adds begins with it.
    pub id: ExtensionId,
    /// Counts up with every change.
    pub version: u32,
    /// The kind of job whose playbook it extends.
    pub extends: JobKind,
    /// Steps, each before one of ours.
    #[serde(default)]
    pub steps: Vec<AddedStep>,
    /// Items that the lockout asks besides ours, after them.
    #[serde(default)]
    pub lockout: Vec<ChecklistItem>,
    /// The words of all that, whole in each language.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, Record<string, string>>"))]
    pub words: Words,
}

/// A step that is added. It opens when the step after it would have opened, and that step then waits for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct AddedStep {
    /// Its name, beginning with that of its extension.
    pub id: StepId,
    /// The step of ours that it stands before.
    pub before: StepId,
    /// A photo, a checklist or a confirmation.
    pub kind: StepKind,
    /// What a checklist asks.
    #[serde(default)]
    pub items: Vec<ChecklistItem>,
    /// May be left out; then nothing waits for it.
    #[serde(default)]
    pub optional: bool,
    /// Only a picture wider than high will do.
    #[serde(default)]
    pub landscape: bool,
}

/// Where a mistake stands in an extension.
#[derive(Debug, Clone)]
enum At {
    Name,
    Steps,
    Step(usize, &'static str),
    Item(usize, usize),
    Lockout(usize),
    Language(String),
    Word(String, String),
}

impl Extension {
    /// Reads an extension, and checks it against the playbook that it extends: with every mistake and its place.
    pub fn check(bytes: &[u8], playbook: &Playbook) -> Result<Self, Vec<Problem>> {
        let document = Document::parse(bytes)?;
        let (extension, mut problems) = document.read::<Self>();
        match extension {
            Ok(extension) if problems.is_empty() => {
                let root = document.root();
                let broken = extension.broken(playbook).into_iter();
                let broken: Vec<Problem> = broken.map(|(at, error)| at.spot(&root).problem(&error)).collect();
                if broken.is_empty() { Ok(extension) } else { Err(Problem::in_order(broken)) }
            }
            extension => {
                problems.extend(extension.err());
                Err(Problem::in_order(problems))
            }
        }
    }

    /// Everything that is wrong with it, without places: for an extension that came inside of something else.
    pub fn problems(&self, playbook: &Playbook) -> Vec<PlaybookError> {
        self.broken(playbook).into_iter().map(|(_, error)| error).collect()
    }

    /// Everything that is wrong with it, for an extension that stands within a larger document.
    pub fn problems_at(&self, spot: &Spot<'_>, playbook: &Playbook) -> Vec<Problem> {
        self.broken(playbook).into_iter().map(|(at, error)| at.spot(spot).problem(&error)).collect()
    }

    fn broken(&self, playbook: &Playbook) -> Vec<(At, PlaybookError)> {
        if self.steps.len() > MOST_STEPS {
            let error = PlaybookError::TooMany { steps: self.steps.len(), limit: MOST_STEPS };
            return vec![(At::Steps, error)];
        }
        let mut broken = self.names(playbook);
        for (index, step) in self.steps.iter().enumerate() {
            let id = || step.id.clone();
            if playbook.step(&step.before).is_none() {
                let error = PlaybookError::AddedBefore { step: id(), before: step.before.clone() };
                broken.push((At::Step(index, "before"), error));
            }
            if !matches!(step.kind, StepKind::Photo | StepKind::Checklist | StepKind::Confirmation) {
                broken.push((At::Step(index, "kind"), PlaybookError::AddedKind { step: id() }));
            }
        }
        broken.extend(self.broken_words());
        if broken.is_empty() {
            // What the rules of a playbook say of the whole is said of what was added.
            let (whole, added) = self.merged(playbook);
            broken.extend(
                rules::broken(&whole).into_iter().map(|(at, error)| (Self::place_of(at, &added), error)),
            );
        }
        broken
    }

    /// What it adds bears its name, and nothing of ours does: names decide which words are shown.
    fn names(&self, playbook: &Playbook) -> Vec<(At, PlaybookError)> {
        let begins = format!("{}-", self.id);
        let steps = playbook.steps.iter().map(|step| step.id.as_str());
        let mut ours =
            steps.chain(playbook.steps.iter().flat_map(|step| &step.items).map(|item| item.id.as_str()));
        if ours.any(|ours| ours == self.id.as_str() || ours.starts_with(&begins)) {
            return vec![(At::Name, PlaybookError::NameTaken { extension: self.id.clone() })];
        }
        let foreign = |name: &str| {
            let error = PlaybookError::Added { name: name.to_owned(), extension: self.id.clone() };
            (!name.starts_with(&begins)).then_some(error)
        };
        let steps = self.steps.iter().enumerate();
        let steps = steps.filter_map(|(at, step)| Some((At::Step(at, "id"), foreign(step.id.as_str())?)));
        let items = self.lockout.iter().enumerate();
        let items = items.filter_map(|(at, item)| Some((At::Lockout(at), foreign(item.id.as_str())?)));
        steps.chain(items).collect()
    }

    /// Each language that it speaks says everything, English always among them, and nothing is said of what is ours.
    fn broken_words(&self) -> Vec<(At, PlaybookError)> {
        let needed = self.needed_words();
        let mut broken = Vec::new();
        let locales: BTreeSet<&str> = self.words.keys().map(String::as_str).chain([FALLBACK]).collect();
        for locale in locales {
            for word in needed.iter().filter(|word| own_word(&self.words, word, locale).is_none()) {
                let error = PlaybookError::WordMissing { word: word.clone(), locale: locale.to_owned() };
                broken.push((At::Language(locale.to_owned()), error));
            }
        }
        for (locale, words) in &self.words {
            for (word, text) in words {
                let (word, locale) = (word.clone(), locale.clone());
                let characters = text.trim().chars().count();
                let error = if !needed.contains(&word) {
                    PlaybookError::WordForeign { word: word.clone(), locale: locale.clone() }
                } else if !(1..=MOST_CHARACTERS).contains(&characters) || text.chars().any(is_hidden) {
                    let limit = MOST_CHARACTERS;
                    PlaybookError::WordText { word: word.clone(), locale: locale.clone(), limit }
                } else {
                    continue;
                };
                broken.push((At::Word(locale, word), error));
            }
        }
        broken
    }

    fn needed_words(&self) -> BTreeSet<String> {
        let lockout = self.lockout.iter().map(|item| format!("item-lockout-{}", item.id));
        let steps = self.steps.iter().flat_map(|step| {
            let items = step.items.iter().map(|item| format!("item-{}-{}", step.id, item.id));
            items.chain([format!("step-{}", step.id), format!("step-{}-how", step.id)]).collect::<Vec<_>>()
        });
        lockout.chain(steps).collect()
    }

    /// The whole, and for each of its steps the step that was added there.
    fn merged(&self, playbook: &Playbook) -> (Playbook, Vec<Option<usize>>) {
        let mut merged = playbook.clone();
        let mut added = vec![None; merged.steps.len()];
        for (index, step) in self.steps.iter().enumerate() {
            let Some(at) = merged.steps.iter().position(|ours| ours.id == step.before) else { continue };
            let Some(ours) = merged.steps.get_mut(at) else { continue };
            let new = step.beside(ours);
            // Nothing that is added holds up making safe or securing.
            let waits = !matches!(ours.role, Some(Role::Lockout | Role::CloseCabinet)) && !step.optional;
            if waits {
                ours.needs.push(step.id.clone());
            }
            merged.steps.insert(at, new);
            added.insert(at, Some(index));
        }
        if let Some(lockout) = merged.steps.iter_mut().find(|step| step.role == Some(Role::Lockout)) {
            lockout.items.extend(self.lockout.iter().cloned());
        }
        merged.extensions.push(format!("{}/{}", self.id, self.version));
        for (locale, words) in &self.words {
            merged.words.entry(locale.clone()).or_default().extend(words.clone());
        }
        (merged, added)
    }

    fn place_of(at: Rule, added: &[Option<usize>]) -> At {
        let step = |index: usize| added.get(index).copied().flatten();
        match at {
            Rule::Item(index, item) => step(index).map(|step| At::Item(step, item)),
            Rule::Field(index, field) => step(index).map(|step| At::Step(step, field)),
            Rule::Needs(index, _) => step(index).map(|step| At::Step(step, "before")),
            Rule::Steps => None,
        }
        // Ours kept to the rules before; so it is an item of the lockout that was added.
        .unwrap_or(At::Lockout(0))
    }
}

impl Playbook {
    /// This playbook with what a network or a site adds, as a playbook of its own with a digest of its own.
    pub fn extended(&self, extension: &Extension) -> Result<Self, PlaybookError> {
        match extension.problems(self).into_iter().next() {
            Some(error) => Err(error),
            None => Self::parse(extension.merged(self).0.to_bytes().as_slice()),
        }
    }

    /// The bytes that [`Playbook::extended`] named by their digest; for keeping.
    pub fn to_bytes(&self) -> Vec<u8> {
        to_json(self).into_bytes()
    }
}

impl AddedStep {
    /// Of the part of the visit to which ours belongs, and open when ours would be.
    fn beside(&self, ours: &Step) -> Step {
        let work = ours.role == Some(Role::CabinetWork);
        let opening = ours.role == Some(Role::OpenCabinet);
        Step {
            id: self.id.clone(),
            phase: if opening { Phase::MakeSafe } else { ours.phase },
            kind: self.kind,
            form: None,
            role: work.then_some(Role::CabinetWork),
            needs: ours.needs.clone(),
            items: self.items.clone(),
            optional: self.optional,
            landscape: self.landscape,
            when: ours.when,
            from: Vec::new(),
        }
    }
}

impl At {
    fn spot<'d>(&self, root: &Spot<'d>) -> Spot<'d> {
        match self {
            Self::Name => root.key("id"),
            Self::Steps => root.key("steps"),
            Self::Step(step, field) => root.key("steps").nth(*step).key(field),
            Self::Item(step, item) => root.key("steps").nth(*step).key("items").nth(*item),
            Self::Lockout(item) => root.key("lockout").nth(*item),
            Self::Language(locale) => root.key("words").key(locale),
            Self::Word(locale, word) => root.key("words").key(locale).key(word),
        }
    }
}

/// A word in this language, in its language without its region, or in English.
pub(super) fn word<'w>(words: &'w Words, key: &str, locale: &str) -> Option<&'w str> {
    own_word(words, key, locale).or_else(|| own_word(words, key, FALLBACK))
}

fn own_word<'w>(words: &'w Words, key: &str, locale: &str) -> Option<&'w str> {
    let language = locale.split(['-', '_']).next().unwrap_or_default();
    let of = |locale: &str| words.get(locale)?.get(key).map(String::as_str);
    of(locale).or_else(|| of(language))
}
