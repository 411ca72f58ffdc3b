//! A playbook as a person reads it before there is a job: what to do before you go, then the work in its order.

use anstyle::Style;
use pinpoint_domain::work::playbook::{Phase, Step};
use pinpoint_domain::work::{Minutes, Playbook};
use serde::Serialize;

use super::{Page, style, wire_name};
use crate::output::Shown;

/// A playbook on a page.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct PlaybookPage(pub(crate) Playbook);

impl Shown for PlaybookPage {
    fn write(&self, page: &mut Page) {
        let (playbook, words) = (&self.0, page.words());
        let title = style::TITLE;
        let kind = words.plain(&format!("kind-{}", wire_name(&playbook.kind)));
        page.pair(&format!("{title}{kind}{title:#}"), &playbook.name());
        let Minutes { shortest, longest } = playbook.minutes;
        let people = words.say("count-people", [("count", &playbook.people)]);
        let usual = words
            .say("playbook-usual", [("shortest", &shortest), ("longest", &longest), ("people", &people)]);
        page.paragraph("", &usual, Style::new());
        let mut phase: Option<Phase> = None;
        for step in &playbook.steps {
            if phase != Some(step.phase) {
                phase = Some(step.phase);
                page.gap();
                page.heading(words.plain(&format!("phase-{}", wire_name(&step.phase))));
            }
            write_step(step, page);
        }
        page.gap();
        page.paragraph("", &words.plain("playbook-sources"), style::DIM);
    }
}

fn write_step(step: &Step, page: &mut Page) {
    let (words, dim) = (page.words(), style::DIM);
    let left = if step.optional {
        format!("  ○ {} {dim}{}{dim:#}", words.step(&step.id), words.plain("job-optional"))
    } else {
        format!("  ● {}", words.step(&step.id))
    };
    let from = if step.from.is_empty() { words.plain("playbook-ours") } else { step.from.join(" ") };
    page.pair(&left, &from);
    page.paragraph("    ", &words.how(&step.id), style::DIM);
    for item in &step.items {
        page.paragraph("      ○ ", &words.item(&step.id, &item.id), Style::new());
    }
}
