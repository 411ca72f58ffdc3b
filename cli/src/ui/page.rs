//! A page of text, as wide as the terminal.

use std::fmt::Display;

use anstyle::Style;
use terminal_size::{Width, terminal_size};

use super::{Words, style};
use crate::outside::harmless;

/// Lines are never wider than this: long ones are hard to read.
const WIDEST: usize = 100;
/// Below this, terminals wrap better than we do.
const NARROWEST: usize = 40;
/// Where there is no terminal.
const USUAL: usize = 80;

/// Text for a person, built line by line.
pub(crate) struct Page {
    text: String,
    width: usize,
    words: Words,
}

impl Page {
    /// An empty page.
    pub(crate) fn new(words: Words) -> Self {
        let width = terminal_size().map_or(USUAL, |(Width(columns), _)| usize::from(columns));
        Self { text: String::new(), width: width.clamp(NARROWEST, WIDEST), words }
    }

    /// The words of the work.
    pub(crate) fn words(&self) -> Words {
        self.words.clone()
    }

    /// What is on it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// A line as it is; what comes from outside in it was made harmless before.
    pub(crate) fn line(&mut self, line: impl Display) {
        self.text.push_str(line.to_string().trim_end());
        self.text.push('\n');
    }

    /// An empty line, between things; never first, never twice.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading. The text may come from outside.
    pub(crate) fn heading(&mut self, heading: impl Display) {
        let (bold, heading) = (style::TITLE, harmless(&heading.to_string()));
        self.line(format_args!("{bold}{heading}{bold:#}"));
    }

    /// A paragraph after a prefix; its further lines stand below its first word. The text may come from
    /// outside.
    pub(crate) fn paragraph(&mut self, prefix: &str, text: &str, look: Style) {
        let text = &harmless(text);
        let indent = " ".repeat(textwrap::core::display_width(prefix));
        let options = textwrap::Options::new(self.width).initial_indent(prefix).subsequent_indent(&indent);
        for (place, line) in textwrap::wrap(text, options).iter().enumerate() {
            let before = if place == 0 { prefix } else { indent.as_str() };
            let words = line.strip_prefix(before).unwrap_or(line);
            self.line(format_args!("{before}{look}{words}{look:#}"));
        }
    }

    /// Something on the left, and its name on the right where there is room.
    pub(crate) fn pair(&mut self, left: &str, right: &str) {
        let dim = style::DIM;
        let room = self.width.saturating_sub(width(left) + width(right));
        if room >= 2 {
            self.line(format_args!("{left}{}{dim}{right}{dim:#}", " ".repeat(room)));
        } else {
            self.line(left);
            let indent = " ".repeat(self.width.saturating_sub(width(right)));
            self.line(format_args!("{indent}{dim}{right}{dim:#}"));
        }
    }

    /// Whether [`Page::pair`] fits these on one line.
    pub(crate) fn has_room(&self, left: &str, right: &str) -> bool {
        width(left) + width(right) + 2 <= self.width
    }

    /// Names on the left, values below each other.
    pub(crate) fn facts(&mut self, facts: &[(&str, String)]) {
        let widest = facts.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
        for (name, value) in facts {
            let pad = " ".repeat(widest - width(name));
            self.paragraph(&format!("  {name}{pad}  "), value, Style::new());
        }
    }
}

/// Columns on a terminal, colours not counted.
fn width(text: &str) -> usize {
    textwrap::core::display_width(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize) -> Page {
        Page { text: String::new(), width, words: Words::new(Some("en")) }
    }

    #[test]
    fn a_long_sentence_hangs_below_its_first_word() {
        let mut page = page(40);
        page.paragraph("  ● ", "Switch the circuit off at the service panel and keep it off.", Style::new());
        assert_eq!(page.text(), "  ● Switch the circuit off at the\n    service panel and keep it off.\n");
    }

    #[test]
    fn a_sticker_cannot_repaint_the_screen() {
        let mut page = page(40);
        page.paragraph("", "https://x.example/\u{1b}[2J\u{7}", Style::new());
        page.heading("label\u{202e}gpj.exe");
        let lines: Vec<_> =
            page.text().lines().map(anstream::adapter::strip_str).map(|line| line.to_string()).collect();
        assert_eq!(lines, ["https://x.example/\u{fffd}[2J\u{fffd}", "label\u{fffd}gpj.exe"]);
    }

    #[test]
    fn a_name_that_has_no_room_goes_below() {
        let mut page = page(40);
        page.pair("✓ Photo", "photo-before");
        page.pair("✓ A title that fills nearly the line", "photo-station");
        let lines: Vec<_> =
            page.text().lines().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
        assert_eq!(lines[0], format!("✓ Photo{}photo-before", " ".repeat(21)));
        assert_eq!(lines[2].trim_start(), "photo-station");
    }
}
