//! The pieces that a line of a label falls into.

use std::ops::RangeInclusive;

use super::vocabulary::term;
use crate::label::MacAddress;

/// Characters of a password as labels print it. Links may carry others.
const PASSWORD: RangeInclusive<usize> = 4..=10;

/// What stands between white space, commas and semicolons, or before a caption's colon. It may be a password, so it has
/// no `Debug`.
#[derive(Clone, Copy)]
pub(super) struct Chunk<'t> {
    /// As it stands there.
    pub(super) text: &'t str,
    /// Which line, of those that are not blank.
    pub(super) line: usize,
    /// Whether it is a word of a caption, and a colon stood behind it.
    pub(super) closed: bool,
}

/// The chunks of a line.
pub(super) fn chunks(line: &str, number: usize) -> impl Iterator<Item = Chunk<'_>> {
    let parted = line.split(|it: char| it.is_whitespace() || matches!(it, ',' | ';' | '|'));
    parted.flat_map(move |text| {
        let (caption, value) = match text.find(is_colon) {
            Some(colon) => text.split_at(colon),
            None => (text, ""),
        };
        let mut behind = value.chars();
        let digits = caption.bytes().all(|byte| byte.is_ascii_hexdigit());
        let closes = behind.next().is_some() && !digits && term(caption).is_some();
        let pieces =
            if closes { [(caption, true), (behind.as_str(), false)] } else { [(text, false), ("", false)] };
        pieces.into_iter().filter(|(text, _)| !text.is_empty()).map(move |(text, closed)| Chunk {
            text,
            line: number,
            closed,
        })
    })
}

const fn is_colon(character: char) -> bool {
    matches!(character, ':' | '=' | '：')
}

/// What may stand between the digits of a MAC.
pub(super) const fn is_mark(character: char) -> bool {
    matches!(character, ':' | '-' | '.')
}

impl<'t> Chunk<'t> {
    /// Whether no letter or digit is in it: a colon that stands alone, a line to write on.
    pub(super) fn is_bare(&self) -> bool {
        !self.text.contains(char::is_alphanumeric)
    }

    /// Whether it ends a caption.
    pub(super) fn is_colon(&self) -> bool {
        self.text.starts_with(is_colon)
    }

    /// How many hex digits it has.
    pub(super) fn digits(&self) -> usize {
        self.text.bytes().filter(u8::is_ascii_hexdigit).count()
    }

    /// Whether it can be a piece of a MAC.
    pub(super) fn is_hexadecimal(&self) -> bool {
        self.text.len() <= 40 && self.text.chars().all(|it| it.is_ascii_hexdigit() || is_mark(it))
    }

    /// Whether it is meant as a MAC, though it is none: letters among digits and marks.
    pub(super) fn is_like_mac(&self) -> bool {
        (8..=64).contains(&self.text.len())
            && self.digits() >= 8
            && self.text.contains(|it: char| it.is_ascii_digit())
    }

    /// Whether it is a MAC wherever it stands: with marks between its digits, or with sixteen that are no plain number.
    /// Twelve digits alone may as well be a serial number.
    pub(super) fn is_mac_by_itself(&self) -> bool {
        let plain = self.text.len() == 16 && self.text.contains(|it: char| it.is_ascii_alphabetic());
        self.is_hexadecimal()
            && (plain || self.text.contains(is_mark))
            && MacAddress::parse(self.text).is_ok()
    }

    /// Without the quotation marks around it.
    pub(super) fn unquoted(&self) -> &'t str {
        self.text.trim_matches(['"', '“', '”', '„', '«', '»', '‘', '’', '\''])
    }

    /// The password that it is, if it looks like one; the full stop of a sentence does not count.
    pub(super) fn password(&self) -> Option<&'t str> {
        let text = self.unquoted().trim_end_matches(['.', ')', '!', '?']);
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (plain && PASSWORD.contains(&text.len())).then_some(text)
    }
}
