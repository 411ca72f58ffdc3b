//! What the outbox wants done, and how that can go.

use jiff::Timestamp;

use super::delivery::{Delivery, Item, Lane};
use super::receipt::BelievedReceipt;
use super::trouble::Trouble;

/// What to do next. Everything but `Sleep` and `Idle` may run beside whatever else was asked for before, and is
/// answered once by [`Outbox::done`](super::Outbox::done), unless the whole outbox is dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Read deliveries that are due from the store.
    Load {
        /// Of this lane.
        lane: Lane,
        /// Beyond this sequence.
        after: Option<u64>,
        /// At most so many, in ascending sequence.
        limit: usize,
    },
    /// Send these records: one by a `PUT`, several by the batch form.
    SendRecords(Vec<Item>),
    /// Send this event.
    SendEvent(Item),
    /// Send this photo, or what is missing of it.
    SendPhoto(Item),
    /// Get a new session by the refresh token; one for however many requests asked for it.
    RefreshSession,
    /// Ask for what the network knows.
    PullChanges,
    /// Nothing to begin before then, unless something under way ends earlier.
    Sleep {
        /// The moment.
        until: Timestamp,
    },
    /// Nothing to begin, however long one waits, unless something under way ends.
    Idle,
}

impl Action {
    /// The items that it sends.
    pub fn items(&self) -> &[Item] {
        match self {
            Self::SendRecords(items) => items,
            Self::SendEvent(item) | Self::SendPhoto(item) => std::slice::from_ref(item),
            _ => &[],
        }
    }
}

/// What the store answered to a [`Action::Load`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Due {
    /// Deliveries that are due, in ascending sequence.
    pub deliveries: Vec<Delivery>,
    /// When the first of those that wait in this lane is due.
    pub next_wake: Option<Timestamp>,
}

/// How an action went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// [`Action::Load`].
    Loaded(Due),
    /// The items sent were answered one by one. What is missing counts as unreadable.
    Answered(Vec<(Item, Answer)>),
    /// There is a good session now.
    Refreshed {
        /// Until when the server takes it, by this device's clock, if that is known.
        until: Option<Timestamp>,
    },
    /// The changes are stored.
    Pulled {
        /// Whether the server has more.
        more: bool,
        /// Whether they made deliveries due again: the server lost something and is offered it anew.
        requeued: bool,
    },
    /// The request as a whole did not succeed.
    Failed(Trouble),
}

/// How one item went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Stored, with the proof.
    Stored(Box<BelievedReceipt>),
    /// Not stored, as far as one knows.
    Trouble(Trouble),
}
