//! What only computes: why a station is not connected, and what is wrong with what somebody types.

#![expect(clippy::needless_pass_by_value, reason = "what crosses the border is owned")]

use pinpoint_domain::connectivity::{Diagnosis, Observed, PasteReading};
use pinpoint_engine::{CheckedText, TextKind};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::border::{Crossed, given, shown};
use crate::store::Store;

#[wasm_bindgen]
impl Store {
    /// What the station's network-signal page means, and what comes next.
    pub fn diagnose(&self, observed: Ts<Observed>) -> Crossed<Ts<Diagnosis>> {
        shown(&self.installer.diagnose(&given("observed", &observed)?))
    }

    /// What a laptop at the station's cable printed.
    pub fn read_paste(&self, bytes: Vec<u8>, region: Option<String>) -> Crossed<Ts<PasteReading>> {
        shown(&self.installer.read_paste(&bytes, region.as_deref()))
    }

    /// Checks a text against the rules of its field.
    pub fn check_text(&self, kind: Ts<TextKind>, text: &str) -> Crossed<Ts<CheckedText>> {
        shown(&self.installer.check_text(given("kind", &kind)?, text))
    }

    /// Checks a serial number against what the catalog knows of its maker and model.
    pub fn check_serial(&self, text: &str, manufacturer: &str, model: &str) -> Crossed<Ts<CheckedText>> {
        shown(&self.installer.check_serial(text, manufacturer, model))
    }
}
