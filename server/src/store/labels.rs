//! The label inventory: of a password only its HMAC.

use jiff::Timestamp;

use super::audit::{self, Entry};
use super::{Store, StoreError, millis};

/// A label for the inventory.
#[derive(Debug, Clone)]
pub(crate) struct NewLabel {
    pub mac_digits: String,
    pub password_hmac: [u8; 32],
}

impl Store {
    /// Adds labels, all or none. The index of the first whose MAC is known already stops it.
    pub(crate) async fn add_labels(
        &self,
        labels: Vec<NewLabel>,
        entry: Entry,
        now: Timestamp,
    ) -> Result<Result<(), usize>, StoreError> {
        self.write(move |transaction, network| {
            let known = "SELECT 1 FROM label WHERE network = ?1 AND mac_digits = ?2";
            for (index, label) in labels.iter().enumerate() {
                if transaction.exists(known, (network, &label.mac_digits))? {
                    return Ok(Err(index));
                }
            }
            let insert = "INSERT INTO label (network, mac_digits, password_hmac, issued_at_ms) VALUES (?1, ?2, ?3, ?4)";
            for label in &labels {
                transaction.execute(insert, (network, &label.mac_digits, label.password_hmac, millis(now)))?;
            }
            audit::append(transaction, network, now, &entry)?;
            Ok(Ok(()))
        })
        .await
    }

    /// Notes that these labels were printed. How many of them the inventory knows.
    pub(crate) async fn mark_printed(
        &self,
        macs: Vec<String>,
        entry: Entry,
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        self.write(move |transaction, network| {
            let update = "UPDATE label SET printed_at_ms = ?3 WHERE network = ?1 AND mac_digits = ?2";
            let mut known = 0;
            for mac in &macs {
                known += transaction.execute(update, (network, mac, millis(now)))?;
            }
            audit::append(transaction, network, now, &entry)?;
            Ok(known)
        })
        .await
    }

    /// How many labels there are in each state: issued, active, retired.
    pub(crate) async fn count_labels(&self) -> Result<[u64; 3], StoreError> {
        self.read(|connection, network| {
            connection.one(
                "SELECT count(*) FILTER (WHERE state = 'issued'), count(*) FILTER (WHERE state = 'active'),
                 count(*) FILTER (WHERE state = 'retired') FROM label WHERE network = ?1",
                (network,),
                |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]),
            )
        })
        .await
    }
}
