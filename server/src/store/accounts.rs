//! Companies, installers and their devices.

use jiff::Timestamp;
use pinpoint_domain::ids::{CompanyId, DeviceId, InstallerId};

use super::audit::{self, Entry};
use super::sessions::session_of;
use super::sql::{Connection, Row};
use super::{Store, StoreError, millis, moment, named};
use crate::passwords::Hashed;

/// An account as the server knows it.
#[derive(Debug, Clone)]
pub(crate) struct AccountRow {
    pub installer: InstallerId,
    pub company: CompanyId,
    pub company_name: String,
    pub name: String,
    pub back_office: bool,
    pub certified_until: Option<Timestamp>,
}

/// What a sign-in is held against; apart from the account, so that nothing carries a hash along.
#[derive(Debug, Clone)]
pub(crate) struct Credentials {
    pub account: AccountRow,
    pub password: Hashed,
}

/// What [`Store::add_installer`] writes.
#[derive(Debug, Clone)]
pub(crate) struct NewInstaller {
    pub id: InstallerId,
    pub company: String,
    pub email: String,
    pub name: String,
    pub password: Hashed,
    pub role: &'static str,
    pub certified_until: Option<Timestamp>,
}

/// What [`Store::register_device`] writes.
#[derive(Debug, Clone)]
pub(crate) struct NewDevice {
    pub id: DeviceId,
    pub installer: InstallerId,
    pub key_json: String,
    /// For people.
    pub name: String,
    /// Digest of the access token that asks: its session is this device's from now on.
    pub token: [u8; 32],
}

/// Devices of an account that are not revoked. A reinstalled phone is a new one; far more is somebody's program.
pub(crate) const MOST_DEVICES: u32 = 100;

/// What became of a device's registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeviceOutcome {
    /// Known with this key, now or before.
    Registered,
    /// The id belongs to another key or installer, or the session to another device.
    Differs,
    /// Revoked for ever.
    Revoked,
    /// The session was ended while this was asked.
    SessionEnded,
    /// The account has [`MOST_DEVICES`].
    TooMany,
}

pub(super) const ACCOUNT_COLUMNS: &str = "i.id, i.company, c.name, i.name, i.role, i.certified_until_ms";
pub(super) const ACCOUNT_TABLES: &str =
    "installer i JOIN company c ON c.network = i.network AND c.id = i.company";

impl Store {
    /// Adds a company; `false` when the name is taken.
    pub(crate) async fn add_company(
        &self,
        id: CompanyId,
        name: String,
        entry: Entry,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(move |transaction, network| {
            let added = transaction.execute(
                "INSERT INTO company (network, id, name, created_at_ms) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO NOTHING",
                (network, id.to_string(), &name, millis(now)),
            )?;
            if added == 1 {
                audit::append(transaction, network, now, &entry)?;
            }
            Ok(added == 1)
        })
        .await
    }

    /// Adds an installer to the company of this name. `None`: no such company; `false`: the e-mail is taken.
    pub(crate) async fn add_installer(
        &self,
        new: NewInstaller,
        entry: Entry,
        now: Timestamp,
    ) -> Result<Option<bool>, StoreError> {
        self.write(move |transaction, network| {
            let company: Option<String> = transaction.first(
                "SELECT id FROM company WHERE network = ?1 AND name = ?2",
                (network, &new.company),
                |row| row.get(0),
            )?;
            let Some(company) = company else { return Ok(None) };
            let added = transaction.execute(
                "INSERT INTO installer
                 (network, id, company, email, name, password_hash, role, certified_until_ms, created_at_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
                (
                    network,
                    new.id.to_string(),
                    company,
                    &new.email,
                    &new.name,
                    new.password.to_keep(),
                    new.role,
                    new.certified_until.map(millis),
                    millis(now),
                ),
            )?;
            if added == 1 {
                audit::append(transaction, network, now, &entry)?;
            }
            Ok(Some(added == 1))
        })
        .await
    }

    /// Sets until when an installer is certified; `false` when there is no such account.
    pub(crate) async fn certify(
        &self,
        email: String,
        until: Option<Timestamp>,
        entry: Entry,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(move |transaction, network| {
            let changed = transaction.execute(
                "UPDATE installer SET certified_until_ms = ?3 WHERE network = ?1 AND email = ?2",
                (network, &email, until.map(millis)),
            )?;
            if changed == 1 {
                audit::append(transaction, network, now, &entry)?;
            }
            Ok(changed == 1)
        })
        .await
    }

    /// The account that may sign in under this e-mail, and what its password is held against.
    pub(crate) async fn credentials(&self, email: String) -> Result<Option<Credentials>, StoreError> {
        self.read(move |connection, network| {
            let sql = format!(
                "SELECT {ACCOUNT_COLUMNS}, i.password_hash FROM {ACCOUNT_TABLES}
                 WHERE i.network = ?1 AND i.email = ?2 AND i.revoked_at_ms IS NULL"
            );
            let credentials = |row: &Row<'_>| {
                Ok(Credentials { account: account(row)?, password: Hashed::kept(row.get(6)?) })
            };
            connection.first(&sql, (network, email), credentials)
        })
        .await
    }

    /// The account of this e-mail, revoked or not.
    pub(crate) async fn installer_of_email(&self, email: String) -> Result<Option<InstallerId>, StoreError> {
        self.read(move |connection, network| {
            let sql = "SELECT id FROM installer WHERE network = ?1 AND email = ?2";
            connection.first(sql, (network, email), |row| named(row, 0))
        })
        .await
    }

    /// Registers a device's key and binds the session to the device. Repeating it changes nothing.
    pub(crate) async fn register_device(
        &self,
        device: NewDevice,
        entry: Entry,
        now: Timestamp,
    ) -> Result<DeviceOutcome, StoreError> {
        let NewDevice { id, installer, key_json, name, token } = device;
        let (id, installer) = (id.to_string(), installer.to_string());
        self.write(move |transaction, network| {
            let Some((session, bound)) = session_of(transaction, network, &token)? else {
                return Ok(DeviceOutcome::SessionEnded);
            };
            let known: Option<(String, String, Option<i64>)> = transaction.first(
                "SELECT installer, key_json, revoked_at_ms FROM device WHERE network = ?1 AND id = ?2",
                (network, &id),
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            match known {
                Some((_, _, Some(_))) => return Ok(DeviceOutcome::Revoked),
                Some((owner, key, None)) if owner != installer || key != key_json => {
                    return Ok(DeviceOutcome::Differs);
                }
                _ if bound.as_ref().is_some_and(|bound| *bound != id) => return Ok(DeviceOutcome::Differs),
                Some(_) => {}
                None if count_devices(transaction, network, &installer)? >= MOST_DEVICES => {
                    return Ok(DeviceOutcome::TooMany);
                }
                None => {
                    transaction.execute(
                        "INSERT INTO device (network, id, installer, key_json, name, registered_at_ms)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                        (network, &id, &installer, &key_json, &name, millis(now)),
                    )?;
                    audit::append(transaction, network, now, &entry)?;
                }
            }
            if bound.is_none() {
                transaction.execute("UPDATE session SET device = ?2 WHERE id = ?1", (session, &id))?;
            }
            Ok(DeviceOutcome::Registered)
        })
        .await
    }
}

fn count_devices(connection: &Connection, network: &str, installer: &str) -> Result<u32, StoreError> {
    connection.one(
        "SELECT count(*) FROM device WHERE network = ?1 AND installer = ?2 AND revoked_at_ms IS NULL",
        (network, installer),
        |row| row.get(0),
    )
}

/// What a new record's author may do, by the server's books and clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Certified,
    NotCertified,
    DeviceRevoked,
}

/// Looks the author up within the caller's transaction. A device that the books do not know counts as
/// revoked, and so does each device of a revoked account.
pub(super) fn standing(
    connection: &Connection,
    network: &str,
    device: &DeviceId,
    installer: &InstallerId,
    now: Timestamp,
) -> Result<Standing, StoreError> {
    let row: Option<(Option<i64>, Option<i64>)> = connection.first(
        "SELECT coalesce(d.revoked_at_ms, i.revoked_at_ms), i.certified_until_ms FROM device d
         JOIN installer i ON i.network = d.network AND i.id = d.installer
         WHERE d.network = ?1 AND d.id = ?2 AND d.installer = ?3",
        (network, device.to_string(), installer.to_string()),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(match row {
        None | Some((Some(_), _)) => Standing::DeviceRevoked,
        Some((None, Some(until))) if millis(now) < until => Standing::Certified,
        Some(_) => Standing::NotCertified,
    })
}

/// Reads [`ACCOUNT_COLUMNS`].
pub(super) fn account(row: &Row<'_>) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        installer: named(row, 0)?,
        company: named(row, 1)?,
        company_name: row.get(2)?,
        name: row.get(3)?,
        back_office: row.get::<String>(4)? == "back-office",
        certified_until: row.get::<Option<i64>>(5)?.map(moment),
    })
}
