//! The law of each target.

mod document;
mod identifiers;
mod journal;
mod label;
mod paste;
mod wire;

use std::borrow::Cow;

use crate::LONGEST;

pub(crate) use document::{addresses, catalog, extension, playbook, profile};
pub(crate) use identifiers::{identifiers, mac};
pub(crate) use journal::journal;
pub(crate) use label::label;
pub(crate) use paste::paste;
pub(crate) use wire::wire;

/// The input as text, as a clipboard or a text recognition would hand it over; no longer than the input may be, though
/// each byte that is no text takes three.
fn text(input: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(input) {
        Cow::Owned(mut text) if text.len() > LONGEST => {
            text.truncate(text.floor_char_boundary(LONGEST));
            Cow::Owned(text)
        }
        text => text,
    }
}
