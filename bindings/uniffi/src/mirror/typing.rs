//! Fields that are checked while somebody types.

use pinpoint_domain::code::{Fields, Notice};
use pinpoint_domain::geo::Coordinate;
use pinpoint_engine::{CheckedText, TextKind, TextMistake};

/// What a field is for. A serial number has its own call, because its shape depends on the model.
#[uniffi::remote(Enum)]
pub enum TextKind {
    /// A MAC address.
    Mac,
    /// The number of a SIM card.
    Iccid,
    /// The id of a charging point (OICP).
    Evse,
    /// A firmware version.
    Firmware,
    /// A position, as people paste it.
    Coordinate,
    /// A phone number that works from any country.
    Phone,
}

/// What a text is worth in its field so far.
#[uniffi::remote(Record)]
pub struct CheckedText {
    /// The form in which two of them are compared; none while the text is not valid.
    pub canonical: Option<String>,
    /// Where it lies; of a position alone.
    pub position: Option<Coordinate>,
    /// What a person should look at once more; their words are `warning-<code>`.
    pub warnings: Vec<Notice>,
    /// Why the text is not valid.
    pub mistake: Option<TextMistake>,
}

/// A mistake in a text, with its place: its sentence is `Installer.text(code, fields, locale)`.
#[uniffi::remote(Record)]
pub struct TextMistake {
    /// What is wrong, as a code.
    pub code: String,
    /// What its sentence mentions.
    pub fields: Fields,
    /// Where, counted in characters from 1; one past the end where something is missing.
    pub at: u32,
}
