//! What was read, with the password apart from all that may be shown.

use js_sys::Uint8Array;
use pinpoint_domain::code::{MalformedArgument, Notice};
use pinpoint_domain::label::{ActivationPassword, LabelReading, SymbolView};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::failure::Failure;

/// What a frame, a canvas or a picture says. As JSON, or printed, it is empty: the password of a label that was read waits
/// inside until it is taken, and is wiped when the reading is freed.
#[wasm_bindgen]
pub struct Reading {
    view: ReadingView,
    password: Option<ActivationPassword>,
}

/// All of a reading that may be shown.
#[derive(Serialize, Tsify)]
#[tsify(hashmap_as_object)]
pub struct ReadingView {
    /// Every symbol of the picture.
    pub symbols: Vec<SymbolView>,
    /// The MAC address of the activation label, if there is one; as it was printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub mac: Option<String>,
    /// Why there is no label, if a QR code was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub problem: Option<Notice>,
}

impl From<LabelReading> for Reading {
    fn from(LabelReading { symbols, label, problem, .. }: LabelReading) -> Self {
        let (mac, password) = label.map(|label| (label.mac.into(), label.password)).unzip();
        let problem = problem.as_ref().map(Notice::from);
        Self { view: ReadingView { symbols, mac, problem }, password }
    }
}

#[wasm_bindgen]
impl Reading {
    /// Everything that may be shown.
    #[wasm_bindgen(getter)]
    pub fn view(&self) -> Result<Ts<ReadingView>, Failure> {
        Ok(self.view.into_ts().map_err(MalformedArgument::of("view"))?)
    }

    /// The activation password of the label, as ASCII: once, then it is gone from here. Bytes, so that they can be
    /// transferred to another worker and overwritten, as no string can.
    #[wasm_bindgen(js_name = takePassword)]
    pub fn take_password(&mut self) -> Option<Uint8Array> {
        self.password.take().map(|password| Uint8Array::from(password.reveal().as_bytes()))
    }
}
