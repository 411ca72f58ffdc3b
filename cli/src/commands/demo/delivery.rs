//! Record and photos reach the network, once and whole; then its verdict.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pinpoint_domain::wire::Decision;
use pinpoint_engine::Installer;
use pinpoint_engine::outbox::{Item, OnProgress, Progress};
use serde_json::json;

use super::ending::Delivered;
use super::story::{StageLine, Story};
use crate::commands::sync::while_it_moves;
use crate::error::CliError;
use crate::ui::{Bars, bytes, count, style, wire_name, write_verdict};

/// The server decides a moment after its receipt; this often it is asked.
const PAUSE: Duration = Duration::from_millis(100);
/// So often; then something is wrong.
const TRIES: u32 = 150;

/// Delivers until the verdict is there.
pub(super) async fn deliver(installer: &Installer, story: &Story<'_>) -> Result<Delivered, CliError> {
    story.stage("sending", json!({}), |_| {})?;
    let bars = Arc::new(Bars::new(story.words().clone()));
    let watch = if story.output().is_json() { quarters() } else { bars.follower() };
    let mut delivered = None;
    for _ in 0..TRIES {
        while_it_moves(installer, &watch).await?;
        delivered = Delivered::of(installer).await?;
        if delivered.is_some() {
            break;
        }
        tokio::time::sleep(PAUSE).await;
    }
    bars.clear();
    let Some(delivered) = delivered else {
        let counts = installer.outbox().await?.counts;
        return Err(CliError::DemoUnfinished { reason: format!("{counts:?}") });
    };
    tell(&delivered, story)?;
    if delivered.verdict.decision != Decision::Accepted {
        let reasons: Vec<_> =
            delivered.verdict.reasons.iter().map(|reason| story.words().of(reason)).collect();
        return Err(CliError::DemoUnfinished { reason: reasons.join(" ") });
    }
    Ok(delivered)
}

fn tell(delivered: &Delivered, story: &Story<'_>) -> Result<(), CliError> {
    let Delivered { records, photos, photo_files, events, bytes: total, receipt, .. } = delivered;
    let facts = json!({ "records": records, "photos": photos, "photo_files": photo_files, "events": events, "bytes": total });
    story.stage("delivered", facts, |page| {
        let words = page.words();
        let said = words.say(
            "demo-delivered",
            [
                ("records", &count(*records, "records", &words)),
                ("photos", &count(*photos, "photos", &words)),
                ("files", &count(*photo_files, "files", &words)),
                ("events", &count(*events, "events", &words)),
                ("size", &bytes(*total, &words)),
            ],
        );
        page.paragraph("  ✓ ", &said, style::SAVED);
    })?;
    story.stage("receipt", json!(receipt), |page| {
        page.paragraph("  ✓ ", &page.words().plain("demo-receipt"), style::SAVED);
    })?;
    let decision = wire_name(&delivered.verdict.decision);
    story.stage("verdict", json!({ "decision": decision, "reasons": delivered.verdict.reasons }), |page| {
        write_verdict(&delivered.verdict, page);
    })
}

/// For programs: a line for each quarter of each file.
fn quarters() -> OnProgress {
    let told: Mutex<BTreeMap<Item, u64>> = Mutex::default();
    Arc::new(move |progress| {
        let Progress::Bytes { item: item @ Item::Photo { photo, .. }, sent, total } = progress else {
            return;
        };
        let quarter = sent.saturating_mul(4).checked_div(total).unwrap_or_default();
        let before = told.lock().unwrap_or_else(PoisonError::into_inner).insert(item, quarter);
        if before != Some(quarter) {
            let facts = json!({ "photo": photo, "sent": sent, "total": total });
            // A reader that went away does not stop the delivery.
            drop(StageLine::print("photo", facts));
        }
    })
}
