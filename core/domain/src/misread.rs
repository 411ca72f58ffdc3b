//! What the parsers of identifiers share: where a text went wrong, and characters that only look right.

use crate::code::{Coded, Fields, fields};
use crate::hidden::is_hidden;

/// Why a text is not what it should be, and where.
pub trait Misread: Coded {
    /// The place in the text as it was given, counted in characters from 1; one past its end where something is missing,
    /// 1 where it is the text as a whole.
    fn at(&self) -> usize;
}

/// A character that does not belong where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stray {
    /// Nobody sees it: a zero-width space, a mark of direction, a control. A paste brings it along.
    #[error("character {at}, {}, cannot be seen", code_point(*found))]
    Hidden {
        /// Position, counted in characters from 1.
        at: usize,
        /// The character.
        found: char,
    },
    /// It looks like a character that would fit: a Cyrillic А for an A, a no-break space for a space, an O for a zero.
    #[error("character {at}, `{found}` ({}), only looks like `{meant}`", code_point(*found))]
    LookAlike {
        /// Position, counted in characters from 1.
        at: usize,
        /// The character.
        found: char,
        /// The one that it looks like.
        meant: char,
    },
    /// Any other.
    #[error("`{found}` at character {at} does not belong here")]
    Foreign {
        /// Position, counted in characters from 1.
        at: usize,
        /// The character.
        found: char,
    },
}

impl Stray {
    /// What a character is that is none of those that fit.
    pub(crate) fn new(at: usize, found: char, fits: impl Fn(char) -> bool) -> Self {
        if is_hidden(found) {
            return Self::Hidden { at, found };
        }
        match resembled(found).chars().chain(narrow(found)).find(|&meant| fits(meant)) {
            Some(meant) => Self::LookAlike { at, found, meant },
            None => Self::Foreign { at, found },
        }
    }

    /// Its code: what is hidden and what looks alike is so in any identifier; for the rest each has a code of its own.
    pub(crate) const fn code_or(&self, foreign: &'static str) -> &'static str {
        match self {
            Self::Hidden { .. } => "character-hidden",
            Self::LookAlike { .. } => "character-look-alike",
            Self::Foreign { .. } => foreign,
        }
    }

    /// What its sentence needs.
    pub(crate) fn fields(&self) -> Fields {
        let point = |found: char| ("code_point", code_point(found));
        match *self {
            Self::Hidden { at, found } => fields([("at", at.to_string()), point(found)]),
            Self::LookAlike { at, found, meant } => fields([
                ("at", at.to_string()),
                ("found", found.to_string()),
                point(found),
                ("meant", meant.to_string()),
            ]),
            Self::Foreign { at, found } => {
                fields([("at", at.to_string()), ("found", found.to_string()), point(found)])
            }
        }
    }

    /// Where it stands, counted in characters from 1.
    pub const fn at(&self) -> usize {
        match *self {
            Self::Hidden { at, .. } | Self::LookAlike { at, .. } | Self::Foreign { at, .. } => at,
        }
    }
}

/// The characters of a text without the white space around it, each with its place in the text as it was given.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let before = text.chars().take_while(|character| character.is_whitespace()).count();
    (before + 1..).zip(text.trim().chars())
}

/// The place behind the last of those.
pub(crate) fn end(text: &str) -> usize {
    text.trim_end().chars().count() + 1
}

/// `U+200B`.
pub(crate) fn code_point(found: char) -> String {
    format!("U+{:04X}", u32::from(found))
}

/// The ASCII characters that this one is taken for, the likeliest first.
const fn resembled(found: char) -> &'static str {
    match found {
        // Latin for Latin, as a worn label or a text recognition confuses them
        'O' | 'o' | 'Q' => "0",
        '0' => "O",
        'I' | 'i' | 'l' | '|' => "1",
        '1' => "I",
        'Z' | 'z' => "2",
        'S' | 's' => "5",
        '5' => "S",
        'G' | 'b' => "6",
        'B' => "8",
        '8' => "B",
        'g' | 'q' => "9",
        // Greek and Cyrillic
        'А' | 'Α' => "A",
        'В' | 'Β' => "B8",
        'С' | 'Ϲ' => "C",
        'Е' | 'Ε' => "E",
        'Н' | 'Η' => "H",
        'І' | 'Ι' | 'Ӏ' => "I1",
        'Ј' => "J",
        'К' | 'Κ' => "K",
        'М' | 'Μ' => "M",
        'Ν' => "N",
        'О' | 'Ο' => "O0",
        'Р' | 'Ρ' => "P",
        'Ѕ' => "S5",
        'Т' | 'Τ' => "T",
        'Х' | 'Χ' => "X",
        'У' | 'Υ' => "Y",
        'З' => "3",
        'Ζ' => "Z2",
        'а' | 'α' => "a",
        'с' => "c",
        'ԁ' => "d",
        'е' => "e",
        'і' | 'ι' => "i1",
        'о' | 'ο' => "o0",
        'р' | 'ρ' => "p",
        'ѕ' => "s5",
        'ѵ' | 'ν' => "v",
        'х' => "x",
        'у' => "y",
        // punctuation that typography puts in the place of what is typed
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE63}' => "-",
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        '\u{2D0}' | '\u{589}' | '\u{2236}' | '\u{A789}' | '\u{FE55}' => ":",
        '\u{B7}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{3002}' | '\u{FF61}' => ".",
        '\u{2044}' | '\u{2215}' => "/",
        '\u{201A}' | '\u{3001}' => ",",
        '\u{D7}' | '\u{204E}' | '\u{2217}' => "*",
        _ => "",
    }
}

/// The ASCII character whose full-width form this is.
fn narrow(found: char) -> Option<char> {
    matches!(found, '\u{FF01}'..='\u{FF5E}').then(|| char::from_u32(u32::from(found) - 0xFEE0)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_stray_says_what_it_was_taken_for() {
        let hex = |c: char| c.is_ascii_hexdigit() || c == ':' || c == '-';
        for (found, meant) in
            [('А', 'A'), ('О', '0'), ('O', '0'), ('：', ':'), ('７', '7'), ('‑', '-'), ('l', '1')]
        {
            assert_eq!(Stray::new(3, found, hex), Stray::LookAlike { at: 3, found, meant });
        }
        assert_eq!(Stray::new(3, 'x', hex), Stray::Foreign { at: 3, found: 'x' });
        assert_eq!(Stray::new(3, '\u{200B}', hex), Stray::Hidden { at: 3, found: '\u{200B}' });
        assert_eq!(
            Stray::new(3, '\u{A0}', |c| c == ' '),
            Stray::LookAlike { at: 3, found: '\u{A0}', meant: ' ' }
        );
    }

    #[test]
    fn places_are_counted_in_the_text_as_it_was_given() {
        assert_eq!(numbered(" \u{A0}é: ").collect::<Vec<_>>(), [(3, 'é'), (4, ':')]);
        assert_eq!((end(" ab "), end(""), end("  ")), (4, 1, 1));
    }

    proptest! {
        #[test]
        fn what_is_meant_is_ascii_and_fits(found: char) {
            if let Stray::LookAlike { meant, .. } = Stray::new(1, found, |c| c.is_ascii_digit() || c == ' ') {
                prop_assert!(meant.is_ascii_digit() || meant == ' ');
                prop_assert_ne!(meant, found);
            }
        }
    }
}
