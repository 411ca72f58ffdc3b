//! What comes of a text, whatever it is meant to be.

use pinpoint_domain::code::{Fields, Notice};
use pinpoint_domain::evse::EvseId;
use pinpoint_domain::firmware::FirmwareVersion;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::iccid::Iccid;
use pinpoint_domain::label::{LabelForm, MacAddress, interpret_text};
use pinpoint_domain::misread::Misread;
use pinpoint_domain::phone::PhoneNumber;
use pinpoint_domain::serial::{SerialNumber, SerialPattern, warnings};
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
        position: usize,
        /// What the sentence for the code needs.
        fields: Fields,
    },
}

impl Outcome {
    /// Reads a text.
    pub(super) fn of(kind: Kind, text: &str, beside: &Beside) -> Self {
        match kind {
            Kind::Mac => Self::from(MacAddress::parse(text).map(|mac| {
                let warnings = mac.warnings().iter().map(Notice::from).collect();
                (mac.digits().to_owned(), warnings)
            })),
            Kind::Label => Self::of_label(text, beside),
            Kind::Serial => Self::from(SerialNumber::parse(text).map(|serial| {
                let warnings = warnings(&serial, &beside.shapes).iter().map(Notice::from).collect();
                (serial.canonical().to_owned(), warnings)
            })),
            Kind::Iccid => Self::from(Iccid::parse(text).map(|iccid| {
                let warnings = iccid.warnings().iter().map(Notice::from).collect();
                (iccid.digits().to_owned(), warnings)
            })),
            Kind::Evse => Self::from(EvseId::parse(text).map(|id| plain(id.canonical()))),
            Kind::Firmware => {
                Self::from(FirmwareVersion::parse(text).map(|version| plain(version.canonical())))
            }
            Kind::Coordinate => Self::from(Coordinate::pasted(text).map(|pasted| {
                let warnings = pasted.warnings.iter().map(Notice::from).collect();
                (pasted.position.to_string(), warnings)
            })),
            Kind::Phone => Self::from(PhoneNumber::parse(text).map(|number| plain(number.e164()))),
        }
    }

    /// A text that could not be read.
    pub(super) fn refused(error: &impl Misread) -> Self {
        Self::Refused { code: error.code().to_owned(), position: error.at(), fields: error.fields() }
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

/// Of what has no warnings.
fn plain(canonical: &str) -> (String, Vec<Notice>) {
    (canonical.to_owned(), Vec::new())
}

impl<E: Misread> From<Result<(String, Vec<Notice>), E>> for Outcome {
    fn from(read: Result<(String, Vec<Notice>), E>) -> Self {
        match read {
            Ok((canonical, warnings)) => Self::Read { canonical, password: None, warnings },
            Err(error) => Self::refused(&error),
        }
    }
}
