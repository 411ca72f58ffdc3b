//! What ends by an administrator's word: a device, an account, all that was signed in with a password. Sessions end in
//! the same transaction, so there is no moment in which the right is gone and a token still works.

use jiff::Timestamp;
use pinpoint_domain::ids::{DeviceId, InstallerId};

use super::audit::{self, Entry};
use super::sql::Connection;
use super::{Store, StoreError, millis};
use crate::passwords::Hashed;

impl Store {
    /// Revokes a device and ends its sessions: what it signs from now on is refused, what it queued before stays
    /// exportable on it. `false` when there is no such device, or it was revoked before.
    pub(crate) async fn revoke_device(
        &self,
        id: DeviceId,
        entry: Entry,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(move |transaction, network| {
            let changed = transaction.execute(
                "UPDATE device SET revoked_at_ms = ?3 WHERE network = ?1 AND id = ?2 AND revoked_at_ms IS NULL",
                (network, id.to_string(), millis(now)),
            )?;
            if changed == 1 {
                audit::append(transaction, network, now, &entry)?;
                let sql = "UPDATE session SET revoked_at_ms = ?3
                           WHERE network = ?1 AND device = ?2 AND revoked_at_ms IS NULL RETURNING id";
                let values = (network, id.to_string(), millis(now));
                let ended = transaction.rows(sql, values, |row| row.get(0))?;
                say_ended(transaction, network, &ended, &entry, now)?;
            }
            Ok(changed == 1)
        })
        .await
    }

    /// Revokes an account for ever and ends its sessions. Repeating it changes nothing.
    pub(crate) async fn revoke_account(
        &self,
        installer: InstallerId,
        entry: Entry,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |transaction, network| {
            let changed = transaction.execute(
                "UPDATE installer SET revoked_at_ms = ?3
                 WHERE network = ?1 AND id = ?2 AND revoked_at_ms IS NULL",
                (network, installer.to_string(), millis(now)),
            )?;
            if changed == 1 {
                audit::append(transaction, network, now, &entry)?;
                end_sessions(transaction, network, &installer, &entry, now)?;
            }
            Ok(())
        })
        .await
    }

    /// Sets another password and ends what was signed in with the one before.
    pub(crate) async fn set_password(
        &self,
        installer: InstallerId,
        password: Hashed,
        entry: Entry,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |transaction, network| {
            transaction.execute(
                "UPDATE installer SET password_hash = ?3 WHERE network = ?1 AND id = ?2",
                (network, installer.to_string(), password.to_keep()),
            )?;
            audit::append(transaction, network, now, &entry)?;
            end_sessions(transaction, network, &installer, &entry, now)
        })
        .await
    }
}

fn end_sessions(
    connection: &Connection,
    network: &str,
    installer: &InstallerId,
    why: &Entry,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE session SET revoked_at_ms = ?3
               WHERE network = ?1 AND installer = ?2 AND revoked_at_ms IS NULL RETURNING id";
    let ended = connection.rows(sql, (network, installer.to_string(), millis(now)), |row| row.get(0))?;
    say_ended(connection, network, &ended, why, now)
}

/// A line of the audit for each session, which says what ended it.
fn say_ended(
    connection: &Connection,
    network: &str,
    sessions: &[i64],
    why: &Entry,
    now: Timestamp,
) -> Result<(), StoreError> {
    for session in sessions {
        let entry = Entry {
            action: "session-ended",
            subject: session.to_string(),
            reason: why.action.to_owned(),
            ..why.clone()
        };
        audit::append(connection, network, now, &entry)?;
    }
    Ok(())
}
