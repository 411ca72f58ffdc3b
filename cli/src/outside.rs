//! Text from outside: stickers, type plates, names of files, servers. A terminal obeys some characters instead of showing
//! them, so none of those is printed as it came.

use std::fmt::Write as _;

/// Text that can be printed: what a terminal would obey is replaced by `U+FFFD`, so that it cannot move the cursor,
/// repaint the screen, or show words in another order than they stand in.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|found| if is_obeyed(found) { char::REPLACEMENT_CHARACTER } else { found }).collect()
}

/// The same JSON, with such characters escaped: programs read what came, terminals show it.
pub(crate) fn harmless_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for found in json.chars() {
        if is_obeyed(found) {
            // Outside of its strings JSON has none of them, and all of them lie below U+FFFF. Writing to a String
            // cannot fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(found));
        } else {
            escaped.push(found);
        }
    }
    escaped
}

/// Controls (C0, DEL, C1), line and paragraph separators, and the marks that turn the direction of writing (UAX #9).
fn is_obeyed(found: char) -> bool {
    found.is_control()
        || matches!(
            found,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: [char; 18] = [
        '\u{1b}', '\u{7}', '\n', '\u{7f}', '\u{9b}', '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}',
        '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2028}', '\u{2066}', '\u{2067}', '\u{2068}',
        '\u{2069}',
    ];

    #[test]
    fn what_a_terminal_would_obey_is_shown_as_a_mark_and_names_stay_as_they_are() {
        for hostile in HOSTILE {
            assert_eq!(harmless(&format!("a{hostile}b")), "a\u{fffd}b", "{hostile:?}");
        }
        for name in ["Zoë d’Été", "نور", "充电站 ⚡", "0024:B100:0002:9F81"] {
            assert_eq!(harmless(name), name);
        }
    }

    #[test]
    fn a_program_reads_what_came_and_a_terminal_does_not_obey_it() {
        let came: String = HOSTILE.iter().collect();
        let printed = harmless_json(&serde_json::json!({ "text": came }).to_string());
        assert!(printed.is_ascii() && !printed.contains(char::is_control), "{printed}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&printed).unwrap()["text"], came);
    }
}
