//! Pixels to facts in a browser's worker: `pinpoint-decode` behind a JavaScript border, and nothing that decides.
//!
//! The module lives in a worker of its own. Decoders of other projects panic on some pictures, and WebAssembly has no
//! unwinding: whoever owns the worker ends it, on an error that is no [`Notice`](pinpoint_domain::code::Notice) or after
//! a time of silence, and starts another. Nothing is lost with it, for nothing is kept in it.
//!
//! What is thrown on purpose is `{ code, fields }`. Names in data are the core's own; only methods take JavaScript's camel case.

pub mod decoder;
pub mod failure;
pub mod photos;
pub mod reading;
#[cfg(feature = "testing")]
pub mod testing;

use std::panic;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(line: &str);
}

/// Tells where a panic happened. Not its message: that may quote what was being read, and so a password.
#[wasm_bindgen(start)]
fn tell_where_it_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        error(&format!("pinpoint: the decode module died at {place}"));
    }));
}
