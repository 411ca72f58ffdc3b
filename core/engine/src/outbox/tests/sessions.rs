//! A session that ends, is refused or is renewed, and what that does to the outbox.

use jiff::SignedDuration;

use super::world::{World, event, fair, photo, record, unauthorized};
use crate::outbox::{Action, Answer, DeliveryState, Outcome, Reason, Trouble, Weather};

#[test]
fn a_refusal_that_comes_late_and_under_the_old_token_costs_no_second_refresh() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.queue(photo(2), None);
    world.load();
    world.settle(record(1), unauthorized());
    world.end_refresh(fair);
    world.settle(photo(2), unauthorized());
    assert!(!world.under_way.contains(&Action::RefreshSession));
    assert!(world.flies(record(1)) && world.flies(photo(2)));
}

#[test]
fn a_token_that_stays_refused_after_a_refresh_holds_the_record_until_somebody_signs_in() {
    let mut world = World::new();
    world.queue(record(1), None);
    let mut tries = 0;
    world.play(|action| match action {
        Action::SendRecords(_) => {
            tries += 1;
            unauthorized()
        }
        _ => fair(action),
    });
    assert_eq!(tries, 2);
    assert_eq!(world.state(record(1)), &DeliveryState::HeldAuth { code: "token-expired".into() });
    world.wake(Reason::SignIn);
    world.play(fair);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn signed_out_holds_everything_and_signing_in_sends_it() {
    let mut world = World::new();
    for n in 0..30 {
        world.queue(record(n), None);
    }
    assert_eq!(world.play(|_| unauthorized()), Action::Idle);
    assert!(world.shelf.deliveries.values().all(|delivery| delivery.state.name() == "held-auth"));
    world.wake(Reason::SignIn);
    world.play(fair);
    assert_eq!(world.shelf.receipts.len(), 30);
}

#[test]
fn signed_out_also_holds_what_waits_so_that_nobody_waits_in_vain() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.queue(record(2), None);
    world.load();
    let weather = |item| (item, Answer::Trouble(Weather::Server { status: 500 }.into()));
    let refused = (record(2), Answer::Trouble(Trouble::Unauthorized { code: "token-expired".into() }));
    world.settle(record(1), Outcome::Answered(vec![weather(record(1)), refused]));
    assert_eq!(world.state(record(1)).name(), "waiting");
    assert_eq!(world.play(|_| unauthorized()), Action::Idle);
    assert!(world.shelf.deliveries.values().all(|delivery| delivery.state.name() == "held-auth"));
}

#[test]
fn what_was_still_on_its_way_when_the_session_ended_is_held_with_the_rest() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.queue(photo(2), None);
    world.load();
    world.settle(record(1), unauthorized());
    world.end_refresh(|_| unauthorized());
    world.settle(photo(2), Outcome::Failed(Weather::Timeout.into()));
    assert_eq!(world.state(photo(2)), &DeliveryState::HeldAuth { code: "token-expired".into() });
}

#[test]
fn not_certified_yet_holds_the_record_and_a_tap_after_certification_delivers_it() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.queue(photo(1), Some(record(1)));
    let fields = pinpoint_domain::Fields::new();
    world.play(|action| match action {
        Action::SendRecords(_) => {
            Outcome::Failed(Trouble::Forbidden { code: "not-certified".into(), fields: fields.clone() })
        }
        _ => fair(action),
    });
    assert_eq!(world.state(record(1)), &DeliveryState::HeldAuth { code: "not-certified".into() });
    world.wake(Reason::Tap);
    world.play(fair);
    assert_eq!(world.shelf.receipts.len(), 2);
}

#[test]
fn a_refresh_that_gets_lost_is_tried_again_and_signs_nobody_out() {
    let mut world = World::new();
    world.queue(record(1), None);
    let Action::Sleep { until } = world.play(|action| match action {
        Action::RefreshSession => Outcome::Failed(Weather::Timeout.into()),
        _ => unauthorized(),
    }) else {
        panic!("it gave up");
    };
    assert!(world.state(record(1)).is_due(world.now));
    world.now = until;
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn a_session_that_is_about_to_end_is_renewed_before_a_record_is_carried_in_vain() {
    let mut world = World::new();
    let soon = world.now + SignedDuration::from_secs(30);
    world.outbox.session_until(soon);
    world.queue(record(1), None);
    let mut asked = Vec::new();
    let rest = world.play(|action| {
        asked.push(action.clone());
        match action {
            // By a clock that is wrong the new one ends, too; it is not renewed again and again.
            Action::RefreshSession => Outcome::Refreshed { until: Some(soon) },
            _ => fair(action),
        }
    });
    assert_eq!(rest, Action::Idle);
    assert_eq!(asked[0], Action::RefreshSession);
    assert_eq!(asked.iter().filter(|action| **action == Action::RefreshSession).count(), 1);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn a_session_is_not_renewed_while_nothing_is_sent() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.outbox.session_until(world.now + SignedDuration::from_mins(15));
    let Action::Sleep { until } = world.play(|_| Outcome::Failed(Weather::Interrupted.into())) else {
        panic!("nothing to wait for")
    };
    world.now = until - SignedDuration::from_millis(1);
    world.outbox.session_until(world.now);
    assert_eq!(world.begin(), Action::Sleep { until });
    world.now = until;
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn underground_a_session_that_ended_keeps_no_record_from_saying_why_it_waits() {
    let mut world = World::new();
    world.outbox.session_until(world.now);
    world.queue(record(1), None);
    let mut refreshes = 0;
    let Action::Sleep { .. } = world.play(|action| {
        refreshes += usize::from(*action == Action::RefreshSession);
        Outcome::Failed(Weather::Offline.into())
    }) else {
        panic!("nothing to wait for")
    };
    assert!(matches!(world.state(record(1)), DeliveryState::Waiting { why: Weather::Offline, .. }));
    assert_eq!(refreshes, 1);
    world.wake(Reason::Connectivity);
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn a_refusal_while_the_session_is_renewed_holds_nothing_when_that_gets_lost() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.load();
    world.outbox.session_until(world.now);
    world.queue(event(2, 0), None);
    world.outbox.wake(Reason::Queued);
    world.load();
    world.settle(record(1), unauthorized());
    world.end_refresh(|_| Outcome::Failed(Weather::Interrupted.into()));
    for _ in 0..3 {
        match world.play(fair) {
            Action::Sleep { until } => world.now = until,
            _ => break,
        }
    }
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}
