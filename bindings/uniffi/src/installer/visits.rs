//! Visits and their boards.

use pinpoint_domain::ids::VisitId;
use pinpoint_domain::work::Board;
use pinpoint_engine::VisitList;

use super::Installer;
use crate::PinpointError;

#[uniffi::export(async_runtime = "tokio")]
impl Installer {
    /// The visits of this phone, the newest first. One that cannot be read is named and holds up no other. A visit begins
    /// with its first job; another job joins it by `start` with its name.
    pub async fn visits(&self) -> Result<VisitList, PinpointError> {
        Ok(self.0.visits().await?)
    }

    /// A visit at a glance: stations by phases, lockouts, and what this person does best next.
    pub async fn board(&self, visit: VisitId) -> Result<Board, PinpointError> {
        Ok(self.0.board(visit).await?)
    }
}
