//! Pixels to facts: QR codes and barcodes, photo facts and preparation.
//!
//! Nothing here does I/O, asks a clock or panics, whatever the bytes. A camera gives a [`Frame`], a web page a [`Canvas`],
//! a file a [`Picture`]: [`read_label`] finds the activation label in each, [`symbols`] every code there is. [`photo_facts`]
//! looks at a photo's header, [`prepare`] makes the copy that is published.

mod canvas;
mod contained;
mod error;
mod exif_facts;
mod frame;
mod header;
mod jpeg_markers;
mod label;
mod photo;
mod picture;
mod reading;
mod sniff;

pub use canvas::Canvas;
pub use error::{Damage, PictureError};
pub use exif_facts::GpsPosition;
pub use frame::{Frame, FrameError, Rect, Rotation};
pub use header::MediaType;
pub use label::{read_label, read_picture};
pub use photo::{PhotoFacts, PhotoWarning, PrepareLimits, Prepared, photo_facts, prepare};
pub use picture::{Picture, decode_picture};
pub use pinpoint_domain::label::{Symbol, SymbolFormat};
pub use reading::{Effort, Luminance, symbols};
pub use sniff::Found;
