//! Erasing what privacy law may order gone, for administrators (`pinpoint server erase`): the books first, then the files.
//! What a crash leaves of those is swept.

use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::Erasure;
use pinpoint_domain::work::tidy_reason;

use crate::app::App;
use crate::error::ServerError;
use crate::photos::PhotoError;
use crate::reviews::{refused, reviewer};
use crate::store::{Erasing, Put};

/// What one server erases.
pub struct Erasures<'a> {
    pub(crate) app: &'a App,
}

/// What is to be erased of a record.
#[derive(Debug, Clone, Default)]
pub struct ToErase {
    /// The annex.
    pub annex: bool,
    /// These photos, each by the id of either of its two files.
    pub photos: Vec<PhotoId>,
    /// All photos.
    pub all_photos: bool,
}

impl Erasures<'_> {
    /// Erases annex or photos of a record, in the name of somebody of the network's own people. The reason goes to the audit
    /// and nowhere else. Repeated, it says that nothing was left to erase, and removes what a crash left.
    pub async fn erase(
        &self,
        pinpoint: PinpointId,
        what: ToErase,
        reason: &str,
        email: &str,
    ) -> Result<Erasure, ServerError> {
        let actor = reviewer(self.app, email).await?;
        let reason = tidy_reason(reason).map_err(refused)?;
        let put = Put { actor, request_id: String::new(), now: self.app.now() };
        let unknown = |kind, name: String| ServerError::Unknown { kind, name };
        match self.app.store.erase(pinpoint, what, reason, self.app.keys.clone(), put).await? {
            Erasing::Done(erasure) => {
                sweep(self.app).await?;
                Ok(erasure)
            }
            Erasing::PinpointUnknown => Err(unknown("pinpoint", pinpoint.to_string())),
            Erasing::PhotoUnknown(photo) => Err(unknown("photo", photo.to_string())),
        }
    }
}

/// Deletes the files of erased photos. One that another photo needs goes with that one.
pub(crate) async fn sweep(app: &App) -> Result<(), ServerError> {
    let failed = |error: PhotoError| ServerError::Photos { reason: error.to_string() };
    for file in app.store.erased_files(false).await? {
        // Whoever is sending it is ended; the next request hears why.
        let _turn = app.lanes.take(file.photo).await;
        app.photos.remove(file.photo).await.map_err(failed)?;
        if !file.needed {
            app.photos.discard(file.kind, &file.digest).await.map_err(failed)?;
            app.store.file_is_gone(file.photo, app.now()).await?;
        }
    }
    Ok(())
}
