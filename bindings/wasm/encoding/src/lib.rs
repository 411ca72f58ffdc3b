//! The character sets in which the text of a code may be, by the browser's `TextDecoder`.
//!
//! Natively rxing takes them from `encoding_rs`. Half of that crate are tables that nothing compresses, and a browser has
//! them anyway, after the same Encoding Standard: what is read in either is the same.

use web_sys::{TextDecoder, TextDecoderOptions};

/// The sets that are known by a constant.
pub mod all {
    use super::EncodingRef;

    /// Each byte is the character of its number.
    pub const ISO_8859_1: EncodingRef = EncodingRef { label: LATIN_1 };
    pub(super) const LATIN_1: &str = "latin-1";
}

/// The sets that are known by a name.
pub mod label {
    use super::{EncodingRef, all};

    /// The set of this name in the Encoding Standard, or one of the few beside it. Whether there is one shows when text
    /// is decoded.
    pub const fn encoding_from_whatwg_label(label: &'static str) -> Option<EncodingRef> {
        match label.as_bytes() {
            b"binary" => Some(all::ISO_8859_1),
            _ => Some(EncodingRef { label }),
        }
    }
}

/// What becomes of a character that the set does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncoderTrap {
    /// It is an error.
    Strict,
    /// It becomes a question mark.
    Replace,
}

/// What becomes of bytes that mean nothing in the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecoderTrap {
    /// They are an error.
    Strict,
    /// They become U+FFFD.
    Replace,
}

/// A character set.
#[derive(Debug, Clone, Copy)]
pub struct EncodingRef {
    label: &'static str,
}

impl EncodingRef {
    /// The text that these bytes are. A byte order mark overrules the set.
    pub fn decode(self, bytes: &[u8], trap: DecoderTrap) -> Result<String, &'static str> {
        match self.label {
            all::LATIN_1 => Ok(bytes.iter().copied().map(char::from).collect()),
            "US-ASCII" => {
                of_characters(bytes.iter().map(|&byte| byte.is_ascii().then_some(byte.into())), trap)
            }
            "utf-32be" => of_characters(four_by_four(bytes, u32::from_be_bytes), trap),
            "utf-32le" => of_characters(four_by_four(bytes, u32::from_le_bytes), trap),
            label => {
                let label = marked(bytes).unwrap_or(label);
                by_the_browser(label, bytes, trap).ok_or("not a text in this character set")
            }
        }
    }

    /// The bytes of a text in ASCII, which all sets have in common. A browser encodes no other.
    pub fn encode(self, text: &str, trap: EncoderTrap) -> Result<Vec<u8>, &'static str> {
        if trap == EncoderTrap::Strict && !text.is_ascii() {
            return Err("only ASCII is encoded in a browser");
        }
        Ok(text
            .chars()
            .map(|character| u8::try_from(character).ok().filter(u8::is_ascii).unwrap_or(b'?'))
            .collect())
    }
}

fn of_characters(
    mut characters: impl Iterator<Item = Option<char>>,
    trap: DecoderTrap,
) -> Result<String, &'static str> {
    let replacement = (trap == DecoderTrap::Replace).then_some(char::REPLACEMENT_CHARACTER);
    characters.try_fold(String::new(), |mut text, character| {
        text.push(character.or(replacement).ok_or("not a character")?);
        Ok(text)
    })
}

fn four_by_four(bytes: &[u8], number: fn([u8; 4]) -> u32) -> impl Iterator<Item = Option<char>> {
    let (fours, _) = bytes.as_chunks();
    fours.iter().map(move |&four| char::from_u32(number(four)))
}

/// The set that a byte order mark names.
fn marked(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some("utf-8"),
        [0xFF, 0xFE, ..] => Some("utf-16le"),
        [0xFE, 0xFF, ..] => Some("utf-16be"),
        _ => None,
    }
}

fn by_the_browser(label: &str, bytes: &[u8], trap: DecoderTrap) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(trap == DecoderTrap::Strict);
    TextDecoder::new_with_label_and_options(label, &options).ok()?.decode_with_u8_array(bytes).ok()
}
