//! Whatever is tapped, in whatever order, by two people at three stations on two circuits, on a phone that may lose the end
//! of its journal: nobody reaches into a live cabinet, and what was sealed stands still.
//!
//! The judge is a notebook of plain sets that looks at accepted events only. `make test` plays 5,000 sequences, `make soak`
//! 100,000 (`PINPOINT_SEQUENCES`).

mod seen;
mod taps;
mod watched;

use std::thread;

use pinpoint_domain::work::JobKind;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};

use seen::Seen;
use taps::Tap;
use watched::Watched;

/// What is tapped on a day, where the journal is cut, and what is tapped after.
#[derive(Debug, Clone)]
struct Day {
    kinds: [JobKind; 3],
    taps: Vec<Tap>,
    cut: Index,
    after: Vec<Tap>,
}

fn any_day() -> impl Strategy<Value = Day> {
    let kinds = prop::array::uniform3(select(JobKind::ALL.to_vec()));
    let taps = prop::collection::vec(Tap::any(), 0..=40);
    let after = prop::collection::vec(Tap::any(), 0..=12);
    (kinds, taps, any::<Index>(), after).prop_map(|(kinds, taps, cut, after)| Day { kinds, taps, cut, after })
}

fn play(day: &Day, seen: &Seen) {
    let mut watched = Watched::arriving(day.kinds, seen);
    for tap in &day.taps {
        watched.tap(*tap);
    }
    watched.look_back();
    let mut again = watched.cut_after(day.cut.index(watched.length() + 1));
    for tap in &day.after {
        again.tap(*tap);
    }
    again.look_back();
}

fn sequences() -> u32 {
    std::env::var("PINPOINT_SEQUENCES").map_or(5_000, |number| number.parse().expect("a number of sequences"))
}

#[test]
fn no_sequence_of_taps_opens_a_live_cabinet_or_changes_a_sealed_record() {
    let seen = Seen::default();
    let cores = thread::available_parallelism().map_or(1, |cores| u32::try_from(cores.get()).unwrap());
    let cases = sequences().div_ceil(cores);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let config = Config { cases, failure_persistence: None, ..Config::default() };
                let outcome = TestRunner::new(config).run(&any_day(), |day| {
                    play(&day, &seen);
                    Ok(())
                });
                outcome.unwrap();
            });
        }
    });
    let played = cases * cores;
    println!("{played} sequences: {seen}");
    // The rarest comes in six of a hundred. One in twenty has to, but for what chance takes from a few hundred sequences.
    let usual = played / 20;
    let least = usual.saturating_sub(3 * usual.isqrt());
    for (what, times) in seen.all() {
        assert!(times > least, "{what} only {times} times: the taps do not reach it");
    }
}
