//! What the outbox asks its keeper to write down, and what wakes it.

use jiff::Timestamp;
use pinpoint_domain::wire::{Receipt, Signed};

use super::delivery::{Delivery, DeliveryState, Item};

/// One thing to write down. All changes of one call belong into one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The delivery as it is from now on.
    Settled(Delivery),
    /// The delivery is done, and this receipt is kept with it.
    Delivered {
        /// The delivery as it is from now on.
        delivery: Delivery,
        /// The proof.
        receipt: Signed<Receipt>,
    },
    /// Everything that was blocked on this item is ready.
    Release {
        /// The item.
        on: Item,
    },
    /// Everything that would go by itself ([`DeliveryState::goes_by_itself`]) is held, because the account may not.
    HoldAll {
        /// The moment.
        now: Timestamp,
        /// The server's code.
        code: String,
    },
    /// Everything in a state that this reason wakes is ready: [`Reason::wakes`].
    Wake {
        /// The reason.
        reason: Reason,
    },
}

/// What ends waiting early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The device found a network.
    Connectivity,
    /// The app came to the front.
    Foreground,
    /// The installer asked for it.
    Tap,
    /// Somebody signed in.
    SignIn,
    /// Something new was queued. Nothing else is woken.
    Queued,
}

impl Reason {
    /// Whether it makes a delivery in this state ready. What was refused stays until a person decided about it.
    pub const fn wakes(self, state: &DeliveryState) -> bool {
        match state {
            _ if matches!(self, Self::Queued) => false,
            DeliveryState::Waiting { .. } | DeliveryState::HeldClock { .. } => true,
            DeliveryState::HeldAuth { .. }
            | DeliveryState::HeldStorage
            | DeliveryState::HeldVersion { .. } => !matches!(self, Self::Connectivity),
            _ => false,
        }
    }
}
