//! What comes of a text, whatever it is meant to be.

use pinpoint_domain::code::{Fields, Notice};
use pinpoint_domain::label::{LabelForm, interpret_text};
use pinpoint_domain::misread::Misread;
use pinpoint_domain::serial::SerialPattern;
use pinpoint_engine::{CheckedText, TextKind, TextMistake};
use serde::Serialize;

use crate::args::Kind;

/// What is known beside the text.
pub(super) struct Beside {
    /// The network's labels.
    pub(super) forms: Vec<LabelForm>,
    /// What serial numbers of the station's model look like; none where it was not named.
    pub(super) shapes: Vec<SerialPattern>,
    /// Whether somebody asked to see passwords.
    pub(super) reveal: bool,
}

/// A value, or why there is none.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Outcome {
    /// The text is valid.
    Read {
        /// The form in which two of them are compared; of a label, that of its MAC.
        canonical: String,
        /// The activation password of a label, if somebody asked to see it.
        #[serde(skip_serializing_if = "Option::is_none")]
        password: Option<String>,
        /// What a person should look at once more.
        warnings: Vec<Notice>,
    },
    /// It is not.
    Refused {
        /// Why.
        code: String,
        /// Where, counted in characters from 1; of a label within its MAC or password.
        position: u32,
        /// What the sentence for the code needs.
        fields: Fields,
    },
}

impl Outcome {
    /// Reads a text.
    pub(super) fn of(kind: Kind, text: &str, beside: &Beside) -> Self {
        let as_text = |kind| CheckedText::of_text(kind, text).into();
        match kind {
            Kind::Label => Self::of_label(text, beside),
            Kind::Serial => CheckedText::of_serial(text, &beside.shapes).into(),
            Kind::Mac => as_text(TextKind::Mac),
            Kind::Iccid => as_text(TextKind::Iccid),
            Kind::Evse => as_text(TextKind::Evse),
            Kind::Firmware => as_text(TextKind::Firmware),
            Kind::Coordinate => as_text(TextKind::Coordinate),
            Kind::Phone => as_text(TextKind::Phone),
        }
    }

    /// A text that could not be read.
    pub(super) fn refused(error: &impl Misread) -> Self {
        let TextMistake { code, fields, at } = TextMistake::of(error);
        Self::Refused { code, position: at, fields }
    }

    fn of_label(text: &str, beside: &Beside) -> Self {
        let lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
        match interpret_text(&lines, &beside.forms).into_label() {
            Ok(label) => Self::Read {
                canonical: label.mac.digits().to_owned(),
                password: beside.reveal.then(|| label.password.reveal().to_owned()),
                warnings: label.warnings().iter().map(Notice::from).collect(),
            },
            Err(problem) => Self::refused(&problem),
        }
    }
}

impl From<CheckedText> for Outcome {
    fn from(checked: CheckedText) -> Self {
        match checked.mistake {
            Some(TextMistake { code, fields, at }) => Self::Refused { code, position: at, fields },
            None => Self::Read {
                canonical: checked.canonical.unwrap_or_default(),
                password: None,
                warnings: checked.warnings,
            },
        }
    }
}
