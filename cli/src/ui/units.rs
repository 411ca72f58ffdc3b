//! Figures as people read them.

use std::fmt::Display;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Words;

/// Bytes with three digits at most: `734 B`, `1.9 MB`.
pub(crate) fn bytes(count: u64, words: &Words) -> String {
    const UNITS: [&str; 4] = ["kilobytes", "megabytes", "gigabytes", "terabytes"];
    let in_unit =
        |unit: &str, figure: &dyn Display| words.say(&format!("figure-{unit}"), [("figure", figure)]);
    if count < 1000 {
        return in_unit("bytes", &count);
    }
    let mut tenths = count / 100;
    for unit in UNITS {
        if tenths < 100 {
            return in_unit(unit, &format_args!("{}.{}", tenths / 10, tenths % 10));
        }
        if tenths < 10_000 || unit == "terabytes" {
            return in_unit(unit, &(tenths / 10));
        }
        tenths /= 1000;
    }
    in_unit("bytes", &count)
}

/// A meter's reading: `0.2 V`.
pub(crate) fn volts(millivolts: u32, words: &Words) -> String {
    let text = format!("{}.{:03}", millivolts / 1000, millivolts % 1000);
    let shortest = text.trim_end_matches('0');
    let one_digit = if shortest.ends_with('.') { "0" } else { "" };
    words.say("figure-volts", [("volts", &format_args!("{shortest}{one_digit}"))])
}

/// A number of things, by the name of their words: `1 photo`, `2 photos`.
pub(crate) fn count(number: usize, things: &str, words: &Words) -> String {
    words.say(&format!("count-{things}"), [("count", &number)])
}

/// Day and minute by the clock on the wall.
pub(crate) fn clock(moment: Timestamp) -> String {
    moment.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The day.
pub(crate) fn day(moment: Timestamp) -> String {
    moment.to_zoned(TimeZone::system()).strftime("%Y-%m-%d").to_string()
}

/// How far off a moment is: `in 40 s`, `in 3 min`, `now`.
pub(crate) fn distance_in_time(moment: Timestamp, now: Timestamp, words: &Words) -> String {
    let seconds = moment.duration_since(now).max(SignedDuration::ZERO).as_secs();
    match seconds {
        0 => words.plain("wait-now"),
        1..=99 => words.say("wait-seconds", [("figure", &seconds)]),
        _ => words.say("wait-minutes", [("figure", &(seconds / 60))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Words {
        Words::new(Some("en"))
    }

    #[test]
    fn bytes_read_like_on_a_phone() {
        let shown: Vec<_> = [0, 999, 1000, 9_999, 10_000, 999_999, 1_900_000, 24_000_000_000]
            .map(|count| bytes(count, &english()))
            .into();
        let shown: Vec<_> = shown.iter().map(|figure: &String| figure.replace('\u{a0}', " ")).collect();
        assert_eq!(shown, ["0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "999 kB", "1.9 MB", "24 GB"]);
        assert_eq!(bytes(1_900_000, &Words::new(Some("fr-CA"))), "1,9\u{a0}Mo");
    }

    #[test]
    fn a_reading_has_the_digits_that_the_meter_showed() {
        assert_eq!(
            [0, 200, 230_000, 10_001].map(|reading| volts(reading, &english())),
            ["0.0\u{a0}V", "0.2\u{a0}V", "230.0\u{a0}V", "10.001\u{a0}V"]
        );
    }

    #[test]
    fn a_wait_is_told_in_the_unit_that_fits() {
        let now = Timestamp::UNIX_EPOCH;
        let after = |seconds| distance_in_time(now + SignedDuration::from_secs(seconds), now, &english());
        assert_eq!([after(-5), after(40), after(180)], ["now", "in 40\u{a0}s", "in 3\u{a0}min"]);
    }
}
