//! A paste that lost the ends of its lines: a ticket's field or a chat made one line of it. Where a caption, a heading or a
//! record begins, a line began.

mod beginnings;

use super::command::host_name;
use beginnings::{Beginning, CAPTIONS, HEADINGS};

/// Words up to the colon of a heading; `Wireless LAN adapter Local Area Connection* 12:` has seven.
const WIDEST_HEADING: usize = 12;

/// The lines that were one line; the line itself where it begins only once. All but the first begin with their white space.
pub(super) fn unflattened(line: &str) -> impl Iterator<Item = &str> {
    // Nearly all lines of a console have one colon or none.
    let colons = line.bytes().filter(|byte| *byte == b':').take(2).count();
    let cuts = if colons < 2 { Vec::new() } else { cuts(line) };
    let mut from = 0;
    cuts.into_iter().chain([line.len()]).filter_map(move |to| line.get(std::mem::replace(&mut from, to)..to))
}

/// The places where lines after the first begin, in bytes; none where there is only one.
fn cuts(line: &str) -> Vec<usize> {
    let words = words(line);
    let mut cuts = Vec::new();
    let (mut place, mut beginnings) = (0, 0);
    while let Some(rest) = words.get(place..).filter(|rest| !rest.is_empty()) {
        let Some(length) = beginning(rest) else {
            place += 1;
            continue;
        };
        beginnings += 1;
        cuts.extend(place.checked_sub(1).and_then(|before| words.get(before)).map(|before| before.end));
        place += length;
    }
    if beginnings < 2 { Vec::new() } else { cuts }
}

#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    /// The place behind it, in bytes.
    end: usize,
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut end = 0;
    let pieces = line.split_inclusive(char::is_whitespace).map(|piece| {
        let text = piece.trim_end();
        let word = Word { text, end: end + text.len() };
        end += piece.len();
        word
    });
    pieces.filter(|word| !word.text.is_empty()).collect()
}

/// Whether a line begins with these words, and with how many of them.
fn beginning(words: &[Word<'_>]) -> Option<usize> {
    let three = [0, 1, 2].map(|place| words.get(place).map_or("", |word| word.text));
    longest(&CAPTIONS, words, leads)
        .or_else(|| longest(&HEADINGS, words, names))
        .or_else(|| of_a_prompt(three))
        .or_else(|| of_unix(three))
        .or_else(|| of_a_lookup(three))
}

/// The longest of these beginnings that the words have, if what follows it is as it must be.
fn longest(
    beginnings: &[Beginning],
    words: &[Word<'_>],
    ends: fn(&str, &[Word<'_>]) -> bool,
) -> Option<usize> {
    let first = bare(words.first()?.text);
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    let from = beginnings.partition_point(|(known, _)| *known < first);
    let alike = beginnings.get(from..)?.iter().take_while(|(known, _)| *known == first);
    let lengths = alike.filter_map(|(_, rest)| {
        let length = 1 + rest.len();
        let found = words.get(1..length)?;
        let same = rest.iter().zip(found).all(|(known, found)| is_same(known, found.text));
        let last = words.get(length - 1)?.text;
        (same && ends(last, words.get(length..)?)).then_some(length)
    });
    lengths.max()
}

fn is_same(known: &str, found: &str) -> bool {
    match known.strip_suffix('~') {
        Some(begin) => found.starts_with(begin),
        None => bare(found) == known,
    }
}

/// Without the dots and the colon that hang on a word.
fn bare(word: &str) -> &str {
    word.trim_end_matches(['.', ':'])
}

/// Whether a caption's last word is followed by dots and a colon, or by a colon alone.
fn leads(last: &str, behind: &[Word<'_>]) -> bool {
    let mut dots = behind.iter().map(|word| word.text.trim_start_matches('.'));
    last.ends_with(':') || dots.find(|rest| !rest.is_empty()).is_some_and(|rest| rest.starts_with(':'))
}

/// Whether a heading's first words are followed by a name and a colon.
fn names(last: &str, behind: &[Word<'_>]) -> bool {
    last.ends_with(':') || behind.iter().take(WIDEST_HEADING).any(|word| word.text.ends_with(':'))
}

/// `C:\>`, with what was typed there.
fn of_a_prompt([first, second, third]: [&str; 3]) -> Option<usize> {
    let is_prompt = |word: &str| {
        matches!(word.as_bytes(), [b'A'..=b'Z' | b'a'..=b'z', b':', b'\\', ..]) && word.contains('>')
    };
    let typed = |word: &str| usize::from(word == "nslookup");
    match first {
        "PS" if is_prompt(second) => Some(2 + typed(third)),
        "nslookup" => host_name(second).map(|_| 1),
        _ => is_prompt(first).then(|| 1 + typed(second)),
    }
}

/// `ifconfig`, `ip` and routes.
fn of_unix([first, second, third]: [&str; 3]) -> Option<usize> {
    let numbered = || first.strip_suffix(':').is_some_and(is_number);
    match (first, second) {
        ("inet" | "inet6" | "ether" | "link/ether" | "link/loopback" | "media:" | "valid_lft", _)
        | ("status:", "active" | "inactive" | "associated")
        | ("UP", "BROADCAST" | "LOOPBACK" | "POINTOPOINT")
        | ("default", "via") => Some(1),
        (_, "Link" | "Lien") => third.starts_with("encap:").then_some(2),
        (_, "dev") => first.contains('/').then_some(1),
        _ if second.starts_with("flags=") => Some(1),
        _ if third.starts_with('<') || matches!(third, "inet" | "inet6") => numbered().then_some(3),
        _ => None,
    }
}

/// `dig` and `host`, and what `nslookup` says when it has no answer.
fn of_a_lookup([first, second, third]: [&str; 3]) -> Option<usize> {
    let begins = match (first, second, third) {
        ("***" | "**", ..) | ("DNS", "request", _) | (_, "has", "address") => true,
        (_, _, "IN") => is_number(second),
        _ => first.starts_with(';'),
    };
    begins.then_some(1)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(line: &str) -> Vec<&str> {
        unflattened(line).map(str::trim).collect()
    }

    #[test]
    fn one_line_of_ipconfig_is_many_again() {
        assert_eq!(
            pieces(
                "C:\\>ipconfig Windows IP Configuration Ethernet adapter Ethernet 2: Connection-specific DNS Suffix . : \
                 Link-local IPv6 Address . . . . . : fe80::1%74 Autoconfiguration IPv4 Address. . : 169.254.3.4 Default Gateway . . . : \
                 Wireless LAN adapter Wi-Fi: Media State . . . . : Media disconnected"
            ),
            [
                "C:\\>ipconfig Windows IP Configuration",
                "Ethernet adapter Ethernet 2:",
                "Connection-specific DNS Suffix . :",
                "Link-local IPv6 Address . . . . . : fe80::1%74",
                "Autoconfiguration IPv4 Address. . : 169.254.3.4",
                "Default Gateway . . . :",
                "Wireless LAN adapter Wi-Fi:",
                "Media State . . . . : Media disconnected",
            ]
        );
        assert_eq!(
            pieces(
                "Carte Ethernet Ethernet : Adresse IPv4. . . .: 10.0.0.5 Masque de sous-réseau. . . : 255.255.255.0"
            ),
            [
                "Carte Ethernet Ethernet :",
                "Adresse IPv4. . . .: 10.0.0.5",
                "Masque de sous-réseau. . . : 255.255.255.0"
            ]
        );
    }

    #[test]
    fn one_line_of_a_lookup_is_many_again() {
        assert_eq!(
            pieces(
                "Serveur : box Address: 10.0.0.1 Réponse ne faisant pas autorité : Nom : a.example Addresses: 1.2.3.4 1.2.3.5"
            ),
            [
                "Serveur : box",
                "Address: 10.0.0.1",
                "Réponse ne faisant pas autorité :",
                "Nom : a.example",
                "Addresses: 1.2.3.4 1.2.3.5"
            ]
        );
        assert_eq!(
            pieces(
                "Server: dns.google Address: 8.8.8.8 *** dns.google can't find a.example: Non-existent domain C:\\>"
            ),
            [
                "Server: dns.google",
                "Address: 8.8.8.8",
                "*** dns.google can't find a.example: Non-existent domain",
                "C:\\>"
            ]
        );
        assert_eq!(
            pieces(
                ";; ANSWER SECTION: a.example. 60 IN A 1.2.3.4 a.example. 60 IN A 1.2.3.5 ;; SERVER: 10.0.0.1#53"
            ),
            [
                ";; ANSWER SECTION:",
                "a.example. 60 IN A 1.2.3.4",
                "a.example. 60 IN A 1.2.3.5",
                ";; SERVER: 10.0.0.1#53"
            ]
        );
    }

    #[test]
    fn one_line_of_an_interface_is_many_again() {
        assert_eq!(
            pieces(
                "2: eth0: <BROADCAST,UP,LOWER_UP> mtu 1500 link/ether 00:1b:21:3a:4f:11 inet 10.0.0.5/24 scope global eth0 default via 10.0.0.1 dev eth0"
            ),
            [
                "2: eth0: <BROADCAST,UP,LOWER_UP> mtu 1500",
                "link/ether 00:1b:21:3a:4f:11",
                "inet 10.0.0.5/24 scope global eth0",
                "default via 10.0.0.1 dev eth0"
            ]
        );
    }

    #[test]
    fn a_line_that_is_one_stays_one() {
        for line in [
            "   Description . . . . . . . . . . . : Intel(R) Ethernet adapter I219-LM",
            "   Adresse IPv6 de liaison locale. . . . .: fe80::4397:bee8:a29e:b2dd%7(préféré)",
            "the Ethernet adapter shows this:",
            "Non-authoritative answer:",
            "PS C:\\Users\\noor> nslookup vpn.ca.example",
            ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 7",
            "10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.5",
            "",
        ] {
            assert_eq!(unflattened(line).collect::<Vec<_>>(), [line]);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_made_up(line in "(Server|Address|IPv4|Ethernet adapter|inet|[:. ;é]|\\PC){0,40}") {
            prop_assert_eq!(unflattened(&line).collect::<String>(), line.clone());
        }
    }
}
