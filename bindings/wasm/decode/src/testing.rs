//! What decoders of other projects do at their worst.

use std::hint::black_box;

use wasm_bindgen::prelude::*;

/// Dies, as a decoder does that panics.
///
/// # Panics
///
/// Always.
#[wasm_bindgen(js_name = panicNow)]
#[expect(clippy::panic, reason = "to be asked for is its purpose")]
pub fn panic_now() {
    panic!("the decoder's own words");
}

/// Never comes back.
#[wasm_bindgen]
pub fn hang() {
    loop {
        black_box(());
    }
}
