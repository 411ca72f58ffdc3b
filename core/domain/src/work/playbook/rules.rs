//! What every playbook keeps to, whoever wrote it: its steps are whole, no safety is missing, and its seal waits for
//! what every record holds.

use std::collections::BTreeSet;

use super::{
    ChecklistItem, Condition, Form, MOST_STEPS, Phase, Playbook, PlaybookError, Role, Step, StepKind, unlock,
};
use crate::document::Spot;

/// What the guide's DANGER box asks before the cabinet is opened, in its order (A11). Data may add items, never leave
/// one out.
const LOCKOUT_ITEMS: [&str; 5] = ["disconnected", "locked", "tagged", MEASURED, "stays-off"];
/// The item that a meter proves.
const MEASURED: &str = "measured";
/// The most that a playbook may let pass as "off": far below what hurts, far above what a good meter shows on a dead
/// circuit.
const MOST_MILLIVOLTS: u32 = 10_000;

/// What every record holds (A22 to A26).
const SEALED_FORMS: [Form; 4] = [Form::Station, Form::Serial, Form::Address, Form::Pin];

/// What stands exactly once.
const ONCE: [Role; 4] = [Role::Lockout, Role::OpenCabinet, Role::CloseCabinet, Role::ReEnergise];

/// Where a mistake stands in a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// In the whole of it: something is missing.
    Steps,
    /// At a field of a step.
    Field(usize, &'static str),
    /// At one of a step's needs.
    Needs(usize, usize),
    /// At one of a step's items.
    Item(usize, usize),
}

/// A mistake and where it stands.
pub(super) type Broken = (At, PlaybookError);

impl At {
    /// The place in the document.
    pub(super) fn spot<'d>(self, root: &Spot<'d>) -> Spot<'d> {
        let steps = root.key("steps");
        match self {
            Self::Steps => steps,
            Self::Field(step, field) => steps.nth(step).key(field),
            Self::Needs(step, needs) => steps.nth(step).key("needs").nth(needs),
            Self::Item(step, item) => steps.nth(step).key("items").nth(item),
        }
    }
}

/// Every rule that a playbook breaks.
pub(super) fn broken(playbook: &Playbook) -> Vec<Broken> {
    if playbook.steps.len() > MOST_STEPS {
        let error = PlaybookError::TooMany { steps: playbook.steps.len(), limit: MOST_STEPS };
        return vec![(At::Steps, error)];
    }
    let mut broken = Vec::new();
    for (index, step) in playbook.steps.iter().enumerate() {
        whole(index, step, &mut broken);
        safe(index, step, &mut broken);
    }
    once(playbook, &mut broken);
    lockout(playbook, &mut broken);
    seal(playbook, &mut broken);
    broken.extend(unlock::broken(playbook));
    broken
}

/// A step has what its kind takes.
fn whole(index: usize, step: &Step, broken: &mut Vec<Broken>) {
    let id = || step.id.clone();
    let asks = matches!(step.kind, StepKind::Form | StepKind::Scan | StepKind::Reading);
    if step.form.map_or(asks, |form| form.asked_by() != step.kind) {
        broken.push((At::Field(index, "form"), PlaybookError::Form { step: id() }));
    }
    if (step.kind == StepKind::Checklist) == step.items.is_empty() {
        broken.push((At::Field(index, "items"), PlaybookError::Items { step: id() }));
    }
    let mut items = BTreeSet::new();
    for (place, item) in step.items.iter().enumerate() {
        if !items.insert(&item.id) {
            let error = PlaybookError::ItemTwice { step: id(), item: item.id.clone() };
            broken.push((At::Item(index, place), error));
        }
    }
}

/// A step whose role is about safety is done as the rules know it, everywhere and by everyone.
fn safe(index: usize, step: &Step, broken: &mut Vec<Broken>) {
    if step.phase == Phase::Cabinet && !matches!(step.role, Some(Role::OpenCabinet | Role::CabinetWork)) {
        broken.push((At::Field(index, "role"), PlaybookError::CabinetWork { step: step.id.clone() }));
    }
    if let Some(role) = step.role {
        let fits = match role {
            Role::Lockout => step.kind == StepKind::Checklist,
            Role::CabinetWork => step.kind != StepKind::Seal,
            Role::OpenCabinet | Role::CloseCabinet | Role::ReEnergise | Role::Restart | Role::Label => {
                step.kind == StepKind::Confirmation
            }
        };
        if !fits {
            let error = PlaybookError::RoleKind { step: step.id.clone(), role };
            broken.push((At::Field(index, "kind"), error));
        }
    }
    let kept = step.kind == StepKind::Seal || step.role.is_some_and(|role| ONCE.contains(&role));
    if kept && (step.optional || step.when.is_some()) {
        let field = if step.optional { "optional" } else { "when" };
        broken.push((At::Field(index, field), PlaybookError::LeftOut { step: step.id.clone() }));
    }
}

/// Names, forms and what makes safe stand once, and what depends on the station asks for it.
fn once(playbook: &Playbook, broken: &mut Vec<Broken>) {
    let (mut names, mut forms) = (BTreeSet::new(), Vec::new());
    for (index, step) in playbook.steps.iter().enumerate() {
        if !names.insert(&step.id) {
            broken.push((At::Field(index, "id"), PlaybookError::Twice { step: step.id.clone() }));
        }
        let Some(form) = step.form else { continue };
        if forms.contains(&form) {
            let error = PlaybookError::FormTwice { step: step.id.clone(), form };
            broken.push((At::Field(index, "form"), error));
        } else {
            forms.push(form);
        }
    }
    for role in ONCE {
        let times = playbook.steps.iter().filter(|step| step.role == Some(role)).count();
        if times != 1 {
            broken.push((At::Steps, PlaybookError::Safety { role, times }));
        }
    }
    let (screen, knows) = (Some(Condition::HasScreen), forms.contains(&Form::Station));
    for (index, step) in playbook.steps.iter().enumerate().filter(|(_, step)| step.when == screen && !knows) {
        broken.push((At::Field(index, "when"), PlaybookError::Condition { step: step.id.clone() }));
    }
}

/// The lockout asks at least what the guide's DANGER box does, in its order, and takes no word for a meter.
fn lockout(playbook: &Playbook, broken: &mut Vec<Broken>) {
    let lockouts = playbook.steps.iter().enumerate().filter(|(_, step)| step.role == Some(Role::Lockout));
    for (index, step) in lockouts {
        let mut reached = 0;
        for name in LOCKOUT_ITEMS {
            let Some(place) = step.items.iter().position(|item| item.id.as_str() == name) else {
                broken.push((At::Field(index, "items"), PlaybookError::LockoutItem { item: name }));
                continue;
            };
            if place < reached {
                broken.push((At::Item(index, place), PlaybookError::LockoutOrder { item: name }));
            }
            reached = reached.max(place);
            let asked = step.items.get(place).and_then(|item: &ChecklistItem| item.max_millivolts);
            if name == MEASURED && asked.is_none_or(|limit| limit > MOST_MILLIVOLTS) {
                let error = PlaybookError::LockoutReading { item: name, limit: MOST_MILLIVOLTS };
                broken.push((At::Item(index, place), error));
            }
        }
    }
}

/// One seal, and not before what a record cannot do without; none where there is no record.
fn seal(playbook: &Playbook, broken: &mut Vec<Broken>) {
    let seals = playbook.steps.iter().enumerate().filter(|(_, step)| step.kind == StepKind::Seal);
    let seals: Vec<(usize, &Step)> = seals.collect();
    if !playbook.kind.is_sealed() {
        let foreign = |(index, step): (usize, &Step)| {
            (At::Field(index, "kind"), PlaybookError::SealForeign { step: step.id.clone() })
        };
        return broken.extend(seals.into_iter().map(foreign));
    }
    let [(index, seal)] = seals.as_slice() else {
        return broken.push((At::Steps, PlaybookError::Seal { times: seals.len() }));
    };
    for form in SEALED_FORMS {
        let waits = playbook.step_for(form).is_some_and(|step| seal.needs.contains(&step.id));
        if !waits {
            broken.push((At::Field(*index, "needs"), PlaybookError::SealNeeds { form }));
        }
    }
}
