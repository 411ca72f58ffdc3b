//! What must be true half an hour after the last fault: all is delivered but what the plan holds back, and that is held for
//! the very reason that the plan gives.

use pinpoint_domain::wire::Decision;
use pinpoint_engine::outbox::{DeliveryState, Item};

use super::names;
use super::phone::{App, Phone};
use super::plan::{Deed, What};
use super::work::items;
use super::world::World;

/// A phone wakes so often at most, whatever a morning brings.
const WAKES_PER_PHONE: u64 = 400;

/// The first law that is broken.
pub(super) fn broken(world: &World<'_>) -> Option<String> {
    world
        .plan
        .deeds
        .iter()
        .find_map(|deed| not_as_planned(world, deed))
        .or_else(|| world.phones.iter().enumerate().find_map(|(number, phone)| restless(number, phone)))
        .or_else(|| feed_torn(world))
        .or_else(|| two_active(world))
        .or_else(|| {
            let most = WAKES_PER_PHONE * u64::try_from(world.phones.len()).unwrap_or(1);
            let wakes = world.figures.wakes();
            (wakes > most).then(|| format!("{wakes} wake-ups"))
        })
}

/// An item that is neither delivered nor held as the plan says.
fn not_as_planned(world: &World<'_>, deed: &Deed) -> Option<String> {
    let shelf = &world.phones.get(deed.phone)?.shelf;
    items(deed).into_iter().find_map(|item| {
        let name = names::name(item);
        let Some(state) = shelf.state(item) else { return Some(format!("{name} is lost")) };
        let stored = world.server.books.stored.get(&item);
        if *state == DeliveryState::Done {
            let proven = stored.is_some() && stored == shelf.receipts.get(&item);
            let excused = proven || cannot_heal(world, deed.phone);
            return (!excused).then(|| format!("{name} has a receipt, and the server does not have it"));
        }
        (!is_held_as_planned(world, deed, item, state)).then(|| format!("{name} is {state:?}"))
    })
}

/// Whether the server lost something and the phone may not ask what.
fn cannot_heal(world: &World<'_>, phone: usize) -> bool {
    let restored = world.plan.faults.iter().any(|fault| matches!(fault.what, What::Restored(_)));
    restored && world.plan.ends_with(phone, What::SignedOut)
}

fn is_held_as_planned(world: &World<'_>, deed: &Deed, item: Item, state: &DeliveryState) -> bool {
    let shelf_state = |on: Item| world.phones.get(deed.phone).and_then(|phone| phone.shelf.state(on));
    let out = world.plan.ends_with(deed.phone, What::SignedOut);
    let uncertified = world.plan.ends_with(deed.phone, What::Uncertified);
    let is_record = matches!(item, Item::Record(_));
    match state {
        // What it waits for is held in its turn, by its own reason.
        DeliveryState::Blocked { on } => shelf_state(*on).is_some_and(|state| *state != DeliveryState::Done),
        DeliveryState::HeldAuth { code } if code == "not-certified" => uncertified && is_record,
        DeliveryState::HeldAuth { code } => {
            out && matches!(code.as_str(), "refresh-refused" | "token-refused")
        }
        DeliveryState::NeedsYou { code, .. } | DeliveryState::HeldVersion { code } => {
            world.server.refused.get(&item).is_some_and(|(_, planned)| planned == code)
        }
        _ => false,
    }
}

/// A phone with nothing left that could go must not be awake.
fn restless(number: usize, phone: &Phone) -> Option<String> {
    (!matches!(phone.app, App::Rests)).then(|| format!("phone {} never rests", number + 1))
}

/// The feed is read without a gap and without a repetition.
fn feed_torn(world: &World<'_>) -> Option<String> {
    let torn = |(number, phone): (usize, &Phone)| {
        !world.server.books.feed_of(number).starts_with(&phone.verdicts) && !cannot_heal(world, number)
    };
    let torn = world.phones.iter().enumerate().position(torn)?;
    Some(format!("phone {} read another feed than the server wrote", torn + 1))
}

/// One record of a station counts, and each record has its verdict.
fn two_active(world: &World<'_>) -> Option<String> {
    world.plan.deeds.iter().find_map(|deed| {
        let id = names::record(deed.number).pinpoint();
        let said = world.server.books.decided(id);
        let stored = world.server.books.stored.contains_key(&Item::Record(id));
        let sound = match said.as_slice() {
            [] => !stored,
            [Decision::Accepted | Decision::InReview] | [Decision::Accepted, Decision::Superseded] => stored,
            _ => false,
        };
        (!sound).then(|| format!("record {} has the verdicts {said:?}", deed.number))
    })
}
