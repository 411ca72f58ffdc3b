//! Reading labels: frames of a camera, pixels of a canvas, picture files.

use pinpoint_decode::{Canvas, Effort, Frame, Rect, Rotation, read_label, read_picture};
use pinpoint_domain::code::MalformedArgument;
use pinpoint_domain::label::{ActivationLabel, LabelForm, LabelReading, Secrets, interpret_text};
use serde::de::{Deserialize, Deserializer, Error as _};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::reading::Reading;

/// Reads labels of one network.
#[wasm_bindgen]
pub struct Decoder {
    forms: Vec<LabelForm>,
}

/// How the bytes of a camera's frame are to be taken.
#[derive(serde::Deserialize, Tsify)]
pub struct FrameShape {
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    /// Bytes from the beginning of one row to that of the next.
    pub stride: u32,
    /// How far to turn the frame clockwise so that it is upright, in degrees; 0 if left out.
    #[serde(default, deserialize_with = "degrees")]
    #[tsify(optional, type = "0 | 90 | 180 | 270")]
    pub rotation: Rotation,
    /// The part to read, in pixels as stored; all of it if left out.
    #[tsify(optional)]
    pub crop: Option<Rect>,
}

#[wasm_bindgen]
impl Decoder {
    /// A reader for the labels of a network.
    ///
    /// @param labelForms `label_forms` of the network's profile, as JSON
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(js_name = labelForms)] label_forms: &str) -> Result<Self, Failure> {
        let forms = serde_json::from_str(label_forms).map_err(MalformedArgument::of("labelForms"))?;
        Ok(Self { forms })
    }

    /// Reads a frame of a camera.
    ///
    /// @param luma one byte of brightness per pixel, rows from the top; the Y plane of I420 or NV12
    #[wasm_bindgen(js_name = readFrame)]
    pub fn read_frame(
        &self,
        luma: &[u8],
        shape: &Ts<FrameShape>,
        effort: &Ts<Effort>,
    ) -> Result<Reading, Failure> {
        let FrameShape { width, height, stride, rotation, crop } =
            shape.to_rust().map_err(MalformedArgument::of("shape"))?;
        let stride = usize::try_from(stride).map_err(MalformedArgument::of("stride"))?;
        let whole = Frame::new(luma, width, height, stride)?.rotated(rotation);
        let seen = crop.map_or(Ok(whole), |crop| whole.cropped(crop))?;
        Ok(read_label(&seen, effort_of(effort)?, &self.forms, Secrets::Masked).into())
    }

    /// Reads the pixels of a canvas, as `getImageData` gives them: upright, and only what was drawn.
    ///
    /// @param rgba red, green, blue and alpha, one byte each, rows from the top
    #[wasm_bindgen(js_name = readRgba)]
    pub fn read_rgba(
        &self,
        rgba: &[u8],
        width: u32,
        height: u32,
        effort: &Ts<Effort>,
    ) -> Result<Reading, Failure> {
        let canvas = Canvas::new(rgba, width, height)?;
        Ok(read_label(&canvas, effort_of(effort)?, &self.forms, Secrets::Masked).into())
    }

    /// Reads a picture file, PNG or JPEG, with all effort.
    #[wasm_bindgen(js_name = readPicture)]
    pub fn read_picture(&self, bytes: &[u8]) -> Result<Reading, Failure> {
        Ok(read_picture(bytes, &self.forms, Secrets::Masked)?.into())
    }

    /// Looks for a label in lines of text: pasted, or recognised by somebody else.
    #[wasm_bindgen(js_name = interpretText)]
    pub fn interpret_text(&self, lines: Vec<String>) -> Reading {
        let lines = Zeroizing::new(lines);
        interpret_text(&lines, &self.forms).into()
    }

    /// A label from what a person typed.
    #[wasm_bindgen(js_name = typedLabel)]
    pub fn typed_label(&self, mac: &str, password: &str) -> Result<Reading, Failure> {
        let label = Some(ActivationLabel::typed(mac, password)?);
        Ok(LabelReading { label, ..LabelReading::default() }.into())
    }
}

fn effort_of(effort: &Ts<Effort>) -> Result<Effort, MalformedArgument> {
    effort.to_rust().map_err(MalformedArgument::of("effort"))
}

fn degrees<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rotation, D::Error> {
    let degrees = u32::deserialize(deserializer)?;
    Rotation::from_degrees(degrees).ok_or_else(|| {
        D::Error::custom(format!("a frame is turned by 0, 90, 180 or 270 degrees, not {degrees}"))
    })
}
