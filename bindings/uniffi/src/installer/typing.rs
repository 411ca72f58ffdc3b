//! Fields that are checked while somebody types.

use pinpoint_engine::{CheckedText, TextKind};

use super::Installer;

#[uniffi::export]
impl Installer {
    /// Checks a text against the rules of its field, as often as somebody types. An answer is checked again when it is
    /// given; this is for saying sooner what is wrong with it.
    pub fn check_text(&self, kind: TextKind, text: &str) -> CheckedText {
        self.0.check_text(kind, text)
    }

    /// Checks a serial number, and warns where it has none of the shapes that the catalog knows of its maker and model. Of a
    /// model that nobody chose yet, or that the catalog does not list, every shape will do.
    pub fn check_serial(&self, text: &str, manufacturer: &str, model: &str) -> CheckedText {
        self.0.check_serial(text, manufacturer, model)
    }
}
