//! What a run tells while it runs, and at its end.

use std::collections::BTreeMap;

use serde::Serialize;

use super::change::Change;
use super::delivery::{Delivery, DeliveryState, Item};
use super::ledger::LedgerError;

/// Something to show while the outbox runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "progress", rename_all = "kebab-case")]
pub enum Progress {
    /// Bytes of a photo that are there or under way.
    Bytes {
        /// The photo.
        item: Item,
        /// So many.
        sent: u64,
        /// Of so many.
        total: u64,
    },
    /// A delivery is in another state, and that is written down.
    Settled(Delivery),
    /// The network told so much news, and it is written down.
    News {
        /// How many changes.
        changes: usize,
    },
}

/// How a run ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct SyncReport {
    /// Why it ended.
    pub ending: Ending,
    /// Deliveries that are done.
    pub delivered: u32,
    /// Their bytes.
    pub bytes: u64,
    /// Deliveries that this run tried and that are tried again by themselves.
    pub waiting: u32,
    /// Deliveries that this run tried and that are held.
    pub held: u32,
    /// This device's clock minus the server's, in seconds, if it is more than five minutes.
    pub clock_skew_s: Option<i64>,
}

/// Why a run ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Nothing is left that could go.
    #[default]
    Idle,
    /// What is left waits beyond the deadline, or the deadline came.
    Deadline,
    /// Somebody stopped it.
    Cancelled,
    /// The store failed.
    Store(LedgerError),
}

/// Counts what a run writes down.
#[derive(Debug, Default)]
pub(super) struct Tally {
    delivered: u32,
    bytes: u64,
    open: BTreeMap<Item, bool>,
}

impl Tally {
    /// Counts these changes and calls back with each delivery among them.
    pub(super) fn count(&mut self, changes: &[Change], settled: impl Fn(Delivery)) {
        for change in changes {
            let (Change::Settled(delivery) | Change::Delivered { delivery, .. }) = change else { continue };
            match &delivery.state {
                DeliveryState::Done => {
                    self.open.remove(&delivery.item);
                    self.delivered += 1;
                    self.bytes += delivery.bytes_total;
                }
                state => {
                    self.open.insert(delivery.item, state.is_held());
                }
            }
            settled(delivery.clone());
        }
    }

    pub(super) fn report(&self, ending: Ending, clock_skew_s: Option<i64>) -> SyncReport {
        let held = self.open.values().filter(|held| **held).count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        SyncReport {
            ending,
            delivered: self.delivered,
            bytes: self.bytes,
            waiting: count(self.open.len() - held),
            held: count(held),
            clock_skew_s,
        }
    }
}
