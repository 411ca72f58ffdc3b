//! Bars for photos on their way: on standard error, and only on a terminal.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use pinpoint_engine::outbox::{DeliveryState, Item, OnProgress, Progress};

use super::Words;

/// One bar for each photo that is under way.
#[expect(clippy::struct_field_names, reason = "bars is what it holds")]
pub(crate) struct Bars {
    all: MultiProgress,
    bars: Mutex<BTreeMap<Item, ProgressBar>>,
    words: Words,
}

impl Bars {
    /// No bar yet; where standard error is no terminal, none ever.
    pub(crate) fn new(words: Words) -> Self {
        Self { all: MultiProgress::new(), bars: Mutex::default(), words }
    }

    /// For the outbox to call.
    pub(crate) fn follower(self: &Arc<Self>) -> OnProgress {
        let bars = Arc::clone(self);
        Arc::new(move |progress| bars.follow(&progress))
    }

    /// Takes in what the outbox tells.
    pub(crate) fn follow(&self, progress: &Progress) {
        match progress {
            Progress::Bytes { item, sent, total } => self.bar(*item, *total).set_position(*sent),
            Progress::Settled(delivery) => self.settle(delivery.item, &delivery.state),
            Progress::News { .. } => {}
        }
    }

    /// Takes all bars off the screen.
    pub(crate) fn clear(&self) {
        // A screen that cannot be cleaned is no reason to stop.
        drop(self.all.clear());
    }

    fn bar(&self, item: Item, total: u64) -> ProgressBar {
        let mut bars = self.bars.lock().unwrap_or_else(PoisonError::into_inner);
        let count = bars.len() + 1;
        bars.entry(item)
            .or_insert_with(|| {
                let file = self.words.say("sync-file", [("number", &count)]);
                let bar = ProgressBar::new(total).with_message(file);
                self.all.add(bar).with_style(look())
            })
            .clone()
    }

    fn settle(&self, item: Item, state: &DeliveryState) {
        let bars = self.bars.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = bars.get(&item) {
            match state {
                DeliveryState::Done => bar.finish(),
                DeliveryState::Sending => {}
                _ => bar.abandon(),
            }
        }
    }
}

fn look() -> ProgressStyle {
    let template =
        "  {msg:14} {bar:24} {decimal_bytes:>10} / {decimal_total_bytes:10} {decimal_bytes_per_sec}";
    ProgressStyle::with_template(template)
        .map_or_else(|_| ProgressStyle::default_bar(), |style| style.progress_chars("━╸─"))
}
