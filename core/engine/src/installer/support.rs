//! What somebody who helps may see: how the outbox stands and what was tried, and nothing that names a person, a station
//! or a place.

use pinpoint_domain::Timestamp;
use pinpoint_domain::wire::Watermark;
use rusqlite::Connection;
use serde::Serialize;

use super::Installer;
use crate::error::EngineError;
use crate::store::attempts::Attempt;
use crate::store::{DeliveryCounts, StoreError, attempts, deliveries, migrations, standing};

#[derive(Serialize)]
struct Report {
    v: u32,
    made_at: Timestamp,
    app: String,
    schema: u32,
    profile: u32,
    signed_in: bool,
    storage_persisted: bool,
    /// This device's clock minus the server's, if it is notable.
    clock_skew_s: Option<i64>,
    server_epoch: Option<String>,
    server_date: Option<Timestamp>,
    cursor: u64,
    watermark: Option<Watermark>,
    deliveries: DeliveryCounts,
    next_attempt: Option<Timestamp>,
    attempts: Vec<Attempt>,
}

impl Installer {
    /// How the outbox stands and the last 10,000 attempts to deliver, as one JSON file for whoever helps. Records and photos
    /// stand in it by their ids; there is no name, label, serial number, address or pin.
    pub async fn support_report(&self) -> Result<Vec<u8>, EngineError> {
        let account = self.any_account()?;
        let (made_at, app) = (self.now(), self.config.app.clone());
        let (signed_in, storage_persisted) = (account.signed_in, self.config.storage_persisted);
        let (profile, clock_skew_s) = (self.profile().version, self.remote.clock().notable_skew_s());
        let read = move |connection: &Connection| {
            let report = Report {
                v: 1,
                made_at,
                app,
                schema: migrations::newest(),
                profile,
                signed_in,
                storage_persisted,
                clock_skew_s,
                server_epoch: standing::epoch(connection)?,
                server_date: standing::server_date(connection)?,
                cursor: standing::cursor(connection, profile)?,
                watermark: standing::watermark(connection)?,
                deliveries: deliveries::counts(connection)?,
                next_attempt: deliveries::next_attempt(connection)?,
                attempts: attempts::all(connection)?,
            };
            serde_json::to_vec_pretty(&report).map_err(|error| StoreError::unreadable("attempt", error))
        };
        Ok(account.store.read(read).await?)
    }
}
