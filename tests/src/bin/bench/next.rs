//! How long the outbox thinks about what goes next, with a long queue before it.

use std::time::Instant;

use pinpoint_domain::Timestamp;
use pinpoint_engine::outbox::{Action, Answer, Item, Outbox, Outcome, Shelf, Trouble};
use pinpoint_tests::Outcome as Measured;
use uuid::Uuid;

use crate::figure::{Figure, percentile};

const QUEUED: u128 = 10_000;

/// Every call of a drain, but for the store's and the server's parts of it: nearly all but one in a hundred are as fast.
pub(crate) fn measure() -> Measured<Figure> {
    let mut shelf = Shelf::default();
    for number in 0..QUEUED {
        shelf.queue(item(number), 4096, None);
    }
    let (mut outbox, now) = (Outbox::default(), Timestamp::UNIX_EPOCH);
    let (mut under_way, mut samples) = (Vec::new(), Vec::new());
    loop {
        let begun = Instant::now();
        let action = outbox.next(now);
        samples.push(begun.elapsed().as_secs_f64() * 1e6);
        let action = match action {
            Action::Sleep { .. } | Action::Idle => match under_way.pop() {
                Some(action) => action,
                None => break,
            },
            action => {
                under_way.push(action);
                continue;
            }
        };
        let changes = outbox.done(&action, answer(&action, &shelf, now), now, 0);
        for change in &changes {
            shelf.apply(change);
        }
        outbox.stored(&changes, now);
    }
    if shelf.deliveries.values().any(|delivery| !delivery.state.is_held()) {
        return Err("the queue was not gone through".into());
    }
    let note = format!("{QUEUED} queued: records, events, photos; {} calls", samples.len());
    Ok(Figure::at_most("what goes next, 99th percentile", percentile(&mut samples, 0.99), "µs", 50.0, note))
}

/// A record with two photos and two events, and the next one.
fn item(number: u128) -> Item {
    let (pinpoint, id) = (Uuid::from_u128(number / 5).into(), Uuid::from_u128(number));
    match number % 5 {
        0 => Item::Record(pinpoint),
        1 | 2 => Item::Photo { pinpoint, photo: id.into() },
        _ => Item::Event { pinpoint, event: id.into() },
    }
}

/// Nothing is taken, which settles an item as a receipt does, without the price of a signature.
fn answer(action: &Action, shelf: &Shelf, now: Timestamp) -> Outcome {
    match action {
        Action::Load { lane, after, limit } => Outcome::Loaded(shelf.due(*lane, *after, *limit, now)),
        Action::PullChanges => Outcome::Pulled { more: false, requeued: false },
        _ => {
            let refused = |item: &Item| (*item, Answer::Trouble(Trouble::here("facts-refused")));
            Outcome::Answered(action.items().iter().map(refused).collect())
        }
    }
}
