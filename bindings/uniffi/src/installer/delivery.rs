//! The outbox, and what carries it.

use std::sync::Arc;

use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::PhotoId;
use pinpoint_engine::outbox::SyncReport;
use pinpoint_engine::{
    ExportPiece, ExportPlan, ExportScope, NetworkState, OutboxView, TakenIn, TransferState,
};

use super::{Installer, Source};
use crate::PinpointError;
use crate::observe::{self, OnProgress};
use crate::transfers::{Transfer, TransferOutcome};

#[uniffi::export(async_runtime = "tokio")]
impl Installer {
    /// What is saved where, what is held and why, and when the next attempt is.
    pub async fn outbox(&self) -> Result<OutboxView, PinpointError> {
        Ok(self.0.outbox().await?)
    }

    /// The pieces of a file with what is here and not on the server, for another phone to take in: write what
    /// `export_piece` gives for each of them, one after the other. Passwords only as capsules.
    #[uniffi::method(default(scope = None))]
    pub async fn export(&self, scope: Option<ExportScope>) -> Result<ExportPlan, PinpointError> {
        Ok(self.0.export(scope.unwrap_or_default()).await?)
    }

    /// The bytes of one piece; none for a photo that is here no more.
    pub async fn export_piece(&self, piece: ExportPiece) -> Result<Vec<u8>, PinpointError> {
        Ok(self.0.export_piece(piece).await?)
    }

    /// Takes in what another phone of the same company exported, to carry it to the server. Whoever sealed it stays its
    /// author; repeated, it takes nothing twice.
    pub async fn take_in(&self, source: Source) -> Result<TakenIn, PinpointError> {
        Ok(self.0.take_in(source.into()).await?)
    }

    /// How the outbox stands and what was tried, as one JSON file for whoever helps; it names no person, station or place.
    pub async fn support_report(&self) -> Result<Vec<u8>, PinpointError> {
        Ok(self.0.support_report().await?)
    }

    /// Delivers what can be delivered until the deadline, or until `cancel_sync`. Safe to stop at any moment. One runs at
    /// a time: a second waits for the first.
    #[uniffi::method(default(deadline = None, progress = None))]
    pub async fn sync(
        &self,
        deadline: Option<Timestamp>,
        progress: Option<Arc<dyn OnProgress>>,
    ) -> Result<SyncReport, PinpointError> {
        Ok(self.0.sync(deadline, observe::on_progress(progress)).await?)
    }

    /// Uploads for the system to carry, at most so many. They are the system's for an hour, or until `transfer_finished`
    /// says what became of them; meanwhile no sync sends them.
    pub async fn next_transfers(&self, limit: u32) -> Result<Vec<Transfer>, PinpointError> {
        Ok(self.0.next_transfers(limit).await?.into_iter().map(Transfer::from).collect())
    }

    /// What became of a photo that the system carried. Repeated, it changes nothing.
    pub async fn transfer_finished(
        &self,
        photo: PhotoId,
        outcome: TransferOutcome,
    ) -> Result<TransferState, PinpointError> {
        Ok(self.0.transfer_finished(photo, outcome.into()).await?)
    }
}

#[uniffi::export]
impl Installer {
    /// Stops the sync that is running, if one is. What was under way goes again the next time.
    pub fn cancel_sync(&self) {
        self.0.cancel_sync();
    }

    /// The device found a network: a sync that is running need not wait for its next attempt. Or it lost it: until it
    /// finds one, a sync that cannot be heard tries again only now and then.
    pub fn network_changed(&self, state: NetworkState) {
        self.0.network_changed(state);
    }
}
