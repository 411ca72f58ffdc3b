//! What mail, chat, lists and terminals put around a line of a console.

use crate::hidden::is_hidden;

/// Without colours and movements of a terminal: `ESC [ ... letter`.
pub(super) fn without_escapes(raw: &str) -> impl Iterator<Item = char> {
    let mut inside = false;
    raw.chars().filter(move |&found| {
        let escape = found == '\u{1B}';
        let shown = !inside && !escape;
        inside = escape || (inside && !found.is_ascii_alphabetic());
        shown
    })
}

/// The character of a console that this one stands for, if anything can be seen of it.
pub(super) fn plain(found: char) -> Option<char> {
    match found {
        // Nearly all of them.
        ' '..='~' => Some(found),
        '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => Some(' '),
        '：' => Some(':'),
        '．' | '…' => Some('.'),
        '’' => Some('\''),
        _ => (!is_hidden(found)).then_some(found),
    }
}

/// Without quote marks, the name of who wrote it, and the mark of a list. The white space behind them stays.
pub(super) fn without_marks(line: &str) -> &str {
    let line = without_bullet(without_sender(without_quote_marks(line)));
    // The right edge of a table, whose left one looks like a quote mark.
    line.trim_end().strip_suffix(" |").unwrap_or(line)
}

/// Mail and chat put `> ` or `| ` before what they quote, once for each reply.
fn without_quote_marks(line: &str) -> &str {
    let mut rest = line;
    while let Some(unquoted) = rest.trim_start().strip_prefix(['>', '|']) {
        rest = unquoted.strip_prefix(' ').unwrap_or(unquoted);
    }
    rest
}

/// Chats put `[03/11/2025, 08:15:22] Noor: ` before each message, and each line may be one.
fn without_sender(line: &str) -> &str {
    let sent =
        line.trim_start().strip_prefix('[').filter(|sent| sent.starts_with(|it: char| it.is_ascii_digit()));
    let text = sent.and_then(|sent| sent.split_once("] ")).and_then(|(_, named)| named.split_once(": "));
    text.map_or(line, |(_, text)| text)
}

/// Lists put `- `, `* ` or `• ` before each item. `***` and `**` begin what `nslookup` says.
fn without_bullet(line: &str) -> &str {
    let behind = line.trim_start().strip_prefix(['-', '*', '•', '◦', '▪', '–']);
    behind.filter(|item| item.starts_with(' ')).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_line_goes_and_the_line_stays() {
        for raw in [
            "Server: box",
            "> > Server: box",
            "| Server: box |",
            "- Server: box",
            "  • Server: box",
            "> * Server: box",
            "[03/11/2025, 08:15:22] Noor: Server: box",
            "[08:15] Noor: Server: box",
        ] {
            assert_eq!(without_marks(raw).trim(), "Server: box", "{raw}");
        }
    }

    #[test]
    fn what_only_begins_alike_is_no_mark() {
        for line in [
            "*** dns.google can't find a.example: Non-existent domain",
            "** server can't find a.example: NXDOMAIN",
            "-type=A",
            "[root@laptop ~]# host vpn.ca.example",
            "----",
        ] {
            assert_eq!(without_marks(line), line);
        }
        assert!(without_marks("- IPv4 Address").starts_with(' '), "an item of a list goes on nothing");
    }
}
