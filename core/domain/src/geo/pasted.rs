//! Positions as people paste them: decimal degrees, degrees with minutes and seconds, `geo:` links. No floats.

use super::{Coordinate, CoordinateError};
use crate::misread::{Stray, end, numbered};

/// More than any position is written with.
const LONGEST: usize = 120;
/// Decimals of any number that are looked at.
const DECIMALS: usize = 12;
/// 1e-12 seconds in 1e-7 degrees.
const PER_E7: i128 = 3_600 * 100_000;

/// Reads a position; see [`Coordinate::parse`].
pub(super) fn parse(text: &str) -> Result<Coordinate, CoordinateError> {
    let characters: Vec<(usize, char)> = numbered(text).take(LONGEST + 1).collect();
    if let Some((at, _)) = characters.get(LONGEST) {
        return Err(CoordinateError::Format { at: *at });
    }
    let end = end(text);
    match characters.split_at_checked(4) {
        Some((scheme, rest)) if scheme.iter().map(|(_, it)| it.to_ascii_lowercase()).eq("geo:".chars()) => {
            geo_link(rest, end)
        }
        _ => plain(&characters, end),
    }
}

/// RFC 5870: `geo:48.8583701,2.2944813,35;crs=wgs84;u=10`. Of a height nothing is kept.
fn geo_link(link: &[(usize, char)], end: usize) -> Result<Coordinate, CoordinateError> {
    let behind = link.iter().position(|(_, it)| matches!(it, ';' | '?')).unwrap_or(link.len());
    let (numbers, parameters) = link.split_at_checked(behind).unwrap_or((link, &[]));
    let begins = parameters.first().map_or(end, |(at, _)| *at);
    let spelled: String = parameters.iter().map(|(_, it)| it.to_ascii_lowercase()).collect();
    let mut parameters = spelled.split([';', '?', '&']);
    // Another system of coordinates, or a search in the place of a position.
    if parameters.any(|it| it.starts_with("q=") || (it.starts_with("crs=") && it != "crs=wgs84")) {
        return Err(CoordinateError::Format { at: begins });
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

/// With decimal points; without any, with decimal commas. Of two mistakes, the one further on is told.
fn plain(characters: &[(usize, char)], end: usize) -> Result<Coordinate, CoordinateError> {
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

fn read(characters: &[(usize, char)], end: usize, decimal: char) -> Result<Coordinate, CoordinateError> {
    let mut cursor = Cursor::new(characters, end, decimal)?;
    let first = cursor.angle()?;
    let at = cursor.at();
    let comma = cursor.separator()?;
    let second = cursor.angle()?;
    cursor.ends()?;
    // 1,2,3 is anything.
    if decimal == ',' && comma && first.side.is_none() && !(first.decimals && second.decimals) {
        return Err(CoordinateError::Format { at });
    }
    let (lat, lon) = match (first.side, second.side) {
        (None, None) => (first, second),
        (Some(one), Some(other)) if one.is_latitude() && !other.is_latitude() => (first, second),
        (Some(one), Some(other)) if !one.is_latitude() && other.is_latitude() => (second, first),
        _ => return Err(CoordinateError::Format { at: second.at }),
    };
    let too_far = |error: CoordinateError| match error {
        CoordinateError::Latitude { .. } => CoordinateError::Latitude { at: lat.at },
        CoordinateError::Longitude { .. } => CoordinateError::Longitude { at: lon.at },
        other => other,
    };
    let lat_e7 = lat.e7().ok_or(CoordinateError::Latitude { at: lat.at })?;
    let lon_e7 = lon.e7().ok_or(CoordinateError::Longitude { at: lon.at })?;
    Coordinate::from_e7(lat_e7, lon_e7).map_err(too_far)
}

/// A side of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    North,
    South,
    East,
    West,
}

impl Side {
    const fn is_latitude(self) -> bool {
        matches!(self, Self::North | Self::South)
    }

    const fn is_negative(self) -> bool {
        matches!(self, Self::South | Self::West)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// In 1e-12, and whether it has decimals.
    Number {
        value: i128,
        decimals: bool,
    },
    /// Whether it is a minus.
    Sign(bool),
    Degree,
    Minute,
    Second,
    Side(Side),
    Comma,
    Semicolon,
}

/// Half of a position.
struct Angle {
    /// Where it begins.
    at: usize,
    /// In 1e-12 seconds.
    value: i128,
    /// Whether it has minutes: then the last digit is rounded, else it is cut.
    minutes: bool,
    /// Whether its last number has decimals.
    decimals: bool,
    side: Option<Side>,
}

impl Angle {
    /// In 1e-7 degrees.
    fn e7(&self) -> Option<i32> {
        let half = if self.minutes { PER_E7 / 2 * self.value.signum() } else { 0 };
        i32::try_from((self.value + half) / PER_E7).ok()
    }
}

/// Goes through the tokens of a position.
struct Cursor {
    /// Each with its place, and whether white space stood before it.
    tokens: Vec<(usize, Token, bool)>,
    next: usize,
    end: usize,
    /// Whether sides of the world are named: then minutes and seconds need no marks.
    sided: bool,
}

impl Cursor {
    fn new(characters: &[(usize, char)], end: usize, decimal: char) -> Result<Self, CoordinateError> {
        let tokens = tokens(characters, decimal)?;
        let sided = tokens.iter().any(|(_, token, _)| matches!(token, Token::Side(_)));
        Ok(Self { tokens, next: 0, end, sided })
    }

    fn peek(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.next + ahead).map(|(_, token, _)| *token)
    }

    /// Where the next token stands.
    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(at, _, _)| *at)
    }

    /// Takes the next token if it is this one.
    fn takes(&mut self, token: Token) -> bool {
        let there = self.peek(0) == Some(token);
        self.next += usize::from(there);
        there
    }

    fn wrong(&self) -> CoordinateError {
        CoordinateError::Format { at: self.at() }
    }

    fn ends(&self) -> Result<(), CoordinateError> {
        if self.peek(0).is_none() { Ok(()) } else { Err(self.wrong()) }
    }

    fn sign(&mut self) -> Option<bool> {
        let Some(Token::Sign(minus)) = self.peek(0) else { return None };
        self.next += 1;
        Some(minus)
    }

    fn side(&mut self) -> Option<Side> {
        let Some(Token::Side(side)) = self.peek(0) else { return None };
        self.next += 1;
        Some(side)
    }

    fn number(&mut self) -> Result<(i128, bool), CoordinateError> {
        let Some(Token::Number { value, decimals }) = self.peek(0) else { return Err(self.wrong()) };
        self.next += 1;
        Ok((value, decimals))
    }

    /// Minutes or seconds, if they come next; below sixty of them.
    fn sixtieth(&mut self, mark: Token) -> Result<Option<(i128, bool)>, CoordinateError> {
        let Some(Token::Number { value, .. }) = self.peek(0) else { return Ok(None) };
        let marked = self.peek(1);
        let foreign =
            matches!(marked, Some(Token::Degree | Token::Minute | Token::Second)) && marked != Some(mark);
        if foreign || !(self.sided || marked == Some(mark)) {
            return Ok(None);
        }
        if value >= 60 * 10_i128.pow(12) {
            return Err(self.wrong());
        }
        let number = self.number()?;
        self.takes(mark);
        Ok(Some(number))
    }

    fn angle(&mut self) -> Result<Angle, CoordinateError> {
        let at = self.at();
        let before = self.side();
        let sign = self.sign();
        let (degrees, mut decimals) = self.number()?;
        let mut value = 3_600 * degrees;
        let mut minutes = false;
        if self.takes(Token::Degree) || self.sided {
            for (mark, worth) in [(Token::Minute, 60), (Token::Second, 1)] {
                let at = self.at();
                let Some((part, more_decimals)) = self.sixtieth(mark)? else { break };
                // Half a degree has no minutes.
                if decimals {
                    return Err(CoordinateError::Format { at });
                }
                value += worth * part;
                (minutes, decimals) = (true, more_decimals);
            }
        }
        let side = match before {
            Some(side) => Some(side),
            None => self.side(),
        };
        if (side.is_some() && sign.is_some()) || side.is_some() != self.sided {
            return Err(CoordinateError::Format { at });
        }
        let negative = sign.unwrap_or_default() || side.is_some_and(Side::is_negative);
        Ok(Angle { at, value: if negative { -value } else { value }, minutes, decimals, side })
    }

    /// What stands between the halves; whether it is a comma.
    fn separator(&mut self) -> Result<bool, CoordinateError> {
        if self.takes(Token::Comma) {
            return Ok(true);
        }
        let before = self.next.checked_sub(1).and_then(|place| self.tokens.get(place));
        let number = before.is_some_and(|(_, token, _)| matches!(token, Token::Number { .. }));
        let spaced = self.tokens.get(self.next).is_some_and(|(_, _, spaced)| *spaced);
        if self.takes(Token::Semicolon) || spaced || !number { Ok(false) } else { Err(self.wrong()) }
    }
}

fn tokens(characters: &[(usize, char)], decimal: char) -> Result<Vec<(usize, Token, bool)>, CoordinateError> {
    let mut tokens = Vec::new();
    let mut rest = characters;
    let mut spaced = false;
    while let Some(((at, found), behind)) = rest.split_first() {
        rest = behind;
        let token = match *found {
            it if it.is_whitespace() && !it.is_control() => {
                spaced = true;
                continue;
            }
            '0'..='9' => number(*at, *found, &mut rest, decimal)?,
            '-' | '\u{2212}' | '+' => Token::Sign(*found != '+'),
            '°' | 'º' | '˚' => Token::Degree,
            it if is_minute(it) => match rest.split_first() {
                Some(((_, again), behind)) if is_minute(*again) => {
                    rest = behind;
                    Token::Second
                }
                _ => Token::Minute,
            },
            '"' | '″' | '”' | '“' | 'ʺ' => Token::Second,
            'N' | 'n' => Token::Side(Side::North),
            'S' | 's' => Token::Side(Side::South),
            'E' | 'e' => Token::Side(Side::East),
            'W' | 'w' => Token::Side(Side::West),
            'O' | 'o' => return Err(CoordinateError::Side { at: *at }),
            ',' => Token::Comma,
            ';' => Token::Semicolon,
            '.' => return Err(CoordinateError::Format { at: *at }),
            other => return Err(CoordinateError::Character(Stray::new(*at, other, is_plain))),
        };
        tokens.push((*at, token, std::mem::take(&mut spaced)));
    }
    Ok(tokens)
}

/// The number that begins with this digit. Decimals beyond the twelfth are not looked at.
fn number(
    at: usize,
    first: char,
    rest: &mut &[(usize, char)],
    decimal: char,
) -> Result<Token, CoordinateError> {
    let mut whole = String::from(first);
    whole.push_str(&digits(rest));
    if whole.len() > 3 {
        return Err(CoordinateError::Format { at });
    }
    let mut fraction = String::new();
    if let [(_, mark), (_, '0'..='9'), ..] = rest
        && *mark == decimal
    {
        *rest = rest.get(1..).unwrap_or_default();
        fraction = digits(rest);
    }
    let decimals = !fraction.is_empty();
    let padded: String = fraction.chars().chain(std::iter::repeat('0')).take(DECIMALS).collect();
    let value = (whole + &padded).parse().map_err(|_| CoordinateError::Format { at })?;
    Ok(Token::Number { value, decimals })
}

/// Takes the digits that come next.
fn digits(rest: &mut &[(usize, char)]) -> String {
    let length = rest.iter().take_while(|(_, it)| it.is_ascii_digit()).count();
    let (digits, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
    *rest = behind;
    digits.iter().map(|(_, digit)| *digit).collect()
}

const fn is_minute(character: char) -> bool {
    matches!(character, '\'' | '′' | '’' | '‘' | 'ʹ')
}

const fn is_plain(character: char) -> bool {
    matches!(character, '0'..='9' | '-' | '+' | ',' | ';' | '.' | '\'' | '"' | 'N' | 'S' | 'E' | 'W')
}
