//! What is here and not yet on the server, as one file that another phone takes in: envelopes as they are sent, passwords
//! only as capsules, photos as they were sealed. The author is proven by signature and grant, whoever carries it.

use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_domain::wire::Subject;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Installer, archive};
use crate::error::EngineError;
use crate::store::{StoreError, deliveries, photos, records};

/// The file in the archive that holds records and events. It comes first.
pub(super) const RECORDS: &str = "export.json";
/// The folder in the archive that holds photos, each under its own id.
pub(super) const PHOTOS: &str = "photos/";
/// Version of this form.
pub(super) const VERSION: u32 = 1;

/// What an export takes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum ExportScope {
    /// Each record of which something is not on the server, with the photos that are not.
    #[default]
    Unsent,
    /// Everything sealed that is still here.
    Everything,
}

/// A piece of an export. The file is the bytes of its pieces, one after the other, so that no more than one photo is ever
/// in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case", tag = "piece")]
pub enum ExportPiece {
    /// All records with what was said after their seals.
    Records {
        /// Which.
        scope: ExportScope,
    },
    /// A file of a photo.
    Photo {
        /// Which.
        photo: PhotoId,
    },
    /// What closes the file.
    End,
}

/// The pieces of an export, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ExportPlan {
    /// To be asked for and written one after the other.
    pub pieces: Vec<ExportPiece>,
}

/// What [`RECORDS`] holds.
#[derive(Serialize, Deserialize)]
pub(super) struct Export {
    pub(super) v: u32,
    pub(super) exported_at: Timestamp,
    pub(super) pinpoints: Vec<Exported>,
}

/// One record with what was said after its seal, as they are sent.
#[derive(Serialize, Deserialize)]
pub(super) struct Exported {
    pub(super) envelope: Box<RawValue>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) events: Vec<Box<RawValue>>,
}

impl Installer {
    /// What an export is made of: a tar archive is what [`Installer::export_piece`] gives for each piece. What is delivered
    /// meanwhile may be missing in it.
    pub async fn export(&self, scope: ExportScope) -> Result<ExportPlan, EngineError> {
        let account = self.any_account()?;
        let read = move |connection: &Connection| match scope {
            ExportScope::Unsent => deliveries::undelivered_photos(connection),
            ExportScope::Everything => photos::of_sealed(connection),
        };
        let photos = account.store.read(read).await?;
        let photos = photos.into_iter().map(|photo| ExportPiece::Photo { photo });
        let pieces = [ExportPiece::Records { scope }].into_iter().chain(photos).chain([ExportPiece::End]);
        Ok(ExportPlan { pieces: pieces.collect() })
    }

    /// The bytes of one piece; none for a photo that is here no more.
    pub async fn export_piece(&self, piece: ExportPiece) -> Result<Vec<u8>, EngineError> {
        let account = self.any_account()?;
        let now = self.now();
        match piece {
            ExportPiece::Records { scope } => {
                let read = move |connection: &Connection| {
                    let pinpoints = match scope {
                        ExportScope::Unsent => records::undelivered(connection)?,
                        ExportScope::Everything => records::all(connection)?,
                    };
                    let pinpoints =
                        pinpoints.into_iter().filter_map(|id| exported(connection, id).transpose());
                    let pinpoints = pinpoints.collect::<Result<_, _>>()?;
                    let export = Export { v: VERSION, exported_at: now, pinpoints };
                    serde_json::to_vec(&export).map_err(|error| StoreError::unreadable("record", error))
                };
                Ok(archive::entry(RECORDS, &account.store.read(read).await?, now)?)
            }
            ExportPiece::Photo { photo } => {
                let found = account.store.read(move |connection| photos::find(connection, photo)).await?;
                let Some(file) = found else { return Ok(Vec::new()) };
                let bytes = account.folder.read(&file.path).await?;
                Ok(archive::entry(&format!("{PHOTOS}{photo}"), &bytes, now)?)
            }
            ExportPiece::End => Ok(archive::END.to_vec()),
        }
    }
}

fn exported(connection: &Connection, id: PinpointId) -> Result<Option<Exported>, StoreError> {
    let raw = |bytes: Vec<u8>| {
        serde_json::from_slice(&bytes).map_err(|error| StoreError::unreadable("record", error))
    };
    let Some((envelope, _)) = records::parcel(connection, Subject::Pinpoint(id))? else { return Ok(None) };
    let events = records::events(connection, id)?.into_iter().map(raw).collect::<Result<_, _>>()?;
    Ok(Some(Exported { envelope: raw(envelope)?, events }))
}
