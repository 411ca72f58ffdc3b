//! Colours. The three promises have one each and share it with nothing: made safe, saved, verified online.

use anstyle::{AnsiColor, Color, Style};

/// Headings.
pub(crate) const TITLE: Style = Style::new().bold();
/// What matters less: ids, hints.
pub(crate) const DIM: Style = Style::new().dimmed();
/// What can be typed.
pub(crate) const TYPED: Style = AnsiColor::Cyan.on_default();
/// A code that a camera reads: black on white, whatever the terminal's colours are.
pub(crate) const PAPER: Style =
    AnsiColor::Black.on_default().bg_color(Some(Color::Ansi(AnsiColor::BrightWhite)));
/// STOP, and what failed.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What to look at before going on.
pub(crate) const WARNING: Style = AnsiColor::Magenta.on_default();
/// The first promise: made safe, the electrical one.
pub(crate) const MADE_SAFE: Style = AnsiColor::Yellow.on_default();
/// The second promise: saved, on this phone or on the server.
pub(crate) const SAVED: Style = AnsiColor::Blue.on_default();
/// The third promise: verified online.
pub(crate) const ONLINE: Style = AnsiColor::Green.on_default();
