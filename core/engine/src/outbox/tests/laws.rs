//! What holds whatever the network does.

use proptest::prelude::*;
use proptest::sample::Index;

use super::world::{World, believed, event, fair, photo, record, unauthorized};
use crate::outbox::{Action, Answer, DeliveryState, Item, Outcome, Reason, Trouble, Weather};

/// One thing that happens.
#[derive(Debug, Clone)]
enum Happening {
    Ends {
        which: Index,
        fault: Fault,
        random: u32,
    },
    Written,
    Woken(Reason),
    NetworkLost,
    /// Its session is known to end, in seconds.
    SessionEnds(i64),
    /// The clock goes on, or is set by somebody, in seconds.
    Clock(i64),
    /// The app ends and starts again: all that was not written down is forgotten.
    Restart,
}

#[derive(Debug, Clone)]
enum Fault {
    None,
    Trouble(Trouble),
    /// Each item goes its own way.
    Mixed(u8),
    /// Receipts of other items.
    Swapped,
}

fn trouble() -> impl Strategy<Value = Trouble> {
    let code = || String::from("x");
    let asked = proptest::option::of((0_u64..1_000_000).prop_map(std::time::Duration::from_secs));
    prop_oneof![
        4 => asked.prop_map(|retry_after| Trouble::Weather { why: Weather::Busy, retry_after }),
        4 => Just(Weather::Stranger { status: 200 }.into()),
        4 => Just(Weather::Offline.into()),
        3 => Just(Trouble::Unauthorized { code: code() }),
        1 => Just(Trouble::Forbidden { code: code(), fields: pinpoint_domain::Fields::new() }),
        1 => Just(Trouble::here("refused")),
        1 => Just(Trouble::Version { code: code() }),
        1 => Just(Trouble::Storage),
        1 => Just(Trouble::Clock { skew_s: -999 }),
    ]
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        3 => Just(Fault::None),
        4 => trouble().prop_map(Fault::Trouble),
        2 => any::<u8>().prop_map(Fault::Mixed),
        1 => Just(Fault::Swapped),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    let reason = prop_oneof![
        Just(Reason::Connectivity),
        Just(Reason::Foreground),
        Just(Reason::Tap),
        Just(Reason::SignIn),
        Just(Reason::Queued),
    ];
    prop_oneof![
        12 => (any::<Index>(), fault(), any::<u32>())
            .prop_map(|(which, fault, random)| Happening::Ends { which, fault, random }),
        6 => Just(Happening::Written),
        1 => reason.prop_map(Happening::Woken),
        1 => Just(Happening::NetworkLost),
        1 => (-100_i64..2000).prop_map(Happening::SessionEnds),
        2 => (0_i64..2000).prop_map(Happening::Clock),
        1 => (-400_000_000_i64..400_000_000).prop_map(Happening::Clock),
        1 => Just(Happening::Restart),
    ]
}

fn play(fault: &Fault, action: &Action) -> Outcome {
    let own = !action.items().is_empty();
    match fault {
        Fault::Trouble(trouble) => Outcome::Failed(trouble.clone()),
        Fault::Mixed(seed) if own => {
            let answer = |(index, &item): (usize, &Item)| match (usize::from(*seed) + index) % 4 {
                0 => Some((item, Answer::Stored(believed(item)))),
                1 => Some((item, Answer::Trouble(Trouble::here("refused")))),
                2 => Some((item, Answer::Trouble(Weather::Server { status: 500 }.into()))),
                _ => None,
            };
            Outcome::Answered(action.items().iter().enumerate().filter_map(answer).collect())
        }
        Fault::Swapped if own => {
            let answers = action.items().iter().map(|&item| (item, Answer::Stored(believed(record(999)))));
            Outcome::Answered(answers.collect())
        }
        _ => fair(action),
    }
}

/// A day's work: records with two events and a photo each.
fn day(records: u16) -> World {
    let mut world = World::new();
    for n in 0..records {
        world.queue(record(n), None);
        world.queue(photo(n), Some(record(n)));
        world.queue(event(n, 0), Some(record(n)));
        world.queue(event(n, 1), Some(event(n, 0)));
    }
    world
}

fn happen(world: &mut World, happening: &Happening) {
    world.begin();
    match happening {
        Happening::Ends { which, fault, random } if !world.under_way.is_empty() => {
            let index = which.index(world.under_way.len());
            world.end(index, *random, |action| play(fault, action));
        }
        Happening::Written if !world.unstored.is_empty() => world.write(),
        Happening::Woken(reason) => {
            world.wake(*reason);
        }
        Happening::NetworkLost => world.outbox.network_lost(),
        Happening::SessionEnds(seconds) => {
            world.outbox.session_until(world.now + jiff::SignedDuration::from_secs(*seconds));
        }
        Happening::Clock(seconds) => world.now += jiff::SignedDuration::from_secs(*seconds),
        Happening::Restart => {
            world.outbox = crate::outbox::Outbox::default();
            world.under_way.clear();
            world.unstored.clear();
        }
        _ => {}
    }
}

/// Whether an item is where it may be once the weather has cleared and somebody tapped.
fn is_settled(world: &World, item: Item) -> bool {
    match world.state(item) {
        DeliveryState::Done | DeliveryState::NeedsYou { .. } => true,
        DeliveryState::Blocked { on } => *world.state(*on) != DeliveryState::Done && is_settled(world, *on),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_happens_nothing_is_lost_and_fair_weather_delivers_it(
        records in 1_u16..24,
        happenings in proptest::collection::vec(happening(), 0..120),
    ) {
        let mut world = day(records);
        let items: Vec<_> = world.shelf.deliveries.keys().copied().collect();
        for happening in &happenings {
            happen(&mut world, happening);
            prop_assert!(world.shelf.deliveries.keys().eq(items.iter()), "an item is lost");
        }
        world.wake(Reason::Tap);
        for _ in 0..50 {
            match world.play(fair) {
                Action::Sleep { until } => world.now = until,
                _ => break,
            }
        }
        let lost: Vec<_> = items.iter().filter(|item| !is_settled(&world, **item)).collect();
        prop_assert!(lost.is_empty(), "{:?}", lost.iter().map(|item| &world.shelf.deliveries[item]).collect::<Vec<_>>());
        for item in items {
            prop_assert_eq!(world.shelf.receipts.contains_key(&item), *world.state(item) == DeliveryState::Done);
        }
    }

    #[test]
    fn a_record_that_brings_the_server_down_never_starves_the_others(
        records in 2_u16..400,
        poisoned in any::<Index>(),
        refused: bool,
    ) {
        let poison = record(u16::try_from(poisoned.index(usize::from(records))).unwrap());
        let mut world = World::new();
        for n in 0..records {
            world.queue(record(n), None);
        }
        let trouble = if refused { Trouble::here("bad") } else { Weather::Server { status: 500 }.into() };
        let mut server = |action: &Action| {
            if action.items().contains(&poison) { Outcome::Failed(trouble.clone()) } else { fair(action) }
        };
        for _ in 0..12 {
            match world.play(&mut server) {
                Action::Sleep { until } => world.now = until,
                _ => break,
            }
        }
        for n in (0..records).filter(|n| record(*n) != poison) {
            prop_assert_eq!(world.state(record(n)), &DeliveryState::Done, "record {}", n);
        }
        prop_assert_ne!(world.state(poison), &DeliveryState::Done);
    }

    #[test]
    fn an_expired_token_costs_one_refresh_however_many_requests_it_hits(records in 1_u16..60) {
        let mut world = day(records);
        let (mut refreshes, mut good) = (0, false);
        world.play(|action| match action {
            Action::RefreshSession => {
                refreshes += 1;
                good = true;
                fair(action)
            }
            _ if good => fair(action),
            _ => unauthorized(),
        });
        prop_assert_eq!(refreshes, 1);
        prop_assert!(world.shelf.deliveries.values().all(|delivery| delivery.state == DeliveryState::Done));
    }
}
