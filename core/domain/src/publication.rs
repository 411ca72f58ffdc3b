//! What a network publishes under its root, its profile, catalog and addresses, and when it is believed.
//!
//! The root is pinned in the app and signs rarely, elsewhere, offline. A new root is believed when the one before it
//! signed its [`Succession`]; profiles carry those words along, so a phone that slept through a change still follows.
//! What is kept stays good offline for as long as it takes; only a download may be refused for its age.

mod flaw;
pub(crate) mod rule;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::code::{Coded, Fields, fields};
use crate::ids::NetworkId;
use crate::wire::{Digest, SignatureError, Signed, VERSION, VerifyingKey, WireType};

pub use flaw::NetworkFlaw;

/// A document that a network publishes under its root.
pub trait Publication: WireType {
    /// What people call it: `profile`, `catalog` or `addresses`.
    const DOCUMENT: &'static str;

    /// The version of its form.
    fn form(&self) -> u32;

    /// Counts up with every change.
    fn version(&self) -> u32;

    /// From when until when.
    fn validity(&self) -> Validity;
}

/// Makes a document with the fields `v`, `version` and `validity` one that a network publishes: what people call it, and
/// what it travels as.
macro_rules! published {
    ($document:ty, $name:literal, $payload_type:literal) => {
        impl $crate::wire::WireType for $document {
            const PAYLOAD_TYPE: &'static str = $payload_type;
        }

        impl $crate::publication::Publication for $document {
            const DOCUMENT: &'static str = $name;

            fn form(&self) -> u32 {
                self.v
            }

            fn version(&self) -> u32 {
                self.version
            }

            fn validity(&self) -> $crate::publication::Validity {
                self.validity
            }
        }
    };
}
pub(crate) use published;

/// From when until when something counts. What is left out has no end on that side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Validity {
    /// Not before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional, type = "string"))]
    pub not_before: Option<Timestamp>,
    /// From this moment on no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional, type = "string"))]
    pub expires_at: Option<Timestamp>,
}

impl Validity {
    /// Without beginning and end.
    pub const ALWAYS: Self = Self { not_before: None, expires_at: None };

    /// Whether it has neither beginning nor end.
    pub fn is_always(&self) -> bool {
        *self == Self::ALWAYS
    }

    /// Whether it has begun.
    pub fn has_begun(&self, at: Timestamp) -> bool {
        self.not_before.is_none_or(|begin| begin <= at)
    }

    /// Whether it is over.
    pub fn has_ended(&self, at: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= at)
    }

    /// Whether the moment lies in it.
    pub fn covers(&self, at: Timestamp) -> bool {
        self.has_begun(at) && !self.has_ended(at)
    }
}

/// A key that signs what a network publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Root {
    /// The id that it signs under.
    pub id: String,
    /// Its public half.
    pub key: VerifyingKey,
}

/// A root's word about the one that comes after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Succession {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// Who signs from now on.
    pub next: Root,
}

impl WireType for Succession {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.root.v1+json";
}

/// Why a document of the network was not believed, or did not take the place of the one that is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicationError {
    /// The signature.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// Written in a form of a later program.
    #[error("the {document} has form {found}")]
    Form {
        /// Which document.
        document: &'static str,
        /// Its form.
        found: u32,
    },
    /// Another network's.
    #[error("the profile is of network {found}, not of {expected}")]
    Network {
        /// The network of what is kept.
        expected: NetworkId,
        /// The network of what came.
        found: NetworkId,
    },
    /// Older than what is kept.
    #[error("the {document} has version {found}, and {kept} is kept")]
    RolledBack {
        /// Which document.
        document: &'static str,
        /// The version that is kept.
        kept: u32,
        /// The version that came.
        found: u32,
    },
    /// Two documents under one version.
    #[error("there are two different {document}s of version {version}")]
    Reused {
        /// Which document.
        document: &'static str,
        /// Their version.
        version: u32,
    },
    /// Its time has not come.
    #[error("the {document} counts from {from} on")]
    NotYet {
        /// Which document.
        document: &'static str,
        /// When it begins.
        from: Timestamp,
    },
    /// Its time is over.
    #[error("the {document} expired at {since}")]
    Expired {
        /// Which document.
        document: &'static str,
        /// When it ended.
        since: Timestamp,
    },
}

impl Coded for PublicationError {
    fn code(&self) -> &str {
        match self {
            Self::Signature(error) => error.code(),
            Self::Form { .. } => "publication-form",
            Self::Network { .. } => "publication-network",
            Self::RolledBack { .. } => "publication-rolled-back",
            Self::Reused { .. } => "publication-reused",
            Self::NotYet { .. } => "publication-not-yet",
            Self::Expired { .. } => "publication-expired",
        }
    }

    fn fields(&self) -> Fields {
        let of = |document: &&str, name, value: &dyn ToString| {
            fields([("document", (*document).to_owned()), (name, value.to_string())])
        };
        match self {
            Self::Signature(error) => error.fields(),
            Self::Form { document, found } => of(document, "found", found),
            Self::Network { expected, found } => {
                fields([("expected", expected.to_string()), ("found", found.to_string())])
            }
            Self::RolledBack { document, kept, found } => {
                let mut fields = of(document, "found", found);
                fields.insert("kept".to_owned(), kept.to_string());
                fields
            }
            Self::Reused { document, version } => of(document, "version", version),
            Self::NotYet { document, from } => of(document, "from", from),
            Self::Expired { document, since } => of(document, "since", since),
        }
    }
}

impl Root {
    /// A document under this root's signature.
    pub fn believe<T: Publication>(&self, signed: &Signed<T>) -> Result<T, PublicationError> {
        let document = signed.verify([(self.id.as_str(), &self.key)])?;
        if document.form() > VERSION {
            return Err(PublicationError::Form { document: T::DOCUMENT, found: document.form() });
        }
        Ok(document)
    }

    /// The root that signs by now: from this one along the words of each about the next. Words that others signed, from
    /// before this one was pinned, lead nowhere.
    #[must_use]
    pub fn succeeded(self, network: &NetworkId, successions: &[Signed<Succession>]) -> Self {
        successions.iter().fold(self, |root, signed| match signed.verify([(root.id.as_str(), &root.key)]) {
            Ok(succession) if succession.network == *network => succession.next,
            _ => root,
        })
    }
}

/// Which edition of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// Its version.
    pub version: u32,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

impl Edition {
    /// The edition of a document that was believed.
    pub fn of<T: Publication>(signed: &Signed<T>, document: &T) -> Self {
        Self { version: document.version(), digest: signed.digest() }
    }

    /// Whether a document that was downloaded and believed takes the place of this one, which is kept; `false` when it is
    /// this one.
    pub fn makes_room_for<T: Publication>(
        &self,
        offered: &Self,
        document: &T,
        now: Timestamp,
    ) -> Result<bool, PublicationError> {
        if offered == self {
            return Ok(false);
        }
        let Self { version, .. } = *self;
        match offered.version {
            found if found < version => {
                Err(PublicationError::RolledBack { document: T::DOCUMENT, kept: version, found })
            }
            found if found == version => Err(PublicationError::Reused { document: T::DOCUMENT, version }),
            _ => in_time(document, now).map(|()| true),
        }
    }
}

/// Refuses a download whose time has not come or is over.
pub fn in_time<T: Publication>(document: &T, now: Timestamp) -> Result<(), PublicationError> {
    let Validity { not_before, expires_at } = document.validity();
    if let Some(from) = not_before.filter(|from| *from > now) {
        return Err(PublicationError::NotYet { document: T::DOCUMENT, from });
    }
    match expires_at.filter(|since| *since <= now) {
        Some(since) => Err(PublicationError::Expired { document: T::DOCUMENT, since }),
        None => Ok(()),
    }
}
