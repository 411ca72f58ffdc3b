//! What is thrown: `{ code, fields }`, as at every border.

use pinpoint_domain::code::{Coded, Notice};
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
