//! The last attempts to deliver: what was tried, when, and what came of it. Old ones make room.

use pinpoint_domain::wire::RequestId;
use pinpoint_domain::{Fields, Timestamp};
use rusqlite::Connection;
use serde::Serialize;
use serde_json::value::RawValue;

use super::StoreError;
use crate::outbox::{Change, Delivery, DeliveryState};

/// So many are kept.
const KEPT: i64 = 10_000;

/// One attempt.
#[derive(Debug, Serialize)]
pub(crate) struct Attempt {
    at: Timestamp,
    /// Record, event or photo, by id.
    item: Box<RawValue>,
    /// The state that it left the delivery in.
    outcome: Box<RawValue>,
    /// What its requests are called in the server's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

/// Notes what came of attempts, in the transaction that writes it down.
pub(crate) fn note(
    connection: &Connection,
    changes: &[Change],
    request_id: Option<&RequestId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare_cached("INSERT INTO attempt (at_ms, item, outcome, request_id) VALUES (?1, ?2, ?3, ?4)")?;
    let request_id = request_id.map(RequestId::as_str);
    let mut last = None;
    for delivery in changes.iter().filter_map(tried) {
        let (item, outcome) = (text(&delivery.item)?, text(&nameless(&delivery.state))?);
        statement.execute((now.as_millisecond(), item, outcome, request_id))?;
        last = Some(connection.last_insert_rowid());
    }
    if let Some(last) = last {
        connection.prepare_cached("DELETE FROM attempt WHERE number <= ?1")?.execute([last - KEPT])?;
    }
    Ok(())
}

/// All that are kept, the newest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Attempt>, StoreError> {
    let mut statement =
        connection.prepare("SELECT at_ms, item, outcome, request_id FROM attempt ORDER BY number DESC")?;
    let mut rows = statement.query([])?;
    let mut attempts = Vec::new();
    while let Some(row) = rows.next()? {
        attempts.push(Attempt {
            at: Timestamp::from_millisecond(row.get(0)?).map_err(unreadable)?,
            item: RawValue::from_string(row.get(1)?).map_err(unreadable)?,
            outcome: RawValue::from_string(row.get(2)?).map_err(unreadable)?,
            request_id: row.get(3)?,
        });
    }
    Ok(attempts)
}

fn tried(change: &Change) -> Option<&Delivery> {
    match change {
        Change::Settled(delivery) | Change::Delivered { delivery, .. } => Some(delivery),
        Change::Release { .. } | Change::Wake { .. } | Change::HoldAll { .. } => None,
    }
}

/// The state without what the server's refusal quoted: somebody else will read it.
fn nameless(state: &DeliveryState) -> DeliveryState {
    match state {
        DeliveryState::NeedsYou { code, .. } => {
            DeliveryState::NeedsYou { code: code.clone(), fields: Fields::new() }
        }
        state => state.clone(),
    }
}

fn text(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(unreadable)
}

fn unreadable(error: impl std::fmt::Display) -> StoreError {
    StoreError::unreadable("attempt", error)
}

#[cfg(test)]
mod tests {
    use super::super::migrations;
    use super::*;
    use crate::outbox::Item;

    #[test]
    fn ten_thousand_attempts_are_kept_and_the_oldest_make_room() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations::upgrade(&mut connection, 0).unwrap();
        let item = Item::Record(uuid::Uuid::from_u128(7).into());
        let mut delivery = Delivery::new(item, 1, 4096, None);
        delivery.state = DeliveryState::HeldStorage;
        let changes = vec![Change::Settled(delivery); 250];
        for second in 0..48 {
            let request_id = RequestId::parse(&format!("run-{second}"));
            note(&connection, &changes, request_id.as_ref(), Timestamp::from_second(second).unwrap())
                .unwrap();
        }
        let kept = all(&connection).unwrap();
        assert_eq!(kept.len(), 10_000);
        assert_eq!(kept[0].at, Timestamp::from_second(47).unwrap());
        assert_eq!(kept[9_999].at, Timestamp::from_second(8).unwrap());
        assert_eq!(kept[0].request_id.as_deref(), Some("run-47"));
        assert_eq!(kept[0].outcome.get(), r#"{"state":"held-storage"}"#);
    }
}
