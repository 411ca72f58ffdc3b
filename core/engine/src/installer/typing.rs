//! Fields that are checked while somebody types, before anything is answered. It only computes, and knows no job.

use pinpoint_domain::code::{Coded, Fields, Notice};
use pinpoint_domain::evse::EvseId;
use pinpoint_domain::firmware::FirmwareVersion;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::iccid::Iccid;
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::misread::Misread;
use pinpoint_domain::phone::PhoneNumber;
use pinpoint_domain::serial::{self, SerialNumber, SerialPattern};
use serde::{Deserialize, Serialize};

use super::Installer;

/// What a field is for. A serial number has its own call, because its shape depends on the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum TextKind {
    /// A MAC address (A18, A32).
    Mac,
    /// The number of a SIM card (A12).
    Iccid,
    /// The id of a charging point (OICP).
    Evse,
    /// A firmware version (B11).
    Firmware,
    /// A position, as people paste it (A26).
    Coordinate,
    /// A phone number that works from any country.
    Phone,
}

/// What a text is worth in its field so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
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

/// A mistake in a text, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct TextMistake {
    /// What is wrong, as a code.
    pub code: String,
    /// What its sentence mentions.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>"))]
    pub fields: Fields,
    /// Where, counted in characters from 1; one past the end where something is missing.
    pub at: u32,
}

impl Installer {
    /// Checks a text against the rules of its field, as often as somebody types. An answer is checked again when it is
    /// given; this is for saying sooner what is wrong with it.
    pub fn check_text(&self, kind: TextKind, text: &str) -> CheckedText {
        CheckedText::of_text(kind, text)
    }

    /// Checks a serial number, and warns where it has none of the shapes that the catalog knows of its maker and model
    /// (A23). Of a model that nobody chose yet, or that the catalog does not list, every shape will do.
    pub fn check_serial(&self, text: &str, manufacturer: &str, model: &str) -> CheckedText {
        let catalog = self.catalog();
        let shapes = catalog.as_deref().map(|catalog| catalog.serials(manufacturer, model));
        CheckedText::of_serial(text, shapes.unwrap_or_default())
    }
}

impl CheckedText {
    /// Checks a text against the rules of its field.
    pub fn of_text(kind: TextKind, text: &str) -> Self {
        match kind {
            TextKind::Mac => {
                let read = MacAddress::parse(text);
                Self::of(read.map(|mac| (mac.digits().to_owned(), notices(&mac.warnings()))))
            }
            TextKind::Iccid => {
                let read = Iccid::parse(text);
                Self::of(read.map(|iccid| (iccid.digits().to_owned(), notices(&iccid.warnings()))))
            }
            TextKind::Evse => Self::plain(EvseId::parse(text), EvseId::canonical),
            TextKind::Firmware => Self::plain(FirmwareVersion::parse(text), FirmwareVersion::canonical),
            TextKind::Phone => Self::plain(PhoneNumber::parse(text), PhoneNumber::e164),
            TextKind::Coordinate => {
                let read = Coordinate::pasted(text);
                let position = read.as_ref().ok().map(|pasted| pasted.position);
                let read = read.map(|pasted| (pasted.position.to_string(), notices(&pasted.warnings)));
                Self { position, ..Self::of(read) }
            }
        }
    }

    /// Checks a serial number against the shapes that its model's have; without any, every shape will do.
    pub fn of_serial(text: &str, shapes: &[SerialPattern]) -> Self {
        Self::of(SerialNumber::parse(text).map(|serial| {
            let warnings = serial::warnings(&serial, shapes);
            (serial.canonical().to_owned(), notices(&warnings))
        }))
    }

    fn of<E: Misread>(read: Result<(String, Vec<Notice>), E>) -> Self {
        match read {
            Ok((canonical, warnings)) => {
                Self { canonical: Some(canonical), position: None, warnings, mistake: None }
            }
            Err(error) => Self {
                canonical: None,
                position: None,
                warnings: Vec::new(),
                mistake: Some(TextMistake::of(&error)),
            },
        }
    }

    /// Of what has no warnings.
    fn plain<T, E: Misread>(read: Result<T, E>, canonical: impl FnOnce(&T) -> &str) -> Self {
        Self::of(read.map(|value| (canonical(&value).to_owned(), Vec::new())))
    }
}

fn notices(warnings: &[impl Coded]) -> Vec<Notice> {
    warnings.iter().map(Notice::from).collect()
}

impl TextMistake {
    /// What is wrong with a text, and where.
    pub fn of(error: &impl Misread) -> Self {
        let (code, fields) = (error.code().to_owned(), error.fields());
        Self { code, fields, at: u32::try_from(error.at()).unwrap_or(u32::MAX) }
    }
}
