//! A diagnosis on a terminal, as one reads it on a ladder: what it means, what to do in order and by whom, what to measure
//! next; and of each sentence whether the guide says so or we.

use std::net::IpAddr;

use anstyle::Style;
use pinpoint_domain::connectivity::{
    Advice, Diagnosis, GateStanding, GateState, PasteReading, Statement, Who,
};
use serde::Serialize;

use super::{Page, Words, style, wire_name};
use crate::output::Shown;

/// What the station's page means.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct DiagnosisPage(pub(crate) Diagnosis);

/// What a paste proves.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct PastePage(pub(crate) PasteReading);

impl Shown for DiagnosisPage {
    fn write(&self, page: &mut Page) {
        let Diagnosis { signal: _, gates, meaning, cloud, steps, measure } = &self.0;
        write_said("", meaning, style::TITLE, page);
        if let Some(cloud) = cloud {
            write_said("", cloud, Style::new(), page);
        }
        page.gap();
        page.heading(page.words().plain("diagnose-gates"));
        for gate in gates {
            write_gate(gate, page);
        }
        write_next(steps, measure, page);
    }
}

impl Shown for PastePage {
    fn write(&self, page: &mut Page) {
        let reading = &self.0;
        let words = page.words();
        write_said("", &reading.meaning, style::TITLE, page);
        for note in &reading.notes {
            write_said("! ", note, style::WARNING, page);
        }
        let all =
            |addresses: &[IpAddr]| addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let seen = [
            ("diagnose-adapter", reading.adapter.clone().unwrap_or_default()),
            ("diagnose-addresses", all(&reading.addresses)),
            ("diagnose-gateway", reading.gateway.map(|it| it.to_string()).unwrap_or_default()),
            ("diagnose-asked", reading.asked.join(", ")),
            ("diagnose-resolver", all(&reading.resolver)),
            ("diagnose-resolved", all(&reading.resolved)),
        ];
        let seen = seen.into_iter().filter(|(_, value)| !value.is_empty());
        let seen: Vec<_> = seen.map(|(name, value)| (words.plain(name), value)).collect();
        let facts: Vec<_> = seen.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        page.gap();
        page.facts(&facts);
        write_next(&reading.steps, &reading.measure, page);
    }
}

fn write_gate(gate: &GateState, page: &mut Page) {
    let (sign, look) = match gate.standing {
        GateStanding::Open => ("✓", Style::new()),
        GateStanding::Shut => ("✗", style::BAD),
        GateStanding::Unanswered => ("○", style::DIM),
    };
    let words = page.words();
    let text = with_origin(&words.text(&gate.code, &gate.fields), &gate.from, &words);
    page.paragraph(&format!("  {sign} "), &text, look);
}

fn write_next(steps: &[Advice], measure: &[Statement], page: &mut Page) {
    let words = page.words();
    page.gap();
    page.heading(words.plain("diagnose-steps"));
    for (place, step) in steps.iter().enumerate() {
        let text = words.text(&step.code, &step.fields);
        let who = step.who.iter().map(|who| actor(*who, &words)).collect::<Vec<_>>().join(", ");
        let origin = origin(&step.from, &words);
        let said = words.say("diagnose-step", [("text", &text), ("who", &who), ("origin", &origin)]);
        page.paragraph(&format!("  {}. ", place + 1), &said, Style::new());
    }
    if !measure.is_empty() {
        page.gap();
        page.heading(words.plain("diagnose-measure"));
        for each in measure {
            write_said("  · ", each, Style::new(), page);
        }
    }
}

fn write_said(prefix: &str, said: &Statement, look: Style, page: &mut Page) {
    let words = page.words();
    page.paragraph(prefix, &with_origin(&words.text(&said.code, &said.fields), &said.from, &words), look);
}

fn with_origin(text: &str, from: &[String], words: &Words) -> String {
    words.say("diagnose-said", [("text", &text), ("origin", &origin(from, words))])
}

/// The guide's sentences by their ids, or that it is ours.
fn origin(from: &[String], words: &Words) -> String {
    if from.is_empty() {
        return words.plain("diagnose-ours");
    }
    words.say("diagnose-guide", [("ids", &from.join(", "))])
}

fn actor(who: Who, words: &Words) -> String {
    words.plain(&format!("who-{}", wire_name(&who)))
}
