//! Who has an account, and on which devices; for administrators.

use jiff::Timestamp;
use pinpoint_domain::ids::DeviceId;
use serde::Serialize;

use super::accounts::ACCOUNT_TABLES;
use super::sql::Connection;
use super::{Store, StoreError, moment, named};

/// An account as an administrator sees it.
#[derive(Debug, Clone, Serialize)]
pub struct ListedAccount {
    /// The name to sign in with.
    pub email: String,
    /// The installer's name.
    pub name: String,
    /// The company's name.
    pub company: String,
    /// Works for the network itself.
    pub back_office: bool,
    /// Until when certified; none: may sign in, may not pinpoint.
    pub certified_until: Option<Timestamp>,
    /// Since when it is ended.
    pub revoked_at: Option<Timestamp>,
    /// Its last sign-in that is still known.
    pub signed_in_at: Option<Timestamp>,
    /// What it signed in on, the newest first.
    pub devices: Vec<ListedDevice>,
}

/// A device as an administrator sees it.
#[derive(Debug, Clone, Serialize)]
pub struct ListedDevice {
    /// Its id.
    pub id: DeviceId,
    /// What it calls itself.
    pub name: String,
    /// Since when it is known.
    pub registered_at: Timestamp,
    /// Since when it may not sign any more.
    pub revoked_at: Option<Timestamp>,
}

impl Store {
    /// Every account by its e-mail, or the one that is asked for.
    pub(crate) async fn roll(&self, email: Option<String>) -> Result<Vec<ListedAccount>, StoreError> {
        self.read(move |connection, network| {
            let accounts = connection.rows(
                &format!(
                    "SELECT i.id, i.email, i.name, c.name, i.role, i.certified_until_ms, i.revoked_at_ms,
                        (SELECT max(s.created_at_ms) FROM session s
                         WHERE s.network = i.network AND s.installer = i.id)
                 FROM {ACCOUNT_TABLES}
                 WHERE i.network = ?1 AND (?2 = '' OR i.email = ?2) ORDER BY i.email"
                ),
                (network, email.unwrap_or_default()),
                |row| {
                    let account = ListedAccount {
                        email: row.get(1)?,
                        name: row.get(2)?,
                        company: row.get(3)?,
                        back_office: row.get::<String>(4)? == "back-office",
                        certified_until: row.get::<Option<i64>>(5)?.map(moment),
                        revoked_at: row.get::<Option<i64>>(6)?.map(moment),
                        signed_in_at: row.get::<Option<i64>>(7)?.map(moment),
                        devices: Vec::new(),
                    };
                    Ok((row.get::<String>(0)?, account))
                },
            )?;
            accounts
                .into_iter()
                .map(|(id, account)| {
                    Ok(ListedAccount { devices: devices(connection, network, &id)?, ..account })
                })
                .collect()
        })
        .await
    }
}

fn devices(connection: &Connection, network: &str, installer: &str) -> Result<Vec<ListedDevice>, StoreError> {
    connection.rows(
        "SELECT id, name, registered_at_ms, revoked_at_ms FROM device
         WHERE network = ?1 AND installer = ?2 ORDER BY registered_at_ms DESC, id",
        (network, installer),
        |row| {
            Ok(ListedDevice {
                id: named(row, 0)?,
                name: row.get(1)?,
                registered_at: moment(row.get(2)?),
                revoked_at: row.get::<Option<i64>>(3)?.map(moment),
            })
        },
    )
}
