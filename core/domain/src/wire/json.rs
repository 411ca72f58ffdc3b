//! The one way in which a form of this module becomes text.

use serde::Serialize;

/// Writes a form of the wire as JSON.
///
/// # Panics
/// Never for a form of the wire: JSON fails to be written only by a map whose names are no text or by a `Serialize` that
/// gives up, and no form has either. Were there one some day, a panic is better than nothing at all under a signature.
#[expect(
    clippy::expect_used,
    reason = "an empty record, signed and kept for ever, would be worse than a panic"
)]
pub fn to_json<T: Serialize>(form: &T) -> String {
    serde_json::to_string(form).expect("a form of the wire is always written")
}
