//! How the story calls things, and the ids behind the names.

use pinpoint_engine::outbox::Item;
use uuid::Uuid;

use super::plan::Part;

const EVENT: u128 = 1 << 8;
const PHOTO: u128 = 2 << 8;

/// A record by its number.
pub(super) fn record(number: u16) -> Item {
    Item::Record(id(number, 0).into())
}

/// An event of a record, by its place among them.
pub(super) fn event(number: u16, place: u128) -> Item {
    Item::Event { pinpoint: id(number, 0).into(), event: id(number, EVENT + place).into() }
}

/// A photo of a record, by its place among them.
pub(super) fn photo(number: u16, place: u128) -> Item {
    Item::Photo { pinpoint: id(number, 0).into(), photo: id(number, PHOTO + place).into() }
}

/// A part of a record: the first of its kind.
pub(super) fn part(number: u16, part: Part) -> Item {
    match part {
        Part::Record => record(number),
        Part::Event => event(number, 1),
        Part::Photo => photo(number, 1),
    }
}

fn id(number: u16, part: u128) -> Uuid {
    Uuid::from_u128(u128::from(number) << 16 | part)
}

/// The record's number that an item belongs to.
pub(super) fn number(item: Item) -> u16 {
    u16::try_from(item.pinpoint().as_uuid().as_u128() >> 16).unwrap_or(0)
}

/// The item as the story calls it.
pub(super) fn name(item: Item) -> String {
    let of = number(item);
    let place = |id: &Uuid| id.as_u128() & 0xff;
    match item {
        Item::Record(_) => format!("record {of}"),
        Item::Event { event, .. } => format!("event {} of record {of}", place(event.as_uuid())),
        Item::Photo { photo, .. } => format!("photo {} of record {of}", place(photo.as_uuid())),
    }
}

/// The items as the story calls them.
pub(super) fn names(items: &[Item]) -> String {
    items.iter().map(|item| name(*item)).collect::<Vec<_>>().join(", ")
}

/// The time of day; the world begins at eight.
pub(super) fn clock(ms: u64) -> String {
    let seconds = ms / 1000 + 8 * 3600;
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, ms % 1000)
}
