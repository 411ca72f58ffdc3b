//! Visits and their boards.

use pinpoint_domain::work::Board;
use pinpoint_engine::VisitList;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::border::{Crossed, parsed, shown};
use crate::store::Store;

#[wasm_bindgen]
impl Store {
    /// The visits of this device, the newest first.
    pub async fn visits(&self) -> Crossed<Ts<VisitList>> {
        shown(&self.installer.visits().await?)
    }

    /// A visit at a glance.
    pub async fn board(&self, visit: String) -> Crossed<Ts<Board>> {
        shown(&self.installer.board(parsed("visit", &visit)?).await?)
    }
}
