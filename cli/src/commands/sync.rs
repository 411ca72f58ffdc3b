//! `sync`: delivers what can be delivered now.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_domain::code::fields;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::Verdict;
use pinpoint_engine::Installer;
use pinpoint_engine::outbox::{Ending, OnProgress, Progress, SyncReport};
use pinpoint_engine::platform::time;
use serde::Serialize;

use crate::args::SyncArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{Bars, Page, bytes, short_id, style, write_verdict};

/// Without any progress for so long, what waits is left to another time.
const SPELL: SignedDuration = SignedDuration::from_secs(10);

/// Delivers until nothing is left that could go, the time is over, or Ctrl-C.
pub(crate) async fn run(args: &SyncArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let before = verdicts(&installer).await?;
    let bars = Arc::new(Bars::new(context.words.clone()));
    let deliver = async {
        match args.within {
            Some(length) => Ok(installer.sync(Some(after(context.now()?, length)), bars.follower()).await?),
            None => while_it_moves(&installer, &bars.follower()).await,
        }
    };
    let report = until_ctrl_c(&installer, deliver).await?;
    bars.clear();
    if let Ending::Store(error) = report.ending {
        return Err(error.into());
    }
    let counts = installer.outbox().await?.counts;
    let open = counts.iter().filter(|(state, _)| *state != "done").map(|(_, count)| count).sum();
    let mut verdicts = verdicts(&installer).await?;
    verdicts.retain(|id, verdict| before.get(id) != Some(verdict));
    context.show(&Synced { report, open, verdicts: verdicts.into_values().collect() })?;
    Ok(if open == 0 { Exit::Done } else { Exit::Failed })
}

async fn verdicts(installer: &Installer) -> Result<BTreeMap<PinpointId, Verdict>, CliError> {
    let pinpoints = installer.outbox().await?.pinpoints;
    Ok(pinpoints.into_iter().filter_map(|pinpoint| Some((pinpoint.id, pinpoint.verdict?))).collect())
}

/// Ctrl-C stops the delivery, and what it did until then is told.
async fn until_ctrl_c<T>(installer: &Installer, deliver: impl Future<Output = T>) -> T {
    let mut deliver = pin!(deliver);
    loop {
        tokio::select! {
            done = &mut deliver => return done,
            _ = tokio::signal::ctrl_c() => installer.cancel_sync(),
        }
    }
}

/// Goes on as long as something gets through; gives up where nothing does.
pub(super) async fn while_it_moves(
    installer: &Installer,
    watch: &OnProgress,
) -> Result<SyncReport, CliError> {
    let moved = Arc::new(AtomicBool::new(false));
    let watch: OnProgress = {
        let (moved, watch) = (Arc::clone(&moved), Arc::clone(watch));
        Arc::new(move |progress| {
            moved.fetch_or(matches!(progress, Progress::Bytes { .. }), Ordering::Relaxed);
            watch(progress);
        })
    };
    let mut sum = SyncReport::default();
    loop {
        let report = installer.sync(Some(after(time::now(), SPELL)), Arc::clone(&watch)).await?;
        let (delivered, bytes) = (sum.delivered + report.delivered, sum.bytes + report.bytes);
        let again = report.ending == Ending::Deadline && moved.swap(false, Ordering::Relaxed);
        sum = SyncReport { delivered, bytes, ..report };
        if !again {
            return Ok(sum);
        }
    }
}

/// The moment so long from now.
pub(super) fn after(now: Timestamp, length: SignedDuration) -> Timestamp {
    now.saturating_add(length).unwrap_or(Timestamp::MAX)
}

/// What a run did.
#[derive(Serialize)]
struct Synced {
    #[serde(flatten)]
    report: SyncReport,
    /// Deliveries that are not done, tried by this run or not.
    open: u64,
    /// What the network decided since the last time.
    verdicts: Vec<Verdict>,
}

impl Shown for Synced {
    fn write(&self, page: &mut Page) {
        let saved = style::SAVED;
        let SyncReport { delivered, bytes: total, clock_skew_s, .. } = &self.report;
        let words = page.words();
        if *delivered > 0 {
            let said = words.say("sync-delivered", [("number", delivered), ("size", &bytes(*total, &words))]);
            page.line(format_args!("{saved}{said}{saved:#}"));
        } else if self.open == 0 {
            page.line(words.plain("sync-nothing"));
        }
        if self.open > 0 {
            page.paragraph("", &words.say("sync-open", [("count", &self.open)]), style::WARNING);
        }
        for verdict in &self.verdicts {
            page.gap();
            page.line(words.say("sync-verdict", [("job", &short_id(&verdict.pinpoint_id))]));
            write_verdict(verdict, page);
        }
        if let Some(skew) = clock_skew_s {
            let text = words.text("clock-off", &fields([("skew_s", skew.to_string())]));
            page.paragraph("", &text, style::WARNING);
        }
    }
}
