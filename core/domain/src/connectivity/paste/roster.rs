//! The adapters of one kind of text, by their names.

use std::collections::BTreeMap;

use super::adapter::{Adapter, AdapterKind};

/// Adapters in the order in which they were named, and the one that the lines are about.
#[derive(Debug, Default)]
pub(super) struct Roster {
    adapters: Vec<Adapter>,
    by_name: BTreeMap<String, usize>,
    current: Option<usize>,
}

impl Roster {
    /// The lines that follow are about the adapter of this name. Of one that is shown again, the later showing counts.
    pub(super) fn begin(&mut self, adapter: Adapter) {
        let place = self.place(&adapter);
        if let Some(known) = self.adapters.get_mut(place) {
            *known = adapter;
        }
    }

    /// The same, and what is known of it stays.
    pub(super) fn turn_to(&mut self, adapter: &Adapter) {
        self.place(adapter);
    }

    /// Changes the one that the lines are about, or one without a name when its heading was not pasted.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Adapter)) {
        if self.current.is_none() {
            self.current = Some(self.adapters.len());
            self.adapters.push(Adapter::new("", AdapterKind::Unknown));
        }
        if let Some(adapter) = self.current.and_then(|place| self.adapters.get_mut(place)) {
            change(adapter);
        }
    }

    /// Whether the lines are about one.
    pub(super) const fn has_current(&self) -> bool {
        self.current.is_some()
    }

    /// All of them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Adapter> {
        self.adapters.iter_mut()
    }

    /// All of them, for good.
    pub(super) fn into_adapters(self) -> Vec<Adapter> {
        self.adapters
    }

    fn place(&mut self, adapter: &Adapter) -> usize {
        let next = self.adapters.len();
        let place = *self.by_name.entry(adapter.name.clone()).or_insert(next);
        if place == next {
            self.adapters.push(adapter.clone());
        }
        self.current = Some(place);
        place
    }
}
