//! The one error of this border: a code and what its sentence needs.

use pinpoint_domain::code::{Coded, Fields, MalformedArgument, Notice, fields};
use pinpoint_engine::EngineError;

/// Something did not work. Nothing that was saved before is lost by it; `Installer.text` has the sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PinpointError {
    /// A refusal of the workflow, a failure of the network or the device, or an argument that cannot be.
    #[error("{code} {fields:?}")]
    Failure {
        /// The stable code, for example `lockout-incomplete`.
        code: String,
        /// The values that its sentence mentions; never a secret.
        fields: Fields,
    },
}

impl PinpointError {
    /// From anything with a code.
    pub(crate) fn of(coded: &(impl Coded + ?Sized)) -> Self {
        let Notice { code, fields } = coded.into();
        Self::Failure { code, fields }
    }

    /// A text that no identifier, digest or moment is written like: the mistake of a program, not of a person.
    pub(crate) fn malformed(what: &'static str, text: &str) -> Self {
        let start: String = text.chars().take(60).collect();
        Self::of(&MalformedArgument::of(what)(start))
    }
}

impl From<EngineError> for PinpointError {
    fn from(error: EngineError) -> Self {
        Self::of(&error)
    }
}

/// A listener of the app threw something.
impl From<uniffi::UnexpectedUniFFICallbackError> for PinpointError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        let fields = fields([("reason", error.reason)]);
        Self::Failure { code: "listener".to_owned(), fields }
    }
}
