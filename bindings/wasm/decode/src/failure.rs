//! What is thrown: `{ code, fields }`, as at every border.

use pinpoint_domain::code::{Coded, Fields, Notice, fields};
use tsify::{Ts, Tsify as _};
use wasm_bindgen::JsValue;

/// Anything coded, on its way to JavaScript.
pub struct Failure(Notice);

impl<C: Coded> From<C> for Failure {
    fn from(coded: C) -> Self {
        Self(Notice::from(&coded))
    }
}

impl From<Failure> for JsValue {
    fn from(Failure(notice): Failure) -> Self {
        notice.into_ts().map_or_else(|error| error.to_string().into(), Ts::into)
    }
}

/// An argument that is not of the type it should have: a mistake of the caller's program.
pub(crate) struct MalformedArgument {
    argument: &'static str,
    reason: String,
}

impl MalformedArgument {
    pub(crate) fn of<E: ToString>(argument: &'static str) -> impl FnOnce(E) -> Self {
        move |error| Self { argument, reason: error.to_string() }
    }
}

impl Coded for MalformedArgument {
    fn code(&self) -> &'static str {
        "argument-malformed"
    }

    fn fields(&self) -> Fields {
        fields([("argument", self.argument.to_owned()), ("reason", self.reason.clone())])
    }
}
