//! Wrong passwords of signing in, and the sources that an e-mail is at home at.

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::ids::InstallerId;

use super::audit::{self, Entry};
use super::sql::Connection;
use super::{Store, StoreError, millis, moment};
use crate::sign_in::{Bound, FROM_ONE_SOURCE, FROM_STRANGERS};

/// A source stays familiar for so long after the last sign-in from it.
const FAMILIAR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Whose password is guessed, and where.
#[derive(Debug, Clone)]
pub(crate) struct Guess {
    /// Digest of the e-mail.
    pub who: String,
    /// The source, as text.
    pub source: String,
}

/// An attempt that the bounds hold back.
struct Held {
    until: Timestamp,
    /// For the audit.
    reason: &'static str,
}

impl Store {
    /// Until when the next attempt has to wait; `None` when it may be made now.
    pub(crate) async fn sign_in_waits(
        &self,
        guess: Guess,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        self.read(move |connection, network| {
            Ok(held(connection, network, &guess, now)?.map(|held| held.until))
        })
        .await
    }

    /// Writes down that this e-mail signed in from this source, so that strangers' guesses do not hold it back there.
    pub(crate) async fn note_familiar(&self, guess: Guess, now: Timestamp) -> Result<(), StoreError> {
        let forgotten = millis(now) - millis_of(FAMILIAR);
        self.write(move |transaction, network| {
            transaction.execute(
                "DELETE FROM familiar_source WHERE network = ?1 AND last_at_ms <= ?2",
                (network, forgotten),
            )?;
            transaction.execute(
                "INSERT INTO familiar_source (network, who, source, last_at_ms) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (network, who, source) DO UPDATE SET last_at_ms = excluded.last_at_ms",
                (network, &guess.who, &guess.source, millis(now)),
            )?;
            Ok(())
        })
        .await
    }

    /// Writes a wrong password down. The audit is told of guesses at an account that there is, once an hour for each
    /// kind of line: it is kept for ever, and a stranger must not be able to fill the disk through it.
    pub(crate) async fn note_guess(
        &self,
        guess: Guess,
        account: Option<InstallerId>,
        request_id: String,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |transaction, network| {
            transaction.execute(
                "DELETE FROM attempt WHERE network = ?1 AND kind = 'sign-in' AND at_ms <= ?2",
                (network, millis(now) - millis_of(FROM_STRANGERS.within)),
            )?;
            transaction.execute(
                "INSERT INTO attempt (network, kind, who, source, at_ms) VALUES (?1, 'sign-in', ?2, ?3, ?4)",
                (network, &guess.who, &guess.source, millis(now)),
            )?;
            let Some(account) = account else { return Ok(()) };
            let line = |action, reason: &str| Entry {
                actor: audit::STRANGER.into(),
                action,
                subject: account.to_string(),
                reason: reason.into(),
                request_id: request_id.clone(),
            };
            append_hourly(transaction, network, now, &line("sign-in-refused", "wrong-password"))?;
            if let Some(held) = held(transaction, network, &guess, now)? {
                append_hourly(transaction, network, now, &line("sign-in-throttled", held.reason))?;
            }
            Ok(())
        })
        .await
    }
}

fn held(
    connection: &Connection,
    network: &str,
    guess: &Guess,
    now: Timestamp,
) -> Result<Option<Held>, StoreError> {
    let here = (network, &guess.who, &guess.source, FROM_ONE_SOURCE.most - 1);
    let filled = connection.first(
        "SELECT at_ms FROM attempt WHERE network = ?1 AND kind = 'sign-in' AND who = ?2 AND source = ?3
         ORDER BY at_ms DESC LIMIT 1 OFFSET ?4",
        here,
        |row| row.get(0),
    )?;
    if let Some(until) = still_full(filled, FROM_ONE_SOURCE, now) {
        return Ok(Some(Held { until, reason: "from-one-source" }));
    }
    let everywhere = (network, &guess.who, &guess.source, FROM_STRANGERS.most - 1);
    let filled = connection.first(
        "SELECT at_ms FROM attempt WHERE network = ?1 AND kind = 'sign-in' AND who = ?2
         AND NOT EXISTS (SELECT 1 FROM familiar_source WHERE network = ?1 AND who = ?2 AND source = ?3)
         ORDER BY at_ms DESC LIMIT 1 OFFSET ?4",
        everywhere,
        |row| row.get(0),
    )?;
    let until = still_full(filled, FROM_STRANGERS, now);
    Ok(until.map(|until| Held { until, reason: "from-strangers" }))
}

/// Until when a bound is full, by the moment of the attempt that filled it.
fn still_full(filled_at_ms: Option<i64>, bound: Bound, now: Timestamp) -> Option<Timestamp> {
    let until = filled_at_ms?.saturating_add(millis_of(bound.within));
    (until > millis(now)).then(|| moment(until))
}

fn append_hourly(
    connection: &Connection,
    network: &str,
    now: Timestamp,
    entry: &Entry,
) -> Result<(), StoreError> {
    let said: bool = connection.one(
        "SELECT EXISTS (SELECT 1 FROM audit
         WHERE network = ?1 AND subject = ?2 AND action = ?3 AND at_ms > ?4)",
        (network, &entry.subject, entry.action, millis(now) - millis_of(SignedDuration::from_hours(1))),
        |row| row.get(0),
    )?;
    if said { Ok(()) } else { audit::append(connection, network, now, entry) }
}

fn millis_of(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
