//! `sync`: delivers what can be delivered now.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_engine::Installer;
use pinpoint_engine::outbox::{Ending, OnProgress, Progress, SyncReport};
use pinpoint_engine::platform::time;
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::args::SyncArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::{Bars, Page, bytes, style};

/// Without any progress for so long, what waits is left to another time.
const SPELL: SignedDuration = SignedDuration::from_secs(10);

/// Delivers until nothing is left that could go, the time is over, or Ctrl-C.
pub(crate) async fn run(args: &SyncArgs, context: &Context) -> Result<Exit, CliError> {
    let installer = context.installer().await?;
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.cancel();
        }
    });
    let bars = Arc::new(Bars::new());
    let report = match args.within {
        Some(length) => installer.sync(Some(after(length)), &cancel, bars.follower()).await?,
        None => while_it_moves(&installer, &cancel, &bars.follower()).await?,
    };
    bars.clear();
    let left = installer.outbox().await?.counts;
    let open: u64 = left.iter().filter(|(state, _)| *state != "done").map(|(_, count)| count).sum();
    let synced = Synced::of(&report, open);
    context.show(&synced)?;
    Ok(if open == 0 && !matches!(report.ending, Ending::Store(_)) { Exit::Done } else { Exit::Failed })
}

/// Goes on as long as something gets through; gives up where nothing does.
pub(super) async fn while_it_moves(
    installer: &Installer,
    cancel: &CancellationToken,
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
        let report = installer.sync(Some(after(SPELL)), cancel, Arc::clone(&watch)).await?;
        let (delivered, bytes) = (sum.delivered + report.delivered, sum.bytes + report.bytes);
        let again = report.ending == Ending::Deadline && moved.swap(false, Ordering::Relaxed);
        sum = SyncReport { delivered, bytes, ..report };
        if !again {
            return Ok(sum);
        }
    }
}

/// The moment so long from now.
pub(super) fn after(length: SignedDuration) -> Timestamp {
    time::now().saturating_add(length).unwrap_or(Timestamp::MAX)
}

/// What a run did.
#[derive(Serialize)]
pub(crate) struct Synced {
    /// `idle`, `deadline`, `cancelled` or `store`.
    ending: &'static str,
    delivered: u32,
    bytes: u64,
    waiting: u32,
    held: u32,
    /// Deliveries that are not done, tried by this run or not.
    open: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_skew_s: Option<i64>,
}

impl Synced {
    pub(crate) fn of(report: &SyncReport, open: u64) -> Self {
        Self {
            ending: match report.ending {
                Ending::Idle => "idle",
                Ending::Deadline => "deadline",
                Ending::Cancelled => "cancelled",
                Ending::Store(_) => "store",
            },
            delivered: report.delivered,
            bytes: report.bytes,
            waiting: report.waiting,
            held: report.held,
            open,
            clock_skew_s: report.clock_skew_s,
        }
    }
}

impl Shown for Synced {
    fn write(&self, page: &mut Page) {
        let saved = style::SAVED;
        match (self.delivered, self.open) {
            (0, 0) => page.line("Nothing waits."),
            (0, _) => {}
            (count, _) => {
                page.line(format_args!("{saved}Delivered {count}, {}.{saved:#}", bytes(self.bytes)));
            }
        }
        if self.open > 0 {
            let text =
                format!("{} still wait here, safe on this device; `pinpoint outbox` says why.", self.open);
            page.paragraph("", &text, style::WARNING);
        }
        if let Some(skew) = self.clock_skew_s {
            let text = format!("This device's clock is {skew} seconds off the server's; set it.");
            page.paragraph("", &text, style::WARNING);
        }
    }
}
