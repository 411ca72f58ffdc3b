//! One day with the outbox.

use std::time::Duration;

use jiff::SignedDuration;

use super::world::{World, event, fair, photo, record, stored};
use crate::outbox::{Action, Answer, DeliveryState, Item, Lane, Outcome, Reason, Trouble, Weather};

#[test]
fn a_day_of_records_goes_small_at_first_and_then_in_full_batches() {
    let mut world = World::new();
    for n in 0..1000 {
        world.queue(record(n), None);
    }
    world.load();
    let sizes =
        |world: &World| world.requests().iter().map(|action| action.items().len()).collect::<Vec<_>>();
    assert_eq!(sizes(&world), [16]);
    let first = world.requests()[0].items().to_vec();
    world.settle(record(0), stored(&first));
    assert_eq!(sizes(&world), [250, 250, 250, 234]);
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.shelf.receipts.len(), 1000);
}

#[test]
fn the_record_goes_first_then_its_photo_and_its_events_in_their_order() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.queue(photo(1), Some(record(1)));
    world.queue(event(1, 0), Some(record(1)));
    world.queue(event(1, 1), Some(event(1, 0)));
    world.load();
    assert_eq!(world.requests().len(), 1);
    world.settle(record(1), stored(&[record(1)]));
    assert!(world.flies(photo(1)) && world.flies(event(1, 0)) && !world.flies(event(1, 1)));
    world.settle(event(1, 0), stored(&[event(1, 0)]));
    assert!(world.flies(event(1, 1)));
}

#[test]
fn an_event_that_the_server_refuses_lets_the_next_one_pass() {
    let mut world = World::new();
    world.queue(event(1, 0), None);
    world.queue(event(1, 1), Some(event(1, 0)));
    world.load();
    world.settle(event(1, 0), Outcome::Failed(Trouble::here("event-unknown")));
    assert!(
        matches!(world.state(event(1, 0)), DeliveryState::NeedsYou { code, .. } if code == "event-unknown")
    );
    assert!(world.flies(event(1, 1)));
}

#[test]
fn a_photo_that_cannot_go_blocks_neither_a_record_nor_another_photo() {
    let mut world = World::new();
    world.queue(photo(1), None);
    world.queue(photo(2), None);
    world.queue(record(3), None);
    world.load();
    world.settle(photo(1), Outcome::Failed(Weather::Interrupted.into()));
    assert!(world.flies(record(3)));
    world.settle(record(3), stored(&[record(3)]));
    world.sleep(Duration::from_secs(2));
    world.begin();
    assert!(world.flies(photo(2)));
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.shelf.receipts.len(), 3);
}

#[test]
fn one_refused_record_among_many_needs_a_person_and_the_others_are_stored() {
    let mut world = World::new();
    for n in 0..40 {
        world.queue(record(n), None);
    }
    world.play(|action| match action.items() {
        [Item::Record(id), ..] if action.items().len() == 1 && *id == record(7).pinpoint() => {
            Outcome::Failed(Trouble::here("envelope-unreadable"))
        }
        items if items.contains(&record(7)) => Outcome::Failed(Trouble::here("body-too-large")),
        _ => fair(action),
    });
    assert_eq!(world.shelf.receipts.len(), 39);
    assert!(
        matches!(world.state(record(7)), DeliveryState::NeedsYou { code, .. } if code == "envelope-unreadable")
    );
}

#[test]
fn no_signal_costs_one_small_request_at_a_time_with_longer_and_longer_rests() {
    let mut world = World::new();
    for n in 0..500 {
        world.queue(record(n), None);
    }
    let mut rest = Duration::ZERO;
    for _ in 0..8 {
        let mut requests = 0;
        let Action::Sleep { until } = world.play(|action| {
            requests += usize::from(!action.items().is_empty());
            Outcome::Failed(Weather::Offline.into())
        }) else {
            panic!("nothing left to wait for");
        };
        assert_eq!(requests, 1);
        rest = Duration::try_from(until.duration_since(world.now)).unwrap();
        world.now = until;
    }
    assert!(rest >= Duration::from_secs(2));
    world.wake(Reason::Connectivity);
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.shelf.receipts.len(), 500);
}

#[test]
fn a_captive_portal_at_dinner_delays_the_record_and_loses_nothing() {
    let mut world = World::new();
    world.queue(record(1), None);
    let portal = |_: &Action| Outcome::Failed(Weather::Stranger { status: 200 }.into());
    let Action::Sleep { until } = world.play(portal) else { panic!("it gave up") };
    assert!(matches!(
        world.state(record(1)),
        DeliveryState::Waiting { why: Weather::Stranger { status: 200 }, .. }
    ));
    world.now = until;
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn a_busy_server_is_left_alone_for_as_long_as_it_asked() {
    let mut world = World::new();
    world.queue(record(1), None);
    let asked = Some(Duration::from_mins(20));
    let busy = |_: &Action| Outcome::Failed(Trouble::Weather { why: Weather::Busy, retry_after: asked });
    let Action::Sleep { .. } = world.play(busy) else { panic!("it gave up") };
    world.sleep(Duration::from_mins(19));
    world.begin();
    assert!(world.requests().is_empty());
    world.sleep(Duration::from_mins(2));
    world.load();
    assert!(world.flies(record(1)));
}

#[test]
fn a_wait_that_a_tap_ended_keeps_no_run_awake() {
    let mut world = World::new();
    world.queue(record(1), None);
    let asked = Some(Duration::from_mins(20));
    world.play(|_| Outcome::Failed(Trouble::Weather { why: Weather::Busy, retry_after: asked }));
    world.wake(Reason::Tap);
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn a_receipt_for_another_record_is_not_believed() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.load();
    let other = Answer::Stored(super::world::believed(record(2)));
    world.settle(record(1), Outcome::Answered(vec![(record(1), other)]));
    let why = Weather::ReceiptNotBelieved;
    assert!(matches!(world.state(record(1)), DeliveryState::Waiting { why: found, .. } if *found == why));
    assert!(world.shelf.receipts.is_empty());
}

#[test]
fn while_the_platform_says_there_is_no_network_it_is_tried_only_now_and_then() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.outbox.network_lost();
    let offline = |_: &Action| Outcome::Failed(Weather::Offline.into());
    let Action::Sleep { until } = world.play(offline) else { panic!("nothing to wait for") };
    assert!(until.duration_since(world.now) >= SignedDuration::from_mins(7));
    // Somebody taps: the platform may err.
    world.wake(Reason::Tap);
    let Action::Sleep { until } = world.play(offline) else { panic!("nothing to wait for") };
    assert!(until.duration_since(world.now) >= SignedDuration::from_mins(7));
    // It did, and said nothing.
    world.now = until;
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn a_network_that_was_found_is_tried_at_once_and_trusted_as_any_other() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.outbox.network_lost();
    let offline = |_: &Action| Outcome::Failed(Weather::Offline.into());
    world.play(offline);
    world.wake(Reason::Connectivity);
    let Action::Sleep { until } = world.play(offline) else { panic!("nothing to wait for") };
    assert!(until.duration_since(world.now) <= SignedDuration::from_secs(16));
}

#[test]
fn after_something_was_delivered_the_network_is_asked_for_its_verdict() {
    let mut world = World::new();
    world.queue(record(1), None);
    let mut asked = Vec::new();
    world.play(|action| {
        if *action == Action::PullChanges || !action.items().is_empty() {
            asked.push(action.clone());
        }
        fair(action)
    });
    assert_eq!(asked.last(), Some(&Action::PullChanges));
    assert!(asked.contains(&Action::SendRecords(vec![record(1)])));
}

#[test]
fn a_server_restored_from_yesterday_is_offered_again_what_it_lost() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.play(fair);
    world.shelf.receipts.clear();
    world.shelf.deliveries.get_mut(&record(1)).unwrap().state = DeliveryState::Ready;
    world.wake(Reason::Foreground);
    let mut news = 0;
    world.play(|action| match action {
        Action::PullChanges => {
            news += 1;
            Outcome::Pulled { more: news == 1, requeued: news == 1 }
        }
        _ => fair(action),
    });
    assert!(news >= 2);
    assert!(world.shelf.receipts.contains_key(&record(1)));
}

#[test]
fn news_that_nobody_answered_are_asked_for_again_once_the_server_is_reached() {
    let mut world = World::new();
    world.queue(record(1), None);
    let mut asked = 0;
    let code = String::from("not-certified");
    world.play(|action| match action {
        Action::PullChanges => {
            asked += 1;
            Outcome::Failed(Weather::Offline.into())
        }
        _ => {
            Outcome::Failed(Trouble::Forbidden { code: code.clone(), fields: pinpoint_domain::Fields::new() })
        }
    });
    assert_eq!(asked, 2);
}

#[test]
fn an_event_whose_record_the_server_has_lost_makes_the_phone_ask_for_news() {
    let mut world = World::new();
    world.queue(event(1, 0), None);
    let mut asked = Vec::new();
    world.play(|action| {
        asked.push(action.clone());
        match action {
            Action::SendEvent(_) => Outcome::Failed(Weather::NotYet.into()),
            _ => fair(action),
        }
    });
    let sent = asked.iter().position(|action| matches!(action, Action::SendEvent(_))).unwrap();
    assert!(asked[sent..].contains(&Action::PullChanges), "nobody asked what the server has lost");
}

#[test]
fn what_has_to_wait_its_turn_keeps_nobody_from_asking_what_the_server_has_lost() {
    let mut world = World::new();
    world.queue(photo(1), None);
    world.queue(photo(2), None);
    let mut asked = Vec::new();
    world.play(|action| {
        asked.push(action.clone());
        match action {
            Action::SendPhoto(_) => Outcome::Failed(Weather::NotYet.into()),
            _ => fair(action),
        }
    });
    // The second photo waits behind the first one's failure, and would fail alike.
    assert_eq!(asked, [Action::PullChanges, Action::SendPhoto(photo(1)), Action::PullChanges]);
}

#[test]
fn what_is_offered_again_after_a_restore_goes_after_its_record_also_if_it_was_read_before() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.play(fair);
    for n in 0..20 {
        world.queue(photo(100 + n), None);
    }
    world.queue(event(1, 0), None);
    world.outbox.wake(Reason::Foreground);
    world.load();
    assert!(world.flies(event(1, 0)));
    world.shelf.offer_again();
    let news = world.under_way.iter().position(|action| *action == Action::PullChanges).unwrap();
    world.end(news, 0, |_| Outcome::Pulled { more: false, requeued: true });
    let index = world.under_way.iter().position(|action| action.items() == [event(1, 0)]).unwrap();
    world.end(index, 0, |_| Outcome::Failed(Weather::NotYet.into()));
    world.write();
    assert_eq!(world.state(event(1, 0)), &DeliveryState::Blocked { on: record(1) });
    for _ in 0..5 {
        match world.play(fair) {
            Action::Sleep { until } => world.now = until,
            _ => break,
        }
    }
    assert_eq!(world.state(event(1, 0)), &DeliveryState::Done);
}

#[test]
fn a_lane_is_named_as_it_is_stored() {
    assert_eq!(serde_json::to_string(&Lane::Photos).unwrap(), "\"photos\"");
    let state = DeliveryState::HeldClock { skew_s: -5 };
    assert_eq!(serde_json::to_string(&state).unwrap(), r#"{"state":"held-clock","skew_s":-5}"#);
    let item: Item = serde_json::from_str(&serde_json::to_string(&photo(3)).unwrap()).unwrap();
    assert_eq!(item, photo(3));
}
