//! What an app sees when something does not work: a code with fields. The rich errors stay inside.

#[cfg(feature = "decode")]
use pinpoint_decode::PictureError;
use pinpoint_domain::code::{Coded, Fields, fields};
use pinpoint_domain::ids::{CircuitError, PhotoId, PinpointId, VisitId};
use pinpoint_domain::label::LabelError;
use pinpoint_domain::photo::PublishedError;
use pinpoint_domain::publication::PublicationError;
use pinpoint_domain::wire::{CapsuleError, Unproven};
use pinpoint_domain::work::{PlaybookError, Refusal};

use crate::outbox::Trouble;
use crate::platform::http::HttpConfigError;
use crate::platform::keys::KeyStoreError;
use crate::platform::random::NoRandomness;
use crate::remote::ServerUrlError;
use crate::store::StoreError;

/// A failure with its code. Nothing that was saved before is lost by any of them.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The workflow says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The label was not read.
    #[error(transparent)]
    Label(#[from] LabelError),
    /// The picture was not read.
    #[cfg(feature = "decode")]
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The circuit's name was refused.
    #[error(transparent)]
    Circuit(#[from] CircuitError),
    /// Nobody is signed in; signing in once takes a network.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// There is no such visit on this phone.
    #[error("no visit {visit}")]
    VisitUnknown {
        /// The name asked for.
        visit: VisitId,
    },
    /// There is no such record on this phone.
    #[error("no sealed record {pinpoint}")]
    NotSealed {
        /// The name asked for.
        pinpoint: PinpointId,
    },
    /// A signed document was not believed: the profile or a grant.
    #[error("the {document} is not believed: {reason}")]
    NotBelieved {
        /// Which document.
        document: &'static str,
        /// Why.
        reason: String,
    },
    /// What the server offers as the network's is refused; what is kept stays.
    #[error(transparent)]
    Publication(#[from] PublicationError),
    /// Another process delivers from this folder.
    #[error("another process is delivering")]
    SyncElsewhere,
    /// The picture's file is longer than any camera writes.
    #[error("more than {limit} bytes are no photo")]
    PhotoTooLong {
        /// The most, in bytes.
        limit: u64,
    },
    /// What should be published is not fit for it.
    #[error(transparent)]
    Published(#[from] PublishedError),
    /// There is no such photo on this phone.
    #[error("no photo {photo}")]
    PhotoUnknown {
        /// The name asked for.
        photo: PhotoId,
    },
    /// A file is no export, or is cut.
    #[error("at byte {at}: {reason}")]
    ExportUnreadable {
        /// Where.
        at: u64,
        /// Why.
        reason: String,
    },
    /// A record in an export cannot be read, or is not proven to be its author's.
    #[error("the record is not taken: {reason}")]
    ExportRecord {
        /// Why.
        reason: String,
    },
    /// A photo in an export is not one that was sealed.
    #[error("the photo is not taken: {reason}")]
    ExportPhoto {
        /// Why.
        reason: String,
    },
    /// Another phone's record was made for another company or network.
    #[error("it was made for another company")]
    TakenCompany,
    /// Another phone's record has the name of one that is here, and other bytes.
    #[error("{pinpoint} is here with other bytes")]
    TakenDiffers {
        /// The name.
        pinpoint: PinpointId,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key store.
    #[error(transparent)]
    KeyStore(#[from] KeyStoreError),
    /// The server or the way to it.
    #[error(transparent)]
    Remote(#[from] Trouble),
    /// The server's address.
    #[error(transparent)]
    ServerUrl(#[from] ServerUrlError),
    /// The capsule could not be made.
    #[error(transparent)]
    Capsule(#[from] CapsuleError),
    /// No randomness, so no ids and no capsules.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A playbook that came with the program is broken.
    #[error(transparent)]
    Playbook(#[from] PlaybookError),
    /// The transport could not be set up.
    #[error(transparent)]
    Http(#[from] HttpConfigError),
}

impl Coded for EngineError {
    fn code(&self) -> &str {
        match self {
            Self::Refused(error) => error.code(),
            Self::Label(error) => error.code(),
            #[cfg(feature = "decode")]
            Self::Picture(error) => error.code(),
            Self::Circuit(error) => error.code(),
            Self::NotSignedIn => "not-signed-in",
            Self::VisitUnknown { .. } => "visit-unknown",
            Self::NotSealed { .. } => "not-sealed",
            Self::NotBelieved { .. } => "not-believed",
            Self::Publication(error) => error.code(),
            Self::SyncElsewhere => "sync-elsewhere",
            Self::PhotoTooLong { .. } => "photo-too-long",
            Self::Published(error) => error.code(),
            Self::PhotoUnknown { .. } => "photo-not-here",
            Self::ExportUnreadable { .. } => "export-unreadable",
            Self::ExportRecord { .. } => "export-record",
            Self::ExportPhoto { .. } => "export-photo",
            Self::TakenCompany => "company-differs",
            Self::TakenDiffers { .. } => "taken-differs",
            Self::Store(error) => error.code(),
            Self::KeyStore(error) => error.code(),
            Self::Remote(error) => error.code(),
            Self::ServerUrl(error) => error.code(),
            Self::Capsule(error) => error.code(),
            Self::Random(error) => error.code(),
            Self::Playbook(error) => error.code(),
            Self::Http(error) => error.code(),
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Refused(error) => error.fields(),
            Self::Label(error) => error.fields(),
            #[cfg(feature = "decode")]
            Self::Picture(error) => error.fields(),
            Self::Circuit(error) => error.fields(),
            Self::NotSignedIn | Self::SyncElsewhere | Self::TakenCompany => Fields::new(),
            Self::VisitUnknown { visit } => fields([("visit", visit.to_string())]),
            Self::NotSealed { pinpoint } => fields([("job", pinpoint.to_string())]),
            Self::PhotoTooLong { limit } => fields([("megabytes", (limit >> 20).to_string())]),
            Self::NotBelieved { document, reason } => {
                fields([("document", (*document).to_owned()), ("reason", reason.clone())])
            }
            Self::Publication(error) => error.fields(),
            Self::Published(error) => error.fields(),
            Self::PhotoUnknown { photo } => fields([("photo", photo.to_string())]),
            Self::ExportUnreadable { at, reason } => {
                fields([("at", at.to_string()), ("reason", reason.clone())])
            }
            Self::ExportRecord { reason } | Self::ExportPhoto { reason } => {
                fields([("reason", reason.clone())])
            }
            Self::TakenDiffers { pinpoint } => fields([("job", pinpoint.to_string())]),
            Self::Store(error) => error.fields(),
            Self::KeyStore(error) => error.fields(),
            Self::Remote(error) => error.fields(),
            Self::ServerUrl(error) => error.fields(),
            Self::Capsule(error) => error.fields(),
            Self::Random(error) => error.fields(),
            Self::Playbook(error) => error.fields(),
            Self::Http(error) => error.fields(),
        }
    }
}

impl From<Unproven> for EngineError {
    fn from(error: Unproven) -> Self {
        Self::ExportRecord { reason: error.to_string() }
    }
}

/// Files fail for the same reasons as the database.
impl From<std::io::Error> for EngineError {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.into())
    }
}
