//! The outbox's store in memory as a driver holds it: with a session, and bodies for what is queued.

use std::path::Path;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use pinpoint_domain::Timestamp;
use pinpoint_domain::demo;
use pinpoint_domain::ids::{EventId, PhotoId, PinpointId};
use pinpoint_domain::wire::{Account, ChangePage, Digest, RequestId, Session};
use pinpoint_engine::outbox::{
    self, Change, DeliveryState, Due, Item, Lane, Ledger, LedgerError, Parcel, PhotoFile, Pulled, Standing,
};
use pinpoint_engine::platform::files::Folder;
use pinpoint_engine::platform::time;
use uuid::Uuid;

/// Shared, so that a test looks into what a driver owns.
#[derive(Clone, Default)]
pub(crate) struct Shelf(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    queue: outbox::Shelf,
    session: Option<Session>,
    cursor: u64,
    photo: Option<PhotoFile>,
    full: bool,
    server_date: Option<Timestamp>,
}

pub(crate) fn pinpoint(n: u128) -> PinpointId {
    Uuid::from_u128(n).into()
}

pub(crate) fn record(n: u128) -> Item {
    Item::Record(pinpoint(n))
}

pub(crate) fn photo(n: u128) -> Item {
    Item::Photo { pinpoint: pinpoint(n), photo: Uuid::from_u128(n).into() }
}

pub(crate) fn event(n: u128) -> Item {
    Item::Event { pinpoint: pinpoint(n), event: Uuid::from_u128(n).into() }
}

/// The stored envelope of anything: some bytes that are its own.
pub(crate) fn body(id: &Uuid) -> Bytes {
    Bytes::from(format!("{{\"of\":\"{id}\"}}"))
}

pub(crate) fn session(access_token: &str) -> Session {
    Session {
        access_token: access_token.to_owned(),
        expires_at: "2030-01-01T00:00:00Z".parse().unwrap(),
        refresh_token: format!("refresh-{access_token}"),
        account: Account {
            network: demo::profile().unwrap().network,
            installer: Uuid::from_u128(1).into(),
            company: Uuid::from_u128(2).into(),
            company_name: "Voltwerk".to_owned(),
            name: "Sam".to_owned(),
            certified_until: None,
        },
    }
}

impl Shelf {
    /// A signed-in phone with these deliveries; photos and events wait for their records if those are among them.
    pub(crate) fn with(items: &[Item]) -> Self {
        let shelf = Self::default();
        shelf.edit(|inner| inner.session = Some(session("old")));
        for &item in items {
            let record = Item::Record(item.pinpoint());
            let after = (item != record && items.contains(&record)).then_some(record);
            shelf.edit(|inner| inner.queue.queue(item, 100, after));
        }
        shelf
    }

    pub(crate) fn state(&self, item: Item) -> DeliveryState {
        self.edit(|inner| inner.queue.state(item).unwrap().clone())
    }

    pub(crate) fn delivered(&self) -> usize {
        self.edit(|inner| inner.queue.receipts.len())
    }

    pub(crate) fn set_photo(&self, path: &Path, bytes: &[u8]) {
        let file = PhotoFile {
            folder: Folder::at(path.parent().unwrap().to_owned()),
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap(),
            digest: Digest::of(bytes),
        };
        self.edit(|inner| inner.photo = Some(file));
    }

    pub(crate) fn set_full(&self, full: bool) {
        self.edit(|inner| inner.full = full);
    }

    pub(crate) fn set_server_date(&self, date: Timestamp) {
        self.edit(|inner| inner.server_date = Some(date));
    }

    pub(crate) fn session(&self) -> Option<Session> {
        self.edit(|inner| inner.session.clone())
    }

    fn edit<T>(&self, edit: impl FnOnce(&mut Inner) -> T) -> T {
        edit(&mut self.0.lock().unwrap())
    }
}

impl Ledger for Shelf {
    async fn standing(&self) -> Result<Standing, LedgerError> {
        Ok(self.edit(|inner| Standing {
            session: inner.session.clone(),
            cursor: inner.cursor,
            server_date: inner.server_date,
        }))
    }

    async fn due(
        &self,
        lane: Lane,
        after: Option<u64>,
        limit: usize,
        now: Timestamp,
    ) -> Result<Due, LedgerError> {
        Ok(self.edit(|inner| inner.queue.due(lane, after, limit, now)))
    }

    async fn records(&self, pinpoints: Vec<PinpointId>) -> Result<Vec<Parcel<PinpointId>>, LedgerError> {
        let parcel = |id: PinpointId| {
            let body = body(id.as_uuid());
            Parcel { id, digest: Digest::of(&body), body }
        };
        Ok(pinpoints.into_iter().map(parcel).collect())
    }

    async fn event(&self, event: EventId) -> Result<Option<Parcel<EventId>>, LedgerError> {
        let body = body(event.as_uuid());
        Ok(Some(Parcel { id: event, digest: Digest::of(&body), body }))
    }

    async fn photo(&self, _: PhotoId) -> Result<Option<PhotoFile>, LedgerError> {
        Ok(self.edit(|inner| inner.photo.clone()))
    }

    async fn apply(&self, changes: Arc<[Change]>, _: Option<RequestId>) -> Result<(), LedgerError> {
        self.edit(|inner| {
            if inner.full {
                return Err(LedgerError::Full);
            }
            for change in changes.iter() {
                inner.queue.apply(change);
            }
            assert_eq!(inner.queue.broken_law(time::now()), None);
            Ok(())
        })
    }

    async fn store_session(&self, session: Session) -> Result<(), LedgerError> {
        self.edit(|inner| inner.session = Some(session));
        Ok(())
    }

    async fn apply_changes(&self, page: ChangePage, date: Option<Timestamp>) -> Result<Pulled, LedgerError> {
        self.edit(|inner| {
            inner.cursor = page.next_after;
            inner.server_date = date;
        });
        Ok(Pulled::default())
    }
}
