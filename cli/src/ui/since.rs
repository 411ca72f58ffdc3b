//! What was said about a record since its seal: corrections that were asked for, and what counts by the network's word.

use anstyle::Style;
use pinpoint_domain::wire::{AmendedFact, Correction};
use pinpoint_domain::work::JobView;

use super::{Page, style};

/// Nothing where nothing was said.
pub(crate) fn write_said_since(job: &JobView, page: &mut Page) {
    let words = page.words();
    let title = |field: &str| words.plain(&format!("field-{field}"));
    if !job.corrections.is_empty() {
        page.gap();
        page.heading(words.plain("job-corrections"));
    }
    for Correction { field, value, reason } in &job.corrections {
        let field = title(field.name());
        let said = words.say("job-correction", [("field", &field), ("value", value), ("reason", reason)]);
        page.paragraph("  ", &said, Style::new());
    }
    if !job.amended.is_empty() {
        page.gap();
        page.heading(words.plain("job-amended"));
    }
    for AmendedFact { field, value } in &job.amended {
        let nothing = words.plain("job-amended-away");
        let value = if value.is_empty() { &nothing } else { value };
        let said = words.say("job-amendment", [("field", &title(field.name())), ("value", value)]);
        page.paragraph("  ", &said, style::SAVED);
    }
}
