//! What can go wrong when a server is opened, served or administered.

use std::path::PathBuf;

use pinpoint_domain::{Coded, Fields, code::fields};

use crate::random::NoRandomness;
use crate::store::StoreError;

/// Why the server did not open, or an administrator's task failed.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The database said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Photos could not be read or written.
    #[error("the photos: {reason}")]
    Photos {
        /// What the folder or the bucket said.
        reason: String,
    },
    /// The socket could not be used.
    #[error("the socket: {0}")]
    Socket(std::io::Error),
    /// A key file that the database was made with is missing or another one.
    #[error("{} is not the key that this database was made with; restore it from its backup", path.display())]
    KeyLost {
        /// The folder of keys.
        path: PathBuf,
    },
    /// A key file of the wrong length.
    #[error("{} holds no key", path.display())]
    KeyBroken {
        /// Which.
        path: PathBuf,
    },
    /// The folder belongs to another network.
    #[error("this data folder belongs to network {found}, not {expected}")]
    NetworkDiffers {
        /// The network asked for.
        expected: String,
        /// The network that the database names.
        found: String,
    },
    /// The operating system gave no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// A value that an administrator gave was refused.
    #[error("{field}: {reason}")]
    Value {
        /// Which value.
        field: &'static str,
        /// What was wrong with it.
        reason: String,
    },
    /// A setting was refused.
    #[error("{place}: {key}: {reason}")]
    Setting {
        /// Its variable, or the line and column of the file.
        place: String,
        /// Its name in the file.
        key: String,
        /// What was wrong with it. Never repeats a secret.
        reason: String,
    },
    /// The file of settings is none.
    #[error("{place}: {reason}")]
    SettingsForm {
        /// The file, with line and column.
        place: String,
        /// What was wrong with it.
        reason: String,
    },
    /// A line of an imported list was refused; nothing was imported.
    #[error("line {line}: {reason}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// The code of what was wrong.
        cause: String,
        /// What was wrong. Never repeats a password.
        reason: String,
    },
    /// Nothing of that name.
    #[error("no {kind} `{name}`")]
    Unknown {
        /// Company, installer, device, record, photo, review or reviewer.
        kind: &'static str,
        /// The name asked for.
        name: String,
    },
    /// The name is taken.
    #[error("there is already a {kind} `{name}`")]
    Taken {
        /// Company, installer or label.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// Somebody decided otherwise about a record already.
    #[error("somebody decided otherwise about this record already")]
    ReviewDecided,
    /// The label is not proved yet: the record can only be rejected.
    #[error("the record's label is not proved yet")]
    ReviewUnproved,
}

impl Coded for ServerError {
    fn code(&self) -> &str {
        match self {
            Self::Store(error) => error.code(),
            Self::File { .. } => "server-file",
            Self::Photos { .. } => "server-photos",
            Self::Socket(_) => "server-socket",
            Self::KeyLost { .. } => "server-key-lost",
            Self::KeyBroken { .. } => "server-key-broken",
            Self::NetworkDiffers { .. } => "server-network-differs",
            Self::Randomness(_) => "server-no-randomness",
            Self::Value { .. } => "admin-value-refused",
            Self::Setting { .. } => "server-setting",
            Self::SettingsForm { .. } => "server-settings-form",
            Self::Line { .. } => "admin-line-refused",
            Self::Unknown { .. } => "admin-unknown",
            Self::Taken { .. } => "admin-taken",
            Self::ReviewDecided => "review-decided",
            Self::ReviewUnproved => "review-unproved",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Store(error) => error.fields(),
            Self::File { path, source } => {
                fields([("path", path.display().to_string()), ("reason", source.to_string())])
            }
            Self::Photos { reason } => fields([("reason", reason.clone())]),
            Self::Socket(source) => fields([("reason", source.to_string())]),
            Self::KeyLost { path } | Self::KeyBroken { path } => {
                fields([("path", path.display().to_string())])
            }
            Self::NetworkDiffers { expected, found } => {
                fields([("expected", expected.clone()), ("found", found.clone())])
            }
            Self::Randomness(_) | Self::ReviewDecided | Self::ReviewUnproved => Fields::new(),
            Self::Value { field, reason } => {
                fields([("field", (*field).to_owned()), ("reason", reason.clone())])
            }
            Self::Setting { place, key, reason } => {
                fields([("place", place.clone()), ("key", key.clone()), ("reason", reason.clone())])
            }
            Self::SettingsForm { place, reason } => {
                fields([("place", place.clone()), ("reason", reason.clone())])
            }
            Self::Line { line, cause, reason } => {
                fields([("line", line.to_string()), ("cause", cause.clone()), ("reason", reason.clone())])
            }
            Self::Unknown { kind, name } | Self::Taken { kind, name } => {
                fields([("kind", (*kind).to_owned()), ("name", name.clone())])
            }
        }
    }
}

impl ServerError {
    /// Names the file that an error of the system is about.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
