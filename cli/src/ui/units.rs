//! Figures as people read them.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Bytes with three digits at most: `734 B`, `1.9 MB`.
pub(crate) fn bytes(count: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if count < 1000 {
        return format!("{count} B");
    }
    let mut tenths = count / 100;
    for unit in UNITS {
        if tenths < 100 {
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
        if tenths < 10_000 || unit == "TB" {
            return format!("{} {unit}", tenths / 10);
        }
        tenths /= 1000;
    }
    format!("{count} B")
}

/// A meter's reading: `0.2 V`.
pub(crate) fn volts(millivolts: u32) -> String {
    let text = format!("{}.{:03}", millivolts / 1000, millivolts % 1000);
    let shortest = text.trim_end_matches('0');
    let one_digit = if shortest.ends_with('.') { "0" } else { "" };
    format!("{shortest}{one_digit} V")
}

/// A number of things: `1 photo`, `2 photos`.
pub(crate) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
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
pub(crate) fn distance_in_time(moment: Timestamp, now: Timestamp) -> String {
    let seconds = moment.duration_since(now).max(SignedDuration::ZERO).as_secs();
    match seconds {
        0 => "now".to_owned(),
        1..=99 => format!("in {seconds} s"),
        _ => format!("in {} min", seconds / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_read_like_on_a_phone() {
        let shown: Vec<_> =
            [0, 999, 1000, 9_999, 10_000, 999_999, 1_900_000, 24_000_000_000].map(bytes).into();
        assert_eq!(shown, ["0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "999 kB", "1.9 MB", "24 GB"]);
    }

    #[test]
    fn a_reading_has_the_digits_that_the_meter_showed() {
        assert_eq!([0, 200, 230_000, 10_001].map(volts), ["0.0 V", "0.2 V", "230.0 V", "10.001 V"]);
    }

    #[test]
    fn a_wait_is_told_in_the_unit_that_fits() {
        let now = Timestamp::UNIX_EPOCH;
        let after = |seconds| distance_in_time(now + SignedDuration::from_secs(seconds), now);
        assert_eq!([after(-5), after(40), after(180)], ["now", "in 40 s", "in 3 min"]);
    }
}
