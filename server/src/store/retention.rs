//! What goes by time. Each class is one rule, by which it is counted and by which it is deleted; sealed records, what was said of
//! them and the audit are in none, and triggers would refuse.

use jiff::Timestamp;

use super::{Store, StoreError, millis};
use crate::config::Retention;

/// Rows of one transaction, so that a receipt never waits long behind them.
const AT_ONCE: u32 = 500;

/// One kind of row that goes.
struct Class {
    name: &'static str,
    table: &'static str,
    /// What tells one row from the others, if a single column does; else all go at once, and are few.
    key: Option<&'static str>,
    /// Which rows, of network `?1`, went out of time before `?2`.
    which: &'static str,
    kept: fn(&Retention) -> std::time::Duration,
}

static CLASSES: [Class; 7] = [
    Class {
        name: "sessions",
        table: "session",
        key: Some("id"),
        which: "network = ?1 AND created_at_ms <= ?2 AND (revoked_at_ms <= ?2 OR NOT EXISTS (
                    SELECT 1 FROM refresh_token t WHERE t.session = session.id AND t.expires_at_ms > ?2))",
        kept: |retention| retention.sessions,
    },
    Class {
        name: "access-tokens",
        table: "access_token",
        key: Some("hash"),
        which: "expires_at_ms <= ?2 AND session IN (SELECT id FROM session WHERE network = ?1)",
        kept: |_| std::time::Duration::ZERO,
    },
    Class {
        name: "refresh-tokens",
        table: "refresh_token",
        key: Some("hash"),
        which: "expires_at_ms <= ?2 AND session IN (SELECT id FROM session WHERE network = ?1)",
        kept: |_| std::time::Duration::ZERO,
    },
    Class {
        name: "attempts",
        table: "attempt",
        key: None,
        which: "network = ?1 AND at_ms <= ?2",
        kept: |retention| retention.attempts,
    },
    Class {
        name: "familiar-sources",
        table: "familiar_source",
        key: None,
        which: "network = ?1 AND last_at_ms <= ?2",
        kept: |retention| retention.sources,
    },
    Class {
        name: "webhook-deliveries",
        table: "webhook_delivery",
        key: None,
        which: "network = ?1 AND (given_up_at_ms <= ?2 OR due_at_ms <= ?2)",
        kept: |retention| retention.webhooks,
    },
    Class {
        name: "outgoing",
        table: "outgoing",
        key: Some("sequence"),
        which:
            "network = ?1 AND created_at_ms <= ?2 AND NOT EXISTS (
                    SELECT 1 FROM webhook_delivery d WHERE d.network = ?1 AND d.sequence = outgoing.sequence)",
        kept: |retention| retention.webhooks,
    },
];

/// How many rows of a class went, or would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Retained {
    /// Which.
    pub class: &'static str,
    /// So many.
    pub rows: u64,
}

impl Store {
    /// Counts what is out of time.
    pub(crate) async fn out_of_time(
        &self,
        retention: &Retention,
        now: Timestamp,
    ) -> Result<Vec<Retained>, StoreError> {
        let before = CLASSES.each_ref().map(|class| (class, before(class, retention, now)));
        self.read(move |connection, network| {
            let counted = before.map(|(Class { name, table, which, .. }, before)| {
                let count = format!("SELECT count(*) FROM {table} WHERE {which}");
                connection
                    .one(&count, (network, before), |row| Ok(Retained { class: name, rows: row.get(0)? }))
            });
            counted.into_iter().collect()
        })
        .await
    }

    /// Deletes what is out of time, a few rows a transaction.
    pub(crate) async fn retain(
        &self,
        retention: &Retention,
        now: Timestamp,
    ) -> Result<Vec<Retained>, StoreError> {
        let mut gone = Vec::with_capacity(CLASSES.len());
        for class in &CLASSES {
            let before = before(class, retention, now);
            let mut rows = 0;
            loop {
                let deleted = self
                    .write(move |connection, network| match class {
                        Class { table, which, key: Some(key), .. } => connection.execute(
                            &format!(
                                "DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {which} LIMIT ?3)"
                            ),
                            (network, before, AT_ONCE),
                        ),
                        Class { table, which, key: None, .. } => {
                            connection.execute(&format!("DELETE FROM {table} WHERE {which}"), (network, before))
                        }
                    })
                    .await?;
                let deleted = u64::try_from(deleted).unwrap_or(u64::MAX);
                rows += deleted;
                if class.key.is_none() || deleted < u64::from(AT_ONCE) {
                    break;
                }
            }
            gone.push(Retained { class: class.name, rows });
        }
        Ok(gone)
    }
}

/// What happened up to this moment is out of time.
fn before(class: &Class, retention: &Retention, now: Timestamp) -> i64 {
    let kept = i64::try_from((class.kept)(retention).as_millis()).unwrap_or(i64::MAX);
    millis(now).saturating_sub(kept)
}
