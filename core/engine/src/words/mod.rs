//! The words about the work, in one place.

use pinpoint_domain::Fields;

/// The sentence for a code.
pub fn text(code: &str, _fields: &Fields, _locale: &str) -> String {
    code.to_owned()
}
