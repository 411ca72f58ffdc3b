//! From bytes to values with their places: RFC 8259, in one pass, with limits.

use std::collections::BTreeSet;

use serde_json::Number;

use super::tree::{Member, Node, Value, push_index, push_name};
use super::{Document, Flaw, MOST_BYTES, MOST_NESTED, MOST_PROBLEMS, MOST_VALUES, Problem};

/// Reads a document, or says what is wrong: the first mistake of writing, or else all names that stand twice.
pub(super) fn document(bytes: &[u8]) -> Result<Document<'_>, Vec<Problem>> {
    if bytes.len() > MOST_BYTES {
        let too_long = Flaw::TooLong { megabytes: MOST_BYTES >> 20 };
        return Err(vec![Problem::new("", 0, "$".to_owned(), &too_long)]);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| vec![not_utf8(bytes, error.valid_up_to())])?;
    let mut parser = Parser { text, at: 0, trail: Vec::new(), values: 0, twice: Vec::new() };
    let root = match parser.whole() {
        Ok(root) => root,
        Err(Stop { at, flaw }) => return Err(vec![Problem::new(text, at, parser.path(), &flaw)]),
    };
    let document = Document { text, root };
    if parser.twice.is_empty() {
        return Ok(document);
    }
    let twice = parser.twice.into_iter().map(|(at, name)| document.problem(at, &Flaw::NameTwice { name }));
    Err(Problem::in_order(twice.collect()))
}

fn not_utf8(bytes: &[u8], valid: usize) -> Problem {
    let before = bytes.get(..valid).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    Problem::new(before, valid, "$".to_owned(), &Flaw::NotUtf8)
}

/// Where reading ends, and why.
struct Stop {
    at: usize,
    flaw: Flaw,
}

/// A step of the path to where the parser is.
enum Step {
    Name(String),
    Index(usize),
}

struct Parser<'b> {
    text: &'b str,
    at: usize,
    /// The way to the value that is being read; after a mistake, to the mistake.
    trail: Vec<Step>,
    values: usize,
    twice: Vec<(usize, String)>,
}

impl Parser<'_> {
    fn whole(&mut self) -> Result<Node, Stop> {
        let root = self.value()?;
        self.skip_space();
        if self.peek().is_none() { Ok(root) } else { Err(self.unexpected()) }
    }

    fn value(&mut self) -> Result<Node, Stop> {
        self.skip_space();
        let at = self.at;
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(Stop { at, flaw: Flaw::TooMany { limit: MOST_VALUES } });
        }
        let value = match self.peek() {
            Some(b'{') => Value::Object(self.object()?),
            Some(b'[') => Value::List(self.list()?),
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return Err(self.unexpected()),
        };
        Ok(Node { at, end: self.at, value })
    }

    fn object(&mut self) -> Result<Vec<Member>, Stop> {
        self.open()?;
        let mut members = Vec::new();
        if !self.ends_with(b'}') {
            loop {
                self.skip_space();
                let at = self.at;
                if self.peek() != Some(b'"') {
                    return Err(self.unexpected());
                }
                let name = self.string()?;
                self.expect(b':')?;
                self.trail.push(Step::Name(name.clone()));
                let node = self.value()?;
                self.trail.pop();
                members.push(Member { name, at, node });
                if self.ends_with(b'}') {
                    break;
                }
                self.expect(b',')?;
            }
        }
        let mut seen = BTreeSet::new();
        for member in &members {
            if !seen.insert(member.name.as_str()) && self.twice.len() < MOST_PROBLEMS {
                self.twice.push((member.at, member.name.clone()));
            }
        }
        Ok(members)
    }

    fn list(&mut self) -> Result<Vec<Node>, Stop> {
        self.open()?;
        let mut elements = Vec::new();
        if !self.ends_with(b']') {
            loop {
                self.trail.push(Step::Index(elements.len()));
                let element = self.value()?;
                self.trail.pop();
                elements.push(element);
                if self.ends_with(b']') {
                    break;
                }
                self.expect(b',')?;
            }
        }
        Ok(elements)
    }

    /// The trail is as long as the nesting is deep.
    fn open(&mut self) -> Result<(), Stop> {
        if self.trail.len() >= MOST_NESTED {
            return Err(Stop { at: self.at, flaw: Flaw::Nested { limit: MOST_NESTED } });
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<String, Stop> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.find(|c: char| matches!(c, '"' | '\\' | '\0'..='\u{1f}')).unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.unexpected()),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Stop> {
        self.at += 1;
        let escaped = match self.peek() {
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// Four digits of a code unit; a high surrogate wants its low one right behind.
    fn unicode(&mut self) -> Result<char, Stop> {
        let at = self.at;
        let first = self.hex()?;
        let scalar = if (0xD800..0xDC00).contains(&first) {
            self.exact(b'\\')?;
            self.exact(b'u')?;
            let low = self.hex()?.checked_sub(0xDC00).filter(|low| *low < 0x400);
            low.map(|low| 0x1_0000 + ((first - 0xD800) << 10) + low)
        } else {
            Some(first)
        };
        scalar.and_then(char::from_u32).ok_or_else(|| self.unexpected_at(at))
    }

    fn hex(&mut self) -> Result<u32, Stop> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            unit = unit * 16 + digit.ok_or_else(|| self.unexpected())?;
            self.at += 1;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Result<Number, Stop> {
        let from = self.at;
        self.skip_if(b'-');
        if !self.skip_if(b'0') {
            self.digits()?;
        }
        if self.skip_if(b'.') {
            self.digits()?;
        }
        if self.skip_if(b'e') || self.skip_if(b'E') {
            if !self.skip_if(b'-') {
                self.skip_if(b'+');
            }
            self.digits()?;
        }
        let text = self.text.get(from..self.at).unwrap_or_default();
        // What is no number now is beyond all floats.
        text.parse().map_err(|_| self.unexpected_at(from))
    }

    fn digits(&mut self) -> Result<(), Stop> {
        let is_digit = |parser: &Self| parser.peek().is_some_and(|byte| byte.is_ascii_digit());
        if !is_digit(self) {
            return Err(self.unexpected());
        }
        while is_digit(self) {
            self.at += 1;
        }
        Ok(())
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Stop> {
        for byte in word.bytes() {
            self.exact(byte)?;
        }
        Ok(value)
    }

    fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        self.skip_space();
        self.exact(byte)
    }

    fn exact(&mut self, byte: u8) -> Result<(), Stop> {
        if self.skip_if(byte) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn ends_with(&mut self, byte: u8) -> bool {
        self.skip_space();
        self.skip_if(byte)
    }

    fn skip_if(&mut self, byte: u8) -> bool {
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn unexpected(&self) -> Stop {
        self.unexpected_at(self.at)
    }

    fn unexpected_at(&self, at: usize) -> Stop {
        let found = self.text.get(at..).and_then(|rest| rest.chars().next());
        Stop { at, flaw: found.map_or(Flaw::Cut, |found| Flaw::Unexpected { found }) }
    }

    fn path(&self) -> String {
        let mut path = String::from("$");
        for step in &self.trail {
            match step {
                Step::Name(name) => push_name(&mut path, name),
                Step::Index(index) => push_index(&mut path, *index),
            }
        }
        path
    }
}
