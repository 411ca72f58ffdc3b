//! The id of a charging point, as roaming and drivers know it (OICP 2.3).

use std::fmt;
use std::hash::{Hash, Hasher};
use std::iter::Peekable;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::caption::{Caption, behind};
use crate::code::{Coded, Fields, fields};
use crate::misread::{Misread, Stray, end, numbered};

/// An EVSE id of OICP 2.3, in either of its two forms: `DE*AB7*E840*6487` (ISO 15118-2, whose first two stars may be left
/// out) or `+49*810*000*438` (DIN SPEC 91286). Letters count the same in both cases. The stars are kept as printed, for
/// roaming platforms compare them: with and without, they take it for two ids.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct EvseId {
    printed: String,
    canonical: String,
}

/// The parts of an EVSE id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvsePart {
    /// Two letters; in the DIN form one to three digits, after a plus or not.
    Country,
    /// Three letters or digits; in the DIN form three digits.
    Operator,
    /// The letter E, which tells an EVSE from a contract.
    Kind,
    /// The star that the DIN form has between its parts.
    Star,
    /// The charging point: 1 to 30 letters, digits and stars; in the DIN form 1 to 32 digits and stars.
    Outlet,
}

/// Why a text is not an EVSE id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvseError {
    /// A part of it is missing, or something else stands in its place.
    #[error("{part:?} is missing at character {at}")]
    PartMissing {
        /// Which.
        part: EvsePart,
        /// Position, counted in characters from 1.
        at: usize,
    },
    /// A character that stands in no EVSE id.
    #[error(transparent)]
    Character(Stray),
    /// More characters than the form has room for.
    #[error("the charging point's own part has at most {limit} characters")]
    Length {
        /// How many there may be after country, operator and kind.
        limit: usize,
        /// Position of the first that is too many, counted in characters from 1.
        at: usize,
    },
}

impl Coded for EvseError {
    fn code(&self) -> &'static str {
        match self {
            Self::PartMissing { part: EvsePart::Country, .. } => "evse-country-missing",
            Self::PartMissing { part: EvsePart::Operator, .. } => "evse-operator-missing",
            Self::PartMissing { part: EvsePart::Kind, .. } => "evse-kind-missing",
            Self::PartMissing { part: EvsePart::Star, .. } => "evse-star-missing",
            Self::PartMissing { part: EvsePart::Outlet, .. } => "evse-outlet-missing",
            Self::Character(stray) => stray.code_or("evse-character"),
            Self::Length { .. } => "evse-length",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::PartMissing { at, .. } => fields([("at", at.to_string())]),
            Self::Character(stray) => stray.fields(),
            Self::Length { limit, .. } => fields([("limit", limit.to_string())]),
        }
    }
}

impl Misread for EvseError {
    fn at(&self) -> usize {
        match self {
            Self::PartMissing { at, .. } | Self::Length { at, .. } => *at,
            Self::Character(stray) => stray.at(),
        }
    }
}

/// No id has a blank or a colon, so none of these words could be its beginning.
const CAPTION: Caption = Caption { names: &["evse", "evse-id", "evseid"], fillers: &["id"] };

impl EvseId {
    /// Reads an id as printed. A caption before it, `EVSE-ID:`, is no part of it.
    pub fn parse(text: &str) -> Result<Self, EvseError> {
        Self::behind_caption(text, CAPTION.before(text))
    }

    fn behind_caption(text: &str, caption: usize) -> Result<Self, EvseError> {
        let fits = |it: char| it.is_ascii_alphanumeric() || matches!(it, '*' | '+');
        let characters = || numbered(text).skip(caption);
        if let Some((at, found)) = characters().find(|(_, found)| !fits(*found)) {
            return Err(EvseError::Character(Stray::new(at, found, fits)));
        }
        let reader = Reader { rest: characters().peekable(), end: end(text) };
        match characters().next() {
            Some((_, 'A'..='Z' | 'a'..='z')) => reader.iso_15118()?,
            _ => reader.din_91286()?,
        }
        let printed = behind(text, caption);
        Ok(Self { printed: printed.to_owned(), canonical: printed.to_ascii_uppercase() })
    }

    /// What stood on the station or in the list.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// What is compared: as printed, with letters in upper case.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }
}

/// Goes through the characters of an id, part by part.
struct Reader<I: Iterator<Item = (usize, char)>> {
    rest: Peekable<I>,
    end: usize,
}

impl<I: Iterator<Item = (usize, char)>> Reader<I> {
    fn iso_15118(mut self) -> Result<(), EvseError> {
        self.exactly(2, EvsePart::Country, |it| it.is_ascii_alphabetic())?;
        self.star();
        self.exactly(3, EvsePart::Operator, |it| it.is_ascii_alphanumeric())?;
        self.star();
        self.exactly(1, EvsePart::Kind, |it| it.eq_ignore_ascii_case(&'E'))?;
        self.outlet(30, |it| it.is_ascii_alphanumeric())
    }

    fn din_91286(mut self) -> Result<(), EvseError> {
        self.rest.next_if(|(_, found)| *found == '+');
        self.exactly(1, EvsePart::Country, |it| it.is_ascii_digit())?;
        for _ in 1..3 {
            self.rest.next_if(|(_, found)| found.is_ascii_digit());
        }
        self.exactly(1, EvsePart::Star, |it| it == '*')?;
        self.exactly(3, EvsePart::Operator, |it| it.is_ascii_digit())?;
        self.exactly(1, EvsePart::Star, |it| it == '*')?;
        self.outlet(32, |it| it.is_ascii_digit())
    }

    fn star(&mut self) {
        self.rest.next_if(|(_, found)| *found == '*');
    }

    fn exactly(&mut self, count: usize, part: EvsePart, is: impl Fn(char) -> bool) -> Result<(), EvseError> {
        for _ in 0..count {
            match self.rest.next() {
                Some((_, found)) if is(found) => {}
                other => {
                    let at = other.map_or(self.end, |(at, _)| at);
                    return Err(EvseError::PartMissing { part, at });
                }
            }
        }
        Ok(())
    }

    /// What is left: at least one character, and no more than the limit.
    fn outlet(self, limit: usize, is: impl Fn(char) -> bool) -> Result<(), EvseError> {
        let mut count = 0;
        for (at, found) in self.rest {
            if !is(found) && found != '*' {
                return Err(EvseError::Character(Stray::new(at, found, is)));
            }
            count += 1;
            if count > limit {
                return Err(EvseError::Length { limit, at });
            }
        }
        if count == 0 {
            return Err(EvseError::PartMissing { part: EvsePart::Outlet, at: self.end });
        }
        Ok(())
    }
}

impl fmt::Display for EvseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

impl fmt::Debug for EvseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EvseId({})", self.printed)
    }
}

impl PartialEq for EvseId {
    fn eq(&self, other: &Self) -> bool {
        self.canonical == other.canonical
    }
}

impl Eq for EvseId {}

impl Hash for EvseId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical.hash(state);
    }
}

impl FromStr for EvseId {
    type Err = EvseError;
    fn from_str(text: &str) -> Result<Self, EvseError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for EvseId {
    type Error = EvseError;
    fn try_from(text: String) -> Result<Self, EvseError> {
        Self::behind_caption(&text, 0)
    }
}

impl From<EvseId> for String {
    fn from(id: EvseId) -> Self {
        id.printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_forms_are_read_and_keep_their_stars() {
        for (printed, canonical) in [
            ("DE*AB7*E840*6487", "DE*AB7*E840*6487"),
            ("DEAB7E8406487", "DEAB7E8406487"),
            ("fr*a23*e45b*78c", "FR*A23*E45B*78C"),
            ("DE*AB7E1", "DE*AB7E1"),
            (" +49*810*000*438 ", "+49*810*000*438"),
            ("49*810*000", "49*810*000"),
            ("1*234*5", "1*234*5"),
            ("DE*AB7*E***", "DE*AB7*E***"),
        ] {
            let id = EvseId::parse(printed).unwrap_or_else(|error| panic!("{printed}: {error}"));
            assert_eq!((id.printed(), id.canonical()), (printed.trim(), canonical));
        }
        for captioned in ["EVSE-ID: DE*AB7*E1", "EVSE ID DE*AB7*E1", "evse:DE*AB7*E1"] {
            assert_eq!(EvseId::parse(captioned).unwrap().printed(), "DE*AB7*E1", "{captioned}");
        }
        assert_eq!(EvseId::parse("de*ab7*e1").unwrap(), EvseId::parse("DE*AB7*E1").unwrap());
        assert_ne!(EvseId::parse("DEAB7E1").unwrap(), EvseId::parse("DE*AB7*E1").unwrap());
    }

    #[test]
    fn what_is_no_id_says_which_part_is_missing_and_where() {
        use EvsePart::{Country, Kind, Operator, Outlet, Star};
        for (text, part, at) in [
            ("", Country, 1),
            ("D3*AB7*E1", Country, 2),
            ("DE*A*E1", Operator, 5),
            ("DE*AB7*C1", Kind, 8),
            ("DE*AB7", Kind, 7),
            ("DE**AB7*E1", Operator, 4),
            ("DE*AB7*E", Outlet, 9),
            ("*DE*AB7*E1", Country, 1),
            ("+*810*000", Country, 2),
            ("+4949*810*000", Star, 5),
            ("+49*81*000", Operator, 7),
            ("+49*810", Star, 8),
            ("+49*810*", Outlet, 9),
        ] {
            assert_eq!(EvseId::parse(text), Err(EvseError::PartMissing { part, at }), "{text}");
        }
    }

    #[test]
    fn a_character_of_no_id_is_pointed_at() {
        for (text, code, at) in [
            ("DE-AB7-E1", "evse-character", 3),
            ("DЕ*AB7*E1", "character-look-alike", 2),
            ("DE＊AB7*E1", "character-look-alike", 3),
            ("DE*AB7*E1\u{200B}2", "character-hidden", 10),
            ("+49*810*00O", "character-look-alike", 11),
            ("+49*810*00A", "evse-character", 11),
            ("DE*AB7*E+1", "evse-character", 9),
        ] {
            let error = EvseId::parse(text).unwrap_err();
            assert_eq!((error.code(), error.at()), (code, at), "{text}");
        }
        let long = format!("DE*AB7*E{}", "1".repeat(31));
        assert_eq!(EvseId::parse(&long), Err(EvseError::Length { limit: 30, at: 39 }));
        assert!(EvseId::parse(&format!("+49*810*{}", "1".repeat(32))).is_ok());
    }

    proptest! {
        #[test]
        fn what_oicp_allows_is_read_and_reads_back(
            text in "[A-Z]{2}\\*?[A-Z0-9]{3}\\*?E[A-Z0-9*]{1,30}|\\+?[0-9]{1,3}\\*[0-9]{3}\\*[0-9*]{1,32}",
        ) {
            let id = EvseId::parse(&text).unwrap();
            prop_assert_eq!((id.printed(), id.canonical()), (&*text, &*text));
            prop_assert_eq!(EvseId::parse(&text.to_lowercase()).unwrap(), id);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[A-Z0-9*+]{0,40}") {
            if let Ok(id) = EvseId::parse(&text) {
                prop_assert_eq!(EvseId::parse(id.canonical()).unwrap(), id);
            }
        }
    }
}
