//! How long a person waits for a text to be read.

#![expect(clippy::disallowed_methods, reason = "the law is about time")]

use std::time::{Duration, Instant};

/// The most bytes that are read at once.
pub const LONGEST: usize = 64 << 10;
/// The most time that reading them takes in a release build. The test profile optimises for short builds, and libFuzzer
/// notes every branch: there the law is the same and the clock slower.
pub const LIMIT: Duration =
    Duration::from_millis(match (cfg!(feature = "libfuzzer"), cfg!(debug_assertions)) {
        (true, _) => 250,
        (false, true) => 10,
        (false, false) => 5,
    });

/// What is slow this often in a row is slow: once may be the machine's doing, which has other work too.
const RUNS: u32 = 12;

/// What was made, within [`LIMIT`].
#[track_caller]
pub(crate) fn in_time<T>(work: impl Fn() -> T) -> T {
    let (mut made, mut took) = timed(&work);
    for _ in 1..RUNS {
        if took <= LIMIT {
            break;
        }
        (made, took) = timed(&work);
    }
    assert!(took <= LIMIT, "{took:?}, and slow {RUNS} times in a row");
    made
}

fn timed<T>(work: impl Fn() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let made = work();
    (made, begun.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_machine_that_was_busy_once_is_forgiven_and_a_slow_reader_is_not() {
        let runs = Cell::new(0);
        let slow_at_first = || {
            runs.set(runs.get() + 1);
            std::thread::sleep(if runs.get() == 1 { 2 * LIMIT } else { Duration::ZERO });
            runs.get()
        };
        assert!(in_time(slow_at_first) >= 2);
        assert!(std::panic::catch_unwind(|| in_time(|| std::thread::sleep(2 * LIMIT))).is_err());
    }
}
