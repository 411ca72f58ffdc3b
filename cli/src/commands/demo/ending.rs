//! How the day ended: three promises, kept apart.

use pinpoint_domain::wire::{Receipt, Verdict};
use pinpoint_engine::outbox::{DeliveryState, Item};
use pinpoint_engine::{EngineError, Installer, JobFilter, SavedOn};
use serde_json::json;

use super::day::Day;
use super::story::Story;
use crate::error::CliError;
use crate::ui::{bytes, clock, count, style, wire_name};

/// What reached the network, as the phone's store says.
pub(super) struct Delivered {
    pub(super) records: usize,
    pub(super) photos: usize,
    pub(super) photo_files: usize,
    pub(super) events: usize,
    pub(super) bytes: u64,
    pub(super) receipt: Receipt,
    pub(super) verdict: Verdict,
}

impl Delivered {
    /// None while anything is on its way, or the verdict is not there.
    pub(super) async fn of(installer: &Installer) -> Result<Option<Self>, CliError> {
        if installer.session().is_none() {
            return Ok(None);
        }
        let pinpoints = installer.outbox().await?.pinpoints;
        let Some(pinpoint) = pinpoints.first().filter(|pinpoint| pinpoint.saved == SavedOn::Server) else {
            return Ok(None);
        };
        let (Some(receipt), Some(verdict)) = (&pinpoint.receipt, &pinpoint.verdict) else { return Ok(None) };
        // It was verified when it came; what stands on the screen is verified again.
        let receipt = installer
            .profile()
            .believe_word(receipt)
            .map_err(|error| EngineError::NotBelieved { document: "receipt", reason: error.to_string() })?;
        let done: Vec<_> = pinpoints
            .iter()
            .flat_map(|pinpoint| &pinpoint.deliveries)
            .filter(|delivery| delivery.state == DeliveryState::Done)
            .collect();
        let count = |of: fn(&Item) -> bool| done.iter().filter(|delivery| of(&delivery.item)).count();
        let photo_files = count(|item| matches!(item, Item::Photo { .. }));
        Ok(Some(Self {
            records: count(|item| matches!(item, Item::Record(_))),
            // Each photo is two files: the copy for drivers, and the original.
            photos: photo_files / 2,
            photo_files,
            events: count(|item| matches!(item, Item::Event { .. })),
            bytes: done.iter().map(|delivery| delivery.bytes_total).sum(),
            receipt,
            verdict: verdict.clone(),
        }))
    }
}

/// The three promises, each with what stands behind it.
pub(super) async fn sum_up(
    delivered: &Delivered,
    installer: &Installer,
    day: &Day,
    story: &Story<'_>,
) -> Result<(), CliError> {
    let job = installer.jobs(JobFilter::All).await?.jobs.into_iter().next();
    let steps = job.as_ref().map_or(0, |job| job.done);
    let safe = job.as_ref().is_some_and(|job| job.stop.is_empty() && !job.cabinet_open);
    let Delivered { records, photos, photo_files, events, bytes: total, receipt, verdict } = delivered;
    let decision = wire_name(&verdict.decision);
    let facts = json!({
        "receipt": receipt,
        "verdict": decision,
        "records": records,
        "photos": photos,
        "photo_files": photo_files,
        "events": events,
        "bytes": total,
        "steps": steps,
        "cabinet_closed": safe,
        "folder": day.folder().display().to_string(),
    });
    story.stage("done", facts, |page| {
        let words = page.words();
        page.line("");
        page.heading(words.plain("demo-promises"));
        let mut promise = |code: &str, look: anstyle::Style, text: &str| {
            let name = words.plain(code);
            page.paragraph(&format!("  {look}{name:<20}{look:#} "), text, anstyle::Style::new());
        };
        promise("promise-made-safe", style::MADE_SAFE, &words.plain("demo-made-safe"));
        promise("promise-saved-phone", style::SAVED, &words.say("demo-saved-phone", [("count", &steps)]));
        let on_the_server = words.say(
            "demo-saved-server",
            [
                ("records", &count(*records, "records", &words)),
                ("photos", &count(*photos, "photos", &words)),
                ("size", &bytes(*total, &words)),
                ("number", &receipt.server_sequence),
                ("clock", &clock(receipt.received_at)),
            ],
        );
        promise("promise-saved-server", style::SAVED, &on_the_server);
        promise("promise-verified-online", style::ONLINE, &words.plain(&format!("decision-{decision}")));
        let folder = words.say("demo-folder", [("folder", &day.folder().display())]);
        page.paragraph("  ", &folder, style::DIM);
    })
}
