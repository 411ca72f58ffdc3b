//! Which readers look at a picture, in which order, and when to stop.

mod bars;
mod plate;
mod qr;

use image::{GrayImage, imageops};
use serde::Deserialize;

use crate::Symbol;
use crate::contained::contained;

/// Something whose brightness can be read: a [`Frame`](crate::Frame) or a [`Picture`](crate::Picture).
pub trait Luminance {
    /// Brightness of each pixel, upright, rows from the top.
    fn luma(&self) -> GrayImage;
}

/// How much time a reading may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// One frame of many: the next one comes in a moment, so only what is quick is tried.
    Frame,
    /// The one picture there is: everything is tried.
    Still,
}

/// Reads every QR code and barcode that is found, each once; QR codes come first. Nothing found is an empty list.
pub fn symbols(source: &impl Luminance, effort: Effort) -> Vec<Symbol> {
    let whole = source.luma();
    let fitted = fitted(&whole);
    let mut found = Vec::new();
    let tricks: &[qr::Trick] = match effort {
        Effort::Frame => &qr::QUICK,
        Effort::Still => &qr::ALL,
    };
    for trick in tricks {
        add(&mut found, || trick.read(fitted.as_ref().unwrap_or(&whole)));
        if !found.is_empty() {
            break;
        }
    }
    // A small label in a large photograph: fitting has melted its modules.
    if found.is_empty() && fitted.is_some() && effort == Effort::Still {
        add(&mut found, || qr::Trick::AsSeen.read(&whole));
    }
    if found.is_empty() || effort == Effort::Still {
        add(&mut found, || plate::read(fitted.as_ref().unwrap_or(&whole), effort));
    }
    found
}

fn add(found: &mut Vec<Symbol>, read: impl FnOnce() -> Vec<Symbol>) {
    for symbol in contained(read).unwrap_or_default() {
        if !found.contains(&symbol) {
            found.push(symbol);
        }
    }
}

/// Large photographs made smaller: readers are quicker there, and noise is averaged away. `None` when small enough.
fn fitted(whole: &GrayImage) -> Option<GrayImage> {
    const LONGEST_EDGE_PX: u32 = 2048;
    let (width, height) = whole.dimensions();
    let longest = width.max(height);
    (longest > LONGEST_EDGE_PX).then(|| {
        let shrunk = |edge: u32| (u64::from(edge) * u64::from(LONGEST_EDGE_PX) / u64::from(longest)).max(1);
        let [width, height] =
            [width, height].map(|edge| u32::try_from(shrunk(edge)).unwrap_or(LONGEST_EDGE_PX));
        imageops::thumbnail(whole, width, height)
    })
}
