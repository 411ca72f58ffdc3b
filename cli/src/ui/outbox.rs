//! The outbox on a terminal: what is saved where, what waits, and why.

use jiff::Timestamp;
use pinpoint_domain::code::fields;
use pinpoint_domain::wire::{Decision, Verdict};
use pinpoint_engine::outbox::{Delivery, DeliveryState, Item};
use pinpoint_engine::platform::time;
use pinpoint_engine::{OutboxView, PinpointView, SavedOn};

use super::{Page, bytes, distance_in_time, short_id, style, wire_name};
use crate::output::Shown;

impl Shown for OutboxView {
    fn write(&self, page: &mut Page) {
        if self.pinpoints.is_empty() {
            return page.line(page.words().plain("outbox-empty"));
        }
        let words = page.words();
        let now = time::now();
        for pinpoint in &self.pinpoints {
            page.gap();
            write_pinpoint(pinpoint, now, page);
        }
        page.gap();
        let counted = |(state, count): (&String, &u64)| {
            let state = words.plain(&format!("state-{state}"));
            words.say("outbox-count", [("count", count), ("state", &state)])
        };
        let counts: Vec<_> = self.counts.iter().map(counted).collect();
        page.line(words.say("outbox-counts", [("counts", &counts.join(", "))]));
        if let Some(next) = self.next_attempt {
            page.line(words.say("outbox-next", [("when", &distance_in_time(next, now, &words))]));
        }
    }
}

fn write_pinpoint(pinpoint: &PinpointView, now: Timestamp, page: &mut Page) {
    let title = style::TITLE;
    let station = page.words().say("outbox-station", [("mac", &pinpoint.mac), ("serial", &pinpoint.serial)]);
    page.pair(&format!("{title}{station}{title:#}"), &short_id(&pinpoint.id));
    write_saved(pinpoint.saved, page);
    if let Some(verdict) = &pinpoint.verdict {
        write_verdict(verdict, page);
    }
    for delivery in &pinpoint.deliveries {
        write_delivery(delivery, now, page);
    }
}

/// The second promise.
pub(crate) fn write_saved(saved: SavedOn, page: &mut Page) {
    let words = page.words();
    let text = match saved {
        SavedOn::Phone => words.plain("promise-saved-phone"),
        SavedOn::ServerInPart => {
            words.say("outbox-in-part", [("promise", &words.plain("promise-saved-server"))])
        }
        SavedOn::Server => words.plain("promise-saved-server"),
    };
    page.paragraph("  ", &text, style::SAVED);
}

/// The third promise, or why it is not given yet.
pub(crate) fn write_verdict(verdict: &Verdict, page: &mut Page) {
    let words = page.words();
    let sentence = words.plain(&format!("decision-{}", wire_name(&verdict.decision)));
    let look = if verdict.decision == Decision::Accepted { style::ONLINE } else { style::WARNING };
    page.paragraph("  ", &sentence, look);
    for reason in &verdict.reasons {
        page.paragraph("    ", &words.of(reason), look);
    }
}

fn write_delivery(delivery: &Delivery, now: Timestamp, page: &mut Page) {
    let words = page.words();
    let kind = words.plain(match delivery.item {
        Item::Record(_) => "outbox-record",
        Item::Event { .. } => "outbox-event",
        Item::Photo { .. } => "outbox-photo",
    });
    let (sent, total) = (bytes(delivery.bytes_sent, &words), bytes(delivery.bytes_total, &words));
    let size = match delivery.state {
        DeliveryState::Done => total,
        _ if delivery.bytes_sent > 0 => words.say("outbox-sent-of", [("sent", &sent), ("total", &total)]),
        _ => total,
    };
    let (dim, state) = (style::DIM, words.plain(&format!("state-{}", delivery.state.name())));
    page.line(format_args!("    {kind:<13} {state:<16} {dim}{size}{dim:#}"));
    let why = why(&delivery.state, now, page);
    if let Some(why) = why {
        page.paragraph("                ", &why, style::DIM);
    }
}

/// Why it is not there yet.
fn why(state: &DeliveryState, now: Timestamp, page: &Page) -> Option<String> {
    let words = page.words();
    match state {
        DeliveryState::Done
        | DeliveryState::Ready
        | DeliveryState::Sending
        | DeliveryState::Blocked { .. } => None,
        DeliveryState::Waiting { until, why, .. } => {
            let when = distance_in_time(*until, now, &words);
            Some(words.say("outbox-tried-again", [("weather", &why.name()), ("when", &when)]))
        }
        DeliveryState::Carried { .. } => Some(words.plain("delivery-carried")),
        DeliveryState::NeedsYou { code, fields } => Some(words.text(code, fields)),
        DeliveryState::HeldAuth { code } | DeliveryState::HeldVersion { code } => Some(words.plain(code)),
        DeliveryState::HeldClock { skew_s } => {
            Some(words.text("clock-off", &fields([("skew_s", skew_s.to_string())])))
        }
        DeliveryState::HeldStorage => Some(words.plain("delivery-held-storage")),
    }
}
