//! The one callback: what changed, never the data.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use pinpoint_domain::ids::PinpointId;
use serde::Serialize;

use super::Installer;

/// What changed; whoever shows it asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// A job, before or after its seal.
    Job(PinpointId),
    /// The outbox.
    Outbox,
    /// Who is signed in, or what they may.
    Session,
    /// What is known of the network: its profile, its catalog or its addresses.
    Network,
}

/// Hears what changed.
pub type Listener = Arc<dyn Fn(Changed) + Send + Sync>;
type Listeners = Mutex<(u64, BTreeMap<u64, Listener>)>;

#[derive(Clone, Default)]
pub(super) struct Observers(Arc<Listeners>);

/// Dropping it ends the observation.
pub struct Observation {
    id: u64,
    listeners: Weak<Listeners>,
}

impl Installer {
    /// Calls the listener after each change, on whatever thread made it. Keep it short.
    pub fn observe(&self, listener: Listener) -> Observation {
        let mut listeners = self.observers.0.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.0 += 1;
        let id = listeners.0;
        listeners.1.insert(id, listener);
        Observation { id, listeners: Arc::downgrade(&self.observers.0) }
    }
}

impl Observers {
    pub(super) fn tell(&self, changed: Changed) {
        let listeners: Vec<Listener> =
            self.0.lock().unwrap_or_else(PoisonError::into_inner).1.values().cloned().collect();
        for listener in listeners {
            listener(changed);
        }
    }
}

impl Drop for Observation {
    fn drop(&mut self) {
        if let Some(listeners) = self.listeners.upgrade() {
            listeners.lock().unwrap_or_else(PoisonError::into_inner).1.remove(&self.id);
        }
    }
}
