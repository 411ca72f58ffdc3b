//! What people write as files: playbooks, what is added to them, profiles, catalogs and addresses.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::LazyLock;

use pinpoint_domain::addresses::AddressList;
use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::demo;
use pinpoint_domain::document::{MOST_PROBLEMS, Problem};
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::publication::Publication;
use pinpoint_domain::wire::{Digest, Signed};
use pinpoint_domain::work::playbook::{Extension, Role};
use pinpoint_domain::work::{JobKind, Playbook, Playbooks, check_address};
use serde::de::DeserializeOwned;

use super::wire::form;
use crate::patience::in_time;

static PLAYBOOKS: LazyLock<Option<Playbooks>> = LazyLock::new(|| Playbooks::built_in().ok());

/// What the guide's DANGER box asks before a cabinet is opened (A11).
const LOCKOUT: [&str; 5] = ["disconnected", "locked", "tagged", "measured", "stays-off"];

/// A playbook that is read can be walked with its whole lockout, and is named by its bytes.
pub(crate) fn playbook(input: &[u8]) {
    let checked = in_time(|| Playbook::check(input));
    assert_eq!(checked.as_ref().ok(), in_time(|| Playbook::parse(input)).as_ref().ok());
    if let Some(playbook) = placed(input, checked) {
        assert_eq!(playbook.reference().digest, Digest::of(input));
        safe(&playbook);
    }
}

/// What is added to a playbook takes nothing of its safety away.
pub(crate) fn extension(input: &[u8]) {
    for kind in JobKind::ALL {
        let playbook = PLAYBOOKS.as_ref().and_then(|playbooks| playbooks.newest(kind));
        let Some(playbook) = playbook else { continue };
        if let Some(extension) = placed(input, in_time(|| Extension::check(input, playbook))) {
            let whole = in_time(|| playbook.extended(&extension));
            assert!(whole.is_ok(), "checked, and not merged: {whole:?}");
            let kept = |whole: &Playbook| playbook.steps.iter().all(|step| whole.step(&step.id).is_some());
            assert!(whole.as_ref().is_ok_and(kept), "a step is gone");
            whole.iter().for_each(safe);
        }
    }
}

fn safe(playbook: &Playbook) {
    let lockout = playbook.step_of(Role::Lockout).map(|step| &*step.items).unwrap_or_default();
    let asked = |item| lockout.iter().any(|asked| asked.id.as_str() == item);
    assert!(LOCKOUT.into_iter().all(asked), "a lockout item is missing");
    let mut before = BTreeSet::new();
    for step in &playbook.steps {
        assert!(step.needs.iter().all(|needs| before.contains(needs)), "{} never opens", step.id);
        before.insert(&step.id);
    }
}

/// Nothing but the root's own words is believed, and what a person may sign a phone can read.
pub(crate) fn profile(input: &[u8]) {
    if let Some(signed) = form::<Signed<NetworkProfile>>(input) {
        form::<NetworkProfile>(signed.payload());
        if let Ok((profile, _)) = in_time(|| NetworkProfile::believe(&signed, &demo::root())) {
            assert_eq!(demo::profile().as_ref(), Ok(&profile), "a profile that the root never signed");
        }
    }
    if let Some(draft) = placed(input, in_time(|| NetworkProfile::check(input)))
        && draft.has_keys
    {
        assert_eq!(form::<NetworkProfile>(input), Some(draft.profile));
    }
    form::<NetworkProfile>(input);
}

/// Nothing is believed but what the root signed.
fn by_the_root_alone<T>(input: &[u8], signed_once: Option<&T>)
where
    T: Publication + DeserializeOwned + PartialEq + Debug,
{
    if let Some(signed) = form::<Signed<T>>(input) {
        form::<T>(signed.payload());
        if let Ok(believed) = in_time(|| demo::root().believe(&signed)) {
            assert_eq!(signed_once, Some(&believed), "a {} that the root never signed", T::DOCUMENT);
        }
    }
}

/// As a profile; and each model is found by its names.
pub(crate) fn catalog(input: &[u8]) {
    by_the_root_alone(input, demo::catalog().ok().as_ref());
    form::<Catalog>(input);
    if let Some(catalog) = placed(input, in_time(|| Catalog::check(input))) {
        assert_eq!(form::<Catalog>(input).as_ref(), Some(&catalog));
        for known in &catalog.models {
            assert_eq!(catalog.model(&known.manufacturer, &known.model), Some(known));
        }
    }
}

/// As a profile; and each address is one that a record may hold.
pub(crate) fn addresses(input: &[u8]) {
    by_the_root_alone(input, demo::addresses().ok().as_ref());
    form::<AddressList>(input);
    if let Some(list) = placed(input, in_time(|| AddressList::check(input))) {
        assert_eq!(form::<AddressList>(input).as_ref(), Some(&list));
        assert!(list.addresses.iter().all(|listed| check_address(&listed.clone().into()).is_ok()));
    }
}

/// The document; or nothing, when each of its problems has a place in it.
fn placed<T>(input: &[u8], checked: Result<T, Vec<Problem>>) -> Option<T> {
    let problems = match checked {
        Ok(document) => return Some(document),
        Err(problems) => problems,
    };
    assert!((1..=MOST_PROBLEMS).contains(&problems.len()), "{} problems", problems.len());
    assert!(problems.is_sorted_by_key(|problem| (problem.line, problem.column)), "in the order of the file");
    let text = String::from_utf8_lossy(input);
    let lines: Vec<&str> = text.split('\n').collect();
    for problem in problems {
        let line = problem.line.checked_sub(1).and_then(|index| lines.get(index));
        let columns = line.map_or(0, |line| line.chars().count() + 1);
        assert!((1..=columns).contains(&problem.column), "{problem}, in a line of {columns}");
    }
    None
}
