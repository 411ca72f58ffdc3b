//! Whether each step can open some day: what it needs is there and stands before it, it does not wait for itself, and
//! nothing that only some stations have stands in the way at the others.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{At, Broken};
use super::{Playbook, PlaybookError, Role, Step};
use crate::ids::StepId;

/// Each unlock that leads nowhere.
pub(super) fn broken(playbook: &Playbook) -> Vec<Broken> {
    let ways = Ways::of(playbook);
    let circles = ways.circles();
    let turning: BTreeSet<usize> = circles.iter().flatten().copied().collect();
    let mut broken = Vec::new();
    for (index, step) in playbook.steps.iter().enumerate() {
        for (place, needs) in step.needs.iter().enumerate() {
            let (id, needs) = (|| step.id.clone(), needs.clone());
            let error = match ways.places.get(&needs) {
                None => PlaybookError::NeedsUnknown { step: id(), needs },
                // Said once, of the whole circle.
                Some(at) if turning.contains(at) && turning.contains(&index) => continue,
                Some(at) if *at >= index => PlaybookError::Order { step: id(), needs },
                Some(at) if step.when.is_none() && ways.is_for_some(*at) => {
                    PlaybookError::NeverOpens { step: id(), needs }
                }
                Some(_) => continue,
            };
            broken.push((At::Needs(index, place), error));
        }
    }
    broken.extend(circles.iter().filter_map(|circle| ways.circle(circle)));
    broken
}

/// What each step waits for: by its needs, and by what making safe asks of its role.
struct Ways<'p> {
    steps: &'p [Step],
    places: BTreeMap<&'p StepId, usize>,
    waits: Vec<Vec<usize>>,
}

impl<'p> Ways<'p> {
    fn of(playbook: &'p Playbook) -> Self {
        let steps = playbook.steps.as_slice();
        // Of two steps of one name the first is meant, as everywhere.
        let mut places = BTreeMap::new();
        for (index, step) in steps.iter().enumerate() {
            places.entry(&step.id).or_insert(index);
        }
        let of_role = |role| steps.iter().position(|step| step.role == Some(role));
        let (lockout, open) = (of_role(Role::Lockout), of_role(Role::OpenCabinet));
        let waits = steps.iter().map(|step| {
            let by_role = match step.role {
                Some(Role::OpenCabinet | Role::Restart) => lockout,
                Some(Role::CabinetWork | Role::CloseCabinet) => open,
                Some(Role::Lockout | Role::ReEnergise | Role::Label) | None => None,
            };
            step.needs.iter().filter_map(|needs| places.get(needs).copied()).chain(by_role).collect()
        });
        let waits = waits.collect();
        Self { steps, places, waits }
    }

    fn is_for_some(&self, step: usize) -> bool {
        self.steps.get(step).is_some_and(|step| step.when.is_some())
    }

    /// The circles of steps of which none opens before the others.
    fn circles(&self) -> Vec<Vec<usize>> {
        let stuck = self.stuck();
        // From each stuck step to one that it waits for in vain: whoever follows comes round.
        let next = |step: usize| self.waits.get(step)?.iter().copied().find(|waits| stuck.contains(waits));
        let (mut circles, mut seen) = (Vec::new(), BTreeSet::new());
        for start in &stuck {
            let (mut way, mut at) = (Vec::new(), *start);
            while seen.insert(at) {
                way.push(at);
                let Some(further) = next(at) else { break };
                at = further;
            }
            if let Some(begins) = way.iter().position(|step| *step == at) {
                circles.push(way.split_off(begins));
            }
        }
        circles
    }

    /// What is left when every step that can open has opened.
    fn stuck(&self) -> BTreeSet<usize> {
        let mut waiting: Vec<usize> = self.waits.iter().map(Vec::len).collect();
        let mut behind = vec![Vec::new(); self.waits.len()];
        for (step, waits) in self.waits.iter().enumerate() {
            for wait in waits {
                if let Some(behind) = behind.get_mut(*wait) {
                    behind.push(step);
                }
            }
        }
        let free = waiting.iter().enumerate().filter(|(_, count)| **count == 0);
        let mut free: Vec<usize> = free.map(|(step, _)| step).collect();
        let mut stuck: BTreeSet<usize> = (0..waiting.len()).collect();
        while let Some(open) = free.pop() {
            stuck.remove(&open);
            for step in behind.get(open).into_iter().flatten() {
                if let Some(count) = waiting.get_mut(*step) {
                    *count -= 1;
                    if *count == 0 {
                        free.push(*step);
                    }
                }
            }
        }
        stuck
    }

    /// Named at its first step, with the way round.
    fn circle(&self, circle: &[usize]) -> Option<Broken> {
        let (place, first) = circle.iter().enumerate().min_by_key(|(_, step)| **step)?;
        let id = |step: &usize| self.steps.get(*step).map(|step| step.id.clone());
        let through = circle.iter().cycle().skip(place + 1).take(circle.len() - 1).filter_map(id).collect();
        Some((At::Field(*first, "needs"), PlaybookError::Cycle { step: id(first)?, through }))
    }
}
