//! Sign-ins and their tokens. A lost reply signs nobody out: a refresh token stays good until the one that it was
//! exchanged for was used once. After that, whoever still shows it has stolen it, and the session ends.

use jiff::{SignedDuration, Timestamp};

use super::accounts::{ACCOUNT_COLUMNS, ACCOUNT_TABLES, AccountRow, Credentials, account};
use super::audit::{self, Entry};
use super::sql::Connection;
use super::{Store, StoreError, millis};

/// SHA-256 of a token; the token itself is nowhere.
type TokenHash = [u8; 32];

/// The hashes of a new pair, and until when each is good.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TokenPair {
    pub access: TokenHash,
    pub access_until: Timestamp,
    pub refresh: TokenHash,
    pub refresh_until: Timestamp,
}

/// What became of a refresh.
#[derive(Debug)]
pub(crate) enum Refreshed {
    /// The new pair is good.
    Renewed(AccountRow),
    /// Unknown, expired or of a session that ended.
    Refused,
    /// A token whose successor was used already: the session was ended.
    Replayed,
}

impl Store {
    /// Opens a session; `false` when the account was revoked, or got another password, while this one was hashed.
    pub(crate) async fn open_session(
        &self,
        credentials: Credentials,
        pair: TokenPair,
        entry: Entry,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let Credentials { account, password } = credentials;
        self.write(move |transaction, network| {
            forget_expired(transaction, now)?;
            let session: Option<i64> = transaction.first(
                "INSERT INTO session (network, installer, created_at_ms)
                 SELECT network, id, CAST(?4 AS BIGINT) FROM installer
                 WHERE network = ?1 AND id = ?2 AND password_hash = ?3 AND revoked_at_ms IS NULL RETURNING id",
                (network, account.installer.to_string(), password.to_keep(), millis(now)),
                |row| row.get(0),
            )?;
            if let Some(session) = session {
                insert_pair(transaction, session, &pair)?;
                audit::append(transaction, network, now, &entry)?;
            }
            Ok(session.is_some())
        })
        .await
    }

    /// Exchanges a refresh token for a new pair.
    pub(crate) async fn refresh(
        &self,
        token: TokenHash,
        pair: TokenPair,
        request_id: String,
        now: Timestamp,
    ) -> Result<Refreshed, StoreError> {
        self.write(move |transaction, network| {
            let found: Option<(i64, bool, bool, i64, Option<i64>, String)> = transaction.first(
                "SELECT t.session, t.used, t.dead, t.expires_at_ms, s.revoked_at_ms, s.installer
                 FROM refresh_token t JOIN session s ON s.id = t.session
                 WHERE t.hash = ?1 AND s.network = ?2",
                (token, network),
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?)),
            )?;
            let Some((session, used, dead, expires_at, revoked_at, installer)) = found else {
                return Ok(Refreshed::Refused);
            };
            if revoked_at.is_some() || expires_at <= millis(now) {
                return Ok(Refreshed::Refused);
            }
            if dead {
                end(transaction, session, now)?;
                let entry = Entry {
                    actor: installer,
                    action: "session-ended",
                    subject: session.to_string(),
                    reason: "refresh-token-replayed".into(),
                    request_id,
                };
                audit::append(transaction, network, now, &entry)?;
                return Ok(Refreshed::Replayed);
            }
            if !used {
                // Its first use proves that its own reply arrived: all others of the session are done with.
                transaction.execute(
                    "UPDATE refresh_token SET dead = 1 WHERE session = ?1 AND hash <> ?2",
                    (session, token),
                )?;
                transaction.execute("UPDATE refresh_token SET used = 1 WHERE hash = ?1", (token,))?;
            }
            insert_pair(transaction, session, &pair)?;
            let sql =
                format!("SELECT {ACCOUNT_COLUMNS} FROM {ACCOUNT_TABLES} WHERE i.network = ?1 AND i.id = ?2");
            let account = transaction.one(&sql, (network, installer), account)?;
            Ok(Refreshed::Renewed(account))
        })
        .await
    }

    /// Whose access token this is.
    pub(crate) async fn account_of_token(
        &self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<AccountRow>, StoreError> {
        self.read(move |connection, network| {
            let sql = format!(
                "SELECT {ACCOUNT_COLUMNS} FROM {ACCOUNT_TABLES}
                 JOIN session s ON s.network = i.network AND s.installer = i.id
                 JOIN access_token t ON t.session = s.id
                 WHERE t.hash = ?1 AND s.network = ?2 AND s.revoked_at_ms IS NULL AND t.expires_at_ms > ?3"
            );
            connection.first(&sql, (token, network, millis(now)), account)
        })
        .await
    }

    /// Ends the session that this access token belongs to.
    pub(crate) async fn sign_out(
        &self,
        token: TokenHash,
        entry: Entry,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |transaction, network| {
            let session: Option<i64> =
                transaction
                    .first("SELECT session FROM access_token WHERE hash = ?1", (token,), |row| row.get(0))?;
            if let Some(session) = session {
                end(transaction, session, now)?;
                audit::append(transaction, network, now, &entry)?;
            }
            Ok(())
        })
        .await
    }
}

pub(super) fn count_attempts(
    connection: &Connection,
    network: &str,
    kind: &str,
    who: &str,
    since: Timestamp,
) -> Result<u64, StoreError> {
    connection.one(
        "SELECT count(*) FROM attempt WHERE network = ?1 AND kind = ?2 AND who = ?3 AND at_ms > ?4",
        (network, kind, who, millis(since)),
        |row| row.get(0),
    )
}

pub(super) fn note_attempt(
    connection: &Connection,
    network: &str,
    kind: &str,
    who: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO attempt (network, kind, who, at_ms) VALUES (?1, ?2, ?3, ?4)",
        (network, kind, who, millis(now)),
    )?;
    Ok(())
}

/// The session that an access token speaks for while it is open, and the device that it is bound to.
pub(super) fn session_of(
    connection: &Connection,
    network: &str,
    token: &TokenHash,
) -> Result<Option<(i64, Option<String>)>, StoreError> {
    connection.first(
        "SELECT s.id, s.device FROM session s JOIN access_token t ON t.session = s.id
         WHERE t.hash = ?1 AND s.network = ?2 AND s.revoked_at_ms IS NULL",
        (token, network),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

fn insert_pair(connection: &Connection, session: i64, pair: &TokenPair) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO access_token (hash, session, expires_at_ms) VALUES (?1, ?2, ?3)",
        (pair.access, session, millis(pair.access_until)),
    )?;
    connection.execute(
        "INSERT INTO refresh_token (hash, session, expires_at_ms) VALUES (?1, ?2, ?3)",
        (pair.refresh, session, millis(pair.refresh_until)),
    )?;
    Ok(())
}

fn end(connection: &Connection, session: i64, now: Timestamp) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE session SET revoked_at_ms = ?2 WHERE id = ?1 AND revoked_at_ms IS NULL",
        (session, millis(now)),
    )?;
    Ok(())
}

/// Old tokens and attempts are of no use to anybody; sign-ins are rare enough to sweep on.
fn forget_expired(connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    connection.execute("DELETE FROM access_token WHERE expires_at_ms <= ?1", (millis(now),))?;
    connection.execute("DELETE FROM refresh_token WHERE expires_at_ms <= ?1", (millis(now),))?;
    let day_ago = now.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(now);
    connection.execute("DELETE FROM attempt WHERE at_ms <= ?1", (millis(day_ago),))?;
    Ok(())
}
