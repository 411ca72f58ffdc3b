//! The outbox on the disk.

use std::collections::BTreeMap;

use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::PinpointId;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::StoreError;
use super::records::{keep_receipt, subject_key};
use crate::outbox::{Change, Delivery, DeliveryState, Due, Item, Lane, Reason};

const COLUMNS: &str = "item, sequence, detail, attempts, bytes_sent, bytes_total";

/// How many deliveries are in which state.
pub(crate) type DeliveryCounts = BTreeMap<String, u64>;

/// Queues a delivery, or writes down how far it is.
pub(crate) fn put(connection: &Connection, delivery: &Delivery) -> Result<(), StoreError> {
    let unreadable = |error| StoreError::unreadable("delivery", error);
    let mut statement = connection.prepare_cached(
        "INSERT INTO delivery (subject, item, pinpoint, lane, sequence, state, detail, blocked_on, since_ms, until_ms,
                               attempts, bytes_sent, bytes_total)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (subject) DO UPDATE SET state = excluded.state, detail = excluded.detail,
           blocked_on = excluded.blocked_on, since_ms = excluded.since_ms, until_ms = excluded.until_ms,
           attempts = excluded.attempts, bytes_sent = excluded.bytes_sent, bytes_total = excluded.bytes_total",
    )?;
    let (mut blocked_on, mut since_ms, mut until_ms) = (None, None, None);
    match &delivery.state {
        DeliveryState::Blocked { on } => blocked_on = Some(subject_key(on.subject())),
        DeliveryState::Waiting { since, until, .. } => {
            since_ms = Some(since.as_millisecond());
            until_ms = Some(until.as_millisecond());
        }
        _ => {}
    }
    statement.execute((
        subject_key(delivery.item.subject()),
        serde_json::to_string(&delivery.item).map_err(unreadable)?,
        delivery.item.pinpoint().to_string(),
        lane_number(delivery.item.lane()),
        delivery.sequence.cast_signed(),
        delivery.state.name(),
        serde_json::to_string(&delivery.state).map_err(unreadable)?,
        blocked_on,
        since_ms,
        until_ms,
        delivery.attempts,
        delivery.bytes_sent.cast_signed(),
        delivery.bytes_total.cast_signed(),
    ))?;
    Ok(())
}

/// The deliveries of a lane that are due, in their order, and when the first of those that wait is.
pub(crate) fn due(
    connection: &Connection,
    lane: Lane,
    after: Option<u64>,
    limit: usize,
    now: Timestamp,
) -> Result<Due, StoreError> {
    let now_ms = now.as_millisecond();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM delivery
         WHERE lane = ?1 AND sequence > ?2
           AND (state IN ('ready', 'sending') OR (state = 'waiting' AND (until_ms <= ?3 OR since_ms > ?3)))
         ORDER BY sequence LIMIT ?4"
    ))?;
    let after = after.map_or(-1, u64::cast_signed);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map((lane_number(lane), after, now_ms, limit), |row| Ok(delivery(row)))?;
    let deliveries = rows.map(|row| row?).collect::<Result<_, _>>()?;
    let next_wake: Option<i64> = connection
        .prepare_cached(
            "SELECT min(until_ms) FROM delivery
             WHERE lane = ?1 AND state = 'waiting' AND until_ms > ?2 AND since_ms <= ?2",
        )?
        .query_row((lane_number(lane), now_ms), |row| row.get(0))?;
    Ok(Due { deliveries, next_wake: next_wake.and_then(|ms| Timestamp::from_millisecond(ms).ok()) })
}

/// Writes down what the outbox decided. The caller's transaction makes it one step.
pub(crate) fn apply(connection: &Connection, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Settled(delivery) => put(connection, delivery),
        Change::Delivered { delivery, receipt } => {
            keep_receipt(connection, delivery.item.subject(), receipt)?;
            put(connection, delivery)
        }
        Change::Release { on } => {
            let sql = "SELECT {} FROM delivery WHERE blocked_on = ?1";
            rewrite(connection, sql, [subject_key(on.subject())], |_| Some(DeliveryState::Ready))
        }
        Change::HoldDue { now, code } => {
            let sql = "SELECT {} FROM delivery WHERE state IN ('ready', 'sending', 'waiting')";
            rewrite(connection, sql, [], |state| {
                state.is_due(*now).then(|| DeliveryState::HeldAuth { code: code.clone() })
            })
        }
        Change::Wake { reason } => wake(connection, *reason),
    }
}

/// Makes everything ready that this reason wakes.
pub(crate) fn wake(connection: &Connection, reason: Reason) -> Result<(), StoreError> {
    let sql = "SELECT {} FROM delivery WHERE state NOT IN ('done', 'ready', 'blocked', 'needs-you')";
    rewrite(connection, sql, [], |state| reason.wakes(state).then_some(DeliveryState::Ready))
}

/// Offers everything anew that was delivered: the server may have lost it. What it still has, it knows by its digest.
pub(crate) fn offer_again(connection: &Connection) -> Result<bool, StoreError> {
    let again = counts(connection)?.contains_key(DeliveryState::Done.name());
    rewrite(connection, "SELECT {} FROM delivery WHERE state = 'done'", [], |_| Some(DeliveryState::Ready))?;
    Ok(again)
}

/// The delivery of an item.
pub(crate) fn find(connection: &Connection, item: Item) -> Result<Option<Delivery>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM delivery WHERE subject = ?1"))?;
    statement.query_row([subject_key(item.subject())], |row| Ok(delivery(row))).optional()?.transpose()
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
pub(crate) fn pinpoints(connection: &Connection, limit: usize) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT pinpoint FROM delivery GROUP BY pinpoint
         ORDER BY min(state = 'done'), max(sequence) DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
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
    let ms: Option<i64> =
        connection
            .query_row("SELECT min(until_ms) FROM delivery WHERE state = 'waiting'", [], |row| row.get(0))?;
    Ok(ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()))
}

fn rewrite<P: rusqlite::Params>(
    connection: &Connection,
    sql: &str,
    params: P,
    state: impl Fn(&DeliveryState) -> Option<DeliveryState>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(&sql.replace("{}", COLUMNS))?;
    let rows = statement.query_map(params, |row| Ok(delivery(row)))?;
    let found: Vec<Delivery> = rows.map(|row| row?).collect::<Result<_, _>>()?;
    for mut delivery in found {
        if let Some(state) = state(&delivery.state) {
            delivery.state = state;
            put(connection, &delivery)?;
        }
    }
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

const fn lane_number(lane: Lane) -> u8 {
    match lane {
        Lane::Records => 0,
        Lane::Events => 1,
        Lane::Photos => 2,
    }
}
