//! Positions as people paste them: two angles, `geo:` links, links of maps, and the strings of ISO 6709. No floats.

use super::angles::{Cursor, read};
use super::{Coordinate, CoordinateError, CoordinateWarning, PastedPosition};
use super::{iso6709, map_link};
use crate::caption::{Caption, behind};
use crate::misread::{end, numbered};

/// More than any position is written with.
const LONGEST: usize = 120;
/// More than any link to a place has.
const LONGEST_LINK: usize = 4_096;

const CAPTION: Caption = Caption {
    names: &[
        "gps",
        "position",
        "coordinates",
        "coords",
        "coordonnees",
        "location",
        "localisation",
        "emplacement",
    ],
    fillers: &["de", "la"],
};

/// Reads a position; see [`Coordinate::pasted`].
pub(super) fn parse(text: &str) -> Result<PastedPosition, CoordinateError> {
    let caption = CAPTION.before(text);
    let longest = if text.contains(':') { LONGEST_LINK } else { LONGEST };
    let characters: Vec<(usize, char)> = numbered(text).skip(caption).take(longest + 1).collect();
    if let Some((at, _)) = characters.get(longest) {
        return Err(CoordinateError::Format { at: *at });
    }
    if let Some(link) = map_link::parse(behind(text, caption)) {
        return link;
    }
    let end = end(text);
    let read = match characters.split_at_checked(4) {
        Some((scheme, rest)) if scheme.iter().map(|(_, it)| it.to_ascii_lowercase()).eq("geo:".chars()) => {
            geo_link(rest, end)
        }
        _ => match iso6709::parse(&characters) {
            Some(read) => read,
            None => plain(&characters, end),
        },
    };
    if read.is_err() && is_plus_code(behind(text, caption)) {
        return Err(CoordinateError::PlusCode);
    }
    read.map(PastedPosition::marked)
}

/// RFC 5870: `geo:48.8583701,2.2944813,35;crs=wgs84;u=10`. Of a height nothing is kept. Phones put a marked place behind it:
/// `geo:0,0?q=48.8583701,2.2944813(Bay 12)`.
fn geo_link(link: &[(usize, char)], end: usize) -> Result<Coordinate, CoordinateError> {
    let behind = link.iter().position(|(_, it)| matches!(it, ';' | '?')).unwrap_or(link.len());
    let (numbers, parameters) = link.split_at_checked(behind).unwrap_or((link, &[]));
    let begins = parameters.first().map_or(end, |(at, _)| *at);
    let spelled: String = parameters.iter().map(|(_, it)| it.to_ascii_lowercase()).collect();
    let elsewhere = CoordinateError::Format { at: begins };
    for parameter in spelled.split([';', '?', '&']) {
        match parameter.split_once('=') {
            // A search for a name is no position.
            Some(("q", place)) => return map_link::place(place).ok_or(elsewhere),
            Some(("crs", system)) if system != "wgs84" => return Err(elsewhere),
            _ => {}
        }
    }
    let mut commas = numbers.iter().enumerate().filter(|(_, (_, it))| *it == ',').map(|(place, _)| place);
    let Some(height) = commas.nth(1) else { return read(numbers, begins, '.') };
    let (position, height) = numbers.split_at_checked(height).unwrap_or((numbers, &[]));
    let mut height = Cursor::new(height.get(1..).unwrap_or_default(), begins, '.')?;
    height.sign();
    height.number()?;
    height.ends()?;
    read(position, begins, '.')
}

/// Two angles alone, as the parameter of a link has them.
pub(super) fn alone(text: &str) -> Option<Coordinate> {
    let characters: Vec<(usize, char)> = numbered(text).take(LONGEST + 1).collect();
    if characters.len() > LONGEST { None } else { plain(&characters, end(text)).ok() }
}

/// With decimal points; without any, with decimal commas. Of two mistakes, the one further on is told.
fn plain(characters: &[(usize, char)], end: usize) -> Result<Coordinate, CoordinateError> {
    let characters = match characters {
        [(_, '('), inside @ .., (_, ')')] => inside,
        _ => characters,
    };
    let with_points = read(characters, end, '.');
    if with_points.is_ok() || characters.iter().any(|(_, it)| *it == '.') {
        return with_points;
    }
    let with_commas = read(characters, end, ',');
    match (&with_points, &with_commas) {
        (Err(CoordinateError::Format { at }), Err(CoordinateError::Format { at: other })) if other <= at => {
            with_points
        }
        (Err(CoordinateError::Format { .. }), _) => with_commas,
        _ => with_points,
    }
}

/// `8FW4V75V+8Q`, or its end and a town: it names a square and not a parking space, and the short form needs a map to be read.
fn is_plus_code(text: &str) -> bool {
    let Some((before, after)) = text.split_whitespace().next().and_then(|code| code.split_once('+')) else {
        return false;
    };
    let of_code = |it: char| matches!(it.to_ascii_uppercase(), '2'..='9' | 'C' | 'F' | 'G' | 'H' | 'J' | 'M' | 'P'..='R' | 'V'..='X');
    let after = after.trim_end_matches(',');
    matches!(before.len(), 2 | 4 | 6 | 8)
        && before.chars().all(|it| of_code(it) || it == '0')
        && before.contains(|it: char| it.is_ascii_alphabetic())
        && after.chars().all(of_code)
        && after.len() <= 7
}

impl PastedPosition {
    /// A place that somebody marked or wrote down.
    pub(super) fn marked(position: Coordinate) -> Self {
        let zero = (position.lat_e7(), position.lon_e7()) == (0, 0);
        Self { position, warnings: zero.then_some(CoordinateWarning::Zero).into_iter().collect() }
    }

    /// The middle of a map that somebody looked at.
    pub(super) fn seen(position: Coordinate) -> Self {
        let mut seen = Self::marked(position);
        seen.warnings.push(CoordinateWarning::MapView);
        seen
    }
}
