//! What is kept in a browser: `pinpoint-engine` behind a JavaScript border, and nothing that decides.
//!
//! The module lives in a dedicated worker, where the origin private file system may be written. The npm package sees to
//! it that one tab has that worker, and begins another after a panic: WebAssembly has no unwinding, and what was
//! committed is there.
//!
//! Data crosses as the JSON that `--json` prints. What is thrown on purpose is `{ code, fields }`; anything else is a panic.

mod border;
mod checks;
mod config;
mod keys;
mod networks;
mod store;
#[cfg(feature = "testing")]
mod testing;
mod transfers;
mod types;
mod visits;

use std::panic;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(line: &str);
}

/// Tells where a panic happened. Not its message: that may quote what somebody typed.
#[wasm_bindgen(start)]
fn tell_where_it_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        error(&format!("pinpoint: the store module died at {place}"));
    }));
}
