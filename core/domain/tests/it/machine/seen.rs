//! How often the dangerous things really happened: a property over taps that are all refused proves nothing.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

use pinpoint_domain::work::Event;

#[derive(Debug, Default)]
pub(super) struct Seen {
    opened: AtomicU32,
    closed: AtomicU32,
    re_energised: AtomicU32,
    taken_back: AtomicU32,
    sealed: AtomicU32,
    undone: AtomicU32,
    stops: AtomicU32,
    refused: AtomicU32,
}

impl Seen {
    pub(super) fn event(&self, event: &Event) {
        match event {
            Event::CabinetOpened { .. } => count(&self.opened),
            Event::CabinetClosed { .. } => count(&self.closed),
            Event::ReEnergised { .. } => count(&self.re_energised),
            Event::LockoutItemTakenBack { .. } => count(&self.taken_back),
            Event::Sealed { .. } => count(&self.sealed),
            Event::Undone { .. } => count(&self.undone),
            _ => {}
        }
    }

    pub(super) fn stop(&self) {
        count(&self.stops);
    }

    pub(super) fn refusal(&self) {
        count(&self.refused);
    }

    pub(super) fn all(&self) -> [(&'static str, u32); 8] {
        let Self { opened, closed, re_energised, taken_back, sealed, undone, stops, refused } = self;
        [
            ("opened", opened),
            ("closed", closed),
            ("re-energised", re_energised),
            ("lockout taken back", taken_back),
            ("sealed", sealed),
            ("undone", undone),
            ("STOP", stops),
            ("refused", refused),
        ]
        .map(|(what, times)| (what, times.load(Ordering::Relaxed)))
    }
}

fn count(counter: &AtomicU32) {
    counter.fetch_add(1, Ordering::Relaxed);
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = self.all().map(|(what, times)| format!("{what} {times}"));
        f.write_str(&counted.join(", "))
    }
}
