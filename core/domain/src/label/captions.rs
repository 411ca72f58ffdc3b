//! A label as text: captions and what stands behind or below them, pasted or recognised.
//!
//! The captions may come in any order and in several languages, with noise between. What cannot be told for sure is a
//! problem and not a guess: two MACs, two passwords, a MAC of thirteen digits. The time is linear in the text.

mod chunk;
mod found;
mod vocabulary;

use chunk::{Chunk, chunks};
use found::Found;
use vocabulary::{Term, term};

use super::{ActivationLabel, ActivationPassword, LabelError, MacAddress, MacError, PasswordError};

/// How far below its caption a value may stand, in lines that are not blank: a column of captions is often recognised
/// before the column of their values.
const REACH: usize = 3;
/// Chunks that one value or one pair of brackets may have; a MAC in pairs with loose colons has fifteen.
const WIDEST: usize = 16;

/// What a text says under captions.
#[derive(Default)]
pub(super) struct Captioned<'t> {
    macs: Found<MacAddress, MacError>,
    /// A MAC that stands there without a caption.
    loose: Found<MacAddress, MacError>,
    /// Under a caption that names activation.
    certain: Found<&'t str, PasswordError>,
    /// Under any other caption of a password: the PIN of a SIM card has one too.
    likely: Found<&'t str, PasswordError>,
    mac_named: bool,
    password_named: bool,
}

/// Reads captions and values.
pub(super) fn read<'t>(lines: impl IntoIterator<Item = &'t str>) -> Captioned<'t> {
    let lines = lines.into_iter().filter(|line| !line.trim().is_empty());
    let chunks: Vec<Chunk<'t>> = lines.enumerate().flat_map(|(number, line)| chunks(line, number)).collect();
    let mut reader = Reader { chunks: &chunks, mac: None, password: None, said: Captioned::default() };
    let mut place = 0;
    while place < chunks.len() {
        place = reader.step(place);
    }
    reader.said
}

impl Captioned<'_> {
    /// Whether a password may stand in the text.
    pub(super) const fn may_hold_password(&self) -> bool {
        self.password_named
    }

    /// The MAC addresses that stand there.
    pub(super) fn macs(&self) -> impl Iterator<Item = &MacAddress> {
        self.macs.values().chain(self.loose.values())
    }

    /// The label; nothing if no caption was seen.
    pub(super) fn label(self) -> Option<Result<ActivationLabel, LabelError>> {
        (self.mac_named || self.password_named).then(|| self.conclude())
    }

    fn conclude(self) -> Result<ActivationLabel, LabelError> {
        if let Some(differ) = differing(self.macs()) {
            return Err(differ);
        }
        let mac = match self.macs.only() {
            Some(read) => read?,
            None => self.loose.only().ok_or(LabelError::MacMissing)??,
        };
        let passwords = if self.certain.is_empty() { self.likely } else { self.certain };
        if passwords.values().count() > 1 {
            return Err(LabelError::PasswordsDiffer);
        }
        match passwords.only() {
            Some(password) => Ok(ActivationLabel { password: ActivationPassword::parse(password?)?, mac }),
            None => Err(LabelError::PasswordMissing { mac: mac.to_string() }),
        }
    }
}

/// That there are two different addresses among these.
pub(super) fn differing<'m>(macs: impl IntoIterator<Item = &'m MacAddress>) -> Option<LabelError> {
    let mut macs = macs.into_iter();
    let one = macs.next()?;
    let other = macs.find(|mac| *mac != one)?;
    Some(LabelError::MacsDiffer { one: one.to_string(), other: other.to_string() })
}

/// A caption whose value has not come yet.
#[derive(Clone, Copy)]
struct Wanted {
    /// The line of the caption.
    line: usize,
    /// The place right behind it.
    behind: usize,
    /// Whether a colon ended it: then what follows is its value, whatever it looks like.
    closed: bool,
    /// Whether it names activation.
    certain: bool,
}

impl Wanted {
    /// Whether a value in this place and line can be meant: right behind, or below.
    fn awaits(&self, place: usize, line: usize) -> bool {
        place == self.behind || (self.line < line && line - self.line <= REACH)
    }
}

struct Reader<'c, 't> {
    chunks: &'c [Chunk<'t>],
    mac: Option<Wanted>,
    password: Option<Wanted>,
    said: Captioned<'t>,
}

impl<'t> Reader<'_, 't> {
    /// Reads what stands in this place, and gives the next one.
    fn step(&mut self, place: usize) -> usize {
        let Some(&chunk) = self.chunks.get(place) else { return place + 1 };
        if let Some(next) = self.secret_behind(place, chunk) {
            return next;
        }
        if let Some(next) = self.caption(place) {
            return next;
        }
        let first_of_line = self.at(place.wrapping_sub(1)).is_none_or(|before| before.line != chunk.line);
        if let Some(wanted) = self.mac.filter(|mac| mac.awaits(place, chunk.line))
            && (first_of_line || place == wanted.behind)
            && let Some((text, next)) = self.mac_from(place, place == wanted.behind)
        {
            self.said.macs.add(MacAddress::parse(&text));
            self.mac = None;
            return next;
        }
        if chunk.is_mac_by_itself() {
            self.said.loose.add(MacAddress::parse(chunk.text));
            return place + 1;
        }
        let last_of_line = self.at(place + 1).is_none_or(|after| after.line != chunk.line);
        let alone = last_of_line && (first_of_line || self.at(place - 1).is_some_and(Chunk::is_hexadecimal));
        if alone
            && let Some(wanted) = self.password.filter(|password| password.awaits(place, chunk.line))
            && let Some(password) = chunk.password()
        {
            self.take(wanted, Ok(password));
        }
        place + 1
    }

    fn at(&self, place: usize) -> Option<&Chunk<'t>> {
        self.chunks.get(place)
    }

    /// The value right behind a password's caption. Without a colon between, it must look like a password.
    fn secret_behind(&mut self, place: usize, chunk: Chunk<'t>) -> Option<usize> {
        let wanted = self.password.filter(|wanted| wanted.behind == place && wanted.line == chunk.line)?;
        let has_digit = chunk.text.contains(|it: char| it.is_ascii_digit());
        let is_caption = term(chunk.text).is_some() && !has_digit;
        match chunk.password() {
            Some(password) if has_digit || (wanted.closed && !is_caption) => self.take(wanted, Ok(password)),
            None if has_digit && wanted.closed => {
                let value = chunk.unquoted();
                self.take(wanted, ActivationPassword::parse(value).map(|_| value));
            }
            _ => return None,
        }
        Some(place + 1)
    }

    fn take(&mut self, wanted: Wanted, password: Result<&'t str, PasswordError>) {
        let found = if wanted.certain { &mut self.said.certain } else { &mut self.said.likely };
        found.add(password);
        self.password = None;
    }

    /// Reads a caption, and gives the place behind it. Words of captions that name nothing are passed over.
    fn caption(&mut self, place: usize) -> Option<usize> {
        let first = self.at(place)?;
        let line = first.line;
        if term(first.text).is_none_or(|term| term == Term::Filler) {
            return None;
        }
        let (mut mac, mut password, mut activation, mut code) = (false, false, false, false);
        let (mut behind, mut closed) = (place, false);
        while let Some(chunk) = self.at(behind).filter(|chunk| chunk.line == line && !closed) {
            let Some(term) = term(chunk.text).filter(|_| !mac || !chunk.is_hexadecimal()) else { break };
            mac |= term == Term::Mac;
            password |= matches!(term, Term::Password | Term::ActivationPassword);
            activation |= matches!(term, Term::Activation | Term::ActivationPassword);
            code |= term == Term::Code;
            closed = chunk.closed;
            behind += 1;
        }
        (behind, closed) = self.past_remarks(behind, line, closed);
        password |= activation && (code || closed);
        let wanted = Wanted { line, behind, closed, certain: activation };
        if mac {
            self.said.mac_named = true;
            self.mac = Some(wanted);
        }
        if password {
            self.said.password_named = true;
            self.password = Some(wanted);
        }
        Some(behind)
    }

    /// Behind a remark in brackets, a colon that stands alone, and a line to write on.
    fn past_remarks(&self, mut place: usize, line: usize, mut closed: bool) -> (usize, bool) {
        let on_line = |place: usize| self.at(place).filter(|chunk| chunk.line == line);
        if !closed && on_line(place).is_some_and(|chunk| chunk.text.starts_with('(')) {
            let end =
                (place..place + WIDEST).find(|&it| on_line(it).is_some_and(|chunk| chunk.text.contains(')')));
            if let Some(end) = end {
                closed = on_line(end).is_some_and(|chunk| chunk.closed || chunk.text.ends_with(':'));
                place = end + 1;
            }
        }
        while let Some(chunk) = on_line(place).filter(|chunk| chunk.is_bare()) {
            closed |= chunk.is_colon();
            place += 1;
        }
        (place, closed)
    }

    /// A MAC that begins in this place and goes on over as many chunks as it was printed in, with the place behind it.
    /// What does not stand right behind a caption must be nearly whole: a password may be digits only.
    fn mac_from(&self, place: usize, behind: bool) -> Option<(String, usize)> {
        let first = self.at(place)?;
        if !first.is_hexadecimal() {
            return first.is_like_mac().then(|| (first.text.to_owned(), place + 1));
        }
        let (mut text, mut digits, mut next) = (first.text.to_owned(), first.digits(), place + 1);
        let mut marks = String::new();
        for ahead in place + 1..place + WIDEST {
            let Some(chunk) = self.at(ahead).filter(|chunk| chunk.is_hexadecimal()) else { break };
            let more = chunk.digits();
            let goes_on = digits < 12 || (digits < 16 && (matches!(more, 0 | 4) || more == first.digits()));
            let in_reach = chunk.line == first.line || (digits < 12 && chunk.line == first.line + 1);
            if !goes_on || !in_reach || digits + more > 16 {
                break;
            }
            if more == 0 {
                marks.push_str(chunk.text);
                continue;
            }
            let marked = text.ends_with(chunk::is_mark) || chunk.text.starts_with(chunk::is_mark);
            text.push_str(if marked || !marks.is_empty() { &marks } else { " " });
            text.push_str(chunk.text);
            marks.clear();
            digits += more;
            next = ahead + 1;
        }
        (digits >= if behind { 6 } else { 11 }).then_some((text, next))
    }
}

#[cfg(test)]
mod tests;
