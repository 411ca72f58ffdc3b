//! How far each receiver of webhooks was told, and what it is still to be told.

use jiff::Timestamp;

use super::audit::{self, Entry};
use super::sql::Connection;
use super::{Store, StoreError, millis, moment};

/// Events that are looked at in one transaction.
const AT_ONCE: u32 = 256;

/// A message on its way.
#[derive(Debug)]
pub(crate) struct Telling {
    /// The number of its event.
    pub sequence: u64,
    /// What happened.
    pub kind: String,
    /// To which record or photo.
    pub subject: String,
    /// When.
    pub created_at: Timestamp,
    /// This one counted.
    pub attempts: u32,
}

/// What became of it.
#[derive(Debug)]
pub(crate) enum Told {
    /// It was taken.
    Delivered,
    /// It was not, and is told again then.
    Later(Timestamp),
    /// It was not, often enough.
    GivenUp,
    /// The receiver wants nothing more.
    Gone,
}

/// How far a receiver is.
struct Progress {
    through: i64,
    disabled: bool,
}

impl Store {
    /// Messages of these kinds for a receiver that are due, until `lease` nobody else's. A receiver that is new is told what
    /// happens from now on.
    pub(crate) async fn take_webhooks(
        &self,
        receiver: String,
        kinds: Vec<&'static str>,
        now: Timestamp,
        lease: Timestamp,
        limit: u32,
    ) -> Result<Vec<Telling>, StoreError> {
        let name = receiver.clone();
        if !self.read(move |connection, network| has_work(connection, network, &name, now)).await? {
            return Ok(Vec::new());
        }
        self.write(move |connection, network| {
            connection.execute(
                "INSERT INTO webhook (network, receiver, through)
                 VALUES (?1, ?2, (SELECT coalesce(max(sequence), 0) FROM outgoing)) ON CONFLICT DO NOTHING",
                (network, &receiver),
            )?;
            take_up(connection, network, &receiver, &kinds, now)?;
            claim(connection, network, &receiver, now, lease, limit)
        })
        .await
    }

    /// Notes what became of a message.
    pub(crate) async fn settle_webhook(
        &self,
        receiver: String,
        telling: Telling,
        told: Told,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |connection, network| {
            let Telling { sequence, attempts, .. } = telling;
            let sequence = super::integer(sequence);
            // Whose lease ran out meanwhile has no say any more, but what was taken was taken.
            let own = (network, &receiver, sequence, attempts);
            match told {
                Told::Delivered => {
                    connection.execute(
                        "DELETE FROM webhook_delivery WHERE network = ?1 AND receiver = ?2 AND sequence = ?3",
                        (network, &receiver, sequence),
                    )?;
                    connection.execute(
                        "UPDATE outgoing SET delivered_at_ms = ?3
                         WHERE network = ?1 AND sequence = ?2 AND delivered_at_ms IS NULL",
                        (network, sequence, millis(now)),
                    )?;
                    Ok(())
                }
                Told::Later(at) => {
                    let (network, receiver, sequence, attempts) = own;
                    connection.execute(
                        "UPDATE webhook_delivery SET due_at_ms = ?5
                         WHERE network = ?1 AND receiver = ?2 AND sequence = ?3 AND attempts = ?4",
                        (network, receiver, sequence, i64::from(attempts), millis(at)),
                    )?;
                    Ok(())
                }
                Told::GivenUp => {
                    connection.execute(
                        "UPDATE webhook_delivery SET given_up_at_ms = ?4
                         WHERE network = ?1 AND receiver = ?2 AND sequence = ?3",
                        (network, &receiver, sequence, millis(now)),
                    )?;
                    let entry = Entry::of_server("webhook-given-up", telling.subject, telling.kind);
                    audit::append(connection, network, now, &entry)
                }
                Told::Gone => {
                    let disabled = connection.execute(
                        "UPDATE webhook SET disabled_at_ms = ?3
                         WHERE network = ?1 AND receiver = ?2 AND disabled_at_ms IS NULL",
                        (network, &receiver, millis(now)),
                    )?;
                    if disabled == 0 {
                        return Ok(());
                    }
                    let entry = Entry::of_server("webhook-disabled", receiver, "the receiver is gone");
                    audit::append(connection, network, now, &entry)
                }
            }
        })
        .await
    }
}

fn progress(connection: &Connection, network: &str, receiver: &str) -> Result<Option<Progress>, StoreError> {
    connection.first(
        "SELECT through, disabled_at_ms IS NOT NULL FROM webhook WHERE network = ?1 AND receiver = ?2",
        (network, receiver),
        |row| Ok(Progress { through: row.get(0)?, disabled: row.get(1)? }),
    )
}

/// Looked at before anything is written: nobody waits for the disk every second for nothing.
fn has_work(
    connection: &Connection,
    network: &str,
    receiver: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    match progress(connection, network, receiver)? {
        None => Ok(true),
        Some(Progress { disabled: true, .. }) => Ok(false),
        Some(Progress { through, .. }) => {
            let newer = "SELECT 1 FROM outgoing WHERE sequence > ?1 LIMIT 1";
            let due = "SELECT 1 FROM webhook_delivery
                       WHERE network = ?1 AND receiver = ?2 AND given_up_at_ms IS NULL AND due_at_ms <= ?3 LIMIT 1";
            Ok(connection.exists(newer, (through,))?
                || connection.exists(due, (network, receiver, millis(now)))?)
        }
    }
}

/// What happened since is to be told.
fn take_up(
    connection: &Connection,
    network: &str,
    receiver: &str,
    kinds: &[&str],
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(Progress { through, disabled: false }) = progress(connection, network, receiver)? else {
        return Ok(());
    };
    let happened: Vec<(i64, String, String)> = connection.rows(
        "SELECT sequence, kind, subject FROM outgoing WHERE network = ?1 AND sequence > ?2
         ORDER BY sequence LIMIT ?3",
        (network, through, AT_ONCE),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let Some((last, ..)) = happened.last() else { return Ok(()) };
    connection.execute(
        "UPDATE webhook SET through = ?3 WHERE network = ?1 AND receiver = ?2",
        (network, receiver, *last),
    )?;
    for (sequence, _, subject) in happened.iter().filter(|(_, kind, _)| kinds.contains(&kind.as_str())) {
        connection.execute(
            "INSERT INTO webhook_delivery (network, receiver, sequence, subject, attempts, due_at_ms)
             VALUES (?1, ?2, ?3, ?4, 0, ?5)",
            (network, receiver, *sequence, subject, millis(now)),
        )?;
    }
    Ok(())
}

/// Takes what is due, the oldest of each subject alone.
fn claim(
    connection: &Connection,
    network: &str,
    receiver: &str,
    now: Timestamp,
    lease: Timestamp,
    limit: u32,
) -> Result<Vec<Telling>, StoreError> {
    let due = connection.rows(
        "SELECT d.sequence, o.kind, d.subject, o.created_at_ms, d.attempts
         FROM webhook_delivery d JOIN outgoing o ON o.sequence = d.sequence
         JOIN webhook w ON w.network = d.network AND w.receiver = d.receiver
         WHERE d.network = ?1 AND d.receiver = ?2 AND d.given_up_at_ms IS NULL AND d.due_at_ms <= ?3
           AND w.disabled_at_ms IS NULL
           AND NOT EXISTS (SELECT 1 FROM webhook_delivery e
                           WHERE e.network = d.network AND e.receiver = d.receiver AND e.subject = d.subject
                             AND e.sequence < d.sequence AND e.given_up_at_ms IS NULL)
         ORDER BY d.sequence LIMIT ?4",
        (network, receiver, millis(now), limit),
        |row| {
            Ok(Telling {
                sequence: row.get(0)?,
                kind: row.get(1)?,
                subject: row.get(2)?,
                created_at: moment(row.get(3)?),
                attempts: row.get::<u32>(4)? + 1,
            })
        },
    )?;
    for telling in &due {
        connection.execute(
            "UPDATE webhook_delivery SET attempts = ?4, due_at_ms = ?5
             WHERE network = ?1 AND receiver = ?2 AND sequence = ?3",
            (network, receiver, super::integer(telling.sequence), i64::from(telling.attempts), millis(lease)),
        )?;
    }
    Ok(due)
}
