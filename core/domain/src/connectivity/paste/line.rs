//! Lines as a console printed them, without what mail, chat and the console's width did to them.

use core::net::IpAddr;
use std::borrow::Cow;

use super::flat::unflattened;
use super::quoted::{plain, without_escapes, without_marks};

/// More lines than any laptop prints: `ipconfig /all` with thirty adapters has four hundred.
const MOST_LINES: usize = 2000;
/// `::1`: what is shorter says nothing.
const SHORTEST: usize = 3;

/// In bytes: what is longer was never a console's line.
const LONGEST: usize = 1000;
/// In bytes: what is longer was never a console's text without the ends of its lines.
const LONGEST_FLAT: usize = 16 << 10;

/// A line with something on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'a> {
    text: Cow<'a, str>,
    indented: bool,
}

/// The lines of a text that say something.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let ends = ['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    let raw = text.split('\n').flat_map(|line| line.split(ends)).filter(|line| line.len() <= LONGEST_FLAT);
    let raw = raw.flat_map(unflattened);
    let mut lines = unwrapped(raw.filter_map(Line::of).take(MOST_LINES));
    lines.retain(|line| line.text.len() >= SHORTEST);
    lines
}

impl<'a> Line<'a> {
    /// None for an empty one: blank lines come and go between a console and a mail.
    fn of(raw: &'a str) -> Option<Self> {
        if raw.len() > LONGEST {
            return None;
        }
        let is_plain = raw.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let (text, indented) = if is_plain {
            let unquoted = without_marks(raw);
            (Cow::Borrowed(unquoted.trim()), unquoted.starts_with(' '))
        } else {
            let shown: String = without_escapes(raw).filter_map(plain).collect();
            let unquoted = without_marks(&shown);
            (Cow::Owned(unquoted.trim().to_owned()), unquoted.starts_with(' '))
        };
        (!text.is_empty()).then_some(Self { text, indented })
    }

    /// Without white space at its ends.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A caption, dots that lead the eye, a colon and a value: how `ipconfig` prints in every language.
    pub(super) fn led(&self) -> Option<(&str, &str)> {
        let (head, value) = self.text.split_once(':')?;
        let caption = head.trim_end_matches(is_dot_or_space);
        let dots = head.get(caption.len()..).unwrap_or_default();
        let leads = match dots.chars().filter(|&found| found != ' ').count() {
            0 => false,
            1 => dots.contains(' '),
            _ => true,
        };
        (leads && !caption.is_empty()).then(|| (caption, value.trim()))
    }

    /// A caption, a colon and a value, which may be nothing.
    pub(super) fn captioned(&self) -> Option<(&str, &str)> {
        let (caption, value) = self.text.split_once(':')?;
        Some((caption.trim(), value.trim()))
    }

    /// Nothing but addresses: a further value of the line before.
    pub(super) fn bare_addresses(&self) -> Option<Vec<IpAddr>> {
        let tokens = self.text.split([' ', ',', ';']).filter(|token| !token.is_empty());
        tokens.map(address).collect()
    }

    /// Whether dots that lead to nothing end it, and the next one has the rest of them.
    fn is_cut_before(&self, next: &Self) -> bool {
        !self.text.contains(':') && self.text.ends_with('.') && next.text.starts_with(['.', ':'])
    }

    /// Whether the console's edge cut it, and the next one has the rest of its value.
    fn is_wrapped_before(&self, next: &Self, edge: usize) -> bool {
        if next.indented || self.width() < edge || next.text.contains([':', '=', '>']) {
            return false;
        }
        let Some((_, value)) = self.led() else {
            return self.text.contains('>') && !next.text.contains(' ');
        };
        // An address is a value of its own, and what is written below one is no part of it.
        match (addresses(value).next(), next.bare_addresses()) {
            (None, Some(_)) => address(&format!("{value}{}", next.text)).is_some(),
            (Some(_), None) => {
                next.text.starts_with(|found: char| found.is_ascii_digit() || found == '(' || found == '.')
            }
            (Some(_), Some(_)) => false,
            (None, None) => !value.is_empty(),
        }
    }

    fn width(&self) -> usize {
        self.text.chars().count() + if self.indented { 3 } else { 0 }
    }
}

/// The addresses of a value: `192.168.1.23(Preferred)`, `8.8.8.8#53`, `fe80::1%12`, `10.0.0.5/24`, several with commas.
pub(super) fn addresses(value: &str) -> impl Iterator<Item = IpAddr> {
    value.split([' ', ',', ';', '(', ')', '<', '>']).filter_map(address)
}

/// One address, without its zone, prefix length, port or mark.
pub(super) fn address(token: &str) -> Option<IpAddr> {
    let bare = token.split(['%', '/', '#', '(']).next().unwrap_or_default();
    bare.trim_end_matches(['.', ',']).parse().ok()
}

/// What is compared of a caption: its letters of ASCII and its digits, in lower case. Whatever a wrong code page made of
/// the letters between, they are left out.
pub(super) fn key(caption: &str) -> String {
    caption.chars().filter(char::is_ascii_alphanumeric).map(|found| found.to_ascii_lowercase()).collect()
}

/// Whether a key has one of these in it.
pub(super) fn has(key: &str, any: &[&str]) -> bool {
    any.iter().any(|word| key.contains(word))
}

fn is_dot_or_space(found: char) -> bool {
    found == '.' || found == ' '
}

/// Puts together what a narrow window took apart.
fn unwrapped<'a>(lines: impl Iterator<Item = Line<'a>>) -> Vec<Line<'a>> {
    let lines: Vec<_> = lines.collect();
    let edge = lines.iter().map(Line::width).max().unwrap_or_default();
    let mut whole: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    for line in lines {
        match whole.last_mut() {
            Some(last) if last.is_cut_before(&line) || last.is_wrapped_before(&line, edge) => {
                last.text.to_mut().push_str(&line.text);
            }
            _ => whole.push(line),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<String> {
        lines(text).into_iter().map(|line| line.text.into_owned()).collect()
    }

    #[test]
    fn a_quoted_coloured_and_padded_line_is_the_line() {
        for raw in [
            "   IPv4 Address. . . : 10.0.0.5   ",
            "> >   IPv4 Address. . . : 10.0.0.5\r",
            "| \tIPv4\u{A0}Address. . . : 10.0.0.5",
            "\u{1B}[1;32m   IPv4 Addr\u{AD}ess. . . : 10.0.0.5\u{1B}[0m",
            "\u{FEFF}IPv4 Address. . . ：10.0.0.5",
        ] {
            let [line] = lines(raw).try_into().unwrap();
            assert_eq!(line.led(), Some(("IPv4 Address", "10.0.0.5")), "{raw:?}");
        }
    }

    #[test]
    fn dots_lead_to_a_value_and_a_clock_does_not() {
        let led = |raw: &str| lines(raw)[0].led().map(|(caption, _)| caption.to_owned());
        assert_eq!(
            led("   Verbindungslokale IPv6-Adresse  . : fe80::1%3").unwrap(),
            "Verbindungslokale IPv6-Adresse"
        );
        assert_eq!(
            led("Adresse IPv6 de liaison locale. . . . .: fe80::1").unwrap(),
            "Adresse IPv6 de liaison locale"
        );
        for other in ["Server:  dns.google", "e.g.: this", "Address: 8.8.8.8#53", "11:05 done", ". . . : 4"] {
            assert_eq!(led(other), None, "{other}");
        }
    }

    #[test]
    fn a_narrow_window_takes_a_line_apart_and_it_is_put_together() {
        assert_eq!(
            read("   IPv4 Address. . . . . .\n. . . . : 10.0.0.5"),
            ["IPv4 Address. . . . . .. . . . : 10.0.0.5"]
        );
        let cut = "   IPv4 Address. . . . . . . . . . . : 192.168.1\n23(Preferred)\n   Next . . : 4";
        assert_eq!(read(cut)[0], "IPv4 Address. . . . . . . . . . . : 192.168.123(Preferred)");
        let cut = "   IPv4 Address. . . . . . . . . . . : 1\n92.168.1.23(Preferred)\n   Next . . : 4";
        assert_eq!(read(cut)[0], "IPv4 Address. . . . . . . . . . . : 192.168.1.23(Preferred)");
        let list = "   DNS Servers . . . . . . . . . . . : fe80::1%12\n192.168.1.1";
        assert_eq!(read(list).len(), 2, "an address is a value of its own");
    }

    #[test]
    fn an_address_is_found_with_whatever_hangs_on_it() {
        let found = |value: &str| addresses(value).map(|it| it.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(found("172.16.98.88(Preferred)"), "172.16.98.88");
        assert_eq!(found("192.168.1.23(préféré) "), "192.168.1.23");
        assert_eq!(found("fe80::4397:bee8:a29e:b2dd%74"), "fe80::4397:bee8:a29e:b2dd");
        assert_eq!(found("2001:558:feed::1#53"), "2001:558:feed::1");
        assert_eq!(found("64.233.169.104, 64.233.169.147"), "64.233.169.104 64.233.169.147");
        assert_eq!(found("10.0.0.5/24 brd 10.0.0.255"), "10.0.0.5 10.0.0.255");
        for none in ["", "none", "256.1.1.1", "1.2.3", "2024.03.00.428", "A8-5E-45-12-34-56", "12:30"] {
            assert_eq!(found(none), "", "{none}");
        }
    }

    #[test]
    fn a_caption_is_the_same_whatever_a_code_page_made_of_it() {
        for garbled in [
            "Passerelle par défaut",
            "Passerelle par d‚faut",
            "PASSERELLE PAR D\u{FFFD}FAUT",
            "Passerelle par dÃ©faut",
        ] {
            assert_eq!(key(garbled), "passerellepardfaut", "{garbled}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[ -~\\n\\r\u{1B}\u{A0}>|.:é]{0,200}") {
            for line in lines(&text) {
                let _ = (line.led(), line.captioned(), line.bare_addresses());
                prop_assert!(!line.text().trim().is_empty());
            }
        }
    }
}
