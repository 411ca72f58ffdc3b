//! Why a text is no activation label, and what is unusual about one.

use super::{MacError, MacWarning, PasswordError};
use crate::code::{Coded, Fields, fields};
use crate::misread::Misread;

/// Why a text is not an activation label of this network. Holds no secret: of a foreign link only the host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// Not a link at all, and no captions either.
    #[error("the code holds no link")]
    NotALink,
    /// A link, but not over https.
    #[error("a label's link begins with https, this one with {scheme}")]
    NotHttps {
        /// The scheme found.
        scheme: String,
    },
    /// A link to a host that no form of this network names: another network's label, or a fake sticker.
    #[error("the link leads to {host}, which is no host of this network's labels")]
    ForeignHost {
        /// The host, in its ASCII form so that look-alike letters show.
        host: String,
    },
    /// The right host, but something stands before it that a person could take for the host. No label prints that.
    #[error("the link hides that it leads to {host}")]
    Disguised {
        /// The host.
        host: String,
    },
    /// The right host, but not the path of a label.
    #[error("a link of {host}, but not that of a label")]
    NotALabelPath {
        /// The host.
        host: String,
    },
    /// The MAC on the label is wrong.
    #[error("the label's MAC: {0}")]
    Mac(#[from] MacError),
    /// The password on the label is wrong.
    #[error("the label's activation password: {0}")]
    Password(#[from] PasswordError),
    /// Two MACs in one text: two labels, or a label and something else. A person must say which.
    #[error("one text with two MACs, {one} and {other}")]
    MacsDiffer {
        /// The first.
        one: String,
        /// The first that differs from it.
        other: String,
    },
    /// Two activation passwords in one text.
    #[error("one text with two activation passwords")]
    PasswordsDiffer,
    /// A caption, but no MAC.
    #[error("captions of a label, but no MAC")]
    MacMissing,
    /// A MAC, but no activation password.
    #[error("the MAC {mac}, but no activation password")]
    PasswordMissing {
        /// The MAC.
        mac: String,
    },
}

impl Coded for LabelError {
    fn code(&self) -> &str {
        match self {
            Self::NotALink => "label-not-a-link",
            Self::NotHttps { .. } => "label-not-https",
            Self::ForeignHost { .. } => "label-foreign-host",
            Self::Disguised { .. } => "label-disguised",
            Self::NotALabelPath { .. } => "label-not-a-label-path",
            Self::Mac(error) => error.code(),
            Self::Password(error) => error.code(),
            Self::MacsDiffer { .. } => "label-macs-differ",
            Self::PasswordsDiffer => "label-passwords-differ",
            Self::MacMissing => "label-mac-missing",
            Self::PasswordMissing { .. } => "label-password-missing",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::NotALink | Self::PasswordsDiffer | Self::MacMissing => Fields::new(),
            Self::NotHttps { scheme } => fields([("scheme", scheme.clone())]),
            Self::ForeignHost { host } | Self::Disguised { host } | Self::NotALabelPath { host } => {
                fields([("host", host.clone())])
            }
            Self::Mac(error) => error.fields(),
            Self::Password(error) => error.fields(),
            Self::MacsDiffer { one, other } => fields([("one", one.clone()), ("other", other.clone())]),
            Self::PasswordMissing { mac } => fields([("mac", mac.clone())]),
        }
    }
}

/// Places are counted within the MAC or the password, as a person compares it with the sticker; where neither is wrong, it
/// is the text as a whole.
impl Misread for LabelError {
    fn at(&self) -> usize {
        match self {
            Self::Mac(error) => error.at(),
            Self::Password(error) => error.at(),
            _ => 1,
        }
    }
}

/// Why a person should compare a label with what was read of it once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelWarning {
    /// The MAC is hardly that of a station's module.
    Mac(MacWarning),
    /// The activation password is not 4 to 10 letters and digits, as all known labels have.
    PasswordUnusual,
}

impl Coded for LabelWarning {
    fn code(&self) -> &str {
        match self {
            Self::Mac(warning) => warning.code(),
            Self::PasswordUnusual => "password-unusual",
        }
    }
}
