//! What people do: they seal, they say something later, and they look at their phone.

use pinpoint_engine::outbox::{DeliveryState, Item, Reason};

use super::names;
use super::phone::App;
use super::plan::{Deed, What};
use super::request::{EVENT_BYTES, RECORD_BYTES};
use super::world::{Happening, World};

impl World<'_> {
    /// Somebody seals a record, if app and disk let him; otherwise he tries again.
    pub(super) fn seals(&mut self, index: usize) -> Result<(), String> {
        let Some(Deed { number, phone, photos, events, .. }) = self.plan.deeds.get(index) else {
            return Ok(());
        };
        if !self.can_write(*phone) {
            self.after(20_000, Happening::Seals(index));
            return Ok(());
        }
        let record = names::record(*number);
        let store = &mut self.phone(*phone)?.shelf;
        store.queue(record, RECORD_BYTES, None);
        for (place, bytes) in (1..).zip(photos) {
            store.queue(names::photo(*number, place), *bytes, Some(record));
        }
        if let Some(later) = events.first() {
            self.after(later * 1000, Happening::Says { deed: index, place: 0 });
        }
        self.tell(|| format!("phone {} seals record {number} with {} photos", phone + 1, photos.len()));
        self.queued(*phone)
    }

    /// Something is said after the seal.
    pub(super) fn says(&mut self, index: usize, place: usize) -> Result<(), String> {
        let Some(deed) = self.plan.deeds.get(index) else { return Ok(()) };
        if !self.can_write(deed.phone) {
            self.after(20_000, Happening::Says { deed: index, place });
            return Ok(());
        }
        let record = names::record(deed.number);
        let event = names::event(deed.number, u128::try_from(place + 1).unwrap_or(0));
        let phone = self.phone(deed.phone)?;
        let record_open = phone.shelf.state(record) != Some(&DeliveryState::Done);
        let after = phone.last_open_event(record.pinpoint()).or(record_open.then_some(record));
        phone.shelf.queue(event, EVENT_BYTES, after);
        if let Some(later) = deed.events.get(place + 1) {
            self.after(later * 1000, Happening::Says { deed: index, place: place + 1 });
        }
        self.tell(|| format!("phone {} says {}", deed.phone + 1, names::name(event)));
        self.queued(deed.phone)
    }

    fn can_write(&self, phone: usize) -> bool {
        let open = self.phones.get(phone).is_some_and(|phone| !matches!(phone.app, App::Closed));
        open && !self.hit(phone, |what| what == What::DiskFull)
    }

    /// A run that is going takes along what was queued; otherwise one begins.
    fn queued(&mut self, number: usize) -> Result<(), String> {
        let phone = self.phone(number)?;
        let wishes =
            if matches!(phone.app, App::Delivers(_)) { phone.wake(Reason::Queued) } else { phone.deliver() };
        self.fulfil(number, wishes)
    }

    /// Whoever is signed out signs in, unless he may not; whoever sees something held, or nothing going, taps.
    pub(super) fn looks(&mut self, number: usize) -> Result<(), String> {
        let out_for_good = self.plan.ends_with(number, What::SignedOut);
        let token = self.phone(number)?.token;
        if !out_for_good && !token.is_some_and(|token| self.server.knows(number, token)) {
            let token = self.server.sign_in(number, self.now_ms);
            self.tell(|| format!("phone {} signs in", number + 1));
            self.phone(number)?.signed_in(token);
        }
        let phone = self.phone(number)?;
        let held = phone.shelf.deliveries.values().any(|delivery| delivery.state.is_held());
        if held || matches!(phone.app, App::Rests) {
            let wishes = phone.deliver();
            self.tell(|| format!("somebody looks at phone {}", number + 1));
            return self.fulfil(number, wishes);
        }
        Ok(())
    }
}

/// The items of a deed, and the one that each waits for first.
pub(super) fn items(deed: &Deed) -> Vec<Item> {
    let count = |length: usize| u128::try_from(length).unwrap_or(0);
    let photos = (1..=count(deed.photos.len())).map(|place| names::photo(deed.number, place));
    let events = (1..=count(deed.events.len())).map(|place| names::event(deed.number, place));
    std::iter::once(names::record(deed.number)).chain(photos).chain(events).collect()
}
