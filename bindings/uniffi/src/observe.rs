//! What the core says on its own: that something changed, and how far a sync is.

use std::sync::Arc;

use pinpoint_domain::ids::PinpointId;
use pinpoint_engine as engine;
use pinpoint_engine::Changed;
use pinpoint_engine::outbox::{self, Delivery, Item};

use crate::PinpointError;

/// Hears what changed. Called from the core's threads: keep it short, and ask for what is shown elsewhere.
#[uniffi::export(with_foreign)]
pub trait Listener: Send + Sync {
    /// Something changed; whoever shows it asks for it.
    fn changed(&self, what: Changed) -> Result<(), PinpointError>;
}

/// Hears how far a sync is. Called from the core's threads.
#[uniffi::export(with_foreign)]
pub trait OnProgress: Send + Sync {
    /// The sync has come so far.
    fn progress(&self, so_far: Progress) -> Result<(), PinpointError>;
}

/// What changed; whoever shows it asks for it.
#[uniffi::remote(Enum)]
pub enum Changed {
    /// A job, before or after its seal.
    Job(PinpointId),
    /// The outbox.
    Outbox,
    /// Who is signed in, or what they may.
    Session,
    /// What is known of the network: its profile or its catalog.
    Network,
}

/// Something to show while a sync runs.
#[derive(Debug, Clone, uniffi::Enum)]
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
        changes: u64,
    },
}

impl From<outbox::Progress> for Progress {
    fn from(progress: outbox::Progress) -> Self {
        match progress {
            outbox::Progress::Bytes { item, sent, total } => Self::Bytes { item, sent, total },
            outbox::Progress::Settled(delivery) => Self::Settled(delivery),
            outbox::Progress::News { changes } => {
                Self::News { changes: u64::try_from(changes).unwrap_or(u64::MAX) }
            }
        }
    }
}

/// Ends when this object does.
#[derive(uniffi::Object)]
pub struct Observation(#[expect(dead_code, reason = "held for its end")] engine::Observation);

impl Observation {
    pub(crate) const fn new(observation: engine::Observation) -> Self {
        Self(observation)
    }
}

// What a listener throws is the app's own trouble; the core goes on.

pub(crate) fn listener(listener: Arc<dyn Listener>) -> engine::Listener {
    Arc::new(move |changed| drop(listener.changed(changed)))
}

pub(crate) fn on_progress(listener: Option<Arc<dyn OnProgress>>) -> outbox::OnProgress {
    Arc::new(move |step| {
        if let Some(listener) = &listener {
            drop(listener.progress(step.into()));
        }
    })
}
