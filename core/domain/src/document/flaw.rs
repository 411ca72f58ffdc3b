//! What is wrong with the JSON of a document, whatever it is about.

use crate::code::{Coded, Fields, fields};

/// Why a text is not the JSON of a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Longer than any document.
    #[error("more than {megabytes} MB are no document")]
    TooLong {
        /// The most, in megabytes.
        megabytes: usize,
    },
    /// A byte that is not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// It ends before it is complete.
    #[error("it ends too early")]
    Cut,
    /// A character that cannot stand here.
    #[error("U+{:04X} cannot stand here", u32::from(*found))]
    Unexpected {
        /// The character.
        found: char,
    },
    /// Lists and objects within each other, deeper than any document.
    #[error("more than {limit} levels")]
    Nested {
        /// The most.
        limit: usize,
    },
    /// More values than any document.
    #[error("more than {limit} values")]
    TooMany {
        /// The most.
        limit: usize,
    },
    /// A name stands twice in one object: which value is meant?
    #[error("the name {name:?} stands twice")]
    NameTwice {
        /// The name.
        name: String,
    },
    /// A field that nobody knows: most often a slip of the pen.
    #[error("there is no field {name:?}")]
    FieldUnknown {
        /// The name.
        name: String,
    },
    /// A value that does not fit its place.
    #[error("{reason}")]
    Shape {
        /// What was expected and what was found.
        reason: String,
    },
}

impl Coded for Flaw {
    fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "document-too-long",
            Self::NotUtf8 => "document-not-utf8",
            Self::Cut => "document-cut",
            Self::Unexpected { .. } => "document-unexpected",
            Self::Nested { .. } => "document-nested",
            Self::TooMany { .. } => "document-too-many",
            Self::NameTwice { .. } => "document-name-twice",
            Self::FieldUnknown { .. } => "document-field-unknown",
            Self::Shape { .. } => "document-shape",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::TooLong { megabytes } => fields([("megabytes", megabytes.to_string())]),
            Self::NotUtf8 | Self::Cut => Fields::new(),
            Self::Unexpected { found } => {
                fields([("found", found.to_string()), ("code_point", format!("U+{:04X}", u32::from(*found)))])
            }
            Self::Nested { limit } | Self::TooMany { limit } => fields([("limit", limit.to_string())]),
            Self::NameTwice { name } | Self::FieldUnknown { name } => fields([("name", name.clone())]),
            Self::Shape { reason } => fields([("reason", reason.clone())]),
        }
    }
}
