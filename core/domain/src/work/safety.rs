//! The lockout, the cabinet and the power (A11, A29): what must never happen, whatever is tapped.
//!
//! * A cabinet opens, and is worked in, only when this person confirmed each item of this circuit's lockout.
//! * Power comes back only when every cabinet on the circuit is closed and nobody else has it locked out.
//! * Taking an item back while the cabinet is open gives STOP until the lockout is whole again or the cabinet closed.
//! * A restart by the breaker is a lockout and a re-energising, by the same rules, with half a minute in between.
//! * A lockout belongs to a circuit and a person, and ends when the circuit is re-energised.

use jiff::Timestamp;

use super::playbook::{ChecklistItem, Playbook, Role};
use super::refusal::Refusal;
use super::state::{Cabinet, Job, Visit};
use crate::ids::{InstallerId, ItemId};

/// How long the breaker stays off for a restart (B17).
const RESTART_SECONDS: i64 = 30;

/// The items of the lockout that this person has not confirmed on the job's circuit, in their order.
pub(super) fn lockout_missing(
    visit: &Visit,
    job: &Job,
    playbook: &Playbook,
    person: InstallerId,
) -> Vec<ItemId> {
    let lockout = visit.circuits.get(&job.circuit).and_then(|circuit| circuit.lockouts.get(&person));
    let items = playbook.step_of(Role::Lockout).map(|step| step.items.as_slice()).unwrap_or_default();
    items
        .iter()
        .filter(|item| !lockout.is_some_and(|lockout| lockout.confirmed.contains_key(&item.id)))
        .map(|item| item.id.clone())
        .collect()
}

/// What the person who opened the cabinet must do before anything else; none when all is well.
pub(super) fn stop(visit: &Visit, job: &Job, playbook: &Playbook) -> Option<Vec<ItemId>> {
    let Cabinet::Open { by } = job.cabinet else { return None };
    let missing = lockout_missing(visit, job, playbook, by);
    (!missing.is_empty()).then_some(missing)
}

/// May this person open the cabinet?
pub(super) fn may_open(
    visit: &Visit,
    job: &Job,
    playbook: &Playbook,
    person: InstallerId,
) -> Result<(), Refusal> {
    if let Some(missing) = stop(visit, job, playbook) {
        return Err(Refusal::Stop { missing });
    }
    if job.cabinet != Cabinet::Closed {
        return Err(Refusal::CabinetAlreadyOpen);
    }
    whole_lockout(visit, job, playbook, person)
}

/// May this person work in the open cabinet?
pub(super) fn may_work(
    visit: &Visit,
    job: &Job,
    playbook: &Playbook,
    person: InstallerId,
) -> Result<(), Refusal> {
    if let Some(missing) = stop(visit, job, playbook) {
        return Err(Refusal::Stop { missing });
    }
    if job.cabinet == Cabinet::Closed {
        return Err(Refusal::CabinetNotOpen);
    }
    whole_lockout(visit, job, playbook, person)
}

/// May power come back to the job's circuit by this person's hand?
pub(super) fn may_re_energise(visit: &Visit, job: &Job, person: InstallerId) -> Result<(), Refusal> {
    let circuit = job.circuit.as_str().to_owned();
    let on_circuit = visit.jobs.values().filter(|other| other.circuit == job.circuit);
    let open = on_circuit.filter(|other| other.cabinet != Cabinet::Closed).count();
    if open > 0 {
        return Err(Refusal::CabinetOpenOnCircuit { circuit, open });
    }
    let lockouts = visit.circuits.get(&job.circuit).map(|circuit| &circuit.lockouts);
    let others = lockouts.map_or(0, |lockouts| lockouts.keys().filter(|holder| **holder != person).count());
    if others > 0 {
        return Err(Refusal::LockoutOfOthers { circuit, others });
    }
    Ok(())
}

/// May this person put the breaker back, half a minute after it was taken off (B17)? It is the lockout that took it
/// off, and the rule of re-energising that puts it back: nobody else is behind this breaker.
pub(super) fn may_restart(
    visit: &Visit,
    job: &Job,
    playbook: &Playbook,
    person: InstallerId,
    now: Timestamp,
) -> Result<(), Refusal> {
    whole_lockout(visit, job, playbook, person)?;
    may_re_energise(visit, job, person)?;
    let lockout = visit.circuits.get(&job.circuit).and_then(|circuit| circuit.lockouts.get(&person));
    let off = lockout.and_then(|lockout| lockout.since).map(|since| now.as_second() - since.as_second());
    // A clock that was set back meanwhile says nothing; the wait is for the electronics, not for safety.
    match off.filter(|off| (0..RESTART_SECONDS).contains(off)) {
        Some(off) => Err(Refusal::RestartTooSoon { seconds: RESTART_SECONDS - off }),
        None => Ok(()),
    }
}

/// May this item be confirmed now, with this reading? Items go in their order, and a meter that shows voltage is
/// never "measured".
pub(super) fn may_confirm(
    item: &ChecklistItem,
    missing: &[ItemId],
    millivolts: Option<u32>,
) -> Result<(), Refusal> {
    if let Some(first) = missing.first()
        && missing.contains(&item.id)
        && *first != item.id
    {
        return Err(Refusal::LockoutOrder { item: item.id.clone(), first: first.clone() });
    }
    match (item.max_millivolts, millivolts) {
        (Some(_), None) => Err(Refusal::ReadingMissing { item: item.id.clone() }),
        (Some(limit), Some(millivolts)) if millivolts > limit => {
            Err(Refusal::VoltagePresent { millivolts, limit })
        }
        _ => Ok(()),
    }
}

fn whole_lockout(visit: &Visit, job: &Job, playbook: &Playbook, person: InstallerId) -> Result<(), Refusal> {
    let missing = lockout_missing(visit, job, playbook, person);
    if missing.is_empty() { Ok(()) } else { Err(Refusal::LockoutIncomplete { missing }) }
}
