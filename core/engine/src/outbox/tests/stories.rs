//! One day with the outbox.

use std::time::Duration;

use jiff::SignedDuration;

use super::world::{World, event, fair, photo, record, stored, unauthorized};
use crate::outbox::{Action, Answer, DeliveryState, Item, Lane, Outcome, Reason, Trouble, Weather};

/// All deliveries of the store are read.
fn loaded(world: &mut World) {
    world.begin();
    while let Some(index) = world.under_way.iter().position(|action| matches!(action, Action::Load { .. })) {
        world.end(index, 0, fair);
        world.begin();
    }
}

fn ending(world: &mut World, item: Item, outcome: Outcome) {
    let index = world.under_way.iter().position(|action| action.items().contains(&item)).unwrap();
    world.end(index, 0, |_| outcome);
    while !world.unstored.is_empty() {
        world.write();
    }
    loaded(world);
}

fn flies(world: &World, item: Item) -> bool {
    world.outbox.flying().any(|delivery| delivery.item == item)
}

#[test]
fn a_day_of_records_goes_small_at_first_and_then_in_full_batches() {
    let mut world = World::new();
    for n in 0..1000 {
        world.queue(record(n), None);
    }
    loaded(&mut world);
    let sizes =
        |world: &World| world.requests().iter().map(|action| action.items().len()).collect::<Vec<_>>();
    assert_eq!(sizes(&world), [16]);
    let first = world.requests()[0].items().to_vec();
    ending(&mut world, record(0), stored(&first));
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
    loaded(&mut world);
    assert_eq!(world.requests().len(), 1);
    ending(&mut world, record(1), stored(&[record(1)]));
    assert!(flies(&world, photo(1)) && flies(&world, event(1, 0)) && !flies(&world, event(1, 1)));
    ending(&mut world, event(1, 0), stored(&[event(1, 0)]));
    assert!(flies(&world, event(1, 1)));
}

#[test]
fn an_event_that_the_server_refuses_lets_the_next_one_pass() {
    let mut world = World::new();
    world.queue(event(1, 0), None);
    world.queue(event(1, 1), Some(event(1, 0)));
    loaded(&mut world);
    ending(&mut world, event(1, 0), Outcome::Failed(Trouble::here("event-unknown")));
    assert!(
        matches!(world.state(event(1, 0)), DeliveryState::NeedsYou { code, .. } if code == "event-unknown")
    );
    assert!(flies(&world, event(1, 1)));
}

#[test]
fn a_photo_that_cannot_go_blocks_neither_a_record_nor_another_photo() {
    let mut world = World::new();
    world.queue(photo(1), None);
    world.queue(photo(2), None);
    world.queue(record(3), None);
    loaded(&mut world);
    ending(&mut world, photo(1), Outcome::Failed(Weather::Interrupted.into()));
    assert!(flies(&world, record(3)));
    ending(&mut world, record(3), stored(&[record(3)]));
    world.sleep(Duration::from_secs(2));
    world.begin();
    assert!(flies(&world, photo(2)));
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
    let changes = world.outbox.wake(Reason::Connectivity);
    world.unstored.push(changes);
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
    loaded(&mut world);
    assert!(flies(&world, record(1)));
}

#[test]
fn a_wait_that_a_tap_ended_keeps_no_run_awake() {
    let mut world = World::new();
    world.queue(record(1), None);
    let asked = Some(Duration::from_mins(20));
    world.play(|_| Outcome::Failed(Trouble::Weather { why: Weather::Busy, retry_after: asked }));
    let changes = world.outbox.wake(Reason::Tap);
    world.unstored.push(changes);
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn a_receipt_for_another_record_is_not_believed() {
    let mut world = World::new();
    world.queue(record(1), None);
    loaded(&mut world);
    let other = Answer::Stored(super::world::believed(record(2)));
    ending(&mut world, record(1), Outcome::Answered(vec![(record(1), other)]));
    let why = Weather::ReceiptNotBelieved;
    assert!(matches!(world.state(record(1)), DeliveryState::Waiting { why: found, .. } if *found == why));
    assert!(world.shelf.receipts.is_empty());
}

#[test]
fn a_refusal_that_comes_late_and_under_the_old_token_costs_no_second_refresh() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.queue(photo(2), None);
    loaded(&mut world);
    ending(&mut world, record(1), unauthorized());
    let refresh = world.under_way.iter().position(|action| *action == Action::RefreshSession).unwrap();
    world.end(refresh, 0, fair);
    ending(&mut world, photo(2), unauthorized());
    assert!(!world.under_way.contains(&Action::RefreshSession));
    assert!(flies(&world, record(1)) && flies(&world, photo(2)));
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
    let changes = world.outbox.wake(Reason::SignIn);
    world.unstored.push(changes);
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
    let changes = world.outbox.wake(Reason::SignIn);
    world.unstored.push(changes);
    world.play(fair);
    assert_eq!(world.shelf.receipts.len(), 30);
}

#[test]
fn signed_out_also_holds_what_waits_so_that_nobody_waits_in_vain() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.queue(record(2), None);
    loaded(&mut world);
    let weather = |item| (item, Answer::Trouble(Weather::Server { status: 500 }.into()));
    let refused = (record(2), Answer::Trouble(Trouble::Unauthorized { code: "token-expired".into() }));
    ending(&mut world, record(1), Outcome::Answered(vec![weather(record(1)), refused]));
    assert_eq!(world.state(record(1)).name(), "waiting");
    assert_eq!(world.play(|_| unauthorized()), Action::Idle);
    assert!(world.shelf.deliveries.values().all(|delivery| delivery.state.name() == "held-auth"));
}

#[test]
fn what_was_still_on_its_way_when_the_session_ended_is_held_with_the_rest() {
    let mut world = World::new();
    world.queue(record(1), None);
    world.queue(photo(2), None);
    loaded(&mut world);
    ending(&mut world, record(1), unauthorized());
    let refresh = world.under_way.iter().position(|action| *action == Action::RefreshSession).unwrap();
    world.end(refresh, 0, |_| unauthorized());
    ending(&mut world, photo(2), Outcome::Failed(Weather::Timeout.into()));
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
    let changes = world.outbox.wake(Reason::Tap);
    world.unstored.push(changes);
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
    let changes = world.outbox.wake(Reason::Connectivity);
    world.unstored.push(changes);
    assert_eq!(world.play(fair), Action::Idle);
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
}

#[test]
fn a_refusal_while_the_session_is_renewed_holds_nothing_when_that_gets_lost() {
    let mut world = World::new();
    world.queue(record(1), None);
    loaded(&mut world);
    world.outbox.session_until(world.now);
    world.queue(event(2, 0), None);
    world.outbox.wake(Reason::Queued);
    loaded(&mut world);
    ending(&mut world, record(1), unauthorized());
    let refresh = world.under_way.iter().position(|action| *action == Action::RefreshSession).unwrap();
    world.end(refresh, 0, |_| Outcome::Failed(Weather::Interrupted.into()));
    for _ in 0..3 {
        match world.play(fair) {
            Action::Sleep { until } => world.now = until,
            _ => break,
        }
    }
    assert_eq!(world.state(record(1)), &DeliveryState::Done);
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
    let changes = world.outbox.wake(Reason::Tap);
    world.unstored.push(changes);
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
    let changes = world.outbox.wake(Reason::Connectivity);
    world.unstored.push(changes);
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
    let changes = world.outbox.wake(Reason::Foreground);
    world.unstored.push(changes);
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
    loaded(&mut world);
    assert!(flies(&world, event(1, 0)));
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
