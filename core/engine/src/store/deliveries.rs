//! The outbox on the disk.

use std::collections::BTreeMap;

use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::Watermark;
use pinpoint_domain::{Coded as _, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::records::{is_backed_up, keep_receipt};
use super::{StoreError, photos};
use crate::outbox::{Change, Delivery, DeliveryState, Due, Item, Lane, Reason};

const COLUMNS: &str = "item, sequence, detail, attempts, bytes_sent, bytes_total";

/// How many deliveries are in which state.
pub(crate) type DeliveryCounts = BTreeMap<String, u64>;

/// Queues a delivery, or writes down how far it is. What is done stays done; only [`offer_again`] goes back.
pub(crate) fn put(connection: &Connection, delivery: &Delivery) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO delivery (item, lane, sequence, pinpoint, detail, since_ms, until_ms, attempts, bytes_sent,
                               bytes_total)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (item) DO UPDATE SET detail = excluded.detail, since_ms = excluded.since_ms,
           until_ms = excluded.until_ms, attempts = excluded.attempts, bytes_sent = excluded.bytes_sent,
           bytes_total = excluded.bytes_total
         WHERE state <> 'done'",
    )?;
    let wait = delivery.state.wait();
    statement.execute((
        json(&delivery.item)?,
        lane_number(delivery.item.lane()),
        delivery.sequence.cast_signed(),
        delivery.item.pinpoint().to_string(),
        json(&delivery.state)?,
        wait.map(|wait| wait.since.as_millisecond()),
        wait.map(|wait| wait.until.as_millisecond()),
        delivery.attempts,
        delivery.bytes_sent.cast_signed(),
        delivery.bytes_total.cast_signed(),
    ))?;
    Ok(())
}

/// The deliveries of a lane that are due, in their order, and when the first of those that wait is. A row that cannot
/// be read is set aside for a person, so that it holds up nobody.
pub(crate) fn due(
    connection: &Connection,
    lane: Lane,
    after: Option<u64>,
    limit: usize,
    now: Timestamp,
) -> Result<Due, StoreError> {
    let now_ms = now.as_millisecond();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM delivery INDEXED BY delivery_open
         WHERE lane = ?1 AND sequence > ?2 AND state IN ('ready', 'sending', 'waiting', 'carried')
           AND (until_ms IS NULL OR until_ms <= ?3 OR since_ms > ?3)
         ORDER BY sequence LIMIT ?4"
    ))?;
    let after = after.map_or(-1, u64::cast_signed);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = statement.query((lane_number(lane), after, now_ms, limit))?;
    let (mut deliveries, mut unreadable) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        match delivery(row) {
            Ok(delivery) => deliveries.push(delivery),
            Err(error) => unreadable.push((row.get::<_, String>(0)?, error)),
        }
    }
    for (item, error) in unreadable {
        let state = DeliveryState::NeedsYou { code: error.code().to_owned(), fields: error.fields() };
        become_state(connection, &state, "item = ?2", [item])?;
    }
    let next_wake: Option<i64> = connection
        .prepare_cached(
            "SELECT min(until_ms) FROM delivery INDEXED BY delivery_open
             WHERE lane = ?1 AND state IN ('ready', 'sending', 'waiting', 'carried')
               AND until_ms > ?2 AND since_ms <= ?2",
        )?
        .query_row((lane_number(lane), now_ms), |row| row.get(0))?;
    Ok(Due { deliveries, next_wake: next_wake.and_then(|ms| Timestamp::from_millisecond(ms).ok()) })
}

/// Writes down what the outbox decided. The caller's transaction makes it one step.
pub(crate) fn apply(connection: &Connection, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Settled(delivery) => settle(connection, delivery),
        Change::Delivered { delivery, receipt } => {
            keep_receipt(connection, delivery.item.subject(), receipt)?;
            put(connection, delivery)
        }
        Change::Release { on } => {
            become_state(connection, &DeliveryState::Ready, "blocked_on = ?2", [json(on)?])
        }
        Change::HoldAll { now, code } => {
            let goes = "state IN ('ready', 'sending', 'waiting')
                        OR (state = 'carried' AND (until_ms <= ?2 OR since_ms > ?2))";
            let held = DeliveryState::HeldAuth { code: code.clone() };
            become_state(connection, &held, goes, [now.as_millisecond()])
        }
        Change::Wake { reason } => wake(connection, *reason),
    }
}

/// Writes down how a delivery went. One whose record the server has lost waits for that, not for a time.
fn settle(connection: &Connection, delivery: &Delivery) -> Result<(), StoreError> {
    if let Some(on) = delivery.may_wait_for()
        && find(connection, on)?.is_some_and(|record| record.state != DeliveryState::Done)
    {
        return put(connection, &Delivery { state: DeliveryState::Blocked { on }, ..delivery.clone() });
    }
    put(connection, delivery)
}

/// Makes everything ready that this reason wakes.
pub(crate) fn wake(connection: &Connection, reason: Reason) -> Result<(), StoreError> {
    let woken = DeliveryState::examples().into_iter().filter(|state| reason.wakes(state));
    for state in woken {
        become_state(connection, &DeliveryState::Ready, "state = ?2", [state.name()])?;
    }
    Ok(())
}

/// Offers everything anew that was delivered and is still here: the server may have lost it. What it still has, it knows
/// by its digest. The old order is restored: a record first, then its photos, and its events one after the other. What
/// the server refused, or the system carries, stays as it is.
pub(crate) fn offer_again(connection: &Connection) -> Result<bool, StoreError> {
    connection
        .prepare_cached(
            "UPDATE delivery SET since_ms = NULL, until_ms = NULL,
               detail = json_object('state', 'blocked', 'on', json(coalesce(
                 (SELECT before.item FROM delivery before
                  WHERE delivery.lane = ?1 AND before.pinpoint = delivery.pinpoint AND before.lane = ?1
                    AND before.sequence < delivery.sequence
                    AND before.state NOT IN ('needs-you', 'held-version', 'carried')
                  ORDER BY before.sequence DESC LIMIT 1),
                 (SELECT record.item FROM delivery record WHERE record.pinpoint = delivery.pinpoint AND record.lane = ?2))))
             WHERE lane <> ?2 AND state NOT IN ('needs-you', 'held-version', 'carried')
               AND item NOT IN (SELECT item FROM let_go)
               AND EXISTS (SELECT 1 FROM delivery record
                           WHERE record.pinpoint = delivery.pinpoint AND record.lane = ?2 AND record.state = 'done')",
        )?
        .execute([lane_number(Lane::Events), lane_number(Lane::Records)])?;
    let records = format!("state = ?2 AND lane = {}", lane_number(Lane::Records));
    become_state(connection, &DeliveryState::Ready, &records, [DeliveryState::Done.name()])?;
    Ok(connection.changes() > 0)
}

/// Photos that the server has and its backup, too, and that are here still.
pub(crate) fn backed_up(connection: &Connection, watermark: &Watermark) -> Result<Vec<Item>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM delivery
         WHERE lane = ?1 AND state = ?2 AND item NOT IN (SELECT item FROM let_go)"
    ))?;
    let mut rows = statement.query((lane_number(Lane::Photos), DeliveryState::Done.name()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let item = delivery(row)?.item;
        if is_backed_up(connection, item.subject(), watermark)? {
            found.push(item);
        }
    }
    Ok(found)
}

/// Lets go of them: their rows go, and the next sweep takes the files.
pub(crate) fn let_go(connection: &Connection, watermark: &Watermark) -> Result<(), StoreError> {
    for item in backed_up(connection, watermark)? {
        let Item::Photo { photo, .. } = item else { continue };
        connection.prepare_cached("INSERT INTO let_go (item) VALUES (?1)")?.execute([json(&item)?])?;
        photos::forget(connection, photo)?;
    }
    Ok(())
}

/// Nothing is left to deliver of a photo that the network erased, sent before or not, and it is not offered again.
pub(crate) fn erase(connection: &Connection, photo: Item) -> Result<(), StoreError> {
    let item = json(&photo)?;
    become_state(connection, &DeliveryState::Done, "item = ?2", [&item])?;
    let gone = "INSERT OR IGNORE INTO let_go (item) SELECT item FROM delivery WHERE item = ?1";
    connection.prepare_cached(gone)?.execute([&item])?;
    Ok(())
}

/// The delivery of a photo, also when its file is here no more.
pub(crate) fn of_photo(connection: &Connection, photo: PhotoId) -> Result<Option<Delivery>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM delivery WHERE lane = ?1 AND item ->> '$.photo.photo' = ?2"
    ))?;
    let key = (lane_number(Lane::Photos), photo.to_string());
    statement.query_row(key, |row| Ok(delivery(row))).optional()?.transpose()
}

/// The delivery of an item.
pub(crate) fn find(connection: &Connection, item: Item) -> Result<Option<Delivery>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM delivery WHERE item = ?1"))?;
    statement.query_row([json(&item)?], |row| Ok(delivery(row))).optional()?.transpose()
}

/// The last event of a pinpoint that is not delivered: what the next event waits for.
pub(crate) fn last_open_event(
    connection: &Connection,
    pinpoint: PinpointId,
) -> Result<Option<Item>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM delivery
         WHERE pinpoint = ?1 AND lane = ?2 AND state NOT IN ('done', 'needs-you', 'held-version') ORDER BY sequence DESC LIMIT 1"
    ))?;
    let found =
        statement.query_row((pinpoint.to_string(), lane_number(Lane::Events)), |row| Ok(delivery(row)));
    Ok(found.optional()?.transpose()?.map(|delivery| delivery.item))
}

/// The record of a pinpoint while it is not delivered: what its photos and its first event wait for.
pub(crate) fn open_record(connection: &Connection, pinpoint: PinpointId) -> Result<Option<Item>, StoreError> {
    let record = Item::Record(pinpoint);
    let delivered = find(connection, record)?.is_some_and(|delivery| delivery.state == DeliveryState::Done);
    Ok((!delivered).then_some(record))
}

/// The files of photos that are not delivered, in the order in which they go.
pub(crate) fn undelivered_photos(connection: &Connection) -> Result<Vec<PhotoId>, StoreError> {
    let mut statement = connection
        .prepare("SELECT item FROM delivery WHERE lane = ?1 AND state <> 'done' ORDER BY sequence")?;
    let items = statement.query_map([lane_number(Lane::Photos)], |row| row.get::<_, String>(0))?;
    let mut photos = Vec::new();
    for item in items {
        let item = serde_json::from_str(&item?).map_err(|error| StoreError::unreadable("delivery", error))?;
        if let Item::Photo { photo, .. } = item {
            photos.push(photo);
        }
    }
    Ok(photos)
}

/// All deliveries of a pinpoint, records first, each lane in its order.
pub(crate) fn of_pinpoint(
    connection: &Connection,
    pinpoint: PinpointId,
) -> Result<Vec<Delivery>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM delivery WHERE pinpoint = ?1 ORDER BY lane, sequence"
    ))?;
    let rows = statement.query_map([pinpoint.to_string()], |row| Ok(delivery(row)))?;
    rows.map(|row| row?).collect()
}

/// The pinpoints of the outbox, those with open deliveries first, the newest first within.
pub(crate) fn pinpoints(connection: &Connection, limit: usize) -> Result<Vec<PinpointId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT pinpoint FROM delivery GROUP BY pinpoint
         ORDER BY min(state = 'done'), max(sequence) DESC LIMIT ?1",
    )?;
    let rows =
        statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.get::<_, String>(0))?;
    rows.map(|id| id?.parse().map_err(|error| StoreError::unreadable("delivery", error))).collect()
}

/// How many deliveries are in which state.
pub(crate) fn counts(connection: &Connection) -> Result<DeliveryCounts, StoreError> {
    let mut statement = connection.prepare_cached("SELECT state, count(*) FROM delivery GROUP BY state")?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the next waiting delivery goes.
pub(crate) fn next_attempt(connection: &Connection) -> Result<Option<Timestamp>, StoreError> {
    let ms: Option<i64> = connection.query_row(
        "SELECT min(until_ms) FROM delivery WHERE state IN ('waiting', 'carried')",
        [],
        |row| row.get(0),
    )?;
    Ok(ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()))
}

/// Puts deliveries into a state that does not wait. The condition's own parameter is `?2`.
fn become_state<T: rusqlite::ToSql>(
    connection: &Connection,
    state: &DeliveryState,
    condition: &str,
    [parameter]: [T; 1],
) -> Result<(), StoreError> {
    let sql = format!("UPDATE delivery SET detail = ?1, since_ms = NULL, until_ms = NULL WHERE {condition}");
    connection.prepare_cached(&sql)?.execute((json(state)?, parameter))?;
    Ok(())
}

fn delivery(row: &Row<'_>) -> Result<Delivery, StoreError> {
    let unreadable = |error| StoreError::unreadable("delivery", error);
    let text = |index| -> Result<String, StoreError> { Ok(row.get(index)?) };
    Ok(Delivery {
        item: serde_json::from_str(&text(0)?).map_err(unreadable)?,
        sequence: row.get::<_, i64>(1)?.cast_unsigned(),
        state: serde_json::from_str(&text(2)?).map_err(unreadable)?,
        attempts: row.get(3)?,
        bytes_sent: row.get::<_, i64>(4)?.cast_unsigned(),
        bytes_total: row.get::<_, i64>(5)?.cast_unsigned(),
    })
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::unreadable("delivery", error))
}

const fn lane_number(lane: Lane) -> u8 {
    match lane {
        Lane::Records => 0,
        Lane::Events => 1,
        Lane::Photos => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What SQL finds due is what the outbox calls due, for every state and around every edge of a wait.
    #[test]
    fn the_disk_and_the_outbox_agree_on_what_is_due() {
        let mut connection = Connection::open_in_memory().unwrap();
        super::super::migrations::upgrade(&mut connection, 0).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let moment = |ms| Timestamp::from_millisecond(ms).unwrap();
        let waiting = |since, until| DeliveryState::Waiting {
            since: moment(since),
            until: moment(until),
            why: crate::outbox::Weather::Offline,
        };
        let mut states = DeliveryState::examples().to_vec();
        states.extend([waiting(0, 10), waiting(10, 20), waiting(20, 30), waiting(10, 10)]);
        let mut deliveries = Vec::new();
        for (number, state) in (1_u64..).zip(states) {
            let id = PinpointId::new(moment(0), [u8::try_from(number).unwrap(); 10]);
            let delivery = Delivery { state, ..Delivery::new(Item::Record(id), number, 1, None) };
            put(&connection, &delivery).unwrap();
            deliveries.push(delivery);
        }
        for now in [0, 9, 10, 11, 19, 20, 21, 30, 31].map(moment) {
            let found = due(&connection, Lane::Records, None, 100, now).unwrap().deliveries;
            let expected: Vec<Delivery> =
                deliveries.iter().filter(|one| one.state.is_due(now)).cloned().collect();
            assert_eq!(found, expected, "at {now}");
        }
        let now = moment(10);
        apply(&connection, &Change::HoldAll { now, code: "token-refused".to_owned() }).unwrap();
        for delivery in deliveries {
            let found = find(&connection, delivery.item).unwrap().unwrap().state;
            let held = DeliveryState::HeldAuth { code: "token-refused".to_owned() };
            let expected = if delivery.state.goes_by_itself(now) { held } else { delivery.state };
            assert_eq!(found, expected);
        }
    }

    /// After a restore everything goes in its old order, on the disk as on the shelf that the simulator plays.
    #[test]
    fn what_is_offered_again_waits_for_its_record_on_the_disk_as_on_the_shelf() {
        let mut connection = Connection::open_in_memory().unwrap();
        super::super::migrations::upgrade(&mut connection, 0).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let mut shelf = crate::outbox::Shelf::default();
        let now = Timestamp::UNIX_EPOCH;
        let mut items = Vec::new();
        for (byte, state) in (0_u8..).zip(DeliveryState::examples()) {
            let pinpoint = PinpointId::new(now, [byte; 10]);
            let event = |n: u8| Item::Event {
                pinpoint,
                event: pinpoint_domain::ids::EventId::new(now, [byte, n, 0, 0, 0, 0, 0, 0, 0, 0]),
            };
            let photo = Item::Photo { pinpoint, photo: PhotoId::new(now, [byte; 10]) };
            let open = byte == 3; // the last record was not delivered before the restore
            let record_state = if open { DeliveryState::Ready } else { DeliveryState::Done };
            for (item, state) in [
                (Item::Record(pinpoint), record_state),
                (event(1), DeliveryState::Done),
                (event(2), state.clone()),
                (event(3), DeliveryState::Done),
                (photo, state),
            ] {
                shelf.queue(item, 1, None);
                let delivery = shelf.deliveries.get_mut(&item).unwrap();
                delivery.state = state;
                put(&connection, delivery).unwrap();
                items.push(item);
            }
        }
        assert!(shelf.offer_again());
        assert!(offer_again(&connection).unwrap());
        // A photo that was on its way when that was noticed: the server does not know its record.
        let flown = shelf.deliveries.values().find(|one| one.item.lane() == Lane::Photos).unwrap().clone();
        let (since, why) = (now, crate::outbox::Weather::NotYet);
        let state = DeliveryState::Waiting { since, until: since, why };
        let settled = Change::Settled(Delivery { state, ..flown.clone() });
        shelf.apply(&settled);
        apply(&connection, &settled).unwrap();
        assert!(matches!(shelf.state(flown.item), Some(DeliveryState::Blocked { .. })));
        for item in items {
            let on_disk = find(&connection, item).unwrap().unwrap();
            assert_eq!(Some(&on_disk.state), shelf.state(item), "{item:?}");
        }
    }

    #[test]
    fn a_photo_that_was_erased_under_way_is_done_whatever_comes_of_the_request() {
        let mut connection = Connection::open_in_memory().unwrap();
        super::super::migrations::upgrade(&mut connection, 0).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let (pinpoint, photo) = (PinpointId::new(now, [1; 10]), PhotoId::new(now, [2; 10]));
        let (record, item) = (Item::Record(pinpoint), Item::Photo { pinpoint, photo });
        let state = DeliveryState::Done;
        put(&connection, &Delivery { state, ..Delivery::new(record, 1, 10, None) }).unwrap();
        put(&connection, &Delivery::new(item, 1, 10, None)).unwrap();
        erase(&connection, item).unwrap();
        let is_done = || of_photo(&connection, photo).unwrap().unwrap().state == DeliveryState::Done;
        assert!(is_done());
        let fields = pinpoint_domain::Fields::new();
        let state = DeliveryState::NeedsYou { code: "body-missing".to_owned(), fields };
        let late = Delivery { state, ..Delivery::new(item, 1, 10, None) };
        apply(&connection, &Change::Settled(late)).unwrap();
        assert!(is_done());
        assert!(offer_again(&connection).unwrap(), "the server was restored, and lost the record");
        assert!(is_done());
    }

    #[test]
    fn a_row_that_cannot_be_read_is_set_aside_and_the_rest_goes() {
        let mut connection = Connection::open_in_memory().unwrap();
        super::super::migrations::upgrade(&mut connection, 0).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let items = [1, 2].map(|byte| Item::Record(PinpointId::new(now, [byte; 10])));
        for (sequence, item) in (1..).zip(items) {
            put(&connection, &Delivery::new(item, sequence, 1, None)).unwrap();
        }
        let strange = r#"UPDATE delivery SET detail = '{"state":"waiting","why":"a later version"}' WHERE sequence = 1"#;
        connection.execute_batch(strange).unwrap();
        connection
            .execute_batch("UPDATE delivery SET since_ms = 5, until_ms = 9 WHERE sequence = 1")
            .unwrap();
        let found = due(&connection, Lane::Records, None, 100, now).unwrap().deliveries;
        assert_eq!(found.iter().map(|one| one.item).collect::<Vec<_>>(), [items[1]]);
        let aside = find(&connection, items[0]).unwrap().unwrap();
        assert!(matches!(aside.state, DeliveryState::NeedsYou { .. }), "{aside:?}");
    }
}
