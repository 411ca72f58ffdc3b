//! What no app has: a module that dies when it is asked to.

use wasm_bindgen::prelude::*;

use crate::store::Store;

#[wasm_bindgen]
impl Store {
    /// Dies, as a defect of the module would make it die.
    #[expect(clippy::panic, reason = "to be asked for is its purpose")]
    pub async fn panic_now(&self) {
        panic!("the store's own words");
    }
}
