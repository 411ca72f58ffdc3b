//! Two angles as people write them: decimal degrees, degrees with minutes and seconds, with sides of the world or names.

use super::{Coordinate, CoordinateError};
use crate::misread::Stray;

/// Decimals of any number that are looked at.
const DECIMALS: usize = 12;
/// 1e-12 seconds in 1e-7 degrees.
const PER_E7: i128 = 3_600 * 100_000;
/// In letters.
const LONGEST_WORD: usize = 9;

/// Reads two angles. With sides of the world or names before them, either may come first.
pub(super) fn read(
    characters: &[(usize, char)],
    end: usize,
    decimal: char,
) -> Result<Coordinate, CoordinateError> {
    let mut cursor = Cursor::new(characters, end, decimal)?;
    let first = cursor.angle()?;
    let at = cursor.at();
    let comma = cursor.separator()?;
    let second = cursor.angle()?;
    cursor.ends()?;
    // 1,2,3 is anything.
    if decimal == ',' && comma && first.is_latitude.is_none() && !(first.decimals && second.decimals) {
        return Err(CoordinateError::Format { at });
    }
    match (first.is_latitude, second.is_latitude) {
        (None, None) | (Some(true), Some(false)) => position(&first, &second),
        (Some(false), Some(true)) => position(&second, &first),
        _ => Err(CoordinateError::Format { at: second.at }),
    }
}

/// The position with this latitude and this longitude.
pub(super) fn position(lat: &Angle, lon: &Angle) -> Result<Coordinate, CoordinateError> {
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
    /// The name of what follows: whether it is a latitude.
    Name(bool),
    Comma,
    Semicolon,
}

/// Half of a position.
pub(super) struct Angle {
    /// Where it begins.
    at: usize,
    /// In 1e-12 seconds.
    value: i128,
    /// Whether it has minutes: then the last digit is rounded, else it is cut.
    minutes: bool,
    /// Whether its last number has decimals.
    decimals: bool,
    /// Whether it says that it is one, or the other.
    is_latitude: Option<bool>,
}

impl Angle {
    /// One that says nothing of itself.
    pub(super) const fn plain(at: usize, value: i128, minutes: bool) -> Self {
        Self { at, value, minutes, decimals: false, is_latitude: None }
    }

    /// In 1e-7 degrees.
    fn e7(&self) -> Option<i32> {
        let half = if self.minutes { PER_E7 / 2 * self.value.signum() } else { 0 };
        i32::try_from((self.value + half) / PER_E7).ok()
    }
}

/// Goes through the tokens of a position.
pub(super) struct Cursor {
    /// Each with its place, and whether white space stood before it.
    tokens: Vec<(usize, Token, bool)>,
    next: usize,
    end: usize,
    /// Whether sides of the world are named: then minutes and seconds need no marks.
    sided: bool,
}

impl Cursor {
    pub(super) fn new(
        characters: &[(usize, char)],
        end: usize,
        decimal: char,
    ) -> Result<Self, CoordinateError> {
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

    pub(super) fn ends(&self) -> Result<(), CoordinateError> {
        if self.peek(0).is_none() { Ok(()) } else { Err(self.wrong()) }
    }

    pub(super) fn sign(&mut self) -> Option<bool> {
        let Some(Token::Sign(minus)) = self.peek(0) else { return None };
        self.next += 1;
        Some(minus)
    }

    fn name(&mut self) -> Option<bool> {
        let Some(Token::Name(is_latitude)) = self.peek(0) else { return None };
        self.next += 1;
        Some(is_latitude)
    }

    fn side(&mut self) -> Option<Side> {
        let Some(Token::Side(side)) = self.peek(0) else { return None };
        self.next += 1;
        Some(side)
    }

    pub(super) fn number(&mut self) -> Result<(i128, bool), CoordinateError> {
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
        let name = self.name();
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
        let said = side.map(Side::is_latitude);
        let contradicts = said.is_some() && name.is_some() && said != name;
        if (side.is_some() && sign.is_some()) || side.is_some() != self.sided || contradicts {
            return Err(CoordinateError::Format { at });
        }
        let negative = sign.unwrap_or_default() || side.is_some_and(Side::is_negative);
        let value = if negative { -value } else { value };
        Ok(Angle { at, value, minutes, decimals, is_latitude: said.or(name) })
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
        if let Some((token, behind)) = word(rest) {
            tokens.push((*at, token, std::mem::take(&mut spaced)));
            rest = behind;
            continue;
        }
        rest = behind;
        let named = matches!(tokens.last(), Some((_, Token::Name(_), _)));
        let token = match *found {
            it if is_blank(it) => {
                spaced = true;
                continue;
            }
            ':' | '=' if named => continue,
            '0'..='9' => number(*at, *found, &mut rest, decimal)?,
            // Word processors make a dash of a minus.
            '-' | '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2013}' => Token::Sign(true),
            '+' => Token::Sign(false),
            '°' | 'º' | '˚' => Token::Degree,
            it if is_minute(it) => match rest.split_first() {
                Some(((_, again), behind)) if is_minute(*again) => {
                    rest = behind;
                    Token::Second
                }
                _ => Token::Minute,
            },
            '"' | '″' | '”' | '“' | 'ʺ' => Token::Second,
            'O' | 'o' => return Err(CoordinateError::Side { at: *at }),
            ',' => Token::Comma,
            ';' | '/' => Token::Semicolon,
            '.' => return Err(CoordinateError::Format { at: *at }),
            other => return Err(CoordinateError::Character(Stray::new(*at, other, is_plain))),
        };
        tokens.push((*at, token, std::mem::take(&mut spaced)));
    }
    Ok(tokens)
}

/// The word that comes next, and what follows it: a side of the world, or the name of a half.
fn word(rest: &[(usize, char)]) -> Option<(Token, &[(usize, char)])> {
    let length = rest.iter().take_while(|(_, it)| it.is_alphabetic()).count();
    let (word, behind) = rest.split_at_checked(length)?;
    let word: String = word.iter().take(LONGEST_WORD + 1).map(|(_, it)| it.to_ascii_lowercase()).collect();
    let letter = || Some((known(word.get(..1)?)?, rest.get(1..)?));
    known(&word).map(|token| (token, behind)).or_else(letter)
}

fn known(word: &str) -> Option<Token> {
    Some(match word {
        "n" | "north" | "nord" => Token::Side(Side::North),
        "s" | "south" | "sud" | "süd" => Token::Side(Side::South),
        "e" | "east" | "est" | "ost" => Token::Side(Side::East),
        "w" | "west" | "ouest" => Token::Side(Side::West),
        "lat" | "latitude" => Token::Name(true),
        "lon" | "lng" | "long" | "longitude" => Token::Name(false),
        _ => return None,
    })
}

/// Also between two cells of a table.
fn is_blank(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r') || (character.is_whitespace() && !character.is_control())
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
