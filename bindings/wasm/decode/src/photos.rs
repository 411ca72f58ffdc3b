//! Station photos: their facts, and the copy that is published.

use pinpoint_decode::{PhotoFacts, PrepareLimits, Prepared};
use pinpoint_domain::code::{MalformedArgument, Notice};
use serde::{Serialize, Serializer};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::failure::Failure;

/// The copy of a photo that is published.
#[derive(Serialize, Tsify)]
#[tsify(hashmap_as_object)]
pub struct PreparedPhoto {
    /// The file: upright, without any metadata.
    #[serde(serialize_with = "bytes")]
    #[tsify(type = "Uint8Array")]
    pub jpeg: Vec<u8>,
    /// Its width in pixels.
    pub width_px: u32,
    /// Its height in pixels.
    pub height_px: u32,
    /// What a better picture would mend. Never a refusal.
    pub warnings: Vec<Notice>,
}

/// Makes the published copy of a photo, PNG or JPEG.
#[wasm_bindgen]
pub fn prepare(bytes: &[u8]) -> Result<Ts<PreparedPhoto>, Failure> {
    let Prepared { jpeg, width_px, height_px, warnings, .. } =
        pinpoint_decode::prepare(bytes, PrepareLimits::default())?;
    let warnings = warnings.iter().map(Notice::from).collect();
    let photo = PreparedPhoto { jpeg, width_px, height_px, warnings };
    Ok(photo.into_ts().map_err(MalformedArgument::of("photo"))?)
}

/// What a photo's header tells, without decoding a pixel.
#[wasm_bindgen(js_name = photoFacts)]
pub fn photo_facts(bytes: &[u8]) -> Result<Ts<PhotoFacts>, Failure> {
    let facts = pinpoint_decode::photo_facts(bytes)?;
    Ok(facts.into_ts().map_err(MalformedArgument::of("facts"))?)
}

fn bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}
