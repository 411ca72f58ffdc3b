//! Reviews on a terminal: two records that contradict each other stand below each other, fact by fact, with a sign where
//! they differ.

use pinpoint_domain::wire::SealedField;
use pinpoint_server::{Decided, RequestedCorrection, Review, ReviewRecord};
use serde::Serialize;

use super::{Page, clock, short_id, style, wire_name};
use crate::output::Shown;

/// A review on one line.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct ReviewLine<'a>(pub(crate) &'a Review);

impl Shown for ReviewLine<'_> {
    fn write(&self, page: &mut Page) {
        let (review, words) = (self.0, page.words());
        let station = review.records.first().map(station).unwrap_or_default();
        page.pair(&format!("{}  {station}", clock(review.since)), &short_id(&review.pinpoint_id));
        for reason in &review.reasons {
            page.paragraph("    ", &words.of(reason), style::WARNING);
        }
        if !review.corrections.is_empty() {
            let asked = words.say("review-corrections", [("count", &review.corrections.len())]);
            page.paragraph("    ", &asked, style::WARNING);
        }
    }
}

/// A review with all records that it has to do with.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct ReviewPage<'a>(pub(crate) &'a Review);

impl Shown for ReviewPage<'_> {
    fn write(&self, page: &mut Page) {
        let (review, words) = (self.0, page.words());
        ReviewLine(review).write(page);
        if let Some(metres) = review.distance_m {
            page.paragraph("    ", &words.say("review-distance", [("metres", &metres)]), style::WARNING);
        }
        for asked in &review.corrections {
            write_correction(asked, page);
        }
        let first = review.records.first();
        for record in &review.records {
            page.gap();
            write_record(record, first, page);
        }
        page.gap();
        let typed = style::TYPED;
        let command = if review.reasons.is_empty() {
            format!("pinpoint review amend {} --set FIELD=VALUE", short_id(&review.pinpoint_id))
        } else {
            format!("pinpoint review decide {} accept|keep-both|reject", short_id(&review.pinpoint_id))
        };
        page.line(format_args!("      {typed}{command} --reason TEXT --by EMAIL{typed:#}"));
    }
}

fn write_correction(asked: &RequestedCorrection, page: &mut Page) {
    let words = page.words();
    let field = words.plain(&format!("field-{}", asked.correction.field.name()));
    let said = words.say(
        "review-asked",
        [
            ("field", &field),
            ("value", &asked.correction.value),
            ("reason", &asked.correction.reason),
            ("when", &clock(asked.requested_at)),
        ],
    );
    page.paragraph("    ", &said, style::WARNING);
}

/// A record's facts as they count; `≠` where they are not those of the one in review.
fn write_record(record: &ReviewRecord, first: Option<&ReviewRecord>, page: &mut Page) {
    let words = page.words();
    page.heading(station(record));
    let mut about = vec![words.say("review-received", [("when", &clock(record.received_at))])];
    if let Ok(sealed) = record.sealed.read_unverified() {
        let by = short_id(&sealed.identity.installer);
        about.push(words.say("review-sealed", [("when", &clock(sealed.identity.sealed_at)), ("by", &by)]));
        about.push(words.say("review-photos", [("count", &sealed.photos.len())]));
    }
    let states = [("review-active", record.active), ("review-gone", record.named_as_gone)];
    about.extend(states.into_iter().filter(|(_, is)| *is).map(|(name, _)| words.plain(name)));
    page.paragraph("  ", &about.join(" · "), style::DIM);
    page.paragraph("  ", &record.pinpoint_id, style::DIM);
    let facts: Vec<(String, String)> = SealedField::ALL
        .into_iter()
        .map(|field| {
            let value = record.effective.get(field);
            let same = first.is_none_or(|first| first.effective.get(field) == value);
            let sign = if same { " " } else { "≠" };
            (format!("{sign} {}", words.plain(&format!("field-{}", field.name()))), value)
        })
        .filter(|(name, value)| !value.is_empty() || name.starts_with('≠'))
        .map(|(name, value)| (name, if value.is_empty() { "–".to_owned() } else { value }))
        .collect();
    let lines: Vec<(&str, String)> =
        facts.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    page.facts(&lines);
    for decided in &record.decisions {
        write_decision(decided, page);
    }
}

fn write_decision(decided: &Decided, page: &mut Page) {
    let words = page.words();
    let decision = words.plain(&format!("review-{}", wire_name(&decided.decision)));
    let said = words.say(
        "review-decision",
        [
            ("decision", &decision),
            ("reason", &decided.reason),
            ("by", &short_id(&decided.by)),
            ("when", &clock(decided.at)),
        ],
    );
    page.paragraph("  ", &said, style::DIM);
}

/// A station as its record names it.
fn station(record: &ReviewRecord) -> String {
    let facts = &record.effective.station;
    format!("{} {} · {} · {}", facts.manufacturer, facts.model, facts.serial, facts.mac)
}
