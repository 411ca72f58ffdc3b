//! Over the border: data as JSON, failures as `{ code, fields }`.

use std::str::FromStr;
use std::sync::Arc;

use js_sys::{Function, JSON};
use pinpoint_domain::code::{Coded, MalformedArgument, Notice};
use send_wrapper::SendWrapper;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsCast, JsValue};

/// Anything coded, on its way to JavaScript.
pub struct Failure(Notice);

pub(crate) type Crossed<T> = Result<T, Failure>;

impl<C: Coded> From<C> for Failure {
    fn from(coded: C) -> Self {
        Self(Notice::from(&coded))
    }
}

impl From<Failure> for JsValue {
    fn from(Failure(notice): Failure) -> Self {
        json(&notice).unwrap_or_else(|error| error.to_string().into())
    }
}

/// For `map_err`: the argument of this name does not parse.
pub(crate) fn malformed<E: ToString>(argument: &'static str) -> impl FnOnce(E) -> Failure {
    move |error| MalformedArgument::of(argument)(error).into()
}

/// A name that came in as text.
pub(crate) fn parsed<T: FromStr<Err: ToString>>(argument: &'static str, text: &str) -> Crossed<T> {
    text.parse().map_err(malformed(argument))
}

/// Data that came in.
pub(crate) fn given<T: Tsify + DeserializeOwned>(argument: &'static str, data: &Ts<T>) -> Crossed<T>
where
    T::JsType: JsCast,
{
    let text = JSON::stringify(&data.js_value()).map_err(|_| "no JSON").map_err(malformed(argument))?;
    serde_json::from_str(&String::from(text)).map_err(malformed(argument))
}

/// Data that goes out.
pub(crate) fn shown<T: Tsify + Serialize>(data: &T) -> Crossed<Ts<T>>
where
    T::JsType: JsCast,
{
    json(data).map(Ts::new_unchecked).map_err(malformed("answer"))
}

/// The same JSON that `--json` prints, as a value of JavaScript.
pub(crate) fn json(data: &impl Serialize) -> Result<JsValue, serde_json::Error> {
    let text = serde_json::to_string(data)?;
    // What serde_json wrote is JSON.
    Ok(JSON::parse(&text).unwrap_or(JsValue::NULL))
}

/// A JavaScript function that is called with data. What it throws concerns nobody here.
pub(crate) fn calling<T: Serialize>(function: Function) -> Arc<dyn Fn(T) + Send + Sync> {
    let function = SendWrapper::new(function);
    Arc::new(move |data| {
        if let Ok(data) = json(&data) {
            drop(function.call1(&JsValue::NULL, &data));
        }
    })
}
