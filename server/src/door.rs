//! How many connections are open, in all and from one source: who opens many and says nothing keeps nobody out.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::proxies::Proxies;
use crate::source::Source;

/// The part of all connections that one source may hold: a fourth.
const SHARE: usize = 4;

/// Lets connections in.
#[derive(Clone)]
pub(crate) struct Door {
    places: Arc<Semaphore>,
    share: usize,
    proxies: Arc<Proxies>,
    inside: Arc<Mutex<HashMap<Source, usize>>>,
}

/// A connection that was let in; its place is free again when this is dropped.
pub(crate) struct Guest {
    source: Source,
    inside: Arc<Mutex<HashMap<Source, usize>>>,
    _place: OwnedSemaphorePermit,
}

impl Door {
    /// A door to this many places, at least one.
    pub(crate) fn new(connections: usize, proxies: Proxies) -> Self {
        let connections = connections.clamp(1, Semaphore::MAX_PERMITS);
        Self {
            places: Arc::new(Semaphore::new(connections)),
            share: connections.div_ceil(SHARE),
            proxies: Arc::new(proxies),
            inside: Arc::default(),
        }
    }

    /// Waits for a free place. Until then the next connection waits in the system's queue.
    pub(crate) async fn place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).acquire_owned().await.ok()
    }

    /// Lets a connection in, unless its source holds its share already. A proxy, which may be on this machine, has
    /// no share: it speaks for everybody.
    pub(crate) fn admit(&self, address: IpAddr, place: OwnedSemaphorePermit) -> Option<Guest> {
        let source = Source::of(address);
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let held = inside.entry(source).or_default();
        let is_proxy = source.is_this_machine() || self.proxies.trust(address);
        if *held >= self.share && !is_proxy {
            return None;
        }
        *held += 1;
        Some(Guest { source, inside: Arc::clone(&self.inside), _place: place })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = inside.get_mut(&self.source) {
            *held -= 1;
            if *held == 0 {
                inside.remove(&self.source);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_source_holds_a_fourth_and_this_machine_as_much_as_there_is() {
        let door = Door::new(8, Proxies::default());
        let stranger = IpAddr::from([192, 0, 2, 7]);
        let mut guests = Vec::new();
        for _ in 0..2 {
            guests.push(door.admit(stranger, door.place().await.unwrap()).unwrap());
        }
        assert!(door.admit(stranger, door.place().await.unwrap()).is_none());
        guests.pop();
        guests.push(door.admit(stranger, door.place().await.unwrap()).unwrap());
        for _ in 0..6 {
            guests.push(door.admit(IpAddr::from([127, 0, 0, 1]), door.place().await.unwrap()).unwrap());
        }
        assert_eq!(door.places.available_permits(), 0);
        guests.clear();
        assert_eq!(door.places.available_permits(), 8, "a refused connection keeps no place");
        assert!(door.inside.lock().unwrap().is_empty());
    }
}
